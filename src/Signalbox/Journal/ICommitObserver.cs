namespace Signalbox.Journal;

/// <summary>Is told of every committed unit, in commit order, on the committer's own thread: it must return at once.</summary>
public interface ICommitObserver
{
    void Committed(AppendUnit unit);
}
