using Signalbox.Identity;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Strategies;

namespace Signalbox.Server.Configuration.Subscriptions;

/// <summary>The bindings of strategies to accounts.</summary>
internal sealed class SubscriptionStore(ITransactionalStore store, ConfigurationWriter writer)
{
    /// <param name="strategy">Only those of this strategy; null: of all.</param>
    public async Task<IReadOnlyList<Stored<Subscription>>> ListAsync(Sight sight, StrategyId? strategy, string after, int limit, CancellationToken cancel) =>
        [.. (await store.ReadAsync(scope => SubscriptionTable.PageAsync(scope, sight, strategy, after, limit), cancel)).Select(row => row.Stored)];

    public async Task<Stored<Subscription>?> FindAsync(SubscriptionId id, CancellationToken cancel) =>
        (await store.ReadAsync(scope => SubscriptionTable.FindAsync(scope, id), cancel))?.Stored;

    public Task<ChangeResult<Stored<Subscription>>> CreateAsync(Subscription subscription, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, change => InsertAsync(change, subscription), cancel);

    /// <summary>The same as a part of a greater change.</summary>
    public static async Task<ChangeResult<Stored<Subscription>>> InsertAsync(ConfigurationChange change, Subscription subscription)
    {
        IReadOnlyList<FieldError> misfits =
            [.. await AccountFit.OfSubscriptionAsync(change.Scope, subscription), .. await GateFit.OfSubscriptionAsync(change.Scope, subscription)];
        if (misfits.Count > 0)
        {
            return ChangeResult.Refused<Stored<Subscription>>(misfits);
        }

        if (await TermsFit.OfSubscriptionAsync(change.Scope, subscription) is { } impossible)
        {
            return ChangeResult.Refused<Stored<Subscription>>(impossible);
        }

        await SubscriptionTable.InsertAsync(change, subscription);
        change.Record(new SubscriptionCreated
        {
            Subject = subscription.Id.Value,
            SubjectName = Name(subscription),
            After = ConfigurationChange.Document(subscription, ConfigurationJson.Default.Subscription),
        });
        return ChangeResult.Saved(change.Stored(subscription));
    }

    /// <summary>Replaces everything but strategy and account: another binding is another subscription.</summary>
    /// <param name="subscription">The whole subscription as it shall be.</param>
    /// <param name="version">The version the caller's change was made from.</param>
    public Task<ChangeResult<Stored<Subscription>>> ReplaceAsync(Subscription subscription, long version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(subscription.Id, version, request, (change, row) => UpdateAsync(change, row, subscription), cancel);

    /// <summary>The same as a part of a greater change.</summary>
    public static async Task<ChangeResult<Stored<Subscription>>> UpdateAsync(ConfigurationChange change, SubscriptionRow row, Subscription subscription)
    {
        var before = row.ToSubscription();
        if (Rebound(before, subscription) is { Count: > 0 } moved)
        {
            return ChangeResult.Refused<Stored<Subscription>>(moved);
        }

        if (await TermsFit.OfSubscriptionAsync(change.Scope, subscription) is { } impossible)
        {
            return ChangeResult.Refused<Stored<Subscription>>(impossible);
        }

        if (await GateFit.OfSubscriptionAsync(change.Scope, subscription) is { Count: > 0 } misfits)
        {
            return ChangeResult.Refused<Stored<Subscription>>(misfits);
        }

        await SubscriptionTable.UpdateAsync(change, subscription);
        change.Record(new SubscriptionChanged
        {
            Subject = row.Id,
            SubjectName = Name(subscription),
            Before = ConfigurationChange.Document(before, ConfigurationJson.Default.Subscription),
            After = ConfigurationChange.Document(subscription, ConfigurationJson.Default.Subscription),
        });
        return ChangeResult.Saved(change.Stored(subscription, row.Stored.CreatedAt));
    }

    /// <param name="version">The version the caller saw; null deletes whatever stands there.</param>
    public Task<ChangeResult<Stored<Subscription>>> DeleteAsync(SubscriptionId id, long? version, ChangeRequest request, CancellationToken cancel) =>
        ChangeRowAsync(id, version, request, async (change, row) =>
        {
            var subscription = row.ToSubscription();
            await SubscriptionTable.DeleteAsync(change, id);
            change.Record(new SubscriptionDeleted
            {
                Subject = row.Id,
                SubjectName = Name(subscription),
                Before = ConfigurationChange.Document(subscription, ConfigurationJson.Default.Subscription),
            });
            return ChangeResult.Saved(row.Stored);
        }, cancel);

    private static List<FieldError> Rebound(Subscription before, Subscription after)
    {
        var errors = new List<FieldError>();
        if (after.Strategy != before.Strategy)
        {
            errors.Add(new("strategyId", "A subscription stays with its strategy. Create another one instead."));
        }

        if (after.Account != before.Account)
        {
            errors.Add(new("accountId", "A subscription stays with its connection, which may hold its position. Create another one instead."));
        }

        return errors;
    }

    private static string Name(Subscription subscription) => $"{subscription.Strategy} at {subscription.Account}";

    private Task<ChangeResult<Stored<Subscription>>> ChangeRowAsync(
        SubscriptionId id, long? version, ChangeRequest request,
        Func<ConfigurationChange, SubscriptionRow, Task<ChangeResult<Stored<Subscription>>>> work, CancellationToken cancel) =>
        writer.ChangeRowAsync(request, scope => SubscriptionTable.FindAsync(scope, id), version, work, cancel);
}
