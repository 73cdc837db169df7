using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Backup;

/// <param name="Store">A PostgreSQL connection string; null is SQLite in the data folder.</param>
internal sealed record BackupPlace(string DataFolder, string? Store)
{
    public string Kind => Store is null ? "sqlite" : "postgres";

    /// <summary>For tests: called once the key files were read and the database was not.</summary>
    internal Func<Task> BetweenKeysAndTables { get; init; } = () => Task.CompletedTask;
}

/// <summary>
/// Writes a backup. It gets its name only when it is whole, on disk, and was read back; until then it is called
/// <c>.unfinished</c>.
/// </summary>
internal static class BackupFile
{
    public const string Unfinished = ".unfinished";

    private const int TriesMax = 3;

    /// <summary>Keys and what the journal does not hold; whoever has the passphrase and the backup has everything.</summary>
    private static readonly string[] Files = [VaultStart.FileName, InstanceKey.FileName];

    /// <summary>How many bytes the file has.</summary>
    /// <param name="replace">False: a file that is there already is left alone, and the call fails.</param>
    public static async Task<long> WriteAsync(
        string path, BackupPlace place, string passphrase, string program, DateTimeOffset now, bool replace, CancellationToken cancel)
    {
        if (File.Exists(path) && !replace)
        {
            throw new BackupException($"There is a file {path} already. Choose another name.");
        }

        var unfinished = path + Unfinished;
        File.Delete(unfinished);
        try
        {
            var written = await WriteFittingAsync(unfinished, place, passphrase, new(BackupManifest.FormatNow, program, now, place.Kind, ConfigurationSchema.Latest), cancel);
            if (!Digest(unfinished, passphrase).AsSpan().SequenceEqual(written))
            {
                throw new BackupException("What was read back is not what was written. Check the disk and the memory of this machine.");
            }

            File.Move(unfinished, path, replace);
            return new FileInfo(path).Length;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Reads all of it; throws where anything is not as it was written.</summary>
    public static byte[] Digest(string path, string passphrase)
    {
        using var file = File.OpenRead(path);
        using var opening = new OpeningStream(file, BackupKey.Read(file, passphrase));
        var reader = new BackupReader(opening);
        while (reader.Next() is not null)
        {
            reader.CopyTo(_ => { });
        }

        return opening.Digest.GetHashAndReset();
    }

    /// <summary>A master key that is replaced between the copy of its file and that of the tables opens none of them: both are copied again.</summary>
    private static async Task<byte[]> WriteFittingAsync(
        string path, BackupPlace place, string passphrase, BackupManifest manifest, CancellationToken cancel)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if (await WriteOnceAsync(path, place, passphrase, manifest, cancel) is { } written)
            {
                return written;
            }
        }

        throw new BackupException("The vault's master key was replaced again and again while the backup was written. Write it once the rotation is over.");
    }

    /// <summary>Null where the tables were sealed with a key that came after the file was read.</summary>
    private static async Task<byte[]?> WriteOnceAsync(
        string path, BackupPlace place, string passphrase, BackupManifest manifest, CancellationToken cancel)
    {
        OwnerOnlyFile.Write(path, [], replace: true);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        using var sealing = new SealingStream(file, BackupKey.Create(passphrase));
        sealing.Begin();
        var writer = new BackupWriter(sealing);
        writer.Whole(BackupManifest.Piece, manifest.Write());
        var keys = await KeysAsync(place, cancel);
        foreach (var name in Files.Where(name => File.Exists(Path.Combine(place.DataFolder, name))))
        {
            writer.Whole(BackupManifest.FilePrefix + name, await File.ReadAllBytesAsync(Path.Combine(place.DataFolder, name), cancel));
        }

        await place.BetweenKeysAndTables();
        var proof = await (place.Store is { } store ? PostgresBackup.WriteAsync(writer, store, cancel) : SqliteBackup.WriteAsync(writer, place.DataFolder, cancel));
        writer.Close();
        file.Flush(flushToDisk: true);
        return IsOpenedBy(keys, proof) || keys == await KeysAsync(place, cancel) ? sealing.Digest.GetHashAndReset() : null;
    }

    private static async Task<string?> KeysAsync(BackupPlace place, CancellationToken cancel) =>
        Path.Combine(place.DataFolder, VaultStart.FileName) is var path && File.Exists(path) ? await File.ReadAllTextAsync(path, cancel) : null;

    /// <summary>A file that opens nothing and stays as it is belongs to nobody: the key comes from elsewhere.</summary>
    private static bool IsOpenedBy(string? keys, string? proof) =>
        keys is null || proof is null || Vault.KeyIdOf(proof) is not { } id || keys.Contains($"key {id} ", StringComparison.Ordinal);
}
