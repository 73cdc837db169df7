using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>Where profit is taken: one target, or several with a share of the position each.</summary>
public sealed record TakeProfitTerms
{
    [JsonConverter(typeof(ValueListConverter<TargetTerms>))]
    public required ValueList<TargetTerms> Targets { get; init; }

    public static TakeProfitTerms Of(TargetTerms target) => new() { Targets = [target] };
}

/// <summary>One target: an absolute price or a distance from the fill, exactly one of them.</summary>
public sealed record TargetTerms
{
    public Price? LimitPrice { get; init; }

    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Percent { get; init; }

    /// <summary>A distance in price, not a profit in money.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? Amount { get; init; }

    /// <summary>A profit in the settlement currency; the distance follows from the quantity.</summary>
    public Money? ProfitAmount { get; init; }

    /// <summary>The part of the position in percent that leaves here; absent: an equal part of what the others leave.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? SharePercent { get; init; }
}
