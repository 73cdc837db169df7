using System.Diagnostics;
using Signalbox.Bench.Running;
using Signalbox.Tests.Simulation.Soak;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>
/// The real server, storm after storm, for as long as ./test --soak asks: after each, what it believes is what the venue's books
/// say, every acknowledged signal was taken once by every account, what is held is protected, and the process holds no more than before.
/// </summary>
[Collection(SoakRuns.Name)]
public sealed class ServerSoakTests
{
    /// <summary>The sandbox keeps every order there ever was; a longer soak sends more slowly.</summary>
    private const int SignalsMost = 40_000;

    /// <summary>What a process may come to hold in a second half of minutes, in which pools still fill and code is compiled again.</summary>
    private const double MegaBytesRisenMax = 96;

    /// <summary>And in one of an hour and more.</summary>
    private const double MegaBytesRisenLongMax = 32;

    private static readonly TimeSpan StormLasts = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RestWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PauseUsually = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ToldEvery = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task StormAfterStorm_BooksAgree_AndMemoryStaysFlat()
    {
        if (SoakTime.Half is not { } half)
        {
            Assert.Skip("It plays for as long as it is asked to: ./test --soak 10m runs it.");
            return;
        }

        var seed = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 1_000_000_000);
        await using var scene = await CrashScene.AtSandboxAsync(null);
        await using var server = await scene.StartAsync();
        using var storm = new SoakStorm(scene, scene.Hook(server), seed, half / SignalsMost > PauseUsually ? half / SignalsMost : PauseUsually);
        var (books, trend) = (new SoakBooks(scene), new MemoryTrend());
        var (began, told, storms) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, 0);
        while (Stopwatch.GetElapsedTime(began) < half)
        {
            await storm.RageAsync(StormLasts);
            await RestAsync(server, books, storm, seed);
            storms++;
            var elapsed = Stopwatch.GetElapsedTime(began);
            trend.Add(elapsed, server.Process.ResidentBytes);
            if (elapsed - told >= ToldEvery)
            {
                told = elapsed;
                await Console.Out.WriteLineAsync($"soak, server: {elapsed:d\\.hh\\:mm\\:ss}, {storms} storms, {storm.Sent} signals, {storm.Faults} faults; {trend}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{storms} storms of seed {seed}, {storm.Sent} signals, {storm.Faults} faults; {trend}");
        Assert.True(storm.Sent > 0 && storm.Faults > 0, "Nothing was played.");
        Assert.True(trend.MegaBytesRisen <= (half > TimeSpan.FromHours(2) ? MegaBytesRisenLongMax : MegaBytesRisenMax), $"The server holds more than before: {trend}.");
    }

    private static async Task RestAsync(ServerProcess server, SoakBooks books, SoakStorm storm, int seed)
    {
        using var late = new CancellationTokenSource(RestWithin);
        IReadOnlyList<string> wrong;
        while ((wrong = await books.DifferencesAsync(storm.Acknowledged)).Count > 0 && !late.IsCancellationRequested)
        {
            Assert.False(server.Process.HasExited, server.Process.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        Assert.True(wrong.Count == 0, $"Seed {seed}, {storm.Sent} signals:\n{string.Join('\n', wrong)}\nThe server said:\n{server.Process.Output}");
    }
}
