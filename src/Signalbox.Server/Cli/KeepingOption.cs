namespace Signalbox.Server.Cli;

/// <summary>The options of backups and checkpoints.</summary>
internal static class KeepingOption
{
    public static readonly CommandOption PassphraseFile = new("--passphrase-file", "<path>", "SIGNALBOX_BACKUP_PASSPHRASE_FILE",
        [Command.Serve, Command.Backup, Command.Restore], "the file with the passphrase of backups; without it SIGNALBOX_BACKUP_PASSPHRASE");

    public static readonly CommandOption BackupFolder = new("--backup-folder", "<path>", "SIGNALBOX_BACKUP_FOLDER", [Command.Serve],
        "write an encrypted backup into this folder every day");

    public static readonly CommandOption BackupKeep = new("--backup-keep", "<number>", "SIGNALBOX_BACKUP_KEEP", [Command.Serve],
        "how many of the daily backups stay (default 14)");

    public static readonly CommandOption Checkpoint = new("--checkpoint", "<path>", null, [Command.Verify],
        "hold the journal against this checkpoint, which was kept elsewhere");

    public static readonly CommandOption CheckpointUrl = new("--checkpoint-url", "<url>", "SIGNALBOX_CHECKPOINT_URL", [Command.Serve],
        "post each day's checkpoint to this address as well");

    public static readonly CommandOption Archive = new("--archive", "<path>", null, [Command.Verify],
        "hold the journal against this archive, which was kept elsewhere");

    public static readonly CommandOption ArchiveFolder = new("--archive-folder", "<path>", "SIGNALBOX_ARCHIVE_FOLDER", [Command.Serve, Command.Verify],
        "where the monthly archives lie (default: archives in the data folder)");

    public static readonly CommandOption Replace = new("--replace", null, null, [Command.Backup, Command.Restore],
        "an existing file, or existing data, may be replaced");

    public static readonly IReadOnlyList<CommandOption> All = [PassphraseFile, BackupFolder, BackupKeep, Checkpoint, CheckpointUrl, Archive, ArchiveFolder, Replace];
}
