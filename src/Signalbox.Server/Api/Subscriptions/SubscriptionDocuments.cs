using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Configuration;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Subscriptions;

/// <summary>A subscription as a client sends it, whole.</summary>
public sealed record SubscriptionInput(
    [property: Required, Description("Stays the same once it is created.")] string? StrategyId = null,
    [property: Required, Description("The connection; stays the same once it is created.")] string? AccountId = null,
    bool Enabled = true,
    [property: Description("The subscription's own values; what is absent comes from the strategy.")] TermsDocument? Overrides = null,
    [property: Description("Which units a signal may set; absent: all.")] SignalMaySetDocument? SignalMaySet = null,
    RulesDocument? Rules = null,
    [property: Description("Required when replacing: the version you read.")] long? Version = null);

/// <summary>A subscription as it stands.</summary>
public sealed record SubscriptionDocument(
    string Id, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string StrategyId, string AccountId, bool Enabled, TermsDocument Overrides, SignalMaySetDocument SignalMaySet, RulesDocument Rules)
{
    public static SubscriptionDocument Of(Stored<Subscription> stored)
    {
        var subscription = stored.Value;
        return new(
            subscription.Id.Value, stored.Version, stored.CreatedAt, stored.UpdatedAt, subscription.Strategy.Value, subscription.Account.Value,
            subscription.Enabled, TermsWriting.Write(subscription.Overrides), SignalMaySetDocument.Of(subscription.SignalMaySet),
            RulesDocument.Of(subscription.Rules));
    }
}

/// <summary>Per unit: whether the signal's value, where it has one, wins.</summary>
public sealed record SignalMaySetDocument(
    bool EntrySize = true, bool ExitSize = true, bool EntryOrder = true, bool ExitOrder = true, bool EntryTimeInForce = true,
    bool ExitTimeInForce = true, bool TakeProfit = true, bool StopLoss = true, bool CancelOpenOrders = true)
{
    public static SignalMaySetDocument Of(SignalMaySet may) => new(
        may.EntrySize, may.ExitSize, may.EntryOrder, may.ExitOrder, may.EntryTimeInForce,
        may.ExitTimeInForce, may.TakeProfit, may.StopLoss, may.CancelOpenOrders);

    public SignalMaySet ToSignalMaySet() => new(
        EntrySize, ExitSize, EntryOrder, ExitOrder, EntryTimeInForce, ExitTimeInForce, TakeProfit, StopLoss, CancelOpenOrders);
}

/// <summary>What a subscription lets a signal do with the position it finds.</summary>
public sealed record RulesDocument(
    [property: Description("A signal on the side already held adds to it. Off: it is refused.")] bool AllowAddToPosition = false,
    [property: Description("An opposite signal closes and then opens the other side. Off: it only closes.")] bool AllowSideSwap = false,
    [property: Description("Cancel open orders of the ticker before entering or turning.")] bool CancelOpenOrders = false,
    [property: Description("The signal's quantity includes what closes the opposite position.")] bool SubtractExitQuantity = false,
    [property: Description("Applied last, before rounding. Absent: 1."), JsonConverter(typeof(PlainDecimalConverter))] decimal QuantityMultiplier = 1m,
    [property: Description("How long a cancel or a reversal's exit may take before the trade fails. Absent: 120.")] int WaitSecondsMax = 120)
{
    public static RulesDocument Of(TradeRules rules) => new(
        rules.AllowAddToPosition, rules.AllowSideSwap, rules.CancelOpenOrders, rules.SubtractExitQuantity, rules.QuantityMultiplier, rules.WaitSecondsMax);

    public TradeRules ToRules() => new(AllowAddToPosition, AllowSideSwap, CancelOpenOrders, SubtractExitQuantity, QuantityMultiplier, WaitSecondsMax);
}
