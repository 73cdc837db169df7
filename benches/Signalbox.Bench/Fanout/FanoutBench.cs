using System.Globalization;
using System.Text;
using Signalbox.Accounts.Orders;
using Signalbox.Bench.Measuring;
using Signalbox.Bench.Running;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Bench.Fanout;

/// <summary>
/// One signal to a thousand subscriptions on a thousand paper accounts. The journal itself tells when the last account had
/// heard from the exchange that its order was taken: by then every intent was on disk and sent.
/// </summary>
internal sealed class FanoutBench(BenchOptions options) : IBench
{
    private const int Accounts = 1_000;

    private int Signals => options.Length == RunLength.Short ? 3 : 7;

    public string Name => "fanout";

    public async Task<IReadOnlyList<Goal>> RunAsync()
    {
        using var folder = new TemporaryFolder(Name);
        await using var server = await ServerProcess.StartAsync(new() { Folder = folder.Folder });
        var (hook, accounts) = await ConfigureAsync(server);
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        var answers = new List<double>();
        for (var i = 0; i < Signals; i++)
        {
            // Two in turn, so that every account trades again and again.
            using var content = new StringContent($$"""{"ticker":"BTCUSDT","action":"{{(i % 2 == 0 ? "buy" : "exit")}}","quantity":"0.001","id":"fan-{{i}}"}""", Encoding.UTF8, "application/json");
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(new Uri($"{hook}?wait=30000"), content);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            answers.Add(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var sent = await SentAfterAsync(folder.Folder, accounts);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  last of {Accounts} intents committed and sent after, per signal: {string.Join("  ", sent.Select(ms => ms.ToString("0", CultureInfo.InvariantCulture)))} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  answered with every fill after: {string.Join("  ", answers.Select(ms => ms.ToString("0", CultureInfo.InvariantCulture)))} ms"));

        // The first signal finds a process that has never traded.
        return [new($"one signal to {Accounts:N0} accounts, all intents committed and sent", Samples.Median(sent.Skip(1)), 250, "ms")];
    }

    private static async Task<(Uri Hook, IReadOnlyList<AccountId> Accounts)> ConfigureAsync(ServerProcess server)
    {
        var strategy = await server.Api.StrategyAsync("fanout");
        var accounts = new List<AccountId>();
        for (var i = 0; i < Accounts; i++)
        {
            accounts.Add(new(await server.Api.PaperConnectionAsync($"fan {i}")));
            await server.Api.SubscriptionAsync(strategy, accounts[^1].Value);
        }

        return (await server.Api.WebhookAsync(strategy), accounts);
    }

    /// <summary>Per signal: from its arrival to the last acceptance, by the server's own clock.</summary>
    private static async Task<IReadOnlyList<double>> SentAfterAsync(string folder, IReadOnlyList<AccountId> accounts)
    {
        await using var journal = SqliteJournal.OpenForReading(new() { Folder = folder });
        var received = await ReceivedAsync(journal);
        var last = new DateTimeOffset[received.Count];
        foreach (var account in accounts)
        {
            var accepted = 0;
            await foreach (var stored in journal.ReadAsync(StreamId.Account(account), 0, CancellationToken.None))
            {
                if (stored.Type == nameof(OrderAccepted))
                {
                    last[accepted] = stored.At > last[accepted] ? stored.At : last[accepted];
                    accepted++;
                }
            }

            if (accepted != received.Count)
            {
                throw new InvalidOperationException($"{account} had {accepted} orders accepted of {received.Count}.");
            }
        }

        return [.. received.Select((at, i) => (last[i] - at).TotalMilliseconds)];
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> ReceivedAsync(SqliteJournal journal)
    {
        var received = new List<DateTimeOffset>();
        foreach (var head in (await journal.HeadsAsync(CancellationToken.None)).Where(head => head.Stream.IsIntake))
        {
            await foreach (var stored in journal.ReadAsync(head.Stream, 0, CancellationToken.None))
            {
                received.Add(stored.At);
            }
        }

        return received;
    }
}
