namespace Signalbox.Journal;

/// <summary>The store could not do its work.</summary>
public sealed class JournalException : Exception
{
    public JournalException(JournalFailure failure, string message, Exception? cause = null)
        : base(message, cause) => Failure = failure;

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
