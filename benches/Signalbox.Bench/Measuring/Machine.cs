using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Signalbox.Bench.Measuring;

/// <summary>What the figures were measured on; they mean little without it.</summary>
public static class Machine
{
    public static string Describe(string folder)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            {Processor()}, {Environment.ProcessorCount} cores, {memory:0.#} GB memory
            {RuntimeInformation.OSDescription}, .NET {Environment.Version}
            write and fsync of 4 KB in {folder}: median {FsyncMs(folder):0.###} ms
            load: {LoadAverage()} (average over 1, 5 and 15 minutes)
            """);
    }

    /// <summary>The median of two hundred.</summary>
    public static double FsyncMs(string folder)
    {
        var path = Path.Combine(folder, "fsync.probe");
        var block = new byte[4096];
        var taken = new List<double>();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var i = 0; i < 200; i++)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, i * block.Length);
                RandomAccess.FlushToDisk(file);
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return Samples.Median(taken);
    }

    public static string LoadAverage() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "not known";

    private static string Processor() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
        : RuntimeInformation.ProcessArchitecture.ToString();
}
