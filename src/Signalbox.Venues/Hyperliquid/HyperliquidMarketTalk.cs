using System.Runtime.CompilerServices;
using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Native;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Market streams, subscribed one by one as <c>type coin</c>. Books come whole with every change, so there is no sequence to
/// keep and nothing that could fall out of step.
/// </summary>
internal sealed class HyperliquidMarketTalk(HyperliquidMarketSource source, WantedStreams wanted, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    private const int AtOnceMax = 100;

    private static readonly ReadOnlyMemory<byte> Ping = """{"method":"ping"}"""u8.ToArray();
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, OrderBookBuilder> books = [];
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];
    private long spokenAt = clock.GetTimestamp();

    // Two thousand messages a minute are taken from one address, over all its lines.
    public StreamRhythm Rhythm { get; } = new() { SpeakEvery = TimeSpan.FromMilliseconds(250), SilenceMax = TimeSpan.FromSeconds(60) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(source.Address));

    // Nothing need be confirmed: a line without subscriptions is whole too.
    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        for (var count = 0; count < AtOnceMax && Next() is { IsEmpty: false } words; count++)
        {
            turn.Send(words);
        }
    }

    public ReadOnlyMemory<byte> Speak()
    {
        var words = Next();
        if (words.IsEmpty && clock.GetElapsedTime(spokenAt) < PingEvery)
        {
            return default;
        }

        spokenAt = clock.GetTimestamp();
        return words.IsEmpty ? Ping : words;
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (message is not [(byte)'{', ..])
        {
            return;
        }

        var told = WireJson.Read(message, HyperliquidJson.Default.StreamMessage);
        var data = told?.Data ?? default;
        switch (told?.Channel)
        {
            case null:
                turn.Gap("A message of the market stream cannot be read.");
                break;
            case "bbo" when WireJson.Read(data, HyperliquidJson.Default.WireQuote) is { Coin: { } coin, Bbo: [var bid, var ask] }:
                turn.Tell(new MarketEvent.Quoted(new(coin), new() { Bid = Of(bid), Ask = Of(ask), At = clock.GetUtcNow() }));
                break;
            case "trades" when WireJson.Read(data, HyperliquidJson.Default.ListWireTrade) is { } trades:
                foreach (var trade in trades)
                {
                    Trade(trade, turn);
                }

                break;
            case "l2Book" when WireJson.Read(data, HyperliquidJson.Default.WireBook) is { Coin: { } coin, Levels: [var bids, var asks] }:
                Book(new(coin), bids, asks, turn);
                break;
            case "bbo" or "trades" or "l2Book":
                turn.Gap("A message of the market stream cannot be read.");
                break;
        }
    }

    private void Trade(WireTrade told, StreamTurn<MarketEvent> turn)
    {
        var trade = new MarketTrade(
            new(told.Coin ?? ""), HyperliquidCodec.Number(told.Tid), new(told.Px), new(told.Sz), HyperliquidWords.SideOf(told.Side), UnixTime.FromMilliseconds(told.Time));
        if (source.Trades)
        {
            turn.Tell(new MarketEvent.Traded(trade));
        }

        if (source.Candles is not { } length)
        {
            return;
        }

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

    private void Book(InstrumentId instrument, IReadOnlyList<WireLevel> bids, IReadOnlyList<WireLevel> asks, StreamTurn<MarketEvent> turn)
    {
        if (!books.TryGetValue(instrument, out var book))
        {
            books.Add(instrument, book = new(instrument));
        }

        book.Clear();
        foreach (var level in bids)
        {
            book.Set(Side.Buy, level.Px, level.Sz);
        }

        foreach (var level in asks)
        {
            book.Set(Side.Sell, level.Px, level.Sz);
        }

        if (book.IsCrossed) turn.Gap($"The book of {instrument} is crossed; the next one is whole again.");
        else turn.Tell(new MarketEvent.BookChanged(book));
    }

    private ReadOnlyMemory<byte> Next()
    {
        if (wanted.All.FirstOrDefault(name => !subscribed.Contains(name)) is not { } next)
        {
            return default;
        }

        subscribed.Add(next);
        var parts = next.Split(' ', 2);
        return Encoding.UTF8.GetBytes(HyperliquidValue.Map(("method", "subscribe"), ("subscription", HyperliquidValue.Map(("type", parts[0]), ("coin", parts[1])))).ToJson());
    }

    private static Price? Of(WireLevel? level) => level is { Px: > 0 } ? new(level.Px) : null;
}

/// <summary>Where market streams are and what of them is told.</summary>
internal sealed record HyperliquidMarketSource(Uri Address)
{
    public bool Trades { get; init; }

    public TimeSpan? Candles { get; init; }
}

/// <summary>What is subscribed for whom.</summary>
internal static class HyperliquidMarket
{
    /// <summary>The venue takes a thousand subscriptions from one address.</summary>
    private const int StreamsMax = 900;

    public static LiveQuotes Quotes(Uri address, VenueStreamOptions options, TimeProvider clock) =>
        new(wanted => new HyperliquidMarketTalk(new(address), wanted, clock), static instrument => $"bbo {instrument}", options, clock, instrumentsMax: 500);

    public static async IAsyncEnumerable<MarketEvent> SubscribeAsync(
        Uri address, MarketSubscription wish, VenueStreamOptions options, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wanted = new WantedStreams(StreamsMax);
        foreach (var instrument in wish.Instruments)
        {
            if (wish.Quotes) wanted.Want($"bbo {instrument}");
            if (wish.Books) wanted.Want($"l2Book {instrument}");
            if (wish.Trades || wish.Candles is not null) wanted.Want($"trades {instrument}");
        }

        var source = new HyperliquidMarketSource(address) { Trades = wish.Trades, Candles = wish.Candles };
        var stream = new VenueStream<MarketEvent>(() => new HyperliquidMarketTalk(source, wanted, clock), options, clock);
        await foreach (var news in stream.ReadAsync(cancel))
        {
            yield return news.What ?? new MarketEvent.Gap(news.Gap ?? "");
        }
    }
}
