using System.Text.Json;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Risk;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;
using Signalbox.Text;

namespace Signalbox.Server.Node;

/// <summary>What a person wants to hold from now on.</summary>
internal sealed record StopOrder(RiskScope Scope, TradingMode Mode)
{
    /// <summary>A pause: entries that rest already stay.</summary>
    public bool KeepsWorking { get; init; }

    /// <summary>Positions are closed as well.</summary>
    public bool Flatten { get; init; }

    public required string Why { get; init; }
}

internal enum StopOutcome
{
    Done,

    /// <summary>There is nobody of that name.</summary>
    NoSuch,

    /// <summary>Its account does not run here now.</summary>
    NotRunning,

    /// <summary>It was passed on and not confirmed in time: look again before you repeat it.</summary>
    Unconfirmed,
}

/// <summary>
/// Stops and releases trading: at an account, for a subscription, for a strategy, everywhere. It acts first and writes the
/// audit afterwards: a stop must not wait for a table.
/// </summary>
internal sealed class TradingStops(
    RiskLedgerHost ledger, AccountDirectory accounts, CatalogueHolder catalogue, ITransactionalStore store, IIdSource ids, TimeProvider clock)
{
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(5);

    public async Task<StopOutcome> SetAsync(StopOrder order, ChangeRequest request, CancellationToken cancel)
    {
        if (NameOf(order.Scope) is not { } name)
        {
            return StopOutcome.NoSuch;
        }

        var before = StandingOf(order.Scope);
        var outcome = order.Scope.Level is RiskLevel.Global or RiskLevel.Strategy
            ? await SetSharedAsync(order, request, cancel)
            : await SetAtAccountAsync(order, request, cancel);
        if (outcome == StopOutcome.Done)
        {
            await RecordAsync(order, name, before, request);
        }

        return outcome;
    }

    /// <summary>What was set for a scope; not what wider scopes add to it.</summary>
    public TradingState StandingOf(RiskScope scope) => scope.Level switch
    {
        RiskLevel.Account => accounts.Find(new(scope.Id))?.Committed.TradingState,
        RiskLevel.Subscription => HostOf(scope)?.Committed.Standing.GetValueOrDefault(scope),
        _ => ledger.Holds.All.FirstOrDefault(each => each.Key == scope).Value,
    } ?? TradingState.Active;

    /// <summary>What people call it; null where there is nobody.</summary>
    public string? NameOf(RiskScope scope) => scope.Level switch
    {
        RiskLevel.Global => scope == RiskScope.Global ? "All accounts" : null,
        RiskLevel.Account => catalogue.Current.Connections.GetValueOrDefault(new(scope.Id))?.Name,
        RiskLevel.Strategy => catalogue.Current.Strategy(new(scope.Id))?.Name,
        _ => catalogue.Current.Subscriptions.GetValueOrDefault(new(scope.Id)) is { } subscription ? $"{subscription.Strategy} at {subscription.Account}" : null,
    };

    private async Task<StopOutcome> SetSharedAsync(StopOrder order, ChangeRequest request, CancellationToken cancel)
    {
        await ledger.SetStandingAsync(
            new(order.Scope, order.Mode, order.Why, request.By.Name) { KeepsWorking = order.KeepsWorking, FlattenId = FlattenId(order) }, cancel);
        return StopOutcome.Done;
    }

    private async Task<StopOutcome> SetAtAccountAsync(StopOrder order, ChangeRequest request, CancellationToken cancel)
    {
        if (HostOf(order.Scope) is not { } host)
        {
            return StopOutcome.NotRunning;
        }

        try
        {
            await host.PostDurablyAsync(new AccountCommand.SetTradingState(order.Mode, order.Why, request.By.Name)
            {
                Scope = order.Scope.Level == RiskLevel.Account ? null : order.Scope,
                KeepsWorking = order.KeepsWorking,
                FlattenId = FlattenId(order),
            }).WaitAsync(ConfirmWithin, clock, cancel);
            return StopOutcome.Done;
        }
        catch (TimeoutException)
        {
            return StopOutcome.Unconfirmed;
        }
    }

    private AccountHost? HostOf(RiskScope scope) => scope.Level == RiskLevel.Account
        ? accounts.Find(new(scope.Id))
        : catalogue.Current.Subscriptions.GetValueOrDefault(new(scope.Id)) is { } subscription ? accounts.Find(subscription.Account) : null;

    private string? FlattenId(StopOrder order) => order.Flatten ? $"flatten-{ids.Next()}" : null;

    private Task<bool> RecordAsync(StopOrder order, string name, TradingState before, ChangeRequest request)
    {
        AdministrationEvent happened = new TradingStateSet
        {
            By = request.By,
            Why = order.Why,
            Subject = order.Scope.ToString(),
            SubjectName = name,
            Before = Document(before.Mode, before.KeepsWorking, false),
            After = Document(order.Mode, order.KeepsWorking, order.Flatten),
        };

        // The stop stands: a caller that goes away must not leave it without its entry.
        return store.WriteAsync(
            StreamId.Administration, _ => Task.FromResult(Written.Commit(true, AdministrationCodec.Events.Write(happened, clock.GetUtcNow()))), CancellationToken.None);
    }

    private static JsonElement Document(TradingMode mode, bool keepsWorking, bool flatten) => JsonSerializer.SerializeToElement(
        new() { ["mode"] = Words.Of(mode), ["keepsWorking"] = keepsWorking, ["flatten"] = flatten }, ConfigurationJson.Default.JsonObject);
}
