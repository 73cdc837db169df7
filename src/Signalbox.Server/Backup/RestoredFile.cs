using Signalbox.Server.Security;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Server.Backup;

/// <summary>
/// Puts a backup back. Everything is opened and proven beside what is there first; what was there is kept under another
/// name.
/// </summary>
internal static class RestoredFile
{
    private const string Folder = "restore.tmp";

    /// <param name="replace">False: where data is already, nothing is touched and the call fails.</param>
    public static async Task<Restored> ReadAsync(string path, BackupPlace place, string passphrase, bool replace, DateTimeOffset now, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new BackupException($"There is no file {path}.");
        }

        OwnerOnlyFile.CreateFolder(place.DataFolder);
        var options = new SqliteJournalOptions { Folder = place.DataFolder };
        using var alone = place.Store is null ? JournalLock.Take(options) : null;
        var folder = Path.Combine(place.DataFolder, Folder);
        Delete(folder);
        OwnerOnlyFile.CreateFolder(folder);
        try
        {
            return await ReadAsync(path, place, passphrase, folder, new Replaced(place.DataFolder, replace, now), cancel);
        }
        finally
        {
            Delete(folder);
        }
    }

    private static async Task<Restored> ReadAsync(
        string path, BackupPlace place, string passphrase, string folder, Replaced replaced, CancellationToken cancel)
    {
        using var file = File.OpenRead(path);
        using var opening = new OpeningStream(file, BackupKey.Read(file, passphrase));
        var reader = new BackupReader(opening);
        var manifest = BackupManifest.Read(reader);
        if (manifest.Store != place.Kind)
        {
            throw new BackupException($"This is a backup of {Title(manifest.Store)}; it cannot be put into {Title(place.Kind)}.");
        }

        replaced.Check(place.Store is null ? BackupManifest.Database : null);
        await using var tables = place.Store is { } store ? await PostgresRestore.BeginAsync(store, manifest, replaced.IsAllowed, cancel) : null;
        while (reader.Next() is { } piece)
        {
            if (piece.StartsWith(BackupManifest.TablePrefix, StringComparison.Ordinal) && tables is not null)
            {
                await tables.FillAsync(piece[BackupManifest.TablePrefix.Length..], reader, cancel);
            }
            else
            {
                Extract(reader, Path.Combine(folder, NameOf(piece)));
            }
        }

        var access = tables is null ? await FinishAsync(new() { Folder = folder }, replaced, cancel) : await tables.CommitAsync(cancel);
        replaced.Take(folder);
        return new(manifest, access);
    }

    private static async Task<RestoredAccess> FinishAsync(SqliteJournalOptions options, Replaced replaced, CancellationToken cancel)
    {
        await SqliteBackup.ProveAsync(options, cancel);
        var access = await SqliteBackup.CloseAccessAsync(options, cancel);
        replaced.Database();
        return access;
    }

    private static void Extract(BackupReader reader, string path)
    {
        OwnerOnlyFile.Write(path, [], replace: false);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        reader.CopyTo(some => file.Write(some.Span));
        file.Flush(flushToDisk: true);
    }

    /// <summary>A backup names its files; none may lead out of the folder.</summary>
    private static string NameOf(string piece)
    {
        var name = piece.StartsWith(BackupManifest.FilePrefix, StringComparison.Ordinal) ? piece[BackupManifest.FilePrefix.Length..] : piece;
        return name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..")
            ? name
            : throw new BackupException("This backup names a file that does not belong into a data folder.");
    }

    private static string Title(string kind) => kind == "sqlite" ? "an SQLite data folder" : "a PostgreSQL database";

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
