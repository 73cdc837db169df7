using System.Globalization;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;
using Signalbox.Bench.Webhook;

namespace Signalbox.Bench.Memory;

/// <summary>What the server takes when nothing happens, and whether it takes more and more while much does.</summary>
internal sealed class MemoryBench(BenchOptions options) : IBench
{
    private const int SignalsPerSecond = 100;
    private const double MegaByte = 1024 * 1024;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(15);

    public string Name => "memory";

    /// <summary>Until caches, pools and the compiler have what they want.</summary>
    private TimeSpan SettlesIn => options.Length switch { RunLength.Short => TimeSpan.FromSeconds(30), _ => TimeSpan.FromMinutes(2) };

    private TimeSpan MeasuredFor => options.Length switch
    {
        RunLength.Short => TimeSpan.FromMinutes(1),
        RunLength.Full => TimeSpan.FromMinutes(8),
        _ => TimeSpan.FromMinutes(3),
    };

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        using var folder = new TemporaryFolder(Name);
        await using var server = await ServerProcess.StartAsync(new() { Folder = folder.Folder });
        await Task.Delay(IdleFor);
        var idle = server.Process.ResidentBytes / MegaByte;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  idle: {idle:0.0} MB resident"));

        using var signals = Contender.Signalbox([new(server.DemoHook, "BTCUSDT", "0.001"), new(server.DemoHook, "ETHUSDT", "0.01"), new(server.DemoHook, "SOLUSDT", "0.1")], server.Process);
        await signals.SendAsync((int)(SignalsPerSecond * SettlesIn.TotalSeconds), SignalsPerSecond);
        var samples = new List<(double Minute, double MegaBytes)>();
        var sending = signals.SendAsync((int)(SignalsPerSecond * MeasuredFor.TotalSeconds), SignalsPerSecond);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!sending.IsCompleted)
        {
            samples.Add((System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMinutes, server.Process.ResidentBytes / MegaByte));
            await Task.Delay(SampleEvery);
        }

        await sending;
        await RawFile.WriteAsync("memory.csv", "minute,resident_mb", samples.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Minute:0.000},{each.MegaBytes:0.00}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  at {SignalsPerSecond} signals/s: {samples[0].MegaBytes:0.0} MB after {SettlesIn.TotalMinutes:0.#} min, {samples[^1].MegaBytes:0.0} MB after {MeasuredFor.TotalMinutes:0.#} more"));
        return
        [
            new("resident memory when idle", idle, 150, "MB"),
            new($"growth at {SignalsPerSecond} signals/s, after {SettlesIn.TotalMinutes:0.#} min, over {MeasuredFor.TotalMinutes:0.#}", Slope(samples), 1, "MB/min"),
        ];
    }

    /// <summary>Of the straight line nearest to all samples.</summary>
    private static double Slope(List<(double Minute, double MegaBytes)> samples)
    {
        var (x, y) = (samples.Average(each => each.Minute), samples.Average(each => each.MegaBytes));
        return samples.Sum(each => (each.Minute - x) * (each.MegaBytes - y)) / samples.Sum(each => (each.Minute - x) * (each.Minute - x));
    }
}
