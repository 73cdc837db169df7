using System.Text;
using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Append_EveryKindOfByteAndText_ReadsBackTheSame()
    {
        var stream = new StreamId("account:Zürich \U0001F6E4 'quoted\" \\ \0 end");
        var everyByte = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        EventDraft[] drafts =
        [
            new("Ÿpe \0 \\ \U0001F682", Noon.AddTicks(1), everyByte),
            new("Empty", DateTimeOffset.MinValue, ReadOnlyMemory<byte>.Empty),
            new("Late", new(DateTimeOffset.MaxValue.Ticks, TimeSpan.Zero), Encoding.UTF8.GetBytes("{}")),
        ];

        await Journal.AppendAsync([new() { Stream = stream, ExpectedVersion = 0, Epoch = 7, Events = drafts }], Cancel);
        await ReopenAsync();

        var stored = await ReadAsync(stream);
        Assert.Equal(drafts.Select(draft => draft.Type), stored.Select(one => one.Type));
        Assert.Equal(drafts.Select(draft => draft.At), stored.Select(one => one.At));
        Assert.Equal(drafts.Select(draft => draft.Payload.ToArray()), stored.Select(one => one.Payload.ToArray()));
        Assert.Equal([1L, 2L, 3L], stored.Select(one => one.Version));
        Assert.All(stored, one => Assert.Equal((stream, 7L), (one.Stream, one.Epoch)));
        Assert.Equal([stream], (await Journal.HeadsAsync(Cancel)).Select(head => head.Stream));
    }

    [Fact]
    public async Task Append_LargePayload_ReadsBackTheSame()
    {
        var large = new byte[3 * 1024 * 1024];
        new Random(1).NextBytes(large);

        await Journal.AppendAsync([new() { Stream = First, ExpectedVersion = 0, Epoch = 0, Events = [new("Large", Noon, large)] }], Cancel);

        var stored = await ReadAsync(First);
        Assert.True(stored[0].Payload.Span.SequenceEqual(large));
    }

    [Fact]
    public async Task Append_WrongExpectedVersion_IsStale()
    {
        Assert.Equal([AppendStatus.StaleVersion], await AppendAsync(Unit(First, 1, "a")));
        Assert.Null(await Journal.HeadAsync(First, Cancel));

        Assert.Equal([AppendStatus.Committed], await AppendAsync(Unit(First, 0, "a", "b")));
        Assert.Equal([AppendStatus.StaleVersion], await AppendAsync(Unit(First, 0, "x")));
        Assert.Equal([AppendStatus.StaleVersion], await AppendAsync(Unit(First, 1, "x")));
        Assert.Equal([AppendStatus.StaleVersion], await AppendAsync(Unit(First, 3, "x")));
        Assert.Equal([AppendStatus.Committed], await AppendAsync(Unit(First, 2, "c")));
        Assert.Equal(["a", "b", "c"], await TextsAsync(First));
    }

    [Fact]
    public async Task Append_SeveralUnitsOfAStreamInOneCall_ContinueEachOther()
    {
        var statuses = await AppendAsync(
            Unit(First, 0, "a"), Unit(Second, 0, "x"), Unit(First, 1, "b", "c"), Unit(First, 1, "late"), Unit(First, 3, "d"));

        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.Committed, AppendStatus.Committed, AppendStatus.StaleVersion, AppendStatus.Committed],
            statuses);
        Assert.Equal(["a", "b", "c", "d"], await TextsAsync(First));
        Assert.Equal(["x"], await TextsAsync(Second));
    }

    [Fact]
    public async Task Append_WithoutExpectedVersion_GoesWhereTheStreamEnds()
    {
        await AppendAsync(Unit(Third, null, "a"));

        var statuses = await AppendAsync(Unit(Third, null, "b"), Unit(Third, 1, "stale"), Unit(Third, 2, "c"), Unit(Third, null, "d"));

        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.StaleVersion, AppendStatus.Committed, AppendStatus.Committed], statuses);
        Assert.Equal(["a", "b", "c", "d"], await TextsAsync(Third));
    }

    [Fact]
    public async Task Append_Committed_TellsTheVersionOfItsLastEvent()
    {
        await AppendAsync(Unit(First, 0, "a"));

        var results = await Journal.AppendAsync(
            [Unit(First, null, "b", "c"), Unit(Second, 0, "x"), Unit(Second, 9, "stale"), Unit(First, 3, "d")], Cancel);

        Assert.Equal([3L, 1L, 0L, 4L], results.Select(result => result.LastVersion));
    }

    [Fact]
    public async Task Append_RefusedUnit_LeavesNoTraceAndOthersCommit()
    {
        await AppendAsync(Unit(First, 0, "a"));
        var refused = new AppendUnit
        {
            Stream = Second,
            ExpectedVersion = 5,
            Epoch = 3,
            Events = [Draft("never")],
            Key = Key("k", "refused"),
            Opens = [Target("s", "sub")],
        };

        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.StaleVersion, AppendStatus.Committed],
            await AppendAsync(Unit(First, 1, "b"), refused, Unit(Third, 0, "y")));

        Assert.Equal(["a", "b"], await TextsAsync(First));
        Assert.Equal(["y"], await TextsAsync(Third));
        Assert.Empty(await TextsAsync(Second));
        Assert.Null(await Journal.HeadAsync(Second, Cancel));
        Assert.Null(await Journal.FindKeyAsync(new("breakout"), "k", Cancel));
        Assert.Empty(await Journal.OpenDeliveriesAsync(10, Cancel));
        Assert.Equal([First, Third], (await Journal.HeadsAsync(Cancel)).Select(head => head.Stream));
    }

    [Fact]
    public async Task Append_OnlyRefusedUnits_ChangesNothing()
    {
        await AppendAsync(Unit(First, 0, "a"));
        var refused = new AppendUnit { Stream = First, ExpectedVersion = 0, Epoch = 0, Events = [Draft("x")], Key = Key("k", "refused") };

        Assert.Equal([AppendStatus.StaleVersion], await AppendAsync(refused));
        Assert.Equal([AppendStatus.Committed], await AppendAsync(Unit(First, 1, "b")));
        Assert.Null(await Journal.FindKeyAsync(new("breakout"), "k", Cancel));
    }

    [Fact]
    public async Task Append_NothingAtAll_AnswersNothing() => Assert.Empty(await AppendAsync());

    [Fact]
    public async Task Append_AfterRefusedUnit_IsRefusedToo()
    {
        var refused = Unit(First, 9, "x");
        var after = Follows(refused, Second, 0, "y");
        var afterThat = Follows(after, Third, 0, "z");

        Assert.Equal(
            [AppendStatus.StaleVersion, AppendStatus.PredecessorRefused, AppendStatus.PredecessorRefused],
            await AppendAsync(refused, after, afterThat));
        Assert.Empty(await Journal.HeadsAsync(Cancel));
    }

    [Fact]
    public async Task Append_AfterCommittedUnitOfTheSameCall_Commits()
    {
        var signal = Unit(Third, 0, "signal");

        Assert.Equal([AppendStatus.Committed, AppendStatus.Committed], await AppendAsync(signal, Follows(signal, First, 0, "taken")));
    }

    [Theory]
    [InlineData(AppendStatus.Committed, AppendStatus.Committed)]
    [InlineData(AppendStatus.DuplicateKey, AppendStatus.PredecessorRefused)]
    [InlineData(null, AppendStatus.PredecessorRefused)]
    public async Task Append_AfterUnitOfAnEarlierCall_FollowsItsStatus(AppendStatus? earlier, AppendStatus expected)
    {
        var signal = Unit(Third, 0, "signal");
        signal.Status = earlier;

        Assert.Equal([expected], await AppendAsync(Follows(signal, First, 0, "taken")));
    }

    private static AppendUnit Follows(AppendUnit predecessor, StreamId stream, long expected, string text) =>
        new() { Stream = stream, ExpectedVersion = expected, Epoch = 0, Events = [Draft(text)], After = predecessor };
}
