using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Sessions;

public sealed record SignInInput([property: Required] string? Name = null, [property: Required] string? Password = null);

public sealed record PasswordInput(
    [property: Required] string? CurrentPassword = null,
    [property: Required, Description("At least 12 characters.")] string? NewPassword = null);

/// <summary>Who is signed in, or whose token this is.</summary>
public sealed record SessionDocument(string UserId, string Name, Role Role, IReadOnlyList<Scope> Scopes)
{
    public static SessionDocument Of(Caller caller) => new(caller.User.Id, caller.User.Name, caller.User.Role, caller.Scopes);
}
