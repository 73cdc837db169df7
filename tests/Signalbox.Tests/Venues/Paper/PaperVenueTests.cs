using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

public sealed class PaperVenueTests : IAsyncDisposable
{
    private readonly PaperWorld world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Market_Moves_WithTheClock_AndIsAlwaysFresh()
    {
        await using var venue = await world.OpenAsync("ann");
        var before = venue.Market.Latest(PaperWorld.Btc)!;

        await world.PassAsync(venue, TimeSpan.FromSeconds(10));

        var after = venue.Market.Latest(PaperWorld.Btc)!;
        Assert.True(after.Bid < after.Ask);
        Assert.NotEqual(before.Bid, after.Bid);
        Assert.True(after.IsFresh(world.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Answer_ComesAfterTheLedgerHasIt()
    {
        await using var venue = await world.OpenAsync("ann");

        var outcome = await venue.PlaceAsync(world.Order(Side.Buy, 0.01m), Cancel);

        Assert.IsType<VenueOutcome.Accepted>(outcome);
        Assert.Equal(["AccountOpened", "OrderAccepted", "OrderFilled"],
            world.Journal.Stored(StreamId.PaperLedger(new("ann"))).Select(stored => stored.Type));
    }

    [Fact]
    public async Task NothingIsAnsweredOrTold_WhileTheLedgerIsBeingWritten()
    {
        await using var venue = await world.OpenAsync("ann");
        await using var stream = venue.PrivateStreamAsync(Cancel).GetAsyncEnumerator(Cancel);
        var told = stream.MoveNextAsync().AsTask();
        var disk = new TaskCompletionSource();
        world.Journal.Disk = disk.Task;
        var order = world.Order(Side.Buy, 0.01m);

        var placing = venue.PlaceAsync(order, Cancel);
        var again = venue.PlaceAsync(order, Cancel);
        var asking = venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel);
        await world.Journal.DiskReached.Task.WaitAsync(Cancel);
        Assert.False(told.IsCompleted || placing.IsCompleted || again.IsCompleted || asking.IsCompleted);
        disk.SetResult();

        Assert.IsType<VenueOutcome.Accepted>(await placing);
        Assert.IsType<VenueOutcome.Rejected>(await again);
        Assert.IsType<OrderEvidence.Found>(await asking);
        Assert.True(await told);
    }

    [Fact]
    public async Task FullMailbox_IsAnsweredAsNotSent()
    {
        var committer = new Committer(world.Journal, world.Clock, new(), []);
        var asleep = new PaperExchange(world.Journal, committer, world.Clock, new() { MailboxMax = 1 });
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = asleep.ClearPriceAsync(new("ann"), PaperWorld.Btc, waiting.Token);

        Assert.IsType<VenueOutcome.NotSent>(await asleep.ClearPriceAsync(new("ann"), PaperWorld.Btc, Cancel));
        await waiting.CancelAsync();
        Assert.IsType<VenueOutcome.NotSent>(await first);
    }

    [Fact]
    public async Task TrailingStop_IsLeftToTheAccount()
    {
        await using var venue = await world.OpenAsync("ann");

        var rejected = Assert.IsType<VenueOutcome.Rejected>(await venue.PlaceAsync(world.Order(Side.Sell, 0.01m, OrderType.TrailingStop), Cancel));

        Assert.Equal(RejectReason.Unsupported, rejected.Reason);
    }

    [Fact]
    public async Task Rejection_LeavesNoTrace_AndItsIdFree()
    {
        await using var venue = await world.OpenAsync("ann");
        var order = world.Order(Side.Buy, 1_000m);

        Assert.Equal(RejectReason.InsufficientFunds, Assert.IsType<VenueOutcome.Rejected>(await venue.PlaceAsync(order, Cancel)).Reason);
        Assert.IsType<OrderEvidence.Absent>(await venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel));
        Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(order with { Quantity = new(0.01m) }, Cancel));
    }

    [Fact]
    public async Task DayOrder_Expires_AtTheEndOfTheUtcDay()
    {
        await using var venue = await world.OpenAsync("ann");
        var order = world.Order(Side.Buy, 0.01m, OrderType.Limit, limit: 40_000m) with { TimeInForce = TimeInForce.Day };
        await venue.PlaceAsync(order, Cancel);
        Assert.Equal(VenueOrderState.Working, (await FindAsync(venue, order)).State);

        world.Clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal(VenueOrderState.Expired, (await FindAsync(venue, order)).State);
    }

