using Signalbox.Journal;
using Signalbox.Server.Security;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>
/// Keeps a second server off the same data folder. The operating system drops it when the process ends, however it ends;
/// the file itself stays.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private readonly FileStream held;

    private JournalLock(FileStream held) => this.held = held;

    public static JournalLock Take(SqliteJournalOptions options)
    {
        try
        {
            OwnerOnlyFile.CreateFolder(options.Folder);
            return new(OwnerOnlyFile.Open(options.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException forbidden)
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"Signalbox may not write to the data folder '{options.Folder}'. Give its user the right to, or choose another folder.", forbidden);
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"The data folder '{options.Folder}' cannot be locked: another Signalbox server is using it. "
                + "Stop that server first, or start this one with another data folder.", taken);
        }
        catch (IOException unusable)
        {
            throw new JournalException(JournalFailure.NotCommitted,
                $"The data folder '{options.Folder}' cannot be used ({unusable.Message}). Mend that, or choose another folder.", unusable);
        }
    }

    public void Dispose() => held.Dispose();

    /// <summary>EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.</summary>
    private static bool IsTaken(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
