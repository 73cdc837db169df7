using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Signalbox.Identity;

namespace Signalbox.Venues;

/// <summary>
/// Which quotes changed since they were last read. Conflated: an instrument waits at most once, so a slow reader skips
/// values and never holds anything up. One reader.
/// </summary>
public sealed class QuoteChanges : IDisposable
{
    private readonly Action<QuoteChanges> leave;
    private readonly Lock marking = new();
    private readonly HashSet<InstrumentId> waiting = [];
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    internal QuoteChanges(Action<QuoteChanges> leave) => this.leave = leave;

    public async IAsyncEnumerable<InstrumentId> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var _ in wake.Reader.ReadAllAsync(cancel))
        {
            foreach (var instrument in Take())
            {
                yield return instrument;
            }
        }
    }

    public void Dispose()
    {
        leave(this);
        wake.Writer.TryComplete();
    }

    internal void Mark(InstrumentId instrument)
    {
        lock (marking)
        {
            waiting.Add(instrument);
        }

        wake.Writer.TryWrite(true);
    }

    private InstrumentId[] Take()
    {
        lock (marking)
        {
            InstrumentId[] taken = [.. waiting];
            waiting.Clear();
            return taken;
        }
    }
}
