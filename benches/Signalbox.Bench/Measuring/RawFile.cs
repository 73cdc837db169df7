using Signalbox.Bench.Running;

namespace Signalbox.Bench.Measuring;

/// <summary>Every single measurement, for whoever wants to look again.</summary>
internal static class RawFile
{
    public static async Task WriteAsync(string name, string head, IEnumerable<string> lines)
    {
        var path = Path.Combine(Paths.Artifacts, name);
        await File.WriteAllLinesAsync(path, lines.Prepend(head));
        Console.WriteLine($"  every measurement: {Path.GetRelativePath(Paths.Root, path)}");
    }
}
