using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>What must hold for the signal to act.</summary>
public sealed record SignalGuards
{
    /// <summary>The widest spread in price at which it may act.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? SpreadMax { get; init; }

    /// <summary>The widest spread in percent of the mid.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? SpreadPercentMax { get; init; }

    /// <summary>How far the market may have moved from the signal's price, in percent.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? SlippagePercentMax { get; init; }

    /// <summary>The position that must be found.</summary>
    public RequiredPosition? RequiredPosition { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<RequiredPosition>))]
public enum RequiredPosition
{
    Flat,
    Long,
    Short,
}
