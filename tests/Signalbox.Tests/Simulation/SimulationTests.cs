using System.Globalization;
using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Trades;
using Xunit;

namespace Signalbox.Tests.Simulation;

public sealed class SimulationTests
{
    /// <summary>Seeds that failed once stay here for ever.</summary>
    private static readonly int[] OnceFailed =
    [
        2, 23, 28, 49, 56, 60, 85, 92, 146, 165, 219, 220, 240, 257, 258, 286, 488, 606, 741, 756, 1459, 1506, 1805, 2383, 2644, 3139, 3678, 4256, 4498, 4674, 4935, 5014, 5292, 6145, 6248, 7098, 7148, 9627, 795857435,
    ];

    [Fact]
    public void Seeds_AllInvariantsHold()
    {
        var only = Environment.GetEnvironmentVariable("SIGNALBOX_SEED");
        var seeds = only is { Length: > 0 }
            ? [int.Parse(only, CultureInfo.InvariantCulture)]
            : OnceFailed.Concat(Enumerable.Range(FirstSeed, SeedCount)).ToArray();
        var failures = new List<string>();
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, loop) =>
        {
            if (Failure(seed) is { } failure)
            {
                lock (failures)
                {
                    failures.Add(failure);
                }

                if (StopsAtFirst)
                {
                    loop.Stop();
                }
            }
        });
        Assert.True(failures.Count == 0, $"{failures.Count} of {seeds.Length} seeds failed:\n{string.Join('\n', failures.Order().Take(100))}");
    }

    [Fact]
    public void SameSeed_PlayedTwice_IsTheSameToTheLastByte()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            Assert.Equal(Played(seed).Digest, Played(seed).Digest);
        }
    }

    /// <summary>A storm that never reaches a rule proves nothing of it.</summary>
    [Fact]
    public void Seeds_Together_MeetWhatTheyAreFor()
    {
        var met = Enumerable.Range(1, 40).Select(Played).SelectMany(run => run.EventTypes()).ToHashSet();
        string[] wanted =
        [
            nameof(OrderOutcomeUnknown), nameof(OrderSentAgain), nameof(OrderChangeRefused), nameof(EmergencyDeclared),
            nameof(NakedSeen), nameof(SwapAdvanced), nameof(BalanceReleased), nameof(ForeignFillSeen), nameof(OrderProbedAbsent),
            nameof(ProtectionSet), nameof(TrailMoved), nameof(TriggerReached), nameof(ApprovalRequested), nameof(TradeApproved),
            nameof(TradeParked), nameof(TradingStateChanged), nameof(OrderAmended), nameof(TradeFollows), nameof(FillVoided),
        ];
        Assert.True(!wanted.Except(met).Any(), $"Never met: {string.Join(", ", wanted.Except(met))}.");
    }

    private static int SeedCount => Setting("SIGNALBOX_SEEDS") ?? 200;

    /// <summary>Long runs are played in slices.</summary>
    private static int FirstSeed => Setting("SIGNALBOX_SEEDS_FROM") ?? 1;

    /// <summary>Whoever only wants to know whether any seed fails need not play the rest.</summary>
    private static bool StopsAtFirst => Setting("SIGNALBOX_SEEDS_STOP") is not null;

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Plays one seed; null where everything held.</summary>
    internal static string? Failure(int seed)
    {
        var run = new SimulationRun(seed);
        try
        {
            run.Play();
            return null;
        }
        catch (Exception broken)
        {
            return $"seed {seed}: {(Environment.GetEnvironmentVariable("SIGNALBOX_SEED") is { Length: > 0 } || broken.InnerException is not null ? broken : broken.Message)}\n(repeat with ./test --seed {seed}{Trace(seed, run)})";
        }
    }

    /// <summary>A single seed that is looked into leaves its journal as text.</summary>
    private static string Trace(int seed, SimulationRun run)
    {
        if (Environment.GetEnvironmentVariable("SIGNALBOX_SEED") is not { Length: > 0 })
        {
            return "";
        }

        var path = Path.Combine(Path.GetTempPath(), $"signalbox-seed-{seed}.txt");
        using var file = File.CreateText(path);
        run.Write(file);
        return $"; its journal is in {path}";
    }

    private static SimulationRun Played(int seed)
    {
        var run = new SimulationRun(seed);
        run.Play();
        return run;
    }
}
