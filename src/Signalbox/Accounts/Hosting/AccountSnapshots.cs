using Signalbox.Journal;

namespace Signalbox.Accounts.Hosting;

/// <summary>Shortcuts for loading; each is bound to the event it was taken after.</summary>
internal static class AccountSnapshots
{
    public static async Task SaveAsync(IJournal journal, StreamId stream, long version, AccountState state, CancellationToken cancel)
    {
        await foreach (var last in journal.ReadAsync(stream, version - 1, cancel))
        {
            await journal.SaveSnapshotAsync(new(stream, version, last.Hash, AccountState.Format, AccountCodec.WriteState(state)), cancel);
            return;
        }
    }
}
