using System.Globalization;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Backup;

/// <summary>What a restore finds in the data folder: it is moved aside, never deleted.</summary>
internal sealed class Replaced(string folder, bool isAllowed, DateTimeOffset now)
{
    /// <summary>The read models belong to the journal that is replaced; they are projected again at the next start.</summary>
    private static readonly string[] DatabaseFiles =
        ["journal.db", "journal.db-wal", "journal.db-shm", "records.db", "records.db-wal", "records.db-shm"];

    private readonly string ending = string.Create(CultureInfo.InvariantCulture, $".before-restore-{now:yyyyMMddHHmmss}");

    public bool IsAllowed => isAllowed;

    /// <param name="database">Null: the data is elsewhere.</param>
    public void Check(string? database)
    {
        if (isAllowed)
        {
            return;
        }

        string?[] names = [database, VaultStart.FileName, InstanceKey.FileName];
        if (names.FirstOrDefault(name => name is not null && File.Exists(Path.Combine(folder, name))) is { } there)
        {
            throw new BackupException($"There is a {there} in {folder} already. Name another folder, or add --replace: what is there is then kept beside it.");
        }
    }

    public void Database()
    {
        foreach (var name in DatabaseFiles)
        {
            Aside(name);
        }
    }

    public void Take(string from)
    {
        // The database comes last: without it nothing starts on half of a restore.
        foreach (var file in Directory.EnumerateFiles(from).OrderBy(file => Path.GetFileName(file) == BackupManifest.Database))
        {
            Aside(Path.GetFileName(file));
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    private void Aside(string name)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            File.Move(path, path + ending);
        }
    }
}
