namespace Signalbox.Journal;

/// <summary>How soon a queued unit is to be committed.</summary>
public enum CommitHurry
{
    /// <summary>At once.</summary>
    Now,

    /// <summary>With what it follows, whose gathering tells when all are there.</summary>
    WithOthers,

    /// <summary>Nothing waits for it but whoever looks: it goes with the next unit that is in a hurry, or when its time is up.</summary>
    None,
}
