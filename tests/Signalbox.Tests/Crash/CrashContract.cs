using System.Globalization;
using Signalbox.Server.Crash;
using Xunit;

namespace Signalbox.Tests.Crash;

/// <summary>
/// The real process is killed under load and started again: no acknowledged signal is lost, nothing is sent twice, no order
/// is an orphan, and what is held is protected. Alone on the machine while they run.
/// </summary>
[Collection(CrashTests.Name)]
public abstract class CrashContract
{
    /// <summary>How often <see cref="KillsAtAnyMoment_LoseNothing"/> kills; ./test --kills N sets another number.</summary>
    private static readonly int? KillsAsked = int.TryParse(Environment.GetEnvironmentVariable("SIGNALBOX_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : null;

    protected abstract int Kills { get; }

    /// <summary>A PostgreSQL connection string; null is SQLite.</summary>
    protected abstract Task<string?> StoreAsync();

    [Fact]
    public async Task KillAtEachPoint_LosesNothing_RepeatsNothing()
    {
        await using var scene = await CrashScene.AtSandboxAsync(await StoreAsync());
        await CrashAtAsync(scene,
        [
            (CrashPoint.BeforeIntentCommit, 5),
            (CrashPoint.AfterIntentCommit, 5),
            (CrashPoint.DuringSend, 7),
            (CrashPoint.AfterSend, 7),
            (CrashPoint.AfterAckCommit, 5),
            (CrashPoint.BeforeFillCommit, 4),
            (CrashPoint.AfterFillCommit, 4),

            // What the start itself projects comes first.
            (CrashPoint.DuringProjection, 12),
            (CrashPoint.DuringSnapshot, 2),
        ]);
    }

    [Fact]
    public async Task KillAtEachPoint_OnPaper_LosesNothing_RepeatsNothing()
    {
        await using var scene = await CrashScene.OnPaperAsync(await StoreAsync());
        await CrashAtAsync(scene, [(CrashPoint.AfterIntentCommit, 5), (CrashPoint.DuringSend, 5), (CrashPoint.BeforeFillCommit, 5)]);
    }

    [Fact]
    public async Task KillBetweenTwoOfTheSameSignal_TradesOnce()
    {
        await using var scene = await CrashScene.AtSandboxAsync(await StoreAsync());
        var load = new CrashLoad { Doubled = true };
        await scene.CrashAsync(load, CrashPoint.AfterIntentCommit, 4);
        await scene.AssertWholeAsync(load);
    }

    [Fact]
    public async Task KillAfterPartOfAnEntryFilled_ThatPartIsProtected()
    {
        // Nothing refills the book, so that a part is all that fills.
        await using var scene = await CrashScene.AtSandboxAsync(await StoreAsync(), refreshEvery: TimeSpan.FromHours(1));
        var ask = scene.Sandbox.Floor.Read(_ => scene.Sandbox.Floor.Book(new("SOLUSDT"))!.BestAsk!.Value);
        var load = new CrashLoad
        {
            Fields = $$""" "ticker":"SOLUSDT","action":"buy","quantity":"1000","orderType":"limit","limitPrice":"{{ask}}","stopLoss":{"percent":5} """,
        };
        await scene.CrashAsync(load, CrashPoint.AfterFillCommit, 1);
        Assert.Contains(scene.Books(), order => order is { Filled: > 0 and < 1_000, IsOpen: true });
        await scene.AssertWholeAsync(load);
    }

    [Fact]
    public async Task KillsAtAnyMoment_LoseNothing()
    {
        await using var scene = await CrashScene.AtSandboxAsync(await StoreAsync());
        var load = new CrashLoad();
        var chance = new Random(Seed: 17);
        for (var kill = 0; kill < (KillsAsked ?? Kills); kill++)
        {
            await using var server = await scene.StartAsync();
            var enough = load.Acknowledged.Count + chance.Next(1, 12);
            var sending = load.SendAsync(scene.Hook(server));
            while (load.Acknowledged.Count < enough && !sending.IsCompleted)
            {
                await Task.Yield();
            }

            // Anywhere in what follows an acknowledgement.
            Thread.SpinWait(chance.Next(0, 300_000));
            await server.Process.KillAsync();
            await sending;
        }

        await scene.AssertWholeAsync(load);
    }

    /// <summary>One after the other: each start recovers from the crash before it, under load, and dies in its turn.</summary>
    private static async Task CrashAtAsync(CrashScene scene, IReadOnlyList<(CrashPoint Point, int Passing)> points)
    {
        var load = new CrashLoad();
        foreach (var (point, passing) in points)
        {
            await scene.CrashAsync(load, point, passing);
        }

        await scene.AssertWholeAsync(load);
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CrashTests
{
    public const string Name = "crash";
}
