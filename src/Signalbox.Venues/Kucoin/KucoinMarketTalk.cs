using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin;

/// <summary>
/// Market streams, subscribed by topic; topics that are wanted later are subscribed then. Books are kept in step with
/// snapshots asked for beside.
/// </summary>
internal sealed class KucoinMarketTalk(KucoinMarketSource source, WantedStreams wanted, TimeProvider clock) : KucoinTalk<MarketEvent>(source.AskToken, source.Elsewhere, clock)
{
    private const int InstrumentsOfATopic = 100;

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, KucoinBook> books = [];
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];

    // A line takes a hundred messages in ten seconds.
    protected override TimeSpan? SpeakEvery => TimeSpan.FromMilliseconds(500);

    // Nothing need be confirmed: a line without subscriptions is whole too.
    protected override void Welcomed(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        while (Missing() is { IsEmpty: false } words)
        {
            turn.Send(words);
        }
    }

    public override ReadOnlyMemory<byte> Speak() => base.Speak() is { IsEmpty: false } ping ? ping : IsWelcome ? Missing() : default;

    protected override void Read(KucoinFrame frame, StreamTurn<MarketEvent> turn)
    {
        var instrument = new InstrumentId(frame.Suffix);
        if (frame.Topic.StartsWith(source.QuoteTopic, StringComparison.Ordinal))
        {
            if (KucoinMarketMessage.Read(frame.Data)?.View(Clock.GetUtcNow()) is { } view)
            {
                turn.Tell(new MarketEvent.Quoted(instrument, view));
            }
        }
        else if (frame.Topic.StartsWith(source.TradeTopic, StringComparison.Ordinal))
        {
            Trade(KucoinMarketMessage.Read(frame.Data)?.Trade(instrument), turn);
        }
        else if (frame.Topic.StartsWith(source.BookTopic, StringComparison.Ordinal) && KucoinBooks.Step(frame.Data) is { } step)
        {
            Change(instrument, step, frame.Data, turn);
        }
    }

    /// <summary>Subscribes what is not yet, all instruments of one topic together.</summary>
    private ReadOnlyMemory<byte> Missing()
    {
        var topic = wanted.All.Where(name => !subscribed.Contains(name)).GroupBy(name => name[..(name.IndexOf(':', StringComparison.Ordinal) + 1)]).FirstOrDefault();
        if (topic is null)
        {
            return default;
        }

        string[] names = [.. topic.Take(InstrumentsOfATopic)];
        subscribed.UnionWith(names);
        return Subscription(topic.Key + string.Join(',', names.Select(name => name[topic.Key.Length..])), isPrivate: false);
    }

    private void Trade(MarketTrade? told, StreamTurn<MarketEvent> turn)
    {
        if (told is not { } trade)
        {
            return;
        }

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

    private void Change(InstrumentId instrument, (long First, long Last) step, ReadOnlySpan<byte> data, StreamTurn<MarketEvent> turn)
    {
        if (!books.TryGetValue(instrument, out var book))
        {
            books.Add(instrument, book = new(instrument, source));
        }

        if (book.Synced.Take(step.First, step.Last, data) is { } missing)
        {
            turn.Gap(missing);
        }
        else if (book.Synced.IsSynced)
        {
            turn.Tell(new MarketEvent.BookChanged(book.Synced.View));
        }
    }

    /// <summary>A book, and the number of its snapshot: a change may hold levels from before it.</summary>
    private sealed class KucoinBook
    {
        private long snapshot = -1;

        public KucoinBook(InstrumentId instrument, KucoinMarketSource source) => Synced = new(
            instrument,
            async () =>
            {
                var answer = await source.AskBook(instrument);
                Volatile.Write(ref snapshot, answer.Value?.Sequence ?? -1);
                return answer;
            },
            (data, book) =>
            {
                if (source.IsFutures) KucoinBooks.ApplyFutures(data, book);
                else KucoinBooks.ApplySpot(data, book, Volatile.Read(ref snapshot));
            });

        public SyncedBook Synced { get; }
    }
}

/// <summary>What is wanted of the market streams of one product.</summary>
internal sealed record KucoinMarketSource(bool IsFutures, Func<CancellationToken, Task<VenueAnswer<KucoinStreamToken>>> AskToken, Uri? Elsewhere)
{
    public Func<InstrumentId, Task<VenueAnswer<BookSnapshot>>> AskBook { get; init; } = static _ => throw new InvalidOperationException("Quotes need no book.");

    public bool Trades { get; init; }

    public TimeSpan? Candles { get; init; }

    public string QuoteTopic => IsFutures ? "/contractMarket/tickerV2:" : "/spotMarket/level1:";

    public string TradeTopic => IsFutures ? "/contractMarket/execution:" : "/market/match:";

    public string BookTopic => IsFutures ? "/contractMarket/level2:" : "/market/level2:";
}
