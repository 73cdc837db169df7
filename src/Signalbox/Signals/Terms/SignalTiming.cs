using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>When a signal may act and for how long its order may stand.</summary>
public sealed record SignalTiming
{
    /// <summary>Cancel what is left of the order after so many seconds.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? CancelAfterSeconds { get; init; }

    /// <summary>Begin so many seconds later.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? DelaySeconds { get; init; }

    /// <summary>Skip the signal when it is older than this, by the sender's own time.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal? MaxLagSeconds { get; init; }

    /// <summary>Good till this time.</summary>
    public DateTimeOffset? GoodTill { get; init; }

    public bool IgnoreTradingWindows { get; init; }
}
