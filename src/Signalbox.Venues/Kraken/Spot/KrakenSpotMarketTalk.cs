using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// Market streams, wanted by channel and instrument (<c>ticker XBTUSD</c>); what is wanted later is subscribed then. Books
/// are held to the venue's checksum and subscribed again when they no longer agree.
/// </summary>
internal sealed class KrakenSpotMarketTalk(
    Uri address, WantedStreams wanted, Func<CancellationToken, Task<string?>> learnNames, KrakenPairs pairs, KrakenTape tape, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    /// <summary>Levels of a side; one of the depths the venue offers.</summary>
    private const int Depth = 100;

    // The venue ends a line on which nothing was said for a minute.
    public static readonly StreamRhythm Alive = new() { SpeakEvery = TimeSpan.FromSeconds(15), SilenceMax = TimeSpan.FromSeconds(45) };

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("""{"method":"ping"}""");

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, OrderBookBuilder> books = [];
    private long spokeAt;

    public StreamRhythm Rhythm { get; } = Alive with { SpeakEvery = TimeSpan.FromMilliseconds(250) };

    public async Task<StreamDial> DialAsync(CancellationToken cancel) =>
        await learnNames(cancel) is { } why ? StreamDial.Failed(why) : StreamDial.To(address);

    // Nothing need be confirmed: a line without subscriptions is whole too.
    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        while (Missing() is { IsEmpty: false } words)
        {
            turn.Send(words);
        }
    }

    /// <summary>One channel at a time: what is missing of it, or now and then a ping when there is nothing to say.</summary>
    public ReadOnlyMemory<byte> Speak()
    {
        if (Missing() is { IsEmpty: false } words)
        {
            return words;
        }

        if (spokeAt != 0 && clock.GetElapsedTime(spokeAt) < PingEvery)
        {
            return default;
        }

        spokeAt = clock.GetTimestamp();
        return Ping;
    }

    // Trades before quotes: who acts on a quote wants to see the trade that comes of it.
    private ReadOnlyMemory<byte> Missing()
    {
        var missing = wanted.All.Where(name => !subscribed.Contains(name)).GroupBy(name => name[..name.IndexOf(' ', StringComparison.Ordinal)])
            .OrderByDescending(channel => channel.Key, StringComparer.Ordinal).FirstOrDefault();
        if (missing is null)
        {
            return default;
        }

        subscribed.UnionWith(missing);
        spokeAt = clock.GetTimestamp();
        string[] symbols = [.. missing.Select(name => pairs.SymbolOf(new(name[(missing.Key.Length + 1)..]))).OfType<string>()];
        return symbols.Length == 0 ? Ping : Subscription("subscribe", missing.Key, symbols);
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (WireJson.Read(message, KrakenSpotStreamJson.Default.KrakenSpotMessage) is not { } told)
        {
            turn.Gap("A message of the market stream cannot be read.");
            return;
        }

        var isWhole = told.Channel switch
        {
            "ticker" => Quotes(message, turn),
            "trade" => told.Type == "snapshot" || Trades(message, turn),
            "book" => Books(message, told.Type == "snapshot", turn),
            _ => true,
        };
        if (!isWhole)
        {
            turn.Gap("A message of the market stream cannot be read.");
        }

        if (told is { Method: "subscribe", Success: false })
        {
            turn.Gap($"The venue refused a subscription: {told.Error}");
        }
    }

    private bool Quotes(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        foreach (var ticker in WireJson.Read(message, KrakenSpotStreamJson.Default.KrakenSpotTickers)?.Data ?? [])
        {
            if (ticker.Symbol is null)
            {
                return false;
            }

            turn.Tell(new MarketEvent.Quoted(pairs.Named(ticker.Symbol), new()
            {
                Bid = KrakenWords.PriceOf(ticker.Bid),
                Ask = KrakenWords.PriceOf(ticker.Ask),
                Last = KrakenWords.PriceOf(ticker.Last),
                At = clock.GetUtcNow(),
            }));
        }

        return true;
    }

    private bool Trades(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        foreach (var trade in WireJson.Read(message, KrakenSpotStreamJson.Default.KrakenSpotTrades)?.Data ?? [])
        {
            if (trade.Symbol is null)
            {
                return false;
            }

            tape.Add(new(
                pairs.Named(trade.Symbol), trade.TradeId.ToString(System.Globalization.CultureInfo.InvariantCulture), new(trade.Price), new(trade.Qty),
                KrakenWords.SideOf(trade.Side), UnixTime.FromText(trade.Timestamp)), turn);
        }

        return true;
    }

    private bool Books(ReadOnlySpan<byte> message, bool isSnapshot, StreamTurn<MarketEvent> turn)
    {
        foreach (var change in WireJson.Read(message, KrakenSpotStreamJson.Default.KrakenSpotBooks)?.Data ?? [])
        {
            if (change.Symbol is null || pairs.Find(change.Symbol) is not { } pair)
            {
                return false;
            }

            Change(pair, change, isSnapshot, turn);
        }

        return true;
    }

    private void Change(KrakenPair pair, KrakenStreamBook change, bool isSnapshot, StreamTurn<MarketEvent> turn)
    {
        var instrument = pair.Instrument.Id;
        if (isSnapshot)
        {
            books[instrument] = new(instrument, Depth);
        }

        // Until its new snapshot comes, changes of a book that was given up say nothing.
        if (!books.TryGetValue(instrument, out var book))
        {
            return;
        }

        Set(book, Side.Buy, change.Bids);
        Set(book, Side.Sell, change.Asks);
        if (KrakenChecksum.Of(book, pair.PriceDecimals, pair.QuantityDecimals) == change.Checksum)
        {
            turn.Tell(new MarketEvent.BookChanged(book));
            return;
        }

        books.Remove(instrument);
        turn.Gap($"The book of {instrument} does not agree with the venue's checksum.");
        turn.Send(Subscription("unsubscribe", "book", [pair.Symbol]));
        turn.Send(Subscription("subscribe", "book", [pair.Symbol]));
    }

    private static void Set(OrderBookBuilder book, Side side, IReadOnlyList<KrakenLevel>? levels)
    {
        foreach (var level in levels ?? [])
        {
            book.Set(side, level.Price, level.Qty);
        }
    }

    private static byte[] Subscription(string method, string channel, IReadOnlyList<string> symbols)
    {
        var more = channel switch
        {
            "ticker" => ""","event_trigger":"bbo" """.TrimEnd(),
            "book" => $",\"depth\":{Depth}",
            _ => "",
        };
        return Encoding.UTF8.GetBytes($$$"""{"method":"{{{method}}}","params":{"channel":"{{{channel}}}","symbol":["{{{string.Join("\",\"", symbols)}}}"]{{{more}}}}}""");
    }
}
