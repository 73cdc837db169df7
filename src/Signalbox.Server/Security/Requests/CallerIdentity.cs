using System.Security.Claims;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Security.Requests;

/// <summary>The caller as the framework's authorization reads it.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity(ClaimsOf(caller), CallerHandler.Scheme)
{
    public const string ScopeClaim = "scope";

    public Caller Caller => caller;

    public static string Claim(Scope scope) => Words.Of(scope);

    private static IEnumerable<Claim> ClaimsOf(Caller caller) =>
        caller.Scopes.Select(scope => new Claim(ScopeClaim, Claim(scope)))
            .Append(new(ClaimTypes.NameIdentifier, caller.User.Id))
            .Append(new(DefaultNameClaimType, caller.User.Name));
}
