using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Signals;

[JsonConverter(typeof(SnakeCaseEnumConverter<SignalAction>))]
public enum SignalAction
{
    Buy,
    Sell,
    Exit,
    Add,
    Cancel,
}

/// <summary>The side the sender wants to be on once the signal is done.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Sentiment>))]
public enum Sentiment
{
    Bullish,
    Bearish,
    Flat,
}
