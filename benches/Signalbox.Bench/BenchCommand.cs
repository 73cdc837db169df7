using Signalbox.Bench.Connectors;
using Signalbox.Bench.Fanout;
using Signalbox.Bench.Hostile;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Memory;
using Signalbox.Bench.Parts;
using Signalbox.Bench.Reading;
using Signalbox.Bench.Running;
using Signalbox.Bench.Start;
using Signalbox.Bench.Webhook;

namespace Signalbox.Bench;

/// <summary>Runs the parts that were asked for and ends with every figure beside its goal.</summary>
internal static class BenchCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var options = new BenchOptions(args.Contains("--short") ? RunLength.Short : args.Contains("--full") ? RunLength.Full : RunLength.Usual);
        var all = All(options);
        var asked = args.Where(arg => arg is not ("--short" or "--full")).ToList();
        if (asked.Find(name => !all.Any(bench => bench.Name == name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"Unknown: {unknown}. Known are {string.Join(", ", all.Select(bench => bench.Name))}, --short and --full.");
            return 2;
        }

        Console.WriteLine(Machine.Describe(Paths.Artifacts));
        var goals = new List<Goal>();
        foreach (var bench in all.Where(bench => asked.Count == 0 || asked.Contains(bench.Name)))
        {
            Console.WriteLine($"{Environment.NewLine}{bench.Name}");
            goals.AddRange(await bench.RunAsync());
        }

        Console.WriteLine();
        goals.ForEach(Console.WriteLine);
        Console.WriteLine($"{Environment.NewLine}load at the end: {Machine.LoadAverage()}");
        return 0;
    }

    private static IReadOnlyList<IBench> All(BenchOptions options) =>
        [new WebhookBench(options), new SaturationBench(options), new HostileBench(options), new FanoutBench(options), new StartBench(options), new MemoryBench(options), new PartsBench(options), new ConnectorBench(options), new SignalsBench()];
}
