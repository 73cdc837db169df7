using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>What one signal does at one account through one subscription.</summary>
[JsonConverter(typeof(IdTextConverter<TradeId>))]
public readonly record struct TradeId(SignalId Signal, SubscriptionId Subscription) : ITextId<TradeId>, IComparable<TradeId>
{
    public override string ToString() => $"{Signal}/{Subscription}";

    public int CompareTo(TradeId other) => Signal.CompareTo(other.Signal) is var bySignal && bySignal != 0 ? bySignal : Subscription.CompareTo(other.Subscription);

    public static TradeId From(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? throw new FormatException($"'{text}' is not a trade id.")
            : new(new(text[..slash]), new(text[(slash + 1)..]));
    }
}
