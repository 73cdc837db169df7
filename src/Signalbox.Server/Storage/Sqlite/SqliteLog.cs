namespace Signalbox.Server.Storage.Sqlite;

internal static partial class SqliteLog
{
    [LoggerMessage(2001, LogLevel.Warning,
        "The write-ahead log of '{File}' could not be moved into the file; commits go on and the log grows until it can.")]
    public static partial void CheckpointFailed(ILogger log, string file, Exception failure);

    [LoggerMessage(2002, LogLevel.Warning,
        "The write-ahead log of '{File}' has grown to {Pages} pages because another program reads from it without end. Close that program.")]
    public static partial void LogHeldByReader(ILogger log, string file, int pages);

    [LoggerMessage(2003, LogLevel.Warning, "The keys of earlier signals could not be read from '{File}' at the start; each new one is looked for in the file.")]
    public static partial void KeysNotRead(ILogger log, string file, Exception failure);
}
