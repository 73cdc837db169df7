using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Market streams of one product, subscribed by name; names that are wanted later are subscribed then.</summary>
internal sealed class BybitMarketTalk(Uri address, MarketSubscription wish, WantedStreams wanted, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    // Spot takes ten names of a message; the others take any number.
    private const int NamesOfAMessage = 10;
    private const int TopicCharsMax = 96;

    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BybitLiveBook> books = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];
    private readonly Lock speaking = new();
    private long pingedAt = clock.GetTimestamp();
    private int requests;

    public StreamRhythm Rhythm { get; } = new() { SpeakEvery = TimeSpan.FromMilliseconds(250), SilenceMax = TimeSpan.FromSeconds(50) };

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    // Nothing need be confirmed: a line without subscriptions is whole too.
    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Ready();
        while (Missing() is { Length: > 0 } names)
        {
            turn.Send(Subscribe(names));
        }
    }

    public ReadOnlyMemory<byte> Speak()
    {
        if (Missing() is { Length: > 0 } names)
        {
            return Subscribe(names);
        }

        if (clock.GetElapsedTime(Volatile.Read(ref pingedAt)) < BybitPrivateTalk.PingEvery)
        {
            return default;
        }

        Volatile.Write(ref pingedAt, clock.GetTimestamp());
        return BybitPrivateTalk.Ping;
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        try
        {
            var envelope = BybitEnvelope.Read(message);
            if (envelope.Topic.IsEmpty)
            {
                Answered(message, turn);
            }
            else
            {
                Read(envelope, message, turn);
            }
        }
        catch (JsonException)
        {
            turn.Gap("A message of the market stream cannot be read.");
        }
    }

    private void Read(BybitEnvelope envelope, ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        Span<char> topic = stackalloc char[TopicCharsMax];
        if (envelope.Topic.Length <= TopicCharsMax && books.GetAlternateLookup<ReadOnlySpan<char>>()
            .TryGetValue(topic[..Encoding.UTF8.GetChars(envelope.Topic, topic)], out var book))
        {
            Change(envelope, book, turn);
            return;
        }

        var name = Encoding.UTF8.GetString(envelope.Topic);
        switch (BybitTopics.KindOf(name))
        {
            case BybitTopicKind.Quotes or BybitTopicKind.Book:
                books.Add(name, book = new(BybitTopics.InstrumentOf(name)));
                Change(envelope, book, turn);
                break;
            case BybitTopicKind.Trades:
                Trades(message, turn);
                break;
        }
    }

    private void Change(BybitEnvelope envelope, BybitLiveBook book, StreamTurn<MarketEvent> turn)
    {
        var isQuote = envelope.Topic.StartsWith("orderbook.1."u8);
        switch (book.Take(envelope.Kind.SequenceEqual("snapshot"u8), envelope.Data, mayMiss: isQuote))
        {
            case BybitBookStep.Changed when isQuote:
                turn.Tell(new MarketEvent.Quoted(book.View.Instrument, book.View.View(clock.GetUtcNow())));
                break;
            case BybitBookStep.Changed:
                turn.Tell(new MarketEvent.BookChanged(book.View));
                break;
            case BybitBookStep.Missing:
                var name = Encoding.UTF8.GetString(envelope.Topic);
                turn.Gap($"The book of {book.View.Instrument} has missed a change; it is subscribed again.");
                turn.Send(Encoding.UTF8.GetBytes($$"""{"op":"unsubscribe","args":["{{name}}"]}"""));
                turn.Send(Subscribe([name]));
                break;
        }
    }

    private void Trades(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (WireJson.Read(message, BybitJson.Default.BybitFrameBybitStreamedTrade) is not { Data: { } trades })
        {
            turn.Gap("A message of the market stream cannot be read.");
            return;
        }

        foreach (var each in trades)
        {
            if (each is { Symbol: { } symbol, Id: { } id, Price: > 0, Size: > 0 })
            {
                Trade(new(new(symbol), id, new(each.Price.Value), new(each.Size.Value), BybitWords.SideOf(each.Side), UnixTime.FromMilliseconds(each.Time)), turn);
            }
        }
    }

    private void Trade(MarketTrade trade, StreamTurn<MarketEvent> turn)
    {
        if (wish.Trades)
        {
            turn.Tell(new MarketEvent.Traded(trade));
        }

        if (wish.Candles is not { } length)
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

    // One wrong name makes the venue refuse all of a message: then each is asked for by itself.
    private void Answered(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (WireJson.Read(message, BybitJson.Default.BybitSpoken) is not { Op: "subscribe", ReqId: { } id } answer || !TryFinish(id, out var names) || answer.Success)
        {
            return;
        }

        if (names.Length == 1)
        {
            turn.Gap($"Bybit has no market stream {names[0]}: {answer.RetMsg}");
            return;
        }

        foreach (var name in names)
        {
            turn.Send(Subscribe([name]));
        }
    }

    private bool TryFinish(string id, out string[] names)
    {
        lock (speaking)
        {
            return asked.Remove(id, out names!);
        }
    }

    private string[] Missing()
    {
        lock (speaking)
        {
            string[] missing = [.. wanted.All.Where(name => !subscribed.Contains(name)).Take(NamesOfAMessage)];
            subscribed.UnionWith(missing);
            return missing;
        }
    }

    private ReadOnlyMemory<byte> Subscribe(string[] names)
    {
        lock (speaking)
        {
            var id = (++requests).ToString(CultureInfo.InvariantCulture);
            asked.Add(id, names);
            return Encoding.UTF8.GetBytes($$"""{"req_id":"{{id}}","op":"subscribe","args":["{{string.Join("\",\"", names)}}"]}""");
        }
    }
}
