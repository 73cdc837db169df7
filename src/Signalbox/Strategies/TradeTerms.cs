using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Strategies;

/// <summary>
/// The units a setting is resolved by. Each is taken whole from one source: a quantity never meets another source's
/// quantity type, nor an order type another source's price. Null: this source says nothing about the unit.
/// </summary>
public sealed record TradeTerms
{
    public static readonly TradeTerms Empty = new();

    public SizeTerms? EntrySize { get; init; }

    public SizeTerms? ExitSize { get; init; }

    public OrderTerms? EntryOrder { get; init; }

    public OrderTerms? ExitOrder { get; init; }

    public TimeInForce? EntryTimeInForce { get; init; }

    public TimeInForce? ExitTimeInForce { get; init; }

    public TakeProfitTerms? TakeProfit { get; init; }

    public StopLossTerms? StopLoss { get; init; }

    /// <summary>Cancel what is left of an entry after so many seconds, 1 to 3600.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? EntryCancelAfterSeconds { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? ExitCancelAfterSeconds { get; init; }

    public SpreadLimit? EntrySpread { get; init; }

    public SpreadLimit? ExitSpread { get; init; }

    /// <summary>How far the market may have moved against the signal's price, in percent.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? SlippagePercentMax { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? DelaySeconds { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Leverage { get; init; }

    public bool? ExtendedHours { get; init; }

    /// <summary>How tickers are understood where they leave something open.</summary>
    public SymbolTerms? Symbols { get; init; }
}

/// <summary>The widest spread at which an order may be sent: in price, or in percent of the mid.</summary>
public sealed record SpreadLimit
{
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Amount { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Percent { get; init; }
}
