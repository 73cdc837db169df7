using System.Runtime.CompilerServices;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Streams;

/// <summary>
/// A stream that is dialled again whenever it ends. It tells of a gap when a line is lost, when a new one is ready (what
/// happened in between must be asked for now), and every so often while there is none, so that polling takes its place.
/// </summary>
/// <param name="begin">Begins a new conversation for a new line.</param>
public sealed class VenueStream<T>(Func<IStreamTalk<T>> begin, VenueStreamOptions options, TimeProvider clock)
{
    private volatile bool isReady;

    /// <summary>Whether a line stands and is subscribed.</summary>
    public bool IsReady => isReady;

    /// <summary>News and gaps, until cancelled.</summary>
    public async IAsyncEnumerable<StreamNews<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var backoff = new Backoff(options.FirstWait, options.LongestWait, options.HeldLongEnough, options.Seed);
        while (true)
        {
            await using var line = await StreamLine<T>.DialAsync(begin(), options, clock, cancel);
            while (await line.ReadAsync(cancel) is { } turn)
            {
                isReady = turn.IsReady;
                foreach (var news in turn.News)
                {
                    yield return news;
                }
            }

            isReady = false;
            yield return new(default, line.Why);
            backoff.Held(line.HeldFor);
            await foreach (var gap in WaitAsync(backoff.Next(), cancel))
            {
                yield return gap;
            }
        }
    }

    private async IAsyncEnumerable<StreamNews<T>> WaitAsync(TimeSpan wait, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (; wait > options.PollEvery; wait -= options.PollEvery)
        {
            await Task.Delay(options.PollEvery, clock, cancel);
            yield return new(default, "The stream is still down; what happens is asked for.");
        }

        await Task.Delay(wait, clock, cancel);
    }
}
