using Signalbox.Journal;
using Xunit;

namespace Signalbox.Tests.Contracts;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Key_UsedTwice_RefusesTheSecondAndNamesTheFirst()
    {
        await AppendAsync(Keyed(First, 0, Key("k", "one")));

        var results = await Journal.AppendAsync([Keyed(Second, 0, Key("k", "two"))], Cancel);

        Assert.Equal((AppendStatus.DuplicateKey, Key("k", "one")), (results[0].Status, results[0].Existing));
        Assert.Null(await Journal.HeadAsync(Second, Cancel));
        Assert.Equal(Key("k", "one"), await Journal.FindKeyAsync(new("breakout"), "k", Cancel));
    }

    [Fact]
    public async Task Key_UsedTwiceInOneCall_RefusesTheSecond()
    {
        var results = await Journal.AppendAsync(
            [Keyed(First, 0, Key("k", "one")), Keyed(First, 1, Key("k", "two")), Keyed(First, 1, Key("other", "three"))], Cancel);

        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.DuplicateKey, AppendStatus.Committed], results.Select(result => result.Status));
        Assert.Equal(Key("k", "one"), results[1].Existing);
    }

    [Fact]
    public async Task Key_WhoseFirstUnitIsRefused_BelongsToTheNext()
    {
        Assert.Equal(
            [AppendStatus.StaleVersion, AppendStatus.Committed, AppendStatus.DuplicateKey],
            await AppendAsync(Keyed(First, 7, Key("k", "one")), Keyed(Second, 0, Key("k", "two")), Keyed(Third, 0, Key("k", "three"))));

        Assert.Equal(Key("k", "two"), await Journal.FindKeyAsync(new("breakout"), "k", Cancel));
    }

    [Fact]
    public async Task Key_OfAnotherScope_IsAnotherKey()
    {
        var elsewhere = Key("k", "two") with { Scope = new("scalper") };

        Assert.Equal([AppendStatus.Committed, AppendStatus.Committed], await AppendAsync(Keyed(First, 0, Key("k", "one")), Keyed(First, 1, elsewhere)));
        Assert.Equal(elsewhere, await Journal.FindKeyAsync(new("scalper"), "k", Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nul \0 inside")]
    [InlineData("nul \0 elsewhere")]
    [InlineData("\\0000")]
    [InlineData("\U0001F682 '; DROP TABLE events; --")]
    public async Task Key_OfAnyText_IsFoundAgain(string text)
    {
        var key = Key(text, "owner \0 \U0001F682");
        await AppendAsync(Keyed(First, 0, Key("nul", "another")), Keyed(First, 1, key));
        await ReopenAsync();

        Assert.Equal(key, await Journal.FindKeyAsync(key.Scope, text, Cancel));
        Assert.Equal([AppendStatus.DuplicateKey], await AppendAsync(Keyed(Second, 0, key)));
    }

    [Fact]
    public async Task Key_UsedByManyAtOnce_IsGivenOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
            async () => (await Journal.AppendAsync([Keyed(new($"intake:{writer}"), 0, Key("k", $"owner-{writer}"))], Cancel))[0], Cancel)));

        var winner = (await Journal.FindKeyAsync(new("breakout"), "k", Cancel))!;
        Assert.Single(results, result => result.Status == AppendStatus.Committed);
        Assert.All(results.Where(result => result.Status != AppendStatus.Committed), result => Assert.Equal(winner, result.Existing));
    }

    [Fact]
    public async Task ForgetKeys_OlderThanATime_FreesThemAndCounts()
    {
        var old = Enumerable.Range(0, 1_500).Select(i => Keyed(First, i, Key($"old {i}", "one") with { At = Noon.AddDays(-31) }));
        await AppendAsync([.. old, Keyed(First, 1_500, Key("new", "two"))]);

        Assert.Equal(1_500, await Journal.ForgetKeysAsync(Noon.AddDays(-30), Cancel));

        Assert.Equal(0, await Journal.ForgetKeysAsync(Noon, Cancel));
        Assert.Null(await Journal.FindKeyAsync(new("breakout"), "old 7", Cancel));
        Assert.NotNull(await Journal.FindKeyAsync(new("breakout"), "new", Cancel));
        Assert.Equal([AppendStatus.Committed], await AppendAsync(Keyed(First, 1_501, Key("old 7", "again"))));
    }

    private static AppendUnit Keyed(StreamId stream, long expected, UniqueKey key) =>
        new() { Stream = stream, ExpectedVersion = expected, Epoch = 0, Events = [Draft("signal")], Key = key };
}
