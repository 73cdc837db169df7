using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance;

/// <summary>
/// Market streams of one address, subscribed by name; names that are wanted later are subscribed then. Books are kept in
/// step with snapshots asked for beside.
/// </summary>
internal sealed class BinanceMarketTalk(BinanceMarketSource source, WantedStreams wanted, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    private const int NamesOfAMessage = 200;

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, SyncedBook> books = [];
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];
    private int requests;

    public StreamRhythm Rhythm { get; } = new()
    {
        // The venue takes five messages a second of a line; pongs count.
        SpeakEvery = TimeSpan.FromMilliseconds(500),
        LifeMax = TimeSpan.FromHours(23.5),
    };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(new Uri(source.Address, "stream")));

    // Nothing need be confirmed: a line without subscriptions is whole too.
    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        if (Speak() is { IsEmpty: false } words)
        {
            turn.Send(words);
        }
    }

    public ReadOnlyMemory<byte> Speak()
    {
        string[] missing = [.. wanted.All.Where(name => !subscribed.Contains(name)).Take(NamesOfAMessage)];
        if (missing.Length == 0)
        {
            return default;
        }

        subscribed.UnionWith(missing);
        var names = string.Join("\",\"", missing);
        return Encoding.UTF8.GetBytes($$"""{"method":"SUBSCRIBE","params":["{{names}}"],"id":{{(++requests).ToString(CultureInfo.InvariantCulture)}}}""");
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        try
        {
            if (Data(message) is { Length: > 0 } data)
            {
                Read(data, turn);
            }
        }
        catch (JsonException)
        {
            turn.Gap("A message of the market stream cannot be read.");
        }
    }

    private void Read(ReadOnlySpan<byte> data, StreamTurn<MarketEvent> turn)
    {
        var told = BinanceMarketMessage.Read(data);
        switch (told?.Kind)
        {
            case BinanceMarketKind.Quote:
                turn.Tell(new MarketEvent.Quoted(told.Instrument, told.View(clock.GetUtcNow())));
                break;
            case BinanceMarketKind.Trade:
                Trade(told.Trade, turn);
                break;
            case BinanceMarketKind.Book when BinanceBooks.Step(data) is { } step:
                Change(told.Instrument, step, data, turn);
                break;
            case BinanceMarketKind.Ending:
                turn.HangUp("The venue is about to end the line.");
                break;
        }
    }

    private void Trade(MarketTrade trade, StreamTurn<MarketEvent> turn)
    {
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

    private void Change(InstrumentId instrument, BookStep step, ReadOnlySpan<byte> data, StreamTurn<MarketEvent> turn)
    {
        if (!books.TryGetValue(instrument, out var book))
        {
            books.Add(instrument, book = new(instrument, () => source.AskBook(instrument), BinanceBooks.Apply));
        }

        // Futures number their changes with holes in between and say which one came before.
        if (book.Take(step.Previous + 1 ?? step.First, step.Last, data) is { } missing)
        {
            turn.Gap(missing);
        }
        else if (book.IsSynced)
        {
            turn.Tell(new MarketEvent.BookChanged(book.View));
        }
    }

    /// <summary>What is inside of <c>{"stream":…,"data":…}</c>; empty for answers to subscriptions.</summary>
    private static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return message[start..(int)reader.BytesConsumed];
            }
        }

        return default;
    }
}

/// <summary>One address of market streams and what is wanted of it.</summary>
internal sealed record BinanceMarketSource(Uri Address, Func<InstrumentId, Task<VenueAnswer<BookSnapshot>>> AskBook)
{
    public bool Trades { get; init; }

    public TimeSpan? Candles { get; init; }
}