    [Fact]
    public async Task FinishedOrder_ThatMemoryLetGo_IsAnsweredFromTheLedger()
    {
        await using var small = new PaperWorld(change: options => options with { HistoryMax = 1 });
        await using var venue = await small.OpenAsync("ann");
        var first = small.Order(Side.Buy, 0.02m);
        await venue.PlaceAsync(first, Cancel);
        for (var i = 0; i < 3; i++)
        {
            await venue.PlaceAsync(small.Order(Side.Sell, 0.01m), Cancel);
        }

        var found = Assert.IsType<OrderEvidence.Found>(await venue.QueryAsync(new(first.Id, null, first.Instrument), Cancel));

        Assert.Equal(VenueOrderState.Filled, found.Report.State);
        Assert.Equal(0.02m, found.Fills.Sum(fill => fill.Quantity.Value));
        Assert.IsType<VenueOutcome.Rejected>(await venue.PlaceAsync(first, Cancel));
    }

    [Fact]
    public async Task FinishedOrder_TooFarBack_IsToldHonestly_NeverAbsent()
    {
        await using var small = new PaperWorld(change: options => options with { HistoryMax = 1, LookbackEventsMax = 1 });
        await using var venue = await small.OpenAsync("ann");
        var first = small.Order(Side.Buy, 0.02m);
        await venue.PlaceAsync(first, Cancel);
        await venue.PlaceAsync(small.Order(Side.Sell, 0.01m), Cancel);
        await venue.PlaceAsync(small.Order(Side.Sell, 0.01m), Cancel);

        Assert.IsType<OrderEvidence.Failed>(await venue.QueryAsync(new(first.Id, null, first.Instrument), Cancel));
        Assert.NotNull((await venue.SnapshotAsync(PaperWorld.Start, Cancel)).Failure);
    }

    [Fact]
    public async Task Snapshot_HoldsTheFillsSinceTheTimeAskedFor()
    {
        await using var venue = await world.OpenAsync("ann");
        for (var i = 0; i < 600; i++)
        {
            await venue.PlaceAsync(world.Order(i % 2 == 0 ? Side.Buy : Side.Sell, 0.01m), Cancel);
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var all = (await venue.SnapshotAsync(PaperWorld.Start, Cancel)).Value!;
        var late = (await venue.SnapshotAsync(PaperWorld.Start.AddMilliseconds(590), Cancel)).Value!;

        Assert.Equal(600, all.Fills.Count);
        Assert.Equal(10, late.Fills.Count);
        Assert.Equal(all.Fills.Skip(590), late.Fills);
    }

    [Fact]
    public async Task SlowReader_IsToldOfAGap_AndNeverHoldsTheExchangeUp()
    {
        await using var narrow = new PaperWorld(change: options => options with { StreamEventsMax = 4 });
        await using var venue = await narrow.OpenAsync("ann");
        await using var stream = venue.PrivateStreamAsync(Cancel).GetAsyncEnumerator(Cancel);
        var first = stream.MoveNextAsync();
        for (var i = 0; i < 20; i++)
        {
            await venue.PlaceAsync(narrow.Order(Side.Buy, 0.001m), Cancel);
        }

        Assert.True(await first);
        List<VenueEvent> read = [stream.Current];
        while (read[^1] is not VenueEvent.Gap)
        {
            Assert.True(await stream.MoveNextAsync());
            read.Add(stream.Current);
        }

        Assert.InRange(read.Count, 2, 6);
        await venue.PlaceAsync(narrow.Order(Side.Buy, 0.001m), Cancel);
        Assert.True(await stream.MoveNextAsync());
        Assert.IsNotType<VenueEvent.Gap>(stream.Current);
    }

    [Fact]
    public async Task Request_WaitsForItsLatency_AndALateOneHasNoEffect()
    {
        await using var far = new PaperWorld(change: options => options with { Latency = TimeSpan.FromSeconds(5), RefreshEvery = TimeSpan.FromMinutes(1) });
        await using var venue = await far.OpenAsync("ann");
        var order = far.Order(Side.Buy, 0.01m);
        var placing = venue.PlaceAsync(order, Cancel);
        Assert.False(placing.IsCompleted);

        far.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<VenueOutcome.NotSent>(await placing);
        Assert.DoesNotContain(far.Journal.Stored(StreamId.PaperLedger(new("ann"))), stored => stored.Type == "OrderAccepted");
    }

    [Fact]
    public async Task StoppedExchange_AnswersThatNothingWasSent()
    {
        var stopped = new PaperWorld();
        var venue = await stopped.OpenAsync("ann");
        await stopped.DisposeAsync();

        Assert.IsType<VenueOutcome.NotSent>(await venue.PlaceAsync(stopped.Order(Side.Buy, 0.01m), Cancel));
        Assert.IsType<OrderEvidence.Failed>(await venue.QueryAsync(new(default, null, PaperWorld.Btc), Cancel));
    }

    private static async Task<OrderReport> FindAsync(PaperVenue venue, PlaceOrder order) =>
        Assert.IsType<OrderEvidence.Found>(await venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel)).Report;
}
