using Signalbox.Identity;
using Signalbox.Risk.Limits;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Configuration.Limits;

/// <summary>All limits of one configuration version, and which of them each account works under.</summary>
public sealed class ConfiguredLimits
{
    public static readonly ConfiguredLimits None = new([]);

    private readonly IReadOnlyList<ScopedLimits> all;

    public ConfiguredLimits(IEnumerable<ScopedLimits> limits) => all = [.. limits.OrderBy(each => each.Scope)];

    /// <summary>Those that several accounts share: the ledger keeps count of them.</summary>
    public ValueList<ScopedLimits> Shared => [.. all.Where(each => each.IsShared)];

    public IReadOnlyList<ScopedLimits> All => all;

    public LimitBook Of(AccountId account, Catalogue catalogue)
    {
        var subscriptions = catalogue.Subscriptions.Values.Where(subscription => subscription.Account == account).ToList();
        var strategies = subscriptions.Select(subscription => subscription.Strategy.Value).ToHashSet(StringComparer.Ordinal);
        var ids = subscriptions.Select(subscription => subscription.Id.Value).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Items = [.. all.Where(each => each.Scope.Level switch
            {
                RiskLevel.Global => true,
                RiskLevel.Account => each.Scope.Id == account.Value,
                RiskLevel.Strategy => strategies.Contains(each.Scope.Id),
                _ => ids.Contains(each.Scope.Id),
            })],
        };
    }

    /// <summary>Where the account's trading day begins at midnight.</summary>
    public string TimeZoneOf(AccountId account) =>
        all.FirstOrDefault(each => each.Scope == RiskScope.Of(account))?.Limits.TimeZone ?? "UTC";
}
