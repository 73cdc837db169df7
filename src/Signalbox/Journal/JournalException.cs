namespace Signalbox.Journal;

/// <summary>The store could not do its work.</summary>
public sealed class JournalException : Exception
{
    public JournalException(JournalFailure failure, string message, Exception? cause = null)
        : base(message, cause) => Failure = failure;

    /// <summary>What whoever runs the server can do about <see cref="JournalFailure.Damaged"/>.</summary>
    public const string HowToRestore =
        "Run './run verify' with the same data folder and store to see what is intact. To go on, stop the server, keep this copy as evidence, "
        + "and put a backup of the data folder (or of the PostgreSQL database) in its place; then start it again.";

    public JournalFailure Failure { get; }
}

public enum JournalFailure
{
    /// <summary>Nothing was committed; trying again may work.</summary>
    NotCommitted,

    /// <summary>The commit's answer was lost: read the streams again before believing anything.</summary>
    OutcomeUnknown,

    /// <summary>The stored data contradict themselves.</summary>
    Damaged,
}
