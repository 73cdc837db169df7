namespace Signalbox.Journal;

public enum AppendStatus
{
    Committed,

    /// <summary>Someone else appended: the writer's state is out of date.</summary>
    StaleVersion,

    /// <summary>Someone else owns the stream now.</summary>
    StaleEpoch,

    /// <summary>The unique key was used before; see <see cref="AppendResult.Existing"/>.</summary>
    DuplicateKey,

    /// <summary>The delivery was already taken.</summary>
    TargetNotOpen,

    /// <summary>The unit this one comes after was refused.</summary>
    PredecessorRefused,
}

public sealed record AppendResult(AppendStatus Status, UniqueKey? Existing = null)
{
    public static readonly AppendResult Committed = new(AppendStatus.Committed);
}
