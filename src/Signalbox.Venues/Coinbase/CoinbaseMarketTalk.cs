using System.Text;
using Signalbox.Identity;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Coinbase;

/// <summary>
/// Quotes, trades and books of what is wanted, now and later, and a heartbeat each second. Messages are numbered; when one is
/// missing, the line is dialled anew, because books begin whole only then.
/// </summary>
internal sealed class CoinbaseMarketTalk(Uri address, MarketSubscription wish, WantedStreams wanted, TimeProvider clock) : IStreamTalk<MarketEvent>
{
    public const string Quotes = "ticker";
    public const string Trades = "market_trades";
    public const string Books = "level2";

    private const string BookMessages = "l2_data";

    private readonly CoinbaseSequence sequence = new();
    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly HashSet<string> confirmed = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, OrderBookBuilder> books = [];
    private readonly Dictionary<InstrumentId, CandleBuilder> candles = [];
    private string[] first = [];

    // The venue takes eight messages a second of an address that shows no key.
    public StreamRhythm Rhythm { get; } = new() { SpeakEvery = TimeSpan.FromMilliseconds(500), SilenceMax = TimeSpan.FromSeconds(15) };

    public static string NameOf(string channel, InstrumentId instrument) => $"{channel} {instrument.Value}";

    public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

    public void Open(StreamTurn<MarketEvent> turn)
    {
        turn.Send(Encoding.UTF8.GetBytes("""{"type":"subscribe","channel":"heartbeats"}"""));
        first = [.. wanted.All];
        while (Speak() is { IsEmpty: false } words)
        {
            turn.Send(words);
        }

        if (first.Length == 0)
        {
            turn.Ready();
        }
    }

    /// <summary>One channel a message.</summary>
    public ReadOnlyMemory<byte> Speak()
    {
        var channel = wanted.All.Where(name => !subscribed.Contains(name)).GroupBy(ChannelOf).FirstOrDefault();
        if (channel is null)
        {
            return default;
        }

        subscribed.UnionWith(channel);
        var products = string.Join("\",\"", channel.Select(name => CoinbaseProductNames.Streamed(InstrumentOf(name))).Distinct());
        return Encoding.UTF8.GetBytes($$"""{"type":"subscribe","product_ids":["{{products}}"],"channel":"{{channel.Key}}"}""");
    }

    public void Hear(ReadOnlySpan<byte> message, StreamTurn<MarketEvent> turn)
    {
        if (CoinbaseMarketFrame.Read(message) is not { } frame)
        {
            turn.Gap("A message of the market stream cannot be read.");
            return;
        }

        if (frame.Type == "error")
        {
            turn.Gap($"Coinbase refused a subscription: {frame.Message}");
            return;
        }

        if (sequence.IsOld(frame.SequenceNum))
        {
            return;
        }

        if (sequence.Missing(frame.SequenceNum) is { } missing)
        {
            turn.HangUp(missing);
            return;
        }

        foreach (var happened in frame.Events ?? [])
        {
            Read(frame.Channel, happened, turn);
        }
    }

    private void Read(string? channel, CoinbaseMarketEvent happened, StreamTurn<MarketEvent> turn)
    {
        switch (channel)
        {
            case "subscriptions":
                Confirm(happened, turn);
                break;
            case Quotes or "ticker_batch":
                foreach (var ticker in happened.Tickers ?? [])
                {
                    foreach (var instrument in Wanting(Quotes, ticker.ProductId))
                    {
                        turn.Tell(new MarketEvent.Quoted(instrument, ticker.View(clock.GetUtcNow())));
                    }
                }

                break;
            // What traded before the subscription is no news.
            case Trades when happened.Type != "snapshot":
                foreach (var trade in happened.Trades ?? [])
                {
                    foreach (var told in Wanting(Trades, trade.ProductId).Select(trade.Of).OfType<MarketTrade>())
                    {
                        Trade(told, turn);
                    }
                }

                break;
            case BookMessages:
                foreach (var instrument in Wanting(Books, happened.ProductId))
                {
                    Change(instrument, happened, turn);
                }

                break;
        }
    }

    private void Confirm(CoinbaseMarketEvent happened, StreamTurn<MarketEvent> turn)
    {
        foreach (var (channel, products) in happened.Subscriptions ?? [])
        {
            confirmed.UnionWith((products ?? []).Select(product => NameOf(channel, new(product))));
        }

        if (first.All(name => confirmed.Contains(NameOf(ChannelOf(name), new(CoinbaseProductNames.Streamed(InstrumentOf(name)))))))
        {
            turn.Ready();
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

    // Changes mean nothing before the book was told whole.
    private void Change(InstrumentId instrument, CoinbaseMarketEvent happened, StreamTurn<MarketEvent> turn)
    {
        if (!books.TryGetValue(instrument, out var book))
        {
            if (happened.Type != "snapshot")
            {
                return;
            }

            books.Add(instrument, book = new(instrument));
        }

        happened.ApplyTo(book);
        if (book.IsCrossed)
        {
            turn.HangUp($"The book of {instrument} is crossed; it is built again.");
            return;
        }

        turn.Tell(new MarketEvent.BookChanged(book));
    }

    private IEnumerable<InstrumentId> Wanting(string channel, string? product) => product is null ? []
        : wanted.All.Where(name => ChannelOf(name) == channel).Select(InstrumentOf).Where(instrument => instrument.Value == product || CoinbaseProductNames.Streamed(instrument) == product);

    private static string ChannelOf(string name) => name[..name.IndexOf(' ', StringComparison.Ordinal)];

    private static InstrumentId InstrumentOf(string name) => new(name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
}
