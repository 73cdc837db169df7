using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Streams;

/// <summary>
/// A book that is in step with its venue: changes wait until a snapshot has come, those it already holds are dropped, and a
/// missing one makes it ask again. What it shows is whole or nothing.
/// </summary>
/// <param name="ask">Asks for a snapshot.</param>
/// <param name="apply">Sets the levels of one change, given as it came.</param>
public sealed class SyncedBook(InstrumentId instrument, Func<Task<VenueAnswer<BookSnapshot>>> ask, BookChange apply)
{
    private const int WaitingMax = 2_000;

    private readonly OrderBookBuilder book = new(instrument);
    private readonly Queue<(long First, long Last, byte[] Change)> waiting = new();
    private Task<VenueAnswer<BookSnapshot>>? asking;
    private long sequence = -1;

    public IBookView View => book;

    public bool IsSynced => sequence >= 0;

    /// <summary>Takes one change.</summary>
    /// <param name="first">The number of its first update.</param>
    /// <param name="last">The number of its last update.</param>
    /// <returns>Why it fell out of step; null when it did not.</returns>
    public string? Take(long first, long last, ReadOnlySpan<byte> change)
    {
        if (!IsSynced)
        {
            return Wait(first, last, change);
        }

        if (last <= sequence)
        {
            return null;
        }

        if (first > sequence + 1)
        {
            var missing = $"The book of {instrument} is missing what came between {sequence} and {first}.";
            Restart();
            Wait(first, last, change);
            return missing;
        }

        return Apply(last, change);
    }

    public void Restart()
    {
        sequence = -1;
        waiting.Clear();
        asking = null;
        book.Clear();
    }

    private string? Wait(long first, long last, ReadOnlySpan<byte> change)
    {
        if (waiting.Count >= WaitingMax)
        {
            waiting.Clear();
        }

        waiting.Enqueue((first, last, change.ToArray()));
        asking ??= ask();
        if (!asking.IsCompleted)
        {
            return null;
        }

        var answer = asking.IsCompletedSuccessfully ? asking.Result : default;
        asking = null;
        // An older snapshot than the first change would leave a hole: another one is asked for.
        return answer.Value is { } snapshot && snapshot.Sequence + 1 >= waiting.Peek().First ? Begin(snapshot) : null;
    }

    private string? Begin(BookSnapshot snapshot)
    {
        book.Clear();
        foreach (var level in snapshot.Bids)
        {
            book.Set(Side.Buy, level.Price, level.Quantity);
        }

        foreach (var level in snapshot.Asks)
        {
            book.Set(Side.Sell, level.Price, level.Quantity);
        }

        sequence = snapshot.Sequence;
        while (waiting.TryDequeue(out var next))
        {
            if (Take(next.First, next.Last, next.Change) is { } missing)
            {
                return missing;
            }
        }

        return null;
    }

    private string? Apply(long last, ReadOnlySpan<byte> change)
    {
        apply(change, book);
        sequence = last;
        if (!book.IsCrossed)
        {
            return null;
        }

        Restart();
        return $"The book of {instrument} is crossed; it is built again.";
    }
}

/// <summary>Sets the levels of one change in a book.</summary>
public delegate void BookChange(ReadOnlySpan<byte> change, OrderBookBuilder book);
