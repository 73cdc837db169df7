using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Target_Opened_StaysOpenUntilClosedOnce()
    {
        await AppendAsync(Opening(Third, 0, Target("s", "one"), Target("s", "two")));
        Assert.Equal([Target("s", "one"), Target("s", "two")], await OpenAsync(10));

        Assert.Equal([AppendStatus.Committed], await AppendAsync(Closing(First, 0, Target("s", "one"))));
        Assert.Equal([Target("s", "two")], await OpenAsync(10));

        Assert.Equal([AppendStatus.TargetNotOpen], await AppendAsync(Closing(First, 1, Target("s", "one"))));
        Assert.Equal(1, (await Journal.HeadAsync(First, Cancel))!.Version);
    }

    [Fact]
    public async Task Target_NeverOpened_CannotBeClosed()
    {
        await AppendAsync(Opening(Third, 0, Target("s", "one")));
        var ofAnotherAccount = Target("s", "one") with { Account = new("second") };

        Assert.Equal(
            [AppendStatus.TargetNotOpen, AppendStatus.TargetNotOpen],
            await AppendAsync(Closing(First, 0, Target("s", "two")), Closing(Second, 0, ofAnotherAccount)));
        Assert.Null(await Journal.HeadAsync(First, Cancel));
    }

    [Fact]
    public async Task Target_OpenedAndClosedInOneCall_IsNotLeftOpen()
    {
        var signal = Opening(Third, 0, Target("s", "one"), Target("s", "two"));

        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.Committed, AppendStatus.TargetNotOpen],
            await AppendAsync(signal, Closing(First, 0, Target("s", "one")), Closing(First, 1, Target("s", "one"))));

        Assert.Equal([Target("s", "two")], await OpenAsync(10));
        Assert.Equal([AppendStatus.TargetNotOpen], await AppendAsync(Closing(First, 1, Target("s", "one"))));
    }

    [Fact]
    public async Task Target_ClosedTwiceInOneCall_IsClosedOnce()
    {
        await AppendAsync(Opening(Third, 0, Target("s", "one")));

        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.TargetNotOpen],
            await AppendAsync(Closing(First, 0, Target("s", "one")), Closing(Second, 0, Target("s", "one"))));
        Assert.Empty(await OpenAsync(10));
    }

    [Fact]
    public async Task Target_WhoseClosingIsRefused_StaysOpen()
    {
        await AppendAsync(Opening(Third, 0, Target("s", "one")));

        Assert.Equal([AppendStatus.StaleVersion], await AppendAsync(Closing(First, 4, Target("s", "one"))));
        Assert.Equal([Target("s", "one")], await OpenAsync(10));
    }

    [Fact]
    public async Task Target_ClosedByManyAtOnce_IsTakenOnce()
    {
        await AppendAsync(Opening(Third, 0, Target("s", "one")));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(writer => Task.Run(
            async () => (await AppendAsync(Closing(new($"account:{writer}"), 0, Target("s", "one"))))[0], Cancel)));

        Assert.Single(statuses, status => status == AppendStatus.Committed);
        Assert.Equal(11, statuses.Count(status => status == AppendStatus.TargetNotOpen));
    }

    [Fact]
    public async Task OpenDeliveries_Limited_ComeOldestFirstWithTheirPlace()
    {
        await AppendAsync(Unit(Third, 0, "before"), Opening(Third, 1, Target("b", "one")), Opening(Third, 2, Target("a", "one")));
        await AppendAsync(Opening(Second, 0, Target("c", "one")));
        await ReopenAsync();

        var deliveries = await Journal.OpenDeliveriesAsync(2, Cancel);

        Assert.Equal([new(Target("b", "one"), Third, 2), new OpenDelivery(Target("a", "one"), Third, 3)], deliveries);
        Assert.Equal([Target("b", "one"), Target("a", "one"), Target("c", "one")], await OpenAsync(10));
    }

    [Fact]
    public async Task OpenDeliveries_OfOneAccount_AreFoundBehindAnyNumberOfAnothers()
    {
        var dead = Target("a", "one") with { Account = new("dead") };
        var many = Enumerable.Range(0, 20).Select(number => dead with { Subscription = new($"dead-{number}") }).ToArray();
        await AppendAsync(Opening(Third, 0, many), Opening(Third, 1, Target("b", "one"), Target("b", "two")), Opening(Third, 2, Target("c", "one")));
        await ReopenAsync();

        Assert.Equal(
            [new(Target("b", "one"), Third, 2), new OpenDelivery(Target("b", "two"), Third, 2)],
            await Journal.OpenDeliveriesAsync(Target("b", "one").Account, 2, Cancel));
        Assert.Equal(20, (await Journal.OpenDeliveriesAsync(new("dead"), 30, Cancel)).Count);
        Assert.Empty(await Journal.OpenDeliveriesAsync(new("nobody"), 30, Cancel));
    }

    [Fact]
    public async Task OpenDeliveries_OfOneUnitsEvents_EachBelongToTheirOwn()
    {
        await AppendAsync(Unit(Third, 0, "before"), new AppendUnit
        {
            Stream = Third,
            ExpectedVersion = 1,
            Epoch = 0,
            Events = [Draft("signal"), Draft("signal"), Draft("signal")],
            Opens = [Target("b.1", "one"), Target("b.1", "two"), Target("b.3", "one")],
            OpenedBy = [0, 0, 2],
        });
        await ReopenAsync();

        Assert.Equal(
            [new(Target("b.1", "one"), Third, 2), new(Target("b.1", "two"), Third, 2), new OpenDelivery(Target("b.3", "one"), Third, 4)],
            await Journal.OpenDeliveriesAsync(10, Cancel));
    }

    private static AppendUnit Opening(StreamId stream, long expected, params OpenTarget[] targets) =>
        new() { Stream = stream, ExpectedVersion = expected, Epoch = 0, Events = [Draft("signal")], Opens = targets };

    private static AppendUnit Closing(StreamId stream, long expected, OpenTarget target) =>
        new() { Stream = stream, ExpectedVersion = expected, Epoch = 0, Events = [Draft("taken")], Closes = target };

    private async Task<OpenTarget[]> OpenAsync(int limit) =>
        [.. (await Journal.OpenDeliveriesAsync(limit, Cancel)).Select(delivery => delivery.Target)];
}
