namespace Signalbox.Server.Backup;

/// <summary>A backup cannot be made, read or restored. The message says what to do and holds no secret.</summary>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
