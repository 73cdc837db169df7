using Signalbox.Identity;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Limits;

/// <summary>The risk limits of every level. What nobody has set has no limit, and version 0.</summary>
internal sealed class LimitStore(ITransactionalStore store, ConfigurationWriter writer)
{
    /// <summary>Null where there is nobody to limit.</summary>
    public Task<Stored<ScopedLimits>?> FindAsync(RiskScope whose, CancellationToken cancel) => store.ReadAsync(async scope =>
        await NameAsync(scope, whose) is null ? null
        : await LimitTable.FindAsync(scope, whose) is { } row ? row.Stored
        : new Stored<ScopedLimits>(new(whose, RiskLimits.None), 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), cancel);

    /// <param name="limits">All limits of the scope as they shall be.</param>
    /// <param name="version">The version the caller's change was made from.</param>
    public Task<ChangeResult<Stored<ScopedLimits>>> ReplaceAsync(ScopedLimits limits, long version, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await NameAsync(change.Scope, limits.Scope) is not { } name)
            {
                return ChangeResult.NotFound<Stored<ScopedLimits>>();
            }

            var row = await LimitTable.FindAsync(change.Scope, limits.Scope);
            if ((row?.Version ?? 0) != version)
            {
                return ChangeResult.Stale<Stored<ScopedLimits>>(row?.Version ?? 0);
            }

            await LimitTable.SaveAsync(change, limits);
            change.Record(new RiskLimitsChanged
            {
                Subject = limits.Scope.ToString(),
                SubjectName = name,
                Before = row is null ? null : ConfigurationChange.Document(row.ToLimits().Limits, ConfigurationJson.Default.RiskLimits),
                After = ConfigurationChange.Document(limits.Limits, ConfigurationJson.Default.RiskLimits),
            });
            return ChangeResult.Saved(change.Stored(limits, row?.Stored.CreatedAt));
        }, cancel);

    /// <summary>What people call the subject of a scope; null where there is none.</summary>
    private static async Task<string?> NameAsync(StoreScope scope, RiskScope whose) => whose.Level switch
    {
        RiskLevel.Global => whose == RiskScope.Global ? "All accounts" : null,
        RiskLevel.Account => (await ConnectionTable.FindAsync(scope, new AccountId(whose.Id)))?.Name,
        RiskLevel.Strategy => (await StrategyTable.FindAsync(scope, new StrategyId(whose.Id)))?.Name,
        RiskLevel.Subscription => await SubscriptionTable.FindAsync(scope, new SubscriptionId(whose.Id)) is { } row ? $"{row.StrategyId} at {row.AccountId}" : null,
        _ => null,
    };
}
