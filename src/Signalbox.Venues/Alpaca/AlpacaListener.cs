using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Alpaca;

/// <summary>
/// One reader of a shared line: what it wants waits for it, bounded, and its books and candles are its own. A reader that is
/// too slow loses what it did not read and is told.
/// </summary>
internal sealed class AlpacaListener(MarketSubscription wish, IReadOnlyList<string> names, TimeProvider clock)
{
    private const int MessagesMax = 10_000;

    private readonly Channel<StreamNews<AlpacaMarketMessage>> waiting = Channel.CreateBounded<StreamNews<AlpacaMarketMessage>>(
        new BoundedChannelOptions(MessagesMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Dictionary<InstrumentId, OrderBookBuilder> books = [];
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];
    private bool hasBegun;

    /// <summary>The book as it stands now, for one that came later than the line.</summary>
    public void Begin(OrderBookBuilder book) => waiting.Writer.TryWrite(new(
        new() { Type = "o", Symbol = book.Instrument.Value, IsReset = true, Bids = Levels(book, Side.Buy), Asks = Levels(book, Side.Sell) }, null));

    /// <summary>What is subscribed by the venue's word; when that is all that is wanted, the stream has begun.</summary>
    public void Confirm(IReadOnlySet<string> subscribed)
    {
        if (!hasBegun && names.All(subscribed.Contains))
        {
            hasBegun = true;
            waiting.Writer.TryWrite(new(null, "The stream has begun."));
        }
    }

    public void Interrupt(string why, bool isOver)
    {
        hasBegun &= !isOver;
        waiting.Writer.TryWrite(new(null, why));
    }

    public void Tell(AlpacaMarketMessage message)
    {
        if (IsWanted(message))
        {
            waiting.Writer.TryWrite(new(message, null));
        }
    }

    public async IAsyncEnumerable<MarketEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var news in waiting.Reader.ReadAllAsync(cancel))
        {
            if (news.What is not { } message)
            {
                yield return new MarketEvent.Gap(news.Gap ?? "");
                continue;
            }

            if (waiting.Reader.Count >= MessagesMax - 1)
            {
                books.Clear();
                yield return new MarketEvent.Gap($"More than {MessagesMax} messages were waiting; some were dropped.");
            }

            foreach (var happened in Of(message))
            {
                yield return happened;
            }
        }
    }

    private bool IsWanted(AlpacaMarketMessage message) => message.Type switch
    {
        "q" => wish.Quotes,
        "t" => wish.Trades || wish.Candles is not null,
        "o" => wish.Books,
        _ => false,
    } && wish.Instruments.Contains(message.Instrument);

    private IEnumerable<MarketEvent> Of(AlpacaMarketMessage message) => message.Type switch
    {
        "q" => [new MarketEvent.Quoted(message.Instrument, message.View(clock.GetUtcNow()))],
        "t" => message.Trade() is { } trade ? OfTrade(trade) : [],
        _ => OfBook(message),
    };

    private IEnumerable<MarketEvent> OfTrade(MarketTrade trade)
    {
        if (wish.Trades)
        {
            yield return new MarketEvent.Traded(trade);
        }

        if (wish.Candles is not { } length)
        {
            yield break;
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
                yield return new MarketEvent.CandleChanged(candle);
            }
        }
    }

    // Changes mean nothing before the book was told whole.
    private IEnumerable<MarketEvent> OfBook(AlpacaMarketMessage message)
    {
        if (!books.TryGetValue(message.Instrument, out var book))
        {
            if (!message.IsReset)
            {
                yield break;
            }

            books.Add(message.Instrument, book = new(message.Instrument));
        }

        message.ApplyTo(book);
        if (!book.IsCrossed)
        {
            yield return new MarketEvent.BookChanged(book);
            yield break;
        }

        books.Remove(message.Instrument);
        yield return new MarketEvent.Gap($"The book of {message.Instrument} is crossed; it is built again.");
    }

    private static List<AlpacaLevel> Levels(OrderBookBuilder book, Side side) =>
        [.. Enumerable.Range(0, book.Depth(side)).Select(index => book.Level(side, index)).Select(level => new AlpacaLevel(level.Price.Value, level.Quantity.Value))];
}
