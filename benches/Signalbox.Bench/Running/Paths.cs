namespace Signalbox.Bench.Running;

/// <summary>Where things lie in the repository this program was built from.</summary>
public static class Paths
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    /// <summary>The server as ./run starts it, not the copy beside this program.</summary>
    public static string ServerDll => Path.Combine(Root, "src", "Signalbox.Server", "bin", Configuration, "net10.0", "Signalbox.Server.dll");

    /// <summary>Raw measurements; not under version control.</summary>
    public static string Artifacts => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench")).FullName;

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("This program does not run below the repository it was built from."),
        _ when File.Exists(Path.Combine(folder.FullName, "Signalbox.slnx")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
