using Microsoft.Data.Sqlite;
using Signalbox.Journal;
using SQLitePCL;

namespace Signalbox.Server.Storage.Sqlite;

/// <summary>What SQLite's codes mean for the journal, in sentences that name the file and the remedy.</summary>
internal static class SqliteErrors
{
    public static JournalException Translate(SqliteException failure, string file) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(failure, file),
        raw.SQLITE_FULL => NotCommitted(failure,
            $"Nothing was committed: the disk that holds '{file}' is full. Free some space; Signalbox goes on by itself."),
        raw.SQLITE_IOERR => NotCommitted(failure,
            $"Nothing was committed: the disk that holds '{file}' failed ({failure.Message}). Check the disk before anything else."),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => NotCommitted(failure,
            $"Another program holds the journal file '{file}' locked. Close it; Signalbox goes on by itself."),
        raw.SQLITE_CONSTRAINT => NotCommitted(failure,
            $"Nothing was committed: the journal file '{file}' was changed by another program ({failure.Message})."),
        raw.SQLITE_CANTOPEN => NotCommitted(failure,
            $"The journal file '{file}' cannot be opened. Check that it exists and that Signalbox may read and write it."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => NotCommitted(failure,
            $"Nothing was committed: the journal file '{file}' may only be read. Give Signalbox the right to write it."),
        _ => NotCommitted(failure, $"The journal file '{file}' could not be used: {failure.Message}"),
    };

    /// <summary>
    /// Whether a failed COMMIT may have left a complete transaction in the log. A write that failed left none, because
    /// the mark that completes it is written last; after it only syncing and indexing can fail.
    /// </summary>
    public static bool LeavesDoubt(SqliteException commitFailure) =>
        commitFailure.SqliteErrorCode != raw.SQLITE_FULL && commitFailure.SqliteExtendedErrorCode != raw.SQLITE_IOERR_WRITE;

    public static JournalException Doubtful(SqliteException failure, string file) => new(
        JournalFailure.OutcomeUnknown,
        $"The disk that holds '{file}' failed while a commit was made durable ({failure.Message}), and the commit could not be undone.",
        failure);

    public static JournalException Damaged(Exception failure, string file) => new(
        JournalFailure.Damaged,
        $"The journal file '{file}' is damaged ({failure.Message}). {JournalException.HowToRestore}",
        failure);

    private static JournalException NotCommitted(SqliteException failure, string sentence) =>
        new(JournalFailure.NotCommitted, sentence, failure);
}
