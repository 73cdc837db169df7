using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Signalbox.Tests.Simulation.Soak;

/// <summary>
/// Seed after seed in one process, each with faults of its own, for as long as ./test --soak asks: no invariant breaks, and
/// what the process holds between two of them stays the same. What an engine leaves behind when its node is gone is found here.
/// </summary>
[Collection(SoakRuns.Name)]
public sealed class SoakTests
{
    private const int SeedsPerSample = 10;
    private const int SamplesUsually = 6;

    /// <summary>Seeds nobody plays otherwise.</summary>
    private const int FirstUsually = 20_001;

    /// <summary>Of what is still reachable after a full collection.</summary>
    private const double MegaBytesRisenMax = 8;

    private static readonly TimeSpan ToldEvery = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task SeedAfterSeed_NoInvariantBreaks_AndMemoryStaysFlat()
    {
        var (half, first) = (SoakTime.Half, FirstUsually);
        if (half is not null)
        {
            // Another part of the seeds each time; where it began is told.
            first = int.TryParse(Environment.GetEnvironmentVariable("SIGNALBOX_SEEDS_FROM"), CultureInfo.InvariantCulture, out var from)
                ? from : (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 1_000_000_000);
        }

        var (began, told) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        var (trend, played) = (new MemoryTrend(), 0);
        for (var sample = 0; half is { } time ? Stopwatch.GetElapsedTime(began) < time : sample < SamplesUsually; sample++)
        {
            Play(first + played);
            played += SeedsPerSample;
            var elapsed = Stopwatch.GetElapsedTime(began);
            trend.Add(elapsed, GC.GetTotalMemory(forceFullCollection: true));
            if (half is not null && elapsed - told >= ToldEvery)
            {
                told = elapsed;
                await Console.Out.WriteLineAsync($"soak, simulation: {elapsed:d\\.hh\\:mm\\:ss}, {played} seeds from {first}; {trend}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{played} seeds from {first} held; {trend}");
        Assert.True(trend.MegaBytesRisen <= MegaBytesRisenMax, $"After {played} seeds from {first} more is held than before: {trend}.");
    }

    private static void Play(int first)
    {
        var failures = new List<string>();
        Parallel.ForEach(Enumerable.Range(first, SeedsPerSample), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            if (SimulationTests.Failure(seed) is { } failure)
            {
                lock (failures)
                {
                    failures.Add(failure);
                }
            }
        });
        Assert.True(failures.Count == 0, string.Join('\n', failures.Order()));
    }
}
