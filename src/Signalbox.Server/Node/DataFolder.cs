using Signalbox.Server.Archives;
using Signalbox.Server.Checkpoints;
using Signalbox.Server.Security;

namespace Signalbox.Server.Node;

/// <summary>
/// What lies in the data folder is for the server's user alone: all trades, and the hashes of passwords, tokens and sessions.
/// </summary>
internal static class DataFolder
{
    /// <summary>The key files are not among them: one that others could read is refused where it is read, and to be replaced.</summary>
    private static readonly (string Folder, string Files)[] Ours =
    [
        ("", "journal.*"), ("", "records.db*"), (CheckpointFolder.Name, "*"), (ArchiveFolder.Name, "*"),
    ];

    /// <summary>Files of an earlier version, or of a copy by hand, that other users of the machine could read.</summary>
    public static void Narrow(string folder, ILogger log)
    {
        var narrowed = new List<string>();
        foreach (var file in Ours.SelectMany(ours => FilesIn(Path.Combine(folder, ours.Folder), ours.Files)))
        {
            try
            {
                if (OwnerOnlyFile.Narrow(file))
                {
                    narrowed.Add(Path.GetFileName(file));
                }
            }
            catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
            {
                DataFolderLog.NotNarrowed(log, file, refused.Message);
            }
        }

        if (narrowed.Count > 0)
        {
            DataFolderLog.Narrowed(log, narrowed.Count, folder, narrowed[0]);
        }
    }

    private static string[] FilesIn(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
}

internal static partial class DataFolderLog
{
    [LoggerMessage(7601, LogLevel.Warning, "{Count} files in {Folder} could be read by other users of this machine, the first: {First}. They are for the server's user alone now; what others read before they may have kept.")]
    public static partial void Narrowed(ILogger log, int count, string folder, string first);

    [LoggerMessage(7602, LogLevel.Warning, "Other users of this machine may read {File}, and that could not be changed: {Why}")]
    public static partial void NotNarrowed(ILogger log, string file, string why);
}
