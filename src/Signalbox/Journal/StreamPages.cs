using System.Runtime.CompilerServices;

namespace Signalbox.Journal;

/// <summary>Reads a stream page by page, so that no reader holds the store longer than one page takes.</summary>
public static class StreamPages
{
    /// <param name="fetch">At most so many (second) of the events after a version (first).</param>
    public static async IAsyncEnumerable<JournalEvent> ReadAsync(
        Func<long, int, CancellationToken, ValueTask<List<JournalEvent>>> fetch,
        long afterVersion,
        int pageEvents,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var limit = pageEvents;
        while (true)
        {
            List<JournalEvent> page;
            try
            {
                page = await fetch(afterVersion, limit, cancel);
            }
            catch (JournalException failure) when (failure.Failure == JournalFailure.Damaged && limit > 1)
            {
                // One by one from here: what lies before the damage is still handed out.
                limit = 1;
                continue;
            }

            foreach (var stored in page)
            {
                yield return stored;
            }

            if (page.Count < limit)
            {
                yield break;
            }

            afterVersion = page[^1].Version;
        }
    }
}
