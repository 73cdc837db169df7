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

/// <param name="LastVersion">The version of the unit's last event, where it was committed.</param>
/// <param name="Existing">The first use of the key, where it was used before.</param>
public sealed record AppendResult(AppendStatus Status, long LastVersion = 0, UniqueKey? Existing = null);
