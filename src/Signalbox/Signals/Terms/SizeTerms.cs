using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>How much: an amount and what it counts. The two are never taken from different sources.</summary>
public sealed record SizeTerms
{
    [JsonConverter(typeof(PlainDecimalConverter))]
    public required decimal Quantity { get; init; }

    public QuantityType Type { get; init; } = QuantityType.FixedQuantity;
}

[JsonConverter(typeof(SnakeCaseEnumConverter<QuantityType>))]
public enum QuantityType
{
    FixedQuantity,
    DollarAmount,
    RiskDollarAmount,
    RiskPercent,
    PercentOfEquity,
    PercentOfAvailable,
    PercentOfPosition,
}
