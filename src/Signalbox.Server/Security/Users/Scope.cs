using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Security.Users;

/// <summary>What a token may be used for. None contains another: a token that shall read and trade names both.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Scope>))]
public enum Scope
{
    Read,
    Trade,
    Admin,
}

public static class Scopes
{
    private static readonly Scope[] All = [Scope.Read, Scope.Trade, Scope.Admin];

    public static IReadOnlyList<Scope> Of(Role role) => role switch
    {
        Role.Viewer => All[..1],
        Role.Trader => All[..2],
        Role.Admin or Role.Owner => All,
        _ => throw new InvalidOperationException($"{role} is not a role."),
    };
}
