using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>
/// Market feeds, wanted by feed and instrument (<c>book PF_XBTUSD</c>); what is wanted later is subscribed then. Quotes are
/// the best of the book, because the feed of tickers comes once a second only.
/// </summary>
internal sealed class KrakenFuturesMarketTalk(Uri address, WantedStreams wanted, bool quotes, bool wholeBooks, KrakenTape tape, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    private const int NamesOfAMessage = 50;

    // The heartbeat feed says something every few seconds, so a silent line is a dead one.
    public static readonly StreamRhythm Alive = new() { SilenceMax = TimeSpan.FromSeconds(45) };

    public static readonly byte[] Heartbeat = Encoding.UTF8.GetBytes("""{"event":"subscribe","feed":"heartbeat"}""");

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KrakenSequencedBook> books = new(StringComparer.Ordinal);

    public StreamRhythm Rhythm { get; } = Alive with { SpeakEvery = TimeSpan.FromMilliseconds(250) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    // Nothing need be confirmed: a line without subscriptions is whole too.
    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        turn.Send(Heartbeat);
        while (Speak() is { IsEmpty: false } words)
        {
            turn.Send(words);
        }
    }

    /// <summary>One feed at a time; trades before books, because who acts on a quote wants to see the trade that comes of it.</summary>
    public ReadOnlyMemory<byte> Speak()
    {
        var missing = wanted.All.Where(name => !subscribed.Contains(name)).GroupBy(name => name[..name.IndexOf(' ', StringComparison.Ordinal)])
            .OrderByDescending(feed => feed.Key, StringComparer.Ordinal).FirstOrDefault();
        if (missing is null)
        {
            return default;
        }

        string[] some = [.. missing.Take(NamesOfAMessage)];
        subscribed.UnionWith(some);
        return Subscription("subscribe", missing.Key, some.Select(name => name[(missing.Key.Length + 1)..]));
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (WireJson.Read(message, KrakenFuturesStreamJson.Default.KrakenFuturesMessage) is not { } told)
        {
            turn.Gap("A message of the market stream cannot be read.");
            return;
        }

        switch (told)
        {
            case { Feed: "trade", Event: null, ProductId: { } product, Uid: { } id, Price: { } price, Qty: { } quantity }:
                tape.Add(new(new(product), id, new(price), new(quantity), KrakenWords.SideOf(told.Side), UnixTime.FromMilliseconds(told.Time)), turn);
                break;
            case { Feed: "book_snapshot", ProductId: { } product, Seq: { } number }:
                Show(books[product] = new(new(product), told, number), turn);
                break;
            // Until its snapshot comes, changes of a book say nothing.
            case { Feed: "book", Event: null, ProductId: { } product, Seq: { } number } when books.TryGetValue(product, out var book):
                Change(product, book, told, number, turn);
                break;
            case { Event: "error" or "alert" or "subscribed_failed" }:
                turn.Gap($"The venue refused a subscription: {told.Message}");
                break;
        }
    }

    private void Change(string product, KrakenSequencedBook book, KrakenFuturesMessage told, long number, StreamTurn<MarketEvent> turn)
    {
        if (book.Take(told, number))
        {
            Show(book, turn);
            return;
        }

        books.Remove(product);
        turn.Gap($"Changes of the book of {product} are missing.");
        turn.Send(Subscription("unsubscribe", "book", [product]));
        turn.Send(Subscription("subscribe", "book", [product]));
    }

    private void Show(KrakenSequencedBook book, StreamTurn<MarketEvent> turn)
    {
        if (wholeBooks)
        {
            turn.Tell(new MarketEvent.BookChanged(book.View));
        }

        if (quotes && book.Moved(clock.GetUtcNow()) is { } view)
        {
            turn.Tell(new MarketEvent.Quoted(book.View.Instrument, view));
        }
    }

    private static byte[] Subscription(string what, string feed, IEnumerable<string> products) =>
        Encoding.UTF8.GetBytes($$"""{"event":"{{what}}","feed":"{{feed}}","product_ids":["{{string.Join("\",\"", products)}}"]}""");
}

/// <summary>One book whose changes are numbered without holes.</summary>
internal sealed class KrakenSequencedBook
{
    // A price in a calm market is told again before anybody takes it for stale.
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(500);

    private long last;
    private MarketView? told;

    public KrakenSequencedBook(InstrumentId instrument, KrakenFuturesMessage snapshot, long number)
    {
        View = new(instrument);
        last = number;
        foreach (var level in snapshot.Bids ?? [])
        {
            View.Set(Side.Buy, level.Price, level.Qty);
        }

        foreach (var level in snapshot.Asks ?? [])
        {
            View.Set(Side.Sell, level.Price, level.Qty);
        }
    }

    public OrderBookBuilder View { get; }

    /// <summary>False when one before it is missing. What is older than the book is passed over.</summary>
    public bool Take(KrakenFuturesMessage change, long number)
    {
        if (number <= last)
        {
            return true;
        }

        if (number != last + 1 || KrakenWords.SideOf(change.Side) is not { } side || change is not { Price: { } price, Qty: { } quantity })
        {
            return false;
        }

        last = number;
        View.Set(side, price, quantity);
        return !View.IsCrossed;
    }

    /// <summary>The best prices, when they are others than told before.</summary>
    public MarketView? Moved(DateTimeOffset now)
    {
        var view = View.View(now);
        if (told is not null && told.Bid == view.Bid && told.Ask == view.Ask && now - told.At < TellEvery)
        {
            return null;
        }

        return told = view;
    }
}
