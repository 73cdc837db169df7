using System.Collections.Concurrent;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Server.Live;

/// <summary>
/// Candles of the markets the accounts see, drawn from the quotes as they pass. Bounded in markets and in time; what a venue
/// knows of longer ago is not asked for.
/// </summary>
internal sealed class CandleBook(AccountDirectory accounts, TimeProvider clock)
{
    public const int CandlesMax = 1_000;

    /// <summary>Markets watched without being asked for: those of a small installation.</summary>
    private const int DiscoveredMax = 64;

    private const int MarketsMax = 200;

    /// <summary>What is kept, and for how long: an hour, a day, thirty days.</summary>
    private static readonly (TimeSpan Interval, int Kept)[] Bases =
        [(TimeSpan.FromSeconds(5), 720), (TimeSpan.FromMinutes(1), 1_440), (TimeSpan.FromHours(1), 720)];

    private static readonly Dictionary<string, TimeSpan> Intervals = new(StringComparer.Ordinal)
    {
        ["5s"] = TimeSpan.FromSeconds(5),
        ["15s"] = TimeSpan.FromSeconds(15),
        ["1m"] = TimeSpan.FromMinutes(1),
        ["5m"] = TimeSpan.FromMinutes(5),
        ["15m"] = TimeSpan.FromMinutes(15),
        ["1h"] = TimeSpan.FromHours(1),
        ["4h"] = TimeSpan.FromHours(4),
        ["1d"] = TimeSpan.FromDays(1),
    };

    private static readonly TimeSpan DiscoverEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(AccountId, InstrumentId), CandleSeries[]> markets = new();
    private DateTimeOffset discovered;

    public static IEnumerable<string> IntervalNames => Intervals.Keys;

    /// <summary>Looks at every market; one caller.</summary>
    public void Sample()
    {
        var now = clock.GetUtcNow();
        if (now - discovered >= DiscoverEvery)
        {
            discovered = now;
            Discover();
        }

        foreach (var ((account, instrument), series) in markets)
        {
            if (accounts.Find(account)?.Market.Latest(instrument) is { } view && view.IsFresh(now) && (view.Last ?? view.Mid) is { } price)
            {
                foreach (var each in series)
                {
                    each.Add(now, price);
                }
            }
        }
    }

    /// <summary>A trade at the venue, in a market that is watched.</summary>
    public void Traded(AccountId account, MarketTrade trade)
    {
        foreach (var each in markets.GetValueOrDefault((account, trade.Instrument)) ?? [])
        {
            each.AddVolume(trade.At, trade.Quantity);
        }
    }

    /// <summary>
    /// The newest candles, oldest first; none where the market is not seen or there is no such interval. A market that is
    /// asked for is watched from then on.
    /// </summary>
    public IReadOnlyList<CandleDocument> Read(AccountId account, InstrumentId instrument, string interval, int limit)
    {
        if (!Intervals.TryGetValue(interval, out var length) || SeriesOf(account, instrument) is not { } series)
        {
            return [];
        }

        var from = Array.FindLast(series, each => each.Interval <= length && length.Ticks % each.Interval.Ticks == 0)!;

        // One more than what is asked for: the oldest may begin in the middle.
        var parts = (int)(length.Ticks / from.Interval.Ticks);
        return Joined(from.Read(Math.Min(CandlesMax, limit) * parts + parts), length, limit);
    }

    private static CandleDocument[] Joined(IReadOnlyList<CandleDocument> candles, TimeSpan length, int limit)
    {
        var joined = new List<CandleDocument>();
        foreach (var candle in candles)
        {
            var at = CandleSeries.Begin(candle.At, length);
            if (joined.Count > 0 && joined[^1].At == at)
            {
                var open = joined[^1];
                joined[^1] = open with
                {
                    High = candle.High > open.High ? candle.High : open.High,
                    Low = candle.Low < open.Low ? candle.Low : open.Low,
                    Close = candle.Close,
                    Moves = open.Moves + candle.Moves,
                    Volume = candle.Volume is { } more ? (open.Volume ?? Quantity.Zero) + more : open.Volume,
                };
            }
            else
            {
                joined.Add(candle with { At = at });
            }
        }

        return [.. joined.TakeLast(limit)];
    }

    private CandleSeries[]? SeriesOf(AccountId account, InstrumentId instrument) =>
        markets.TryGetValue((account, instrument), out var series) ? series
        : markets.Count < MarketsMax && accounts.Find(account)?.Market.Latest(instrument) is not null ? Watch(account, instrument)
        : null;

    private CandleSeries[] Watch(AccountId account, InstrumentId instrument) =>
        markets.GetOrAdd((account, instrument), _ => [.. Bases.Select(each => new CandleSeries(each.Interval, each.Kept))]);

    private void Discover()
    {
        foreach (var host in accounts.All)
        {
            foreach (var instrument in host.Instruments.Known.Values)
            {
                if (markets.Count >= DiscoveredMax)
                {
                    return;
                }

                if (host.Market.Latest(instrument.Id) is not null)
                {
                    Watch(host.Account, instrument.Id);
                }
            }
        }
    }
}
