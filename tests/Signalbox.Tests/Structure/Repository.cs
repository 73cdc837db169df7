namespace Signalbox.Tests.Structure;

internal static class Repository
{
    /// <summary>Where the solution lies, above the test's own output.</summary>
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("The tests do not run below the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "Signalbox.slnx")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
