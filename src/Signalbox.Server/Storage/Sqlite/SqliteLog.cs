namespace Signalbox.Server.Storage.Sqlite;

internal static partial class SqliteLog
{
    [LoggerMessage(2001, LogLevel.Warning,
        "The write-ahead log of '{File}' could not be moved into the file; commits go on and the log grows until it can.")]
    public static partial void CheckpointFailed(ILogger log, string file, Exception failure);

    [LoggerMessage(2002, LogLevel.Warning,
        "The write-ahead log of '{File}' has grown to {Pages} pages because another program reads from it without end. Close that program.")]
    public static partial void LogHeldByReader(ILogger log, string file, int pages);
}
