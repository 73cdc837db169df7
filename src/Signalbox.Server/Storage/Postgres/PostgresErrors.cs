using Npgsql;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>What a failure of the server or the line means for the journal.</summary>
internal static class PostgresErrors
{
    /// <summary>Nothing was written for certain, and the same call may work at once.</summary>
    public static bool IsWorthRetrying(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,

        // A pooled session that was ended while it lay idle says so when it is used next.
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        PostgresException => false,
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>
    /// Whether a failure after COMMIT was sent proves that nothing was committed. Only an ordinary error does: a session
    /// that was ended from outside, or a line that broke, may have committed first.
    /// </summary>
    public static bool ProvesNotCommitted(Exception failure) =>
        failure is PostgresException { InvariantSeverity: "ERROR" } answered
        && !answered.SqlState.StartsWith("08", StringComparison.Ordinal)
        && answered.SqlState != PostgresErrorCodes.StatementCompletionUnknown;

    public static JournalException NotCommitted(Exception failure, string server) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } damaged =>
            new(JournalFailure.Damaged, $"The journal in PostgreSQL at {server} is damaged ({damaged.MessageText}). {JournalException.HowToRestore}", failure),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Refused(
            $"Nothing was committed: the disk of PostgreSQL at {server} is full. Free some space; Signalbox goes on by itself.", failure),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => Refused(
            $"Nothing was committed: PostgreSQL at {server} is a standby that only reads. Name the primary in the connection string.", failure),
        PostgresException answered => Refused(
            $"Nothing was committed: PostgreSQL at {server} refused it ({answered.SqlState}: {answered.MessageText}).", failure),
        _ => Refused($"Nothing was committed: PostgreSQL at {server} could not be used ({failure.Message}).", failure),
    };

    public static JournalException Unknown(Exception failure, string server) => new(
        JournalFailure.OutcomeUnknown,
        $"PostgreSQL at {server} did not answer a commit ({failure.Message}); it may or may not have been made.",
        failure);

    private static JournalException Refused(string sentence, Exception failure) =>
        new(JournalFailure.NotCommitted, sentence, failure);
}
