using System.Globalization;
using System.Security.Cryptography;
using Signalbox.Server.Security;

namespace Signalbox.Server.Archives;

/// <summary>Where the archives lie. A file gets its name when it is whole, is then read-only, and is never written again.</summary>
internal sealed class ArchiveFolder(string folder)
{
    public const string Name = "archives";
    private const string Unfinished = ".unfinished";

    public string Folder => folder;

    public static string FileOf(ArchiveKind kind, ArchiveMonth month) => $"{month}-{Text.Words.Of(kind)}.jsonl.gz";

    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Null where there is none of this name.</summary>
    public string? Find(string file) => File.Exists(PathOf(file)) ? PathOf(file) : null;

    /// <summary>A file nobody but the server's user may read, to be closed by <see cref="Close"/>.</summary>
    public FileStream Begin(string file)
    {
        OwnerOnlyFile.CreateFolder(folder);
        OwnerOnlyFile.Write(PathOf(file) + Unfinished, [], replace: true);
        return new(PathOf(file) + Unfinished, FileMode.Open, FileAccess.ReadWrite);
    }

    public string UnfinishedOf(string file) => PathOf(file) + Unfinished;

    public void Close(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(UnfinishedOf(file), UnixFileMode.UserRead);
        }

        File.Move(UnfinishedOf(file), PathOf(file), overwrite: false);
    }

    /// <summary>Keeps a file under another name, and says under which.</summary>
    public string SetAside(string file, DateTimeOffset now)
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{file}.before-restore-{now:yyyyMMddHHmmss}");
        File.Move(PathOf(file), PathOf(aside), overwrite: false);
        return aside;
    }

    public static string HashOf(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
