using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Strategies.Gates.Language;
using Signalbox.Text;

namespace Signalbox.Accounts.Rules;

/// <summary>How the trades of one subscription in one instrument went lately.</summary>
public sealed record TradeRecord
{
    public static readonly TradeRecord None = new();

    public DateTimeOffset LastClosedAt { get; init; } = DateTimeOffset.UnixEpoch;

    public int LossesInARow { get; init; }

    /// <summary>The last closed trades, the newest last; at most <see cref="GateBounds.TradesMax"/>.</summary>
    [JsonConverter(typeof(ValueListConverter<ClosedTrade>))]
    public ValueList<ClosedTrade> Recent { get; init; }

    public TradeRecord After(ClosedTrade trade) => new()
    {
        LastClosedAt = trade.At,
        LossesInARow = trade.Profit.Value < 0 ? LossesInARow + 1 : 0,
        Recent = (Recent.Count < GateBounds.TradesMax ? Recent : Recent.RemoveAt(0)).Add(trade),
    };
}

/// <param name="Profit">What all its lots earned, in the settlement currency.</param>
public sealed record ClosedTrade(DateTimeOffset At, Money Profit);

/// <summary>Whose record it is.</summary>
[JsonConverter(typeof(IdTextConverter<RecordKey>))]
public readonly record struct RecordKey(SubscriptionId Subscription, InstrumentId Instrument) : ITextId<RecordKey>, IComparable<RecordKey>
{
    public override string ToString() => $"{Subscription}/{Instrument}";

    public int CompareTo(RecordKey other) =>
        Subscription.CompareTo(other.Subscription) is var bySubscription && bySubscription != 0 ? bySubscription : Instrument.CompareTo(other.Instrument);

    public static RecordKey From(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(new(text[..slash]), new(text[(slash + 1)..]));
    }
}
