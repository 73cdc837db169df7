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

    /// <summary>Close the position found and open the other side.</summary>
    Reverse,

    /// <summary>Move the stop to the average entry, give or take an offset.</summary>
    Breakeven,

    /// <summary>Close every position and cancel every order of the account.</summary>
    Flatten,

    /// <summary>Reach a position, whatever is held now.</summary>
    Target,

    /// <summary>Attach or move stop and targets of the position found.</summary>
    Protect,
}

/// <summary>The side the sender wants to be on once the signal is done.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Sentiment>))]
public enum Sentiment
{
    Bullish,
    Bearish,
    Flat,
}
