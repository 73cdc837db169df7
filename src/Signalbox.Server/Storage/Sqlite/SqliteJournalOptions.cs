namespace Signalbox.Server.Storage.Sqlite;

public sealed record SqliteJournalOptions
{
    /// <summary>The data folder; the journal is the file journal.db in it. Created when missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Events fetched at once by a reader of a stream. Default 256.</summary>
    public int PageEvents { get; init; } = 256;

    /// <summary>Connections that read at the same time; further readers wait. Default 4.</summary>
    public int ReadersMax { get; init; } = 4;

    /// <summary>How often written pages are moved from the log into the file when little is written. Default 10 s.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pages of 4 KiB written since the last checkpoint that start the next one. Default 1024, 4 MiB.</summary>
    public int CheckpointPages { get; init; } = 1_024;

    /// <summary>Pages of 4 KiB in the log at which the next commit waits for a checkpoint to catch up. Default 16384, 64 MiB.</summary>
    public int LogPagesMax { get; init; } = 16_384;

    public string File => Path.Combine(Folder, "journal.db");

    /// <summary>The tables of what happened, projected from the journal.</summary>
    public string RecordsFile => Path.Combine(Folder, "records.db");

    public string LockFile => Path.Combine(Folder, "journal.lock");
}
