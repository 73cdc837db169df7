using Signalbox.Journal;

namespace Signalbox.Server.Storage;

/// <summary>
/// The database that holds the journal, for tables that change in one commit with an event. Both methods throw
/// <see cref="JournalException"/> when the database fails, also inside the work; whatever else the work throws passes through.
/// </summary>
public interface ITransactionalStore
{
    /// <summary>
    /// Runs the work in one write transaction and appends the events it returns to the end of the stream, under the
    /// stream's present epoch, in the same transaction; returns when all of it is on disk. The stream is locked before the
    /// work runs, so its writers take turns and read each other's rows. Nothing is kept when the work throws or abandons;
    /// a commit without events is allowed. The work awaits nothing but its own statements (others wait for it), and it
    /// has no effect outside the transaction (it may run again).
    /// </summary>
    Task<T> WriteAsync<T>(StreamId stream, Func<StoreScope, Task<Written<T>>> work, CancellationToken cancel);

    /// <summary>Runs the work on one consistent picture of the tables; it must not write.</summary>
    Task<T> ReadAsync<T>(Func<StoreScope, Task<T>> work, CancellationToken cancel);
}

/// <summary>What a piece of work in a write transaction ends with.</summary>
public sealed record Written<T>
{
    public required T Result { get; init; }

    /// <summary>False: the transaction is rolled back and the result is returned all the same.</summary>
    public required bool Keep { get; init; }

    public IReadOnlyList<EventDraft> Events { get; init; } = [];
}

public static class Written
{
    public static Written<T> Commit<T>(T result, params IReadOnlyList<EventDraft> events) =>
        new() { Result = result, Keep = true, Events = events };

    public static Written<T> Abandon<T>(T result) => new() { Result = result, Keep = false };
}
