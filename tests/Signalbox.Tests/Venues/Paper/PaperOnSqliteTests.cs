using System.Diagnostics;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Server.Storage.Sqlite;
using Signalbox.Tests.Storage.Sqlite;
using Signalbox.Venues;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

/// <summary>The paper exchange on the store it ships with.</summary>
[Collection(nameof(Alone))]
public sealed class PaperOnSqliteTests(ITestOutputHelper output) : IDisposable
{
    private const int Crowd = 1_000;

    private readonly JournalFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ThousandAccounts_PlaceAnOrderEach_AndComeBackAfterARestart()
    {
        var orders = Enumerable.Range(0, Crowd).Select(Order).ToArray();
        await using (var first = new Life(folder))
        {
            var venues = await first.OpenAsync();
            for (var round = 0; round < 3; round++)
            {
                var watch = Stopwatch.StartNew();
                var outcomes = await Task.WhenAll(venues.Select((venue, index) => venue.PlaceAsync(Again(orders[index], round), Cancel)));
                output.WriteLine($"round {round}: {Crowd} orders on disk in {watch.Elapsed.TotalMilliseconds:N1} ms");
                Assert.All(outcomes, outcome => Assert.IsType<VenueOutcome.Accepted>(outcome));
            }
        }

        await using var second = new Life(folder);
        var opening = Stopwatch.StartNew();
        var again = await second.OpenAsync();
        output.WriteLine($"{Crowd} accounts opened again in {opening.Elapsed.TotalMilliseconds:N0} ms");
        foreach (var index in (int[])[0, 500, 999])
        {
            var snapshot = (await again[index].SnapshotAsync(DateTimeOffset.UnixEpoch, Cancel)).Value!;
            Assert.Equal(new Quantity(0.003m), Assert.Single(snapshot.Positions).Quantity);
            Assert.IsType<VenueOutcome.Rejected>(await again[index].PlaceAsync(Again(orders[index], 0), Cancel));
        }
    }

    private static PlaceOrder Order(int account) => new()
    {
        Id = ClientOrderId.Derive($"order-{account}"),
        Instrument = PaperWorld.Btc,
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(0.001m),
        IntendedAt = DateTimeOffset.UtcNow,
        SendBy = DateTimeOffset.UtcNow.AddMinutes(5),
    };

    private static PlaceOrder Again(PlaceOrder order, int round) => order with { Id = ClientOrderId.Derive(order.Id.ToString(), $"{round}") };

    /// <summary>One run of the process, from open to kill.</summary>
    private sealed class Life : IAsyncDisposable
    {
        private readonly CancellationTokenSource ending = new();
        private readonly SqliteJournal journal;
        private readonly PaperExchange exchange;
        private readonly Task running;
        private readonly Task committing;

        public Life(JournalFolder folder)
        {
            journal = folder.Open();
            var committer = new Committer(journal, TimeProvider.System, new(), []);
            exchange = new(journal, committer, TimeProvider.System, new());
            committing = Task.Run(() => committer.RunAsync(ending.Token));
            running = exchange.RunAsync(ending.Token);
        }

        public async Task<PaperVenue[]> OpenAsync() =>
            await Task.WhenAll(Enumerable.Range(0, Crowd).Select(index => exchange.OpenAsync(new($"account-{index}"), Cancel)));

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => committing);
            await journal.DisposeAsync();
            ending.Dispose();
        }
    }
}
