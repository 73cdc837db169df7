using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Server.Security.Users;

/// <summary>A kind of thing a caller may do. None contains another: a token that shall read and trade names both.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Scope>))]
public enum Scope
{
    /// <summary>See what the user may see.</summary>
    Read,

    /// <summary>Send, move and cancel orders, stop and release trading.</summary>
    Trade,

    /// <summary>Answer trades that wait for a person.</summary>
    Approve,

    /// <summary>Change strategies, accounts and subscriptions.</summary>
    Configure,

    /// <summary>Read the audit trail.</summary>
    Audit,

    /// <summary>Change what is the whole installation's: users, everybody's tokens, secrets of scorers, common limits.</summary>
    Admin,
}

/// <summary>What each role may do, and whether everything of the installation or only what is its own or shared with it.</summary>
public static class Scopes
{
    public static readonly IReadOnlyList<Scope> All = Enum.GetValues<Scope>();

    /// <summary>The table: a role a line.</summary>
    private static readonly Dictionary<Role, (bool SeesEverything, Scope[] May)> Table = new()
    {
        [Role.Viewer] = (false, [Scope.Read]),
        [Role.Approver] = (false, [Scope.Read, Scope.Approve]),
        [Role.Trader] = (false, [Scope.Read, Scope.Trade, Scope.Approve, Scope.Configure]),
        [Role.Auditor] = (true, [Scope.Read, Scope.Audit]),
        [Role.Admin] = (true, [Scope.Read, Scope.Trade, Scope.Approve, Scope.Configure, Scope.Audit, Scope.Admin]),
        [Role.Owner] = (true, [Scope.Read, Scope.Trade, Scope.Approve, Scope.Configure, Scope.Audit, Scope.Admin]),
    };

    public static IReadOnlyList<Scope> Of(Role role) => Table[role].May;

    /// <summary>Whether the role sees every strategy and account, also those of others.</summary>
    public static bool SeesEverything(Role role) => Table[role].SeesEverything;
}
