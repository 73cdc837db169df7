using System.Collections.Concurrent;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Server.Live;

/// <summary>
/// The books of the markets somebody looks at. A market is followed at its venue from the first question on and left half a
/// minute after the last; of each side the best levels are kept.
/// </summary>
internal sealed class DepthBook(AccountDirectory accounts, CandleBook candles, TimeProvider clock, ILogger<DepthBook> log) : IAsyncDisposable
{
    public const int LevelsMax = 50;

    /// <summary>Markets followed at once; each may cost a line to its venue.</summary>
    private const int MarketsMax = 32;

    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly Lock opening = new();
    private readonly ConcurrentDictionary<(AccountId, InstrumentId), Watched> markets = new();

    /// <summary>The newest picture; null where there is none yet, or none that can be believed. Never waits.</summary>
    public DepthView? Latest(AccountId account, InstrumentId instrument)
    {
        if (Find(account, instrument) is not { } watched)
        {
            return null;
        }

        watched.AskedAt = clock.GetUtcNow();
        return watched.Depth.Latest();
    }

    /// <summary>The same for who asks once: waits a little for a market that nobody looked at.</summary>
    public async Task<DepthView?> ReadAsync(AccountId account, InstrumentId instrument, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + FirstWithin;
        while (true)
        {
            // What is asked for rather than streamed is as old as the last question: the second answer is fresh.
            var view = Latest(account, instrument);
            if (view is not null && clock.GetUtcNow() - view.At < MarketView.Fresh)
            {
                return view;
            }

            if (clock.GetUtcNow() >= until || !markets.ContainsKey((account, instrument)))
            {
                return view;
            }

            await Task.Delay(LookEvery, clock, cancel);
        }
    }

    public async Task CloseDesertedAsync()
    {
        var since = clock.GetUtcNow() - Linger;
        foreach (var (market, watched) in markets)
        {
            if (watched.AskedAt < since && markets.TryRemove(new(market, watched)))
            {
                await watched.Depth.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watched in markets.Values)
        {
            await watched.Depth.DisposeAsync();
        }

        markets.Clear();
    }

    private Watched? Find(AccountId account, InstrumentId instrument)
    {
        if (accounts.Find(account) is not { } host || !host.Instruments.Known.ContainsKey(instrument))
        {
            return null;
        }

        if (markets.TryGetValue((account, instrument), out var present) && present.Host == host)
        {
            return present;
        }

        lock (opening)
        {
            return Open(host, instrument);
        }
    }

    private Watched? Open(AccountHost host, InstrumentId instrument)
    {
        var market = (host.Account, instrument);
        if (markets.TryGetValue(market, out var present))
        {
            if (present.Host == host)
            {
                return present;
            }

            // The account was opened again: its old line leads nowhere.
            markets.TryRemove(market, out _);
            _ = present.Depth.DisposeAsync().AsTask();
        }

        IWatchedDepth? depth = markets.Count >= MarketsMax ? null
            : host.Depth is { } source ? new AskedDepth(source, instrument)
            : host.Desk is { } desk ? new StreamedDepth(desk, instrument, trade => candles.Traded(host.Account, trade), clock, log)
            : null;
        return depth is null ? null : markets[market] = new(host, depth) { AskedAt = clock.GetUtcNow() };
    }

    private sealed class Watched(AccountHost host, IWatchedDepth depth)
    {
        private long askedAt;

        public AccountHost Host => host;

        public IWatchedDepth Depth => depth;

        public DateTimeOffset AskedAt
        {
            get => new(Volatile.Read(ref askedAt), TimeSpan.Zero);
            set => Volatile.Write(ref askedAt, value.UtcTicks);
        }
    }
}
