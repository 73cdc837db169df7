using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>
/// Market channels, subscribed by name and instrument; those that are wanted later are subscribed then. A book that falls out
/// of step is subscribed anew, which brings it whole.
/// </summary>
internal sealed class OkxMarketTalk(Uri address, WantedStreams wanted, MarketSubscription wish, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    public const string Quotes = "tickers";
    public const string Trades = "trades";
    public const string Books = "books";

    private const int ChannelsOfAMessage = 100;
    private const int TicksBetweenPings = 30;

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OkxBook> books = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];
    private int ticks;

    // Asked twice a second for what is newly wanted; the heartbeat is every thirtieth answer.
    public StreamRhythm Rhythm { get; } = OkxHead.Rhythm with { SpeakEvery = TimeSpan.FromMilliseconds(500) };

    /// <summary>As what is wanted is remembered.</summary>
    public static string NameOf(string channel, InstrumentId instrument) => $"{channel}:{instrument}";

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    // Nothing need be confirmed: a line without subscriptions is whole too.
    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        if (Subscription() is { IsEmpty: false } words)
        {
            turn.Send(words);
        }
    }

    public ReadOnlyMemory<byte> Speak()
    {
        var words = Subscription();
        return !words.IsEmpty ? words : ++ticks % TicksBetweenPings == 0 ? OkxHead.Ping : default;
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (OkxHead.IsPong(message))
        {
            return;
        }

        try
        {
            if (OkxHead.Read(message) is not { } frame)
            {
                turn.Gap("A message of the market stream cannot be read.");
            }
            else if (frame.Event is "error")
            {
                // What is not traded is no reason to lose the others.
                turn.Gap($"The venue answered {frame.Code}: {frame.Msg}");
            }
            else if (frame.Event is null && frame.Arg is { Channel: { } channel, InstId: { } instrument })
            {
                HearData(channel, instrument, frame.Action == "snapshot", message, turn);
            }
            else
            {
                OkxHead.Ends(frame, turn);
            }
        }
        catch (JsonException)
        {
            turn.Gap("A message of the market stream cannot be read.");
        }
    }

    private void HearData(string channel, string instrument, bool isSnapshot, ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        switch (channel)
        {
            case Quotes when OkxFrames.Quote(message, clock.GetUtcNow()) is { } view:
                turn.Tell(new MarketEvent.Quoted(new(instrument), view));
                break;
            case Trades when OkxFrames.Trades(message) is { } trades:
                Tell(trades, turn);
                break;
            case Books:
                Change(instrument, isSnapshot, message, turn);
                break;
            default:
                turn.Gap("A message of the market stream cannot be read.");
                break;
        }
    }

    private void Change(string instrument, bool isSnapshot, ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (!books.TryGetValue(instrument, out var book))
        {
            books.Add(instrument, book = new(new(instrument)));
        }

        if (book.Take(message, isSnapshot) is { } missing)
        {
            turn.Gap(missing);
            turn.Send(Words("unsubscribe", [NameOf(Books, new(instrument))]));
            turn.Send(Words("subscribe", [NameOf(Books, new(instrument))]));
        }
        else if (book.IsSynced)
        {
            turn.Tell(new MarketEvent.BookChanged(book.View));
        }
    }

    private void Tell(IReadOnlyList<MarketTrade> trades, StreamTurn<MarketEvent> turn)
    {
        foreach (var trade in trades)
        {
            if (wish.Trades)
            {
                turn.Tell(new MarketEvent.Traded(trade));
            }

            if (wish.Candles is { } length)
            {
                TellCandle(trade, length, turn);
            }
        }
    }

    private void TellCandle(MarketTrade trade, TimeSpan length, StreamTurn<MarketEvent> turn)
    {
        if (!candles.TryGetValue(trade.Instrument, out var builder))
        {
            candles.Add(trade.Instrument, builder = new(trade.Instrument, length));
        }

        var (closed, current) = builder.Add(trade);
        foreach (var candle in new[] { closed, current })
        {
            if (candle is not null)
            {
                turn.Tell(new MarketEvent.CandleChanged(candle));
            }
        }
    }

    private ReadOnlyMemory<byte> Subscription()
    {
        string[] missing = [.. wanted.All.Where(name => !subscribed.Contains(name)).Take(ChannelsOfAMessage)];
        subscribed.UnionWith(missing);
        return missing.Length == 0 ? default : Words("subscribe", missing);
    }

    private static ReadOnlyMemory<byte> Words(string verb, IEnumerable<string> names) => new JsonBody().Add("op", verb).AddList("args", names.Select(name =>
    {
        var parts = name.Split(':', 2);
        return new JsonBody().Add("channel", parts[0]).Add("instId", parts[1]);
    })).ToUtf8();
}
