using System.Collections.Concurrent;
using Signalbox.Journal;
using Signalbox.Time;

namespace Signalbox.Monitoring.Records;

/// <summary>How far each stream was committed by this node, and how far its rows are kept.</summary>
public sealed class RecordProgress(TimeProvider clock)
{
    private readonly ConcurrentDictionary<StreamId, long> committed = new();
    private readonly ConcurrentDictionary<StreamId, long> kept = new();
    private TaskCompletionSource moved = NewSignal();

    /// <summary>Events committed here whose rows are not kept yet.</summary>
    public long Behind => committed.Sum(each => Math.Max(0, each.Value - kept.GetValueOrDefault(each.Key)));

    /// <summary>Waits until everything committed before this call can be read; false when the time was over first.</summary>
    public async Task<bool> CatchesUpAsync(TimeSpan within, CancellationToken cancel)
    {
        var wanted = committed.ToArray();
        var began = clock.GetTimestamp();
        while (true)
        {
            var next = Volatile.Read(ref moved).Task;
            if (Array.TrueForAll(wanted, each => kept.GetValueOrDefault(each.Key) >= each.Value))
            {
                return true;
            }

            var left = within - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || !await next.EndsWithinAsync(left, clock, cancel))
            {
                return false;
            }
        }
    }

    internal void Committed(StreamId stream, long version) => committed[stream] = version;

    internal void Kept(StreamId stream, long version) => kept[stream] = version;

    internal void Announce() => Interlocked.Exchange(ref moved, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
