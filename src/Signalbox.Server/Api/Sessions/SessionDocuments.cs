using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Sessions;

public sealed record SignInInput([property: Required] string? Name = null, [property: Required] string? Password = null);

public sealed record PasswordInput(
    [property: Required] string? CurrentPassword = null,
    [property: Required, Description("At least 12 characters.")] string? NewPassword = null);

/// <summary>One proof of who is signed in.</summary>
public sealed record ProofInput([property: Description("Your password.")] string? Password = null);

/// <summary>How whoever is signed in can prove it anew.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ProofKind>))]
public enum ProofKind
{
    Password,
}

/// <param name="FreshUntil">Until then actions that move risk are not asked for another proof.</param>
public sealed record ProofDocument(DateTimeOffset FreshUntil);

/// <summary>Who is signed in, or whose token this is.</summary>
/// <param name="Proofs">What the session may be asked to prove anew, the preferred one first; empty for a token, which is never asked.</param>
public sealed record SessionDocument(string UserId, string Name, Role Role, IReadOnlyList<Scope> Scopes, IReadOnlyList<ProofKind> Proofs)
{
    public static SessionDocument Of(Caller caller) => new(
        caller.User.Id, caller.User.Name, caller.User.Role, caller.Scopes, caller.IsSession ? [ProofKind.Password] : []);
}
