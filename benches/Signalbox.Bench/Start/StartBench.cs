using System.Globalization;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;
using Signalbox.Bench.Webhook;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Bench.Start;

/// <summary>
/// How long a server with a long history takes to be ready. The history is made by the server itself, from signals on paper
/// accounts; then every account is also folded from its very first event, and must be what snapshot and tail gave.
/// </summary>
internal sealed class StartBench(BenchOptions options) : IBench
{
    private const int Accounts = 24;

    private static readonly string[] Tickers = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];
    private static readonly TimeSpan MakingMax = TimeSpan.FromMinutes(20);

    private int Events => options.Length == RunLength.Short ? 100_000 : 1_000_000;

    public string Name => "start";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        using var folder = new TemporaryFolder(Name);
        await MakeAsync(folder.Folder);
        var (events, unlike) = await CompareAsync(folder.Folder);
        var ready = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            await using var server = await ServerProcess.StartAsync(new() { Folder = folder.Folder });
            ready.Add(server.ReadyAfter.TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {events:N0} events; ready after {string.Join(", ", ready.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)))} s"));
        return
        [
            new($"start with {events:N0} events, ready", Samples.Median(ready), 10, "s"),
            new("accounts whose snapshot and tail differ from the whole fold", unlike, 0, ""),
        ];
    }

    private async Task MakeAsync(string folder)
    {
        await using var server = await ServerProcess.StartAsync(new() { Folder = folder });
        var hooks = new List<Uri>();
        for (var i = 0; i < Accounts; i++)
        {
            var strategy = await server.Api.StrategyAsync($"start {i}");
            await server.Api.SubscriptionAsync(strategy, await server.Api.PaperConnectionAsync($"start {i}"));
            hooks.Add(await server.Api.WebhookAsync(strategy));
        }

        using var signals = Contender.Signalbox([.. Tickers.SelectMany(ticker => hooks.Select(hook => new Lane(hook, ticker, ticker == "SOLUSDT" ? "0.1" : "0.01")))], server.Process);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        long made;
        while ((made = await CountAsync(folder)) < Events && System.Diagnostics.Stopwatch.GetElapsedTime(began) < MakingMax)
        {
            await signals.SaturateAsync(TimeSpan.FromSeconds(2));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {made:N0} events made in {System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
    }

    private static async Task<long> CountAsync(string folder)
    {
        await using var journal = SqliteJournal.OpenForReading(new() { Folder = folder });
        return (await journal.HeadsAsync(CancellationToken.None)).Sum(head => head.Version);
    }

    private static async Task<(long Events, int Unlike)> CompareAsync(string folder)
    {
        await using var journal = SqliteJournal.OpenForReading(new() { Folder = folder });
        var heads = await journal.HeadsAsync(CancellationToken.None);
        var unlike = 0;
        foreach (var head in heads.Where(head => head.Stream.OfAccount is not null))
        {
            var quick = AccountCodec.WriteState(await AccountLoader.FoldAsync(journal, head.Stream, CancellationToken.None));
            var whole = AccountState.Empty;
            await foreach (var stored in journal.ReadAsync(head.Stream, 0, CancellationToken.None))
            {
                whole = Account.Apply(whole, AccountCodec.Events.Read(stored));
            }

            unlike += quick.AsSpan().SequenceEqual(AccountCodec.WriteState(whole)) ? 0 : 1;
        }

        return (heads.Sum(head => head.Version), unlike);
    }
}
