using Signalbox.Journal;

namespace Signalbox.Monitoring.Notices;

/// <summary>Writes notices into the stream of this node. Each becomes an alert.</summary>
public sealed class NoticeWriter(IJournal journal, Committer committer, string node, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private StreamHead? owned;

    /// <summary>Returns when it is on disk; throws <see cref="JournalException"/> where it is not.</summary>
    public async Task RaiseAsync(string code, string message, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            owned ??= await journal.TakeOwnershipAsync(StreamId.Notices(node), cancel);
            var unit = new AppendUnit
            {
                Stream = owned.Stream,
                ExpectedVersion = null,
                Epoch = owned.Epoch,
                Events = [NoticeCodec.Events.Write(new NoticeRaised(code, message), clock.GetUtcNow())],
            };
            var result = await await committer.EnqueueAsync(unit, cancel);
            if (result.Status != AppendStatus.Committed)
            {
                owned = null;
                throw new JournalException(JournalFailure.NotCommitted, "Another process writes the notices of this node.");
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
