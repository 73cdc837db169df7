using System.Globalization;
using System.Security.Cryptography;
using Signalbox.Journal;
using Signalbox.Server.Security;

namespace Signalbox.Server.Checkpoints;

/// <summary>The checkpoints of this node, a file a day. None is ever replaced or deleted by Signalbox.</summary>
public sealed class CheckpointFolder(string dataFolder)
{
    public const string Name = "checkpoints";
    private const string Posted = ".posted";

    private readonly string folder = Path.Combine(dataFolder, Name);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Files =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "????-??-??.json").Order(StringComparer.Ordinal)] : [];

    public string PathOf(DateTimeOffset day) => Path.Combine(folder, day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".json");

    public ReadOnlyMemory<byte> PreviousHash => Files is [.., var last] ? SHA256.HashData(File.ReadAllBytes(last)) : HashChain.Origin;

    public void Write(DateTimeOffset day, byte[] content)
    {
        OwnerOnlyFile.CreateFolder(folder);
        OwnerOnlyFile.Write(PathOf(day), content, replace: false);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(day), UnixFileMode.UserRead);
        }
    }

    public bool IsPosted(string file) => File.Exists(file + Posted);

    public void NotePosted(string file) => OwnerOnlyFile.Write(file + Posted, [], replace: true);
}
