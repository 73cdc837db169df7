namespace Signalbox.Journal;

/// <summary>Is told of every committed unit, in commit order, on the committer's own thread: it must return at once.</summary>
public interface ICommitObserver
{
    /// <param name="lastVersion">The version of the unit's last event.</param>
    void Committed(AppendUnit unit, long lastVersion);
}
