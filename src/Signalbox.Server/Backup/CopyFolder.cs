using System.Security.Cryptography;
using Signalbox.Server.Security;

namespace Signalbox.Server.Backup;

/// <summary>
/// A folder of the data folder for a copy that is not encrypted yet. It goes with the backup; one that a killed process left
/// behind goes with the next backup. A lock beside it, which the operating system frees with its process, tells them apart.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    private const string Pattern = "backup-*.tmp";
    private const string LockEnding = ".lock";
    private const int NameBytes = 8;

    private readonly FileStream hold;

    private CopyFolder(string path)
    {
        // The lock is there before the folder: whoever sees the folder sees that it is in use.
        hold = Hold(path);
        OwnerOnlyFile.CreateFolder(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    public string Path { get; }

    public static CopyFolder Create(string dataFolder)
    {
        RemoveAbandoned(dataFolder);
        return new(System.IO.Path.Combine(dataFolder, Pattern.Replace("*", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes)), StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        File.Delete(Path + LockEnding);
        hold.Dispose();
    }

    private static void RemoveAbandoned(string dataFolder)
    {
        foreach (var path in Directory.Exists(dataFolder) ? Directory.EnumerateDirectories(dataFolder, Pattern).ToList() : [])
        {
            try
            {
                using var hold = Hold(path);
                Directory.Delete(path, recursive: true);
                File.Delete(path + LockEnding);
            }
            catch (IOException)
            {
                // Another backup is at work in it, or has just tidied it up itself.
            }
        }
    }

    private static FileStream Hold(string path) =>
        OwnerOnlyFile.Open(path + LockEnding, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
