using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox;

/// <summary>
/// What the market has done: its trades, and candles of any length. Before the sandbox began, the price is what its path says,
/// so a client finds a past at once. Used under the floor's lock.
/// </summary>
public sealed class SandboxHistory
{
    /// <summary>Trades kept for each instrument; older ones fall out.</summary>
    public const int TradesMax = 1_000;

    /// <summary>Changes of the price kept for each instrument; of what is older only the path is left.</summary>
    public const int PricesMax = 50_000;

    private const int LooksOfACandle = 8;

    private readonly Dictionary<InstrumentId, Past> pasts = [];

    internal SandboxHistory(IEnumerable<(Instrument Instrument, PricePath Path)> markets, bool drifts, DateTimeOffset began)
    {
        foreach (var (instrument, path) in markets)
        {
            pasts.Add(instrument.Id, new(instrument, drifts ? path.At : _ => path.At(began), began));
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PublicTrade> Trades(InstrumentId instrument) => pasts.TryGetValue(instrument, out var past) ? [.. past.Trades] : [];

    /// <summary>Oldest first, the last one perhaps still open. None for what is not listed.</summary>
    public IReadOnlyList<SandboxCandle> Candles(InstrumentId instrument, CandleQuery query, DateTimeOffset now)
    {
        if (!pasts.TryGetValue(instrument, out var past) || query.Limit <= 0)
        {
            return [];
        }

        return [.. Openings(query, now).Select(opensAt => past.CandleOf(opensAt, query.After(opensAt), now))];
    }

    /// <summary>The last 24 hours as one candle.</summary>
    public SandboxCandle Day(InstrumentId instrument, DateTimeOffset now) => pasts[instrument].CandleOf(now.AddDays(-1), now, now);

    /// <summary>Any stretch as one candle.</summary>
    public SandboxCandle Candle(InstrumentId instrument, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now) => pasts[instrument].CandleOf(from, until, now);

    internal void Note(InstrumentId instrument, Price price, DateTimeOffset at) => pasts[instrument].Note(price, at);

    /// <summary>The house's half of a trade is not told, so either half tells it; both halves of one carry the same number.</summary>
    internal void Note(OrderFilled fill, DateTimeOffset at) =>
        pasts[fill.Instrument].Note(PublicTrade.Of(fill, at));

    private static List<DateTimeOffset> Openings(CandleQuery query, DateTimeOffset now)
    {
        var last = query.OpeningOf(query.Until is { } until && until < now ? until : now);
        var openings = new List<DateTimeOffset>();
        if (query.From is not { } from)
        {
            for (var at = last; openings.Count < query.Limit && at > DateTimeOffset.UnixEpoch; at = query.OpeningOf(at.AddTicks(-1)))
            {
                openings.Add(at);
            }

            openings.Reverse();
            return openings;
        }

        var first = query.OpeningOf(from);
        for (var at = first < from ? query.After(first) : first; at <= last && openings.Count < query.Limit; at = query.After(at))
        {
            openings.Add(at);
        }

        return openings;
    }

    private sealed class Past(Instrument instrument, Func<DateTimeOffset, Price> before, DateTimeOffset began)
    {
        private readonly List<(DateTimeOffset At, Price Price)> prices = [];
        private long lastNumber;

        public Queue<PublicTrade> Trades { get; } = new();

        public void Note(Price price, DateTimeOffset at)
        {
            if (prices.Count > 0 && prices[^1].Price == price)
            {
                return;
            }

            if (prices.Count == PricesMax)
            {
                prices.RemoveRange(0, PricesMax / 2);
            }

            prices.Add((at, price));
        }

        public void Note(PublicTrade trade)
        {
            if (lastNumber == trade.Number)
            {
                return;
            }

            lastNumber = trade.Number;
            Note(trade.Price, trade.At);

            if (Trades.Count == TradesMax)
            {
                Trades.Dequeue();
            }

            Trades.Enqueue(trade);
        }

        public SandboxCandle CandleOf(DateTimeOffset opensAt, DateTimeOffset endsAt, DateTimeOffset now)
        {
            var until = endsAt < now ? endsAt : now;
            var step = (endsAt - opensAt) / LooksOfACandle;
            var seen = Enumerable.Range(0, LooksOfACandle + 1).Select(look => opensAt + (look * step)).Where(at => at <= until).Select(At).ToList();
            for (var index = IndexAfter(opensAt); index < prices.Count && prices[index].At < until; index++)
            {
                seen.Add(prices[index].Price);
            }

            seen.Add(At(until));
            var traded = Trades.Where(trade => trade.At >= opensAt && trade.At < until).ToList();
            return new(opensAt, endsAt, seen[0], seen.Max(), seen.Min(), seen[^1])
            {
                Volume = traded.Sum(trade => trade.Quantity.Value),
                Turnover = traded.Sum(trade => instrument.Cost(trade.Quantity, trade.Price)),
                TakerVolume = traded.Where(trade => trade.Side == Side.Buy).Sum(trade => trade.Quantity.Value),
                Trades = traded.Count,
                IsOver = endsAt <= now,
            };
        }

        private Price At(DateTimeOffset at)
        {
            var index = IndexAfter(at);
            return at < began || index == 0 ? before(at) : prices[index - 1].Price;
        }

        /// <summary>Of the first change after a time.</summary>
        private int IndexAfter(DateTimeOffset at)
        {
            var (low, high) = (0, prices.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (prices[middle].At <= at) low = middle + 1;
                else high = middle;
            }

            return low;
        }
    }
}

/// <param name="Side">Of whoever took.</param>
public readonly record struct PublicTrade(long Number, Price Price, Quantity Quantity, Side Side, DateTimeOffset At)
{
    /// <summary>Either half of a trade tells it.</summary>
    public static PublicTrade Of(OrderFilled fill, DateTimeOffset at) => new(fill.Trade, fill.Price, fill.Quantity, fill.IsMaker ? fill.Side.Opposite : fill.Side, at);
}

/// <param name="EndsAt">When the next one opens.</param>
public sealed record SandboxCandle(DateTimeOffset OpensAt, DateTimeOffset EndsAt, Price Open, Price High, Price Low, Price Close)
{
    public decimal Volume { get; init; }

    /// <summary>In what the instrument is paid with: the quote currency, or the coin of an inverse contract.</summary>
    public decimal Turnover { get; init; }

    /// <summary>What buyers took.</summary>
    public decimal TakerVolume { get; init; }

    public int Trades { get; init; }

    /// <summary>Nothing can change it any more.</summary>
    public bool IsOver { get; init; }
}
