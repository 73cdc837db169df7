using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Identity;
using Signalbox.Server.Api.Histories;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Notifications;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Transfers;

/// <summary>A file as the settings it stands for.</summary>
internal sealed record ImportFile(IReadOnlyList<Strategy> Strategies, IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<Destination> Destinations)
{
    /// <summary>How many strategies and how many subscriptions a file holds at most.</summary>
    public const int ItemsMax = 1_000;

    public static readonly ImportFile Empty = new([], [], []);

    public int Count => Strategies.Count + Subscriptions.Count + Destinations.Count;
}

/// <param name="Apply">The version of the configuration it was tried on; null tries it.</param>
internal sealed record ImportOrder(ImportFile File, long? Apply, ChangeRequest Request);

/// <summary>
/// Carries a whole file out in one change: everything is checked as if it were sent alone, each row has its audit event, and
/// one refusal undoes all. A trial goes the same way and is undone at the end.
/// </summary>
internal sealed class ConfigurationImport(ConfigurationWriter writer, StrategyStore strategies, DestinationStore destinations, IIdSource ids)
{
    /// <param name="reached">Told how many rows were looked at; it begins anew where the store has the change made again.</param>
    /// <param name="cancel">Looked at before every row: until the change is saved nothing of it is.</param>
    public Task<ChangeResult<ImportDocument>> RunAsync(ImportOrder order, Action<long> reached, CancellationToken cancel) =>
        writer.ChangeAsync(order.Request, async change =>
        {
            var (file, apply) = (order.File, order.Apply);
            var before = change.Version - 1;
            if (apply is { } expected && expected != before)
            {
                return ChangeResult.Stale<ImportDocument>(before);
            }

            var run = new ImportRun(change, ids);
            foreach (var (index, strategy) in file.Strategies.Index())
            {
                cancel.ThrowIfCancellationRequested();
                reached(run.Items.Count);
                await StrategyAsync(run, strategy, $"file.strategies[{index}].strategy");
            }

            foreach (var (index, subscription) in file.Subscriptions.Index())
            {
                cancel.ThrowIfCancellationRequested();
                reached(run.Items.Count);
                await SubscriptionAsync(run, subscription, $"file.subscriptions[{index}].subscription");
            }

            foreach (var (index, destination) in file.Destinations.Index())
            {
                cancel.ThrowIfCancellationRequested();
                reached(run.Items.Count);
                await DestinationAsync(run, destination, $"file.destinations[{index}].destination");
            }

            reached(run.Items.Count);
            var outcome = new ImportDocument(apply is not null, before, run.Items);
            return run.Errors.Count > 0 ? ChangeResult.Refused<ImportDocument>(run.Errors)
                : apply is null || change.Events.Count == 0 ? ChangeResult.Tried(outcome)
                : ChangeResult.Saved(outcome);
        }, cancel);

    private async Task StrategyAsync(ImportRun run, Strategy wanted, string path)
    {
        var scope = run.Change.Scope;
        var row = await StrategyTable.FindAsync(scope, wanted.Id);
        if (row is null && await StrategyTable.NamedAsync(scope, wanted.Name) is [var named])
        {
            row = named;
        }

        var strategy = wanted with { Id = row is null ? run.NewStrategy() : new(row.Id) };
        run.Strategies[wanted.Id] = strategy.Id;
        var present = row?.ToStrategy();
        if (run.Note("strategy", strategy.Id.Value, strategy.Name, present, strategy, ConfigurationJson.Default.Strategy))
        {
            run.Take(path, row is null ? await strategies.InsertAsync(run.Change, strategy) : await StrategyStore.UpdateAsync(run.Change, row, strategy));
        }
    }

    private static async Task SubscriptionAsync(ImportRun run, Subscription wanted, string path)
    {
        var scope = run.Change.Scope;
        var strategy = run.Strategies.GetValueOrDefault(wanted.Strategy, wanted.Strategy);
        var row = await SubscriptionTable.FindAsync(scope, wanted.Id);
        if (row is null && (await SubscriptionTable.OfStrategyAsync(scope, strategy)).Where(each => each.AccountId == wanted.Account.Value).ToList() is [var same])
        {
            row = same;
        }

        var subscription = wanted with { Id = row is null ? run.NewSubscription() : new(row.Id), Strategy = strategy };
        if (run.Note("subscription", subscription.Id.Value, $"{strategy} at {subscription.Account}", row?.ToSubscription(), subscription, ConfigurationJson.Default.Subscription))
        {
            run.Take(path, row is null ? await SubscriptionStore.InsertAsync(run.Change, subscription) : await SubscriptionStore.UpdateAsync(run.Change, row, subscription));
        }
    }

    private async Task DestinationAsync(ImportRun run, Destination wanted, string path)
    {
        var there = await DestinationTable.AllAsync(run.Change.Scope);
        var row = there.FirstOrDefault(each => each.Id == wanted.Id) ?? there.FirstOrDefault(each => each.Name == wanted.Name);
        var present = row?.Destination;
        var destination = wanted with
        {
            Id = present?.Id ?? run.NewDestination(),
            Strategy = wanted.Strategy is { } id ? run.Strategies.GetValueOrDefault(new(id), new(id)).Value : null,
            Place = present?.Place ?? "",
            // Nobody is reached without an address, and a file holds none.
            Enabled = wanted.Enabled && present?.HasAddress == true,
        };
        if (run.Note("destination", destination.Id, destination.Name, present is null ? null : DestinationStore.EntryOf(present), DestinationStore.EntryOf(destination), NotificationJson.Default.DestinationEntry))
        {
            run.Take(path, row is null ? await destinations.InsertAsync(run.Change, destination) : await destinations.UpdateAsync(run.Change, row, destination));
        }
    }
}

/// <summary>What an import came to so far.</summary>
internal sealed class ImportRun(ConfigurationChange change, IIdSource ids)
{
    private const int ErrorsMax = 100;

    public ConfigurationChange Change => change;

    /// <summary>What the file calls a strategy, and what it is called here.</summary>
    public Dictionary<StrategyId, StrategyId> Strategies { get; } = [];

    public List<ImportedDocument> Items { get; } = [];

    /// <summary>At most as many as help anybody.</summary>
    public List<FieldError> Errors { get; } = [];

    public StrategyId NewStrategy() => new(ids.Next().ToString());

    public SubscriptionId NewSubscription() => new(ids.Next().ToString());

    public string NewDestination() => ids.Next().ToString();

    /// <summary>Whether there is anything to do.</summary>
    public bool Note<T>(string kind, string id, string name, T? before, T after, JsonTypeInfo<T> type)
        where T : class
    {
        JsonElement? old = before is null ? null : JsonSerializer.SerializeToElement(before, type);
        var changes = JsonDifference.Of(old, JsonSerializer.SerializeToElement(after, type));
        Items.Add(new(kind, id, name, before is null ? "create" : changes.Count == 0 ? "keep" : "change", changes));
        return changes.Count > 0;
    }

    public void Take<T>(string path, ChangeResult<T> result)
        where T : class => Errors.AddRange(result.Errors.Take(ErrorsMax - Errors.Count).Select(error => error with { Path = $"{path}.{error.Path}" }));
}
