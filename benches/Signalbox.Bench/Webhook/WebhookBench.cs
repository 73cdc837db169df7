using System.Globalization;
using Signalbox.Bench.Forwarding;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;

namespace Signalbox.Bench.Webhook;

/// <summary>
/// From a webhook to the order's bytes at a venue over real HTTP: Signalbox against the program a user would write instead,
/// once as it is and once syncing each body to the same disk first. They take turns in rounds, because a machine's mood
/// lasts longer than a round.
/// </summary>
internal sealed class WebhookBench(BenchOptions options) : IBench
{
    private const int Accounts = 16;
    private const int SignalsPerSecond = 200;

    private static readonly (string Ticker, string Quantity)[] Traded = [("BTCUSDT", "0.001"), ("ETHUSDT", "0.01"), ("SOLUSDT", "0.1")];

    private int Rounds => options.Length switch { RunLength.Short => 3, RunLength.Full => 9, _ => 5 };

    private int Count => SignalsPerSecond * (options.Length == RunLength.Short ? 5 : 10);

    public string Name => "webhook";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        using var folder = new TemporaryFolder(Name);
        await using var venue = await Venue.StartAsync([.. Keys("signalbox"), .. Keys("durable"), .. Keys("bare")]);
        await using var server = await ServerProcess.StartAsync(new() { Folder = folder.Folder });
        await using var forwarder = ChildProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "Signalbox.Bench.dll"), ["forwarder", folder.Folder], new Dictionary<string, string> { [Forwarder.VenueVariable] = venue.Address.ToString() });
        var listens = new Uri(await forwarder.LineAsync(Forwarder.Listening, TimeSpan.FromSeconds(30)));
        using var signalbox = Contender.Signalbox(await SignalboxLanesAsync(server, venue), server.Process);
        using var durable = Contender.Forwarder("durable forwarder", ForwarderLanes(listens, "durable"), forwarder);
        using var bare = Contender.Forwarder("bare forwarder", ForwarderLanes(listens, "bare"), forwarder);
        Contender[] contenders = [signalbox, durable, bare];

        Console.WriteLine($"  {SignalsPerSecond} signals/s, {Accounts} accounts, {Rounds} rounds of {Count} signals each; milliseconds from when a signal was due");
        await WarmUpAsync(contenders, venue);
        var rounds = await RunRoundsAsync(contenders, venue);
        Report.Write(rounds);
        var rates = await SaturateAsync(contenders);
        await RawFile.WriteAsync("webhook.csv", "contender,due_ms,left_ms,at_venue_ms,answered_ms", rounds.SelectMany(round => round.Lines));
        return Goals(rounds, rates);
    }

    internal static IEnumerable<string> Keys(string who) => Enumerable.Range(0, Accounts).Select(i => $"{who}-{i}");

    /// <summary>Makes an account, a strategy and a subscription for each key, and lanes to their webhooks.</summary>
    internal static async Task<IReadOnlyList<Lane>> SignalboxLanesAsync(ServerProcess server, Venue venue)
    {
        var hooks = new List<Uri>();
        foreach (var key in Keys("signalbox"))
        {
            var account = await server.Api.LoopbackConnectionAsync(key, venue.Address, key, Venue.SecretOf(key));
            var strategy = await server.Api.StrategyAsync(key);
            await server.Api.SubscriptionAsync(strategy, account);

            // Long enough that every answer names its order, however late.
            hooks.Add(new($"{await server.Api.WebhookAsync(strategy)}?wait=30000"));
        }

        return LanesOf(hooks);
    }

    private static IReadOnlyList<Lane> ForwarderLanes(Uri listens, string path) =>
        LanesOf(Keys(path).Select(key => new Uri(listens, $"/{path}/{key}/{Venue.SecretOf(key)}")));

    /// <summary>Neighbours are different accounts.</summary>
    private static IReadOnlyList<Lane> LanesOf(IEnumerable<Uri> addresses) =>
        [.. Traded.SelectMany(traded => addresses.Select(address => new Lane(address, traded.Ticker, traded.Quantity)))];

    /// <summary>Until the compiler is done with what matters, on every side alike.</summary>
    private static async Task WarmUpAsync(Contender[] contenders, Venue venue)
    {
        foreach (var contender in contenders)
        {
            await contender.RunAsync(SignalsPerSecond * 4, SignalsPerSecond, seed: 0, venue);
            await contender.SaturateAsync(TimeSpan.FromSeconds(3));
        }
    }

    private async Task<IReadOnlyList<Round>> RunRoundsAsync(Contender[] contenders, Venue venue)
    {
        var rounds = new List<Round>();
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                // What the one before left to do is not this one's.
                await Task.Delay(TimeSpan.FromMilliseconds(500));
                rounds.Add(await contender.RunAsync(Count, SignalsPerSecond, round, venue));
                Report.WriteLine($"round {round}", rounds[^1]);
            }
        }

        return rounds;
    }

    private async Task<IReadOnlyDictionary<string, double>> SaturateAsync(Contender[] contenders)
    {
        var rates = contenders.ToDictionary(contender => contender.Name, _ => new List<Saturation>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500));
                rates[contender.Name].Add(await contender.SaturateAsync(TimeSpan.FromSeconds(options.Length == RunLength.Short ? 2 : 4)));
            }
        }

        foreach (var (name, each) in rates)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-20} {Samples.Median(each.Select(one => one.PerSecond)),8:0} signals/s with one waiting in each of {Accounts * Traded.Length} lanes; processor time of each, round by round: {string.Join(' ', each.Select(one => one.ProcessorMs.ToString("0.00", CultureInfo.InvariantCulture)))} ms"));
        }

        return rates.ToDictionary(each => each.Key, each => Samples.Median(each.Value.Select(one => one.PerSecond)));
    }

    private IReadOnlyList<Goal> Goals(IReadOnlyList<Round> rounds, IReadOnlyDictionary<string, double> rates)
    {
        double Ratio(double share) => Samples.Median(Enumerable.Range(0, Rounds).Select(i => rounds[i * 3].ToVenue.At(share) / rounds[(i * 3) + 1].ToVenue.At(share)));
        return
        [
            new("webhook to venue, p50 against the durable forwarder", Ratio(0.5), 1.4, "x"),
            new("webhook to venue, p99 against the durable forwarder", Ratio(0.99), 2, "x"),
            new("throughput against the durable forwarder", rates["Signalbox"] / rates["durable forwarder"], 0.5, "x", Most: false),
            new("signals whose order did not reach the venue", rounds.Sum(round => round.Missing), 0, ""),
        ];
    }
}
