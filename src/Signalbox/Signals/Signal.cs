using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Signals;

/// <summary>The canonical form of a signal: what every reader produces, whatever language the sender speaks.</summary>
public sealed record Signal
{
    public required string Ticker { get; init; }

    public required SignalAction Action { get; init; }

    public Sentiment? Sentiment { get; init; }

    public SizeTerms? Size { get; init; }

    public OrderTerms? Order { get; init; }

    public TimeInForce? TimeInForce { get; init; }

    public TakeProfitTerms? TakeProfit { get; init; }

    public StopLossTerms? StopLoss { get; init; }

    /// <summary>The price the sender saw: for slippage, and for pricing when no fresh quote is known.</summary>
    public Price? SignalPrice { get; init; }

    /// <summary>True: cancel open orders of the ticker first. False: do not, even where the subscription would.</summary>
    public bool? CancelOpenOrders { get; init; }

    /// <summary>With <see cref="SignalAction.Cancel"/>: stops and targets go too.</summary>
    public bool IncludeProtection { get; init; }

    /// <summary>With <see cref="SignalAction.Cancel"/>: only orders of this type.</summary>
    public OrderType? CancelOrderType { get; init; }

    /// <summary>With <see cref="SignalAction.Target"/>: the position to reach; negative is short.</summary>
    public Quantity? TargetPosition { get; init; }

    /// <summary>With <see cref="SignalAction.Breakeven"/>: how far beyond the average entry the stop goes.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? BreakevenOffset { get; init; }

    public SignalTiming? Timing { get; init; }

    public SignalGuards? Guards { get; init; }

    /// <summary>Only ever reduce: an entry with it is refused where it would open or grow a position.</summary>
    public bool ReduceOnly { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Leverage { get; init; }

    /// <summary>Stocks and options: also outside regular hours.</summary>
    public bool? ExtendedHours { get; init; }

    /// <summary>Selects among the strategy's subscriptions: a venue's or an account's name.</summary>
    public string? Account { get; init; }

    /// <summary>Orders of one batch with the same group cancel each other: one fills, the others go.</summary>
    public string? CancelGroup { get; init; }

    /// <summary>In a batch: begins only when the item with this id has filled.</summary>
    public string? AfterFillOf { get; init; }

    public OptionTerms? Option { get; init; }

    /// <summary>Read, resolve and judge, but do not trade.</summary>
    public bool IsTest { get; init; }

    /// <summary>What the sender calls this signal; a second one with the same id is a duplicate.</summary>
    public string? ExplicitId { get; init; }

    /// <summary>When the sender says the signal arose.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The sender's own order id: with it or a time, an identical body counts as a resend.</summary>
    public string? SenderOrderId { get; init; }

    /// <summary>The chart interval the sender's alert runs on: shown, never acted upon.</summary>
    public string? Interval { get; init; }

    /// <summary>The sender's notes: kept and shown, never acted upon.</summary>
    public JsonElement? Extras { get; init; }

    /// <summary>Fields no reader knows: kept, not refused.</summary>
    public JsonElement? UnknownFields { get; init; }
}
