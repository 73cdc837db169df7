using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Configuration;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Subscriptions;

/// <summary>A subscription as a client sends it, whole.</summary>
public sealed record SubscriptionInput(
    [property: Required, Description("Stays the same once it is created.")] string? StrategyId = null,
    [property: Required, Description("The connection; stays the same once it is created.")] string? AccountId = null,
    bool Enabled = true,
    [property: Description("Only signals for these tickers go to the account. Absent or empty: any the strategy takes.")] IReadOnlyList<string>? AllowedTickers = null,
    [property: Description("The subscription's own values; what is absent comes from the strategy.")] TermsDocument? Overrides = null,
    [property: Description("Which units a signal may set; absent: all.")] SignalMaySetDocument? SignalMaySet = null,
    RulesDocument? Rules = null,
    [property: Description("Gates beside the strategy's; one of the same name takes its place, or switches it off.")] IReadOnlyList<GateDocument>? Gates = null,
    [property: Description("Required when replacing: the version you read.")] long? Version = null);

/// <summary>A subscription as it stands.</summary>
public sealed record SubscriptionDocument(
    string Id, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string StrategyId, string AccountId, bool Enabled, IReadOnlyList<string> AllowedTickers, TermsDocument Overrides,
    SignalMaySetDocument SignalMaySet, RulesDocument Rules, IReadOnlyList<GateDocument>? Gates)
{
    public static SubscriptionDocument Of(Stored<Subscription> stored)
    {
        var subscription = stored.Value;
        return new(
            subscription.Id.Value, stored.Version, stored.CreatedAt, stored.UpdatedAt, subscription.Strategy.Value, subscription.Account.Value,
            subscription.Enabled, [.. subscription.AllowedTickers], TermsWriting.Write(subscription.Overrides), SignalMaySetDocument.Of(subscription.SignalMaySet),
            RulesDocument.Of(subscription.Rules), GateDocument.Of(subscription.Gates));
    }
}

/// <summary>Per unit: whether the signal's value, where it has one, wins.</summary>
public sealed record SignalMaySetDocument(
    bool EntrySize = true, bool ExitSize = true, bool EntryOrder = true, bool ExitOrder = true, bool EntryTimeInForce = true,
    bool ExitTimeInForce = true, bool TakeProfit = true, bool StopLoss = true, bool CancelOpenOrders = true, bool CancelAfter = true,
    bool Spread = true, bool Slippage = true, bool Delay = true, bool Leverage = true, bool ExtendedHours = true)
{
    public static SignalMaySetDocument Of(SignalMaySet may) => new(
        may.EntrySize, may.ExitSize, may.EntryOrder, may.ExitOrder, may.EntryTimeInForce,
        may.ExitTimeInForce, may.TakeProfit, may.StopLoss, may.CancelOpenOrders, may.CancelAfter,
        may.Spread, may.Slippage, may.Delay, may.Leverage, may.ExtendedHours);

    public SignalMaySet ToSignalMaySet() => new(
        EntrySize, ExitSize, EntryOrder, ExitOrder, EntryTimeInForce, ExitTimeInForce, TakeProfit, StopLoss, CancelOpenOrders,
        CancelAfter, Spread, Slippage, Delay, Leverage, ExtendedHours);
}
