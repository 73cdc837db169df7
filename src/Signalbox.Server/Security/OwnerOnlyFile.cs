namespace Signalbox.Server.Security;

/// <summary>Files with secrets: nobody but their owner reads them, from their first byte on.</summary>
public static class OwnerOnlyFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The file appears whole or not at all.</summary>
    /// <param name="replace">False: a file that is there already is kept, and an <see cref="IOException"/> says so.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool replace)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = Open(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, replace);
    }

    /// <summary>Where it is made, it is its owner's alone; one that is there keeps its mode.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return new(path, options);
    }

    /// <summary>Where it is made, nobody else looks into it; one that is there keeps its mode, which is its owner's to choose.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Takes it away from everybody but its owner. False: it was so already.</summary>
    public static bool Narrow(string path)
    {
        if (OperatingSystem.IsWindows() || !IsOpenToOthers(path))
        {
            return false;
        }

        File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Others);
        return true;
    }

    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
