using Signalbox.Server.Security.Sessions;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class OpenQuestionsTests
{
    private static readonly Asker Stranger = new("from 198.51.100.7", false);

    private readonly TestClock clock = new();
    private readonly OpenQuestions<string> open;

    public OpenQuestionsTests() => open = new(clock);

    [Fact]
    public void Question_IsAnsweredOnce_AndInTime()
    {
        Assert.True(Keep("a", Stranger));
        Assert.True(Keep("b", Stranger));

        Assert.Equal("question a", open.Take("a"));
        Assert.Null(open.Take("a"));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(open.Take("b"));
        Assert.Null(open.Take("never asked"));
    }

    [Fact]
    public void Questions_OfOneAsker_AreThirty_AndTheOldestMakesWay()
    {
        Keep("elsewhere", new("from 203.0.113.9", false));
        for (var asked = 0; asked < OpenQuestions<string>.PerAskerMax + 2; asked++)
        {
            Assert.True(Keep($"{asked}", Stranger));
        }

        Assert.Null(open.Take("0"));
        Assert.Null(open.Take("1"));
        Assert.NotNull(open.Take("2"));
        Assert.NotNull(open.Take("elsewhere"));
    }

    [Fact]
    public void Questions_OfManyStrangers_AreBounded_AndLeaveRoomForWhoIsSignedIn()
    {
        for (var asked = 0; asked < OpenQuestions<string>.OfStrangersMax; asked++)
        {
            Assert.True(Keep($"{asked}", new($"from {asked}", false)));
        }

        Assert.False(Keep("one more", Stranger));
        Assert.True(Keep("mine", new("user ada", true)));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(Keep("later", Stranger));
    }

    private bool Keep(string hash, Asker asker) => open.Keep(hash, asker, $"question {hash}", clock.GetUtcNow() + TimeSpan.FromMinutes(5));
}
