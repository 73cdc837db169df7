using System.ComponentModel;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Sessions;

public sealed record SignInInput(string? Name = null, string? Password = null);

public sealed record PasswordInput(
    [property: Description("Required.")] string? CurrentPassword = null,
    [property: Description("Required; at least 12 characters.")] string? NewPassword = null);

/// <summary>Who is signed in, or whose token this is.</summary>
public sealed record SessionDocument(string UserId, string Name, Role Role, IReadOnlyList<Scope> Scopes)
{
    public static SessionDocument Of(Caller caller) => new(caller.User.Id, caller.User.Name, caller.User.Role, caller.Scopes);
}
