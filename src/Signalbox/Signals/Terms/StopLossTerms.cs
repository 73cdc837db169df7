using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>Where the loss ends: an absolute price or a distance from the fill, exactly one of them.</summary>
public sealed record StopLossTerms
{
    public StopLossType Type { get; init; } = StopLossType.Stop;

    public Price? StopPrice { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Percent { get; init; }

    /// <summary>A distance in price, not a loss in money.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Amount { get; init; }

    /// <summary>For stop-limit: the limit the triggered order carries; absent: the stop price.</summary>
    public Price? LimitPrice { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailAmount { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailPercent { get; init; }

    /// <summary>A loss in the settlement currency; the distance follows from the quantity.</summary>
    public Money? LossAmount { get; init; }

    /// <summary>A trailing stop begins to trail once the price is this far in profit, in percent of the entry.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailFromPercent { get; init; }

    /// <summary>A trailing stop begins to trail at this price.</summary>
    public Price? TrailFromPrice { get; init; }

    /// <summary>Move the stop to the average entry once so many targets were filled; 0 or absent: never.</summary>
    public int BreakevenAfterTarget { get; init; }

    /// <summary>How far beyond the average entry, in profit, breakeven is.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? BreakevenOffset { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<StopLossType>))]
public enum StopLossType
{
    Stop,
    StopLimit,
    TrailingStop,
}
