using System.Collections.Concurrent;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Time;

namespace Signalbox.Monitoring.Receipts;

/// <summary>Lets callers wait for what a signal comes to. Fed by committed decisions only; forgets a signal nobody waits for.</summary>
public sealed class SignalWatch : IAccountObserver
{
    private readonly ConcurrentDictionary<SignalId, Watched> watched = new();

    /// <summary>Starts watching before the signal is delivered, so that nothing is missed. Dispose the ticket when done.</summary>
    public SignalTicket Watch(SignalId signal, int targets) => new(this, signal, watched.AddOrUpdate(
        signal,
        _ => new Watched(targets),
        (_, known) => known.Join()));

    public void Committed(Decision decision)
    {
        if (watched.IsEmpty)
        {
            return;
        }

        foreach (var happened in decision.Events)
        {
            if (happened is TradeProgressed progressed
                && watched.TryGetValue(progressed.Trade.Signal, out var signal)
                && TradeReports.Of(decision.State, progressed.Trade) is { } report)
            {
                signal.Update(report);
            }
        }
    }

    internal void Leave(SignalId signal)
    {
        if (watched.TryGetValue(signal, out var known) && known.Leave())
        {
            watched.TryRemove(new(signal, known));
        }
    }

    internal sealed class Watched
    {
        private readonly int targets;
        private readonly ConcurrentDictionary<SubscriptionId, TradeReport> reports = new();
        private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int watchers = 1;

        public Watched(int targets)
        {
            this.targets = targets;
            if (targets == 0)
            {
                settled.SetResult();
            }
        }

        public Task Settled => settled.Task;

        public IReadOnlyDictionary<SubscriptionId, TradeReport> Reports => reports;

        public Watched Join()
        {
            Interlocked.Increment(ref watchers);
            return this;
        }

        /// <summary>True when nobody is left.</summary>
        public bool Leave() => Interlocked.Decrement(ref watchers) <= 0;

        public void Update(TradeReport report)
        {
            reports[report.Trade.Subscription] = report;
            if (reports.Count >= targets && reports.Values.All(each => each.Settled))
            {
                settled.TrySetResult();
            }
        }
    }
}

/// <summary>One caller's wait.</summary>
public sealed class SignalTicket : IDisposable
{
    private readonly SignalWatch watch;
    private readonly SignalWatch.Watched watched;

    internal SignalTicket(SignalWatch watch, SignalId signal, SignalWatch.Watched watched)
    {
        this.watch = watch;
        this.watched = watched;
        Signal = signal;
    }

    public SignalId Signal { get; }

    /// <summary>What is known so far, per subscription.</summary>
    public IReadOnlyDictionary<SubscriptionId, TradeReport> Reports => watched.Reports;

    /// <summary>Ends when every target settled or the time is over, whichever comes first.</summary>
    public Task WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancel) => watched.Settled.EndsWithinAsync(limit, clock, cancel);

    public void Dispose() => watch.Leave(Signal);
}
