using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox;

/// <summary>
/// What a market was lately: its trades, and its price minute by minute. Before the sandbox began its price came along the
/// path, and nothing was traded. Everything here happens under the floor's lock.
/// </summary>
internal sealed class SandboxTape(PricePath path, DateTimeOffset began)
{
    private const int TradesMax = 1_000;
    private const int MinutesMax = 2 * 24 * 60;
    private const int SamplesOfACandle = 8;

    private readonly Queue<SandboxTrade> trades = new();
    private readonly List<SandboxCandle> minutes = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<SandboxTrade> Trades => trades;

    public void Add(OrderFilled fill, DateTimeOffset at)
    {
        trades.Enqueue(new(fill.Trade, fill.Side, fill.Price, fill.Quantity, at));
        if (trades.Count > TradesMax)
        {
            trades.Dequeue();
        }

        Note(SandboxCandle.Of(MinuteOf(at), fill.Price) with { Volume = fill.Quantity.Value, Turnover = fill.Price.Value * fill.Quantity.Value, Trades = 1 });
    }

    public void Move(Price price, DateTimeOffset at) => Note(SandboxCandle.Of(MinuteOf(at), price));

    /// <summary>The last of so many candles that are whole multiples of a length, and begin in time; oldest first.</summary>
    public IReadOnlyList<SandboxCandle> Candles(TimeSpan length, DateTimeOffset from, DateTimeOffset until, int most)
    {
        var last = until.UtcTicks / length.Ticks;
        var first = Math.Max((from.UtcTicks + length.Ticks - 1) / length.Ticks, last - most + 1);
        var candles = new List<SandboxCandle>();
        for (var number = first; number <= last; number++)
        {
            candles.Add(Candle(new(number * length.Ticks, TimeSpan.Zero), length, until));
        }

        return candles;
    }

    public SandboxCandle LastDay(DateTimeOffset now) => Candle(now.AddDays(-1), TimeSpan.FromDays(1), now);

    public SandboxCandle Candle(DateTimeOffset from, TimeSpan length, DateTimeOffset until)
    {
        var before = Enumerable.Range(0, SamplesOfACandle + 1).Select(sample => from + (length / SamplesOfACandle * sample))
            .Where(at => at < began && at <= until).Select(at => SandboxCandle.Of(from, path.At(at)));
        var parts = before.Concat(minutes.Where(minute => minute.At >= MinuteOf(from) && minute.At < from + length)).ToList();
        if (parts.Count == 0)
        {
            // Nothing moved in it: it stands where the price was left.
            var left = minutes.FindLastIndex(minute => minute.At < from);
            parts.Add(SandboxCandle.Of(from, left < 0 ? path.At(from) : new(minutes[left].Close)));
        }

        return parts.Aggregate(static (all, next) => all.Joined(next)) with { At = from };
    }

    private static DateTimeOffset MinuteOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private void Note(SandboxCandle change)
    {
        if (minutes.Count > 0 && minutes[^1].At >= change.At)
        {
            minutes[^1] = minutes[^1].Joined(change);
            return;
        }

        minutes.Add(change);
        if (minutes.Count > MinutesMax)
        {
            minutes.RemoveAt(0);
        }
    }
}

/// <param name="Side">Of the order that took.</param>
internal sealed record SandboxTrade(long Number, Side Side, Price Price, Quantity Quantity, DateTimeOffset At);

/// <summary>The prices of a while and what was traded in it.</summary>
internal sealed record SandboxCandle(DateTimeOffset At, decimal Open, decimal High, decimal Low, decimal Close)
{
    public decimal Volume { get; init; }

    public decimal Turnover { get; init; }

    public int Trades { get; init; }

    /// <summary>The average price of what was traded; the last price when nothing was.</summary>
    public decimal Average => Volume > 0 ? decimal.Round(Turnover / Volume, 8) : Close;

    public static SandboxCandle Of(DateTimeOffset at, Price price) => new(at, price.Value, price.Value, price.Value, price.Value);

    public SandboxCandle Joined(SandboxCandle next) => this with
    {
        High = Math.Max(High, next.High),
        Low = Math.Min(Low, next.Low),
        Close = next.Close,
        Volume = Volume + next.Volume,
        Turnover = Turnover + next.Turnover,
        Trades = Trades + next.Trades,
    };
}
