using System.Collections.Concurrent;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Security.Permissions;

/// <summary>All permissions of one version of the configuration.</summary>
public sealed class PermissionBook
{
    public static readonly PermissionBook Empty = new([], [], Catalogue.Empty);

    private readonly ILookup<string, Permission> byUser;
    private readonly ILookup<string, Subscription> byAccount;
    private readonly ConcurrentDictionary<string, Sight> known = new(StringComparer.Ordinal);

    public PermissionBook(IReadOnlyList<Permission> permissions, IReadOnlyList<Publication> publications, Catalogue catalogue)
    {
        byUser = permissions.ToLookup(permission => permission.User, StringComparer.Ordinal);
        byAccount = catalogue.Subscriptions.Values.ToLookup(subscription => subscription.Account.Value, StringComparer.Ordinal);
        Publications = publications.ToDictionary(publication => publication.Strategy, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, Publication> Publications { get; }

    public Sight SightOf(Caller caller) => caller.Reach is null ? SightOf(caller.User) : Narrowed(SightOf(caller.User), caller.Reach);

    private static Sight EverythingOf(Role role) => new() { Everywhere = role == Role.Auditor ? PermissionLevel.See : PermissionLevel.Own };

    private static Sight Narrowed(Sight sight, TokenReach reach) => new()
    {
        Strategies = Named(reach.Strategies, id => sight.Everywhere ?? sight.Strategies.GetValueOrDefault(id)),
        Accounts = Named(reach.Accounts, id => sight.Everywhere ?? sight.Accounts.GetValueOrDefault(id)),
    };

    private static Dictionary<string, PermissionLevel> Named(IReadOnlyList<string> ids, Func<string, PermissionLevel> levelOf) =>
        ids.Distinct(StringComparer.Ordinal).Where(id => levelOf(id) >= PermissionLevel.See).ToDictionary(id => id, levelOf, StringComparer.Ordinal);

    private Sight SightOf(UserAccount user) =>
        Users.Scopes.SeesEverything(user.Role) ? EverythingOf(user.Role) : known.GetOrAdd(user.Id, Compute);

    private Sight Compute(string user)
    {
        var accounts = LevelsOf(user, PermissionKind.Account);
        var strategies = LevelsOf(user, PermissionKind.Strategy);

        // Whoever subscribed to a published strategy sees its signals.
        foreach (var account in accounts.Where(account => account.Value >= PermissionLevel.Manage))
        {
            foreach (var subscription in byAccount[account.Key].Where(each => Publications.ContainsKey(each.Strategy.Value)))
            {
                strategies.TryAdd(subscription.Strategy.Value, PermissionLevel.See);
            }
        }

        return new() { Strategies = strategies, Accounts = accounts };
    }

    private Dictionary<string, PermissionLevel> LevelsOf(string user, PermissionKind kind) =>
        byUser[user].Where(permission => permission.Kind == kind).ToDictionary(permission => permission.Subject, permission => permission.Level, StringComparer.Ordinal);
}
