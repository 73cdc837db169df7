namespace Signalbox.Journal;

/// <summary>How soon a queued unit is to be committed, and by whom.</summary>
public enum CommitHurry
{
    /// <summary>At once, on another thread.</summary>
    Elsewhere,

    /// <summary>At once, and on the caller's thread where the committer has nothing else to do: the caller has nothing else to do either.</summary>
    Here,

    /// <summary>With what it follows, whose gathering tells when all are there.</summary>
    WithOthers,

    /// <summary>Nothing waits for it but whoever looks: it goes with the next unit that is in a hurry, or when its time is up.</summary>
    None,
}
