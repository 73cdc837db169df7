using System.Globalization;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;

namespace Signalbox.Bench.Webhook;

/// <summary>
/// Signalbox alone with every lane busy, slice by slice: what a signal costs its process, and whether that grows with time.
/// It has no goal of its own; it is what one profiles.
/// </summary>
internal sealed class SaturationBench(BenchOptions options) : IBench
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    private int Slices => options.Length switch { RunLength.Short => 4, RunLength.Full => 24, _ => 8 };

    public string Name => "saturation";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        using var folder = new TemporaryFolder(Name);
        await using var venue = await Venue.StartAsync(WebhookBench.Keys("signalbox"));
        await using var server = await ServerProcess.StartAsync(new() { Folder = folder.Folder });
        using var signalbox = Contender.Signalbox(await WebhookBench.SignalboxLanesAsync(server, venue), server.Process);
        Console.WriteLine($"  process {server.Process.Id}");
        for (var slice = 1; slice <= Slices; slice++)
        {
            var one = await signalbox.SaturateAsync(Slice);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  to {slice * Slice.TotalSeconds,3:0} s  {one.PerSecond,7:0} signals/s  {one.ProcessorMs:0.000} ms of its processor time each  {server.Process.ResidentBytes / 1_048_576.0:0} MB"));
        }

        return [];
    }
}
