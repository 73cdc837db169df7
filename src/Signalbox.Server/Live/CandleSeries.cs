using Signalbox.Markets;

namespace Signalbox.Server.Live;

/// <summary>The newest candles of one market and interval. One writer of prices, one of trades.</summary>
internal sealed class CandleSeries(TimeSpan interval, int kept)
{
    private readonly Lock gate = new();
    private readonly Queue<CandleDocument> finished = new();
    private CandleDocument? open;

    public TimeSpan Interval => interval;

    public static DateTimeOffset Begin(DateTimeOffset at, TimeSpan interval) => new(at.UtcTicks - (at.UtcTicks % interval.Ticks), TimeSpan.Zero);

    public void Add(DateTimeOffset at, Price price)
    {
        var begin = Begin(at, interval);
        lock (gate)
        {
            if (open is { } present && present.At == begin)
            {
                open = present with
                {
                    High = price > present.High ? price : present.High,
                    Low = price < present.Low ? price : present.Low,
                    Close = price,
                    Moves = present.Moves + (price == present.Close ? 0 : 1),
                };
                return;
            }

            var moves = open is { } before && before.Close != price ? 1 : 0;
            FinishNeedsLock();
            open = new(begin, price, price, price, price, moves);
        }
    }

    /// <summary>Counts a trade in the candle under way; one of a time that is over is left out.</summary>
    public void AddVolume(DateTimeOffset at, Quantity quantity)
    {
        lock (gate)
        {
            if (open is { } present && present.At == Begin(at, interval))
            {
                open = present with { Volume = (present.Volume ?? Quantity.Zero) + quantity };
            }
        }
    }

    /// <summary>Of the newest at most so many, oldest first, the one under way last.</summary>
    public IReadOnlyList<CandleDocument> Read(int newest)
    {
        lock (gate)
        {
            return open is null ? [] : [.. finished.TakeLast(newest - 1), open];
        }
    }

    private void FinishNeedsLock()
    {
        if (open is null)
        {
            return;
        }

        finished.Enqueue(open);
        if (finished.Count >= kept)
        {
            finished.Dequeue();
        }
    }
}
