namespace Signalbox.Bench.Running;

/// <summary>A folder that is gone afterwards; below the repository's output, so that it lies on the disk that is measured.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string name)
    {
        Folder = Path.Combine(Paths.Artifacts, $"{name}.{Environment.ProcessId}");
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
