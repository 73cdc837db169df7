using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Signalbox.Venues;

/// <summary>
/// What waits for one reader of a private stream. Bounded: when the reader is too slow, events are dropped and it is told
/// of the gap in their place, after what it still had. Offering never waits.
/// </summary>
public sealed class PrivateFeed(int eventsMax)
{
    private readonly Channel<VenueEvent> waiting = Channel.CreateBounded<VenueEvent>(
        new BoundedChannelOptions(eventsMax + 1) { SingleReader = true });

    private readonly Lock offering = new();
    private bool overflowed;

    public void Offer(VenueEvent happened)
    {
        lock (offering)
        {
            // One place is kept free for the gap, which stands where the first dropped event would have stood.
            if (waiting.Reader.Count < eventsMax)
            {
                overflowed = false;
                waiting.Writer.TryWrite(happened);
            }
            else if (!overflowed)
            {
                overflowed = true;
                waiting.Writer.TryWrite(new VenueEvent.Gap($"More than {eventsMax} events were waiting; some were dropped."));
            }
        }
    }

    public void End() => waiting.Writer.TryComplete();

    public async IAsyncEnumerable<VenueEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var happened in waiting.Reader.ReadAllAsync(cancel))
        {
            yield return happened;
        }
    }
}
