using System.Globalization;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;
using Signalbox.Bench.Webhook;

namespace Signalbox.Bench.Hostile;

/// <summary>
/// What one hostile sender costs everybody else: the signals of other strategies on their way to a venue over real HTTP, alone and
/// while the sender keeps the server half as busy as it can be kept.
/// </summary>
internal sealed class HostileBench(BenchOptions options) : IBench
{
    private const int Accounts = 4;
    private const int SignalsPerSecond = 20;
    private const string Ticker = "BTCUSDT";

    public string Name => "hostile";

    private TimeSpan Lasts => options.Length == RunLength.Short ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        using var folder = new TemporaryFolder(Name);
        string[] keys = [.. Enumerable.Range(0, Accounts).Select(i => $"account-{i}")];
        await using var venue = await Venue.StartAsync(keys);
        await using var server = await ServerProcess.StartAsync(new() { Folder = folder.Folder });
        var lanes = new List<Lane>();
        foreach (var key in keys)
        {
            var account = await server.Api.LoopbackConnectionAsync(key, venue.Address, key, Venue.SecretOf(key));
            var strategy = await server.Api.StrategyAsync(key);
            await server.Api.SubscriptionAsync(strategy, account);
            lanes.Add(new(new($"{await server.Api.WebhookAsync(strategy)}?wait=30000"), Ticker, "0.001"));
        }

        using var signals = Contender.Signalbox(lanes, server.Process);
        using var hostile = new HostileSender(await server.Api.WebhookAsync(await server.Api.StrategyAsync("hostile")));
        await signals.RunAsync(SignalsPerSecond * 10, SignalsPerSecond, seed: 0, venue);
        var most = await hostile.SaturateAsync(TimeSpan.FromSeconds(5));

        var before = await AloneAsync(signals, venue, round: 1);
        var attack = hostile.RunAsync(Lasts, most / 2);
        var attacked = await signals.RunAsync((int)(SignalsPerSecond * Lasts.TotalSeconds), SignalsPerSecond, seed: 2, venue);
        await attack;
        Report.WriteLine("attacked", attacked);
        var after = await AloneAsync(signals, venue, round: 3);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the sender: {most:0} requests/s at most, half of it for {Lasts.TotalSeconds:0} s; answered {hostile.Answers}"));
        var alone = Samples.Median([before.ToVenue.At(0.99), after.ToVenue.At(0.99)]);
        return
        [
            new("other strategies' signals to venue beside a hostile sender, p99", attacked.ToVenue.At(0.99) / alone, 2, "x"),
            new("signals whose order did not reach the venue beside a hostile sender", before.Missing + attacked.Missing + after.Missing, 0, ""),
        ];
    }

    private async Task<Round> AloneAsync(Contender signals, Venue venue, int round)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        var alone = await signals.RunAsync((int)(SignalsPerSecond * Lasts.TotalSeconds), SignalsPerSecond, round, venue);
        Report.WriteLine("alone", alone);
        return alone;
    }
}
