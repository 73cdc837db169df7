using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>What kind of order, with the prices that belong to it.</summary>
public sealed record OrderTerms
{
    public required OrderType Type { get; init; }

    /// <summary>For limit and stop-limit orders; absent: the market price when the order is built.</summary>
    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailAmount { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? TrailPercent { get; init; }
}
