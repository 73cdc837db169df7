using System.Security.Cryptography;

namespace Signalbox.Server.Security;

/// <summary>
/// The key this installation signs with (ECDSA P-256), in instance-key.pem in the data folder. Whoever has the file can
/// sign in the installation's name, so it must be readable by its user alone.
/// </summary>
public static class InstanceKey
{
    public const string FileName = "instance-key.pem";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static ECDsa LoadOrCreate(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            Create(folder, file);
        }

        return Load(file);
    }

    private static ECDsa Load(string file)
    {
        RequirePrivate(file);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            key.ExportParameters(includePrivateParameters: true);
            return key;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException(
                $"The file '{file}' holds no private key. Restore it from a backup; anchors signed so far cannot be checked without it.",
                unreadable);
        }
    }

    private static void RequirePrivate(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly) != 0)
        {
            throw new InvalidDataException(
                $"The key file '{file}' can be used by others than its owner. Run 'chmod 600 {file}', and replace the key if it may have been read.");
        }
    }

    /// <summary>Complete on disk before it gets its name, so a crash cannot leave half a key.</summary>
    private static void Create(string folder, string file)
    {
        OwnerOnlyFile.CreateFolder(folder);
        var unfinished = file + ".new";
        File.Delete(unfinished);
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var stream = new FileStream(unfinished, NewFile()))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
