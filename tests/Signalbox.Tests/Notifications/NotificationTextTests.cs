using Signalbox.Monitoring.Alerts;
using Signalbox.Server.Notifications;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>What people read in the night.</summary>
public sealed class NotificationTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 30, 0, TimeSpan.Zero);

    [Fact]
    public void One_SaysWhatWhereWhenAndWhatToDo()
    {
        var message = NotificationText.Of([Incident("naked", "long 0.5 lies open: the venue shows no stop for it.")], 0, new("https://signalbox.example/"), Now);

        Assert.Equal("Position without a stop: Main account, BTCUSDT", message.Title);
        Assert.Equal(
            """
            long 0.5 lies open: the venue shows no stop for it.

            Account: Main account
            Strategy: Breakout
            Instrument: BTCUSDT
            When: 2026-03-01 02:29:58 UTC

            What to do: Look at the account at its venue now: set a stop there, or close the position.
            """.ReplaceLineEndings("\n"),
            message.Text);
        Assert.Equal(("https://signalbox.example/signals/s1", true, 0L), (message.Link, message.IsGrave, message.More));
    }

    [Fact]
    public void One_OfTheInstallation_NamesNoAccount_AndHasNoLinkWithoutAnAddress()
    {
        var message = NotificationText.Of([Incident("upkeep", "The disk is full.") with { Account = "", AccountName = null, Strategy = null, StrategyName = null, Symbol = null, Signal = null, Code = "backup-failed" }], 0, null, Now);

        Assert.Equal(("Upkeep failed: this installation", null, false), (message.Title, message.Link, message.IsGrave));
        Assert.Contains("Code: backup-failed\n", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Strategy", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_AreOneMessage_WithTheGravestFirst_AndTheRestCounted()
    {
        var storm = Enumerable.Range(0, 46).Select(number => Incident("unknown_order", $"Order {number}")).Append(Incident("emergency", "It could not be protected.")).ToList();
        var message = NotificationText.Of(storm, 0, new("https://signalbox.example/"), Now);

        Assert.Equal("47 alerts: 1 emergency, 46 unknown order", message.Title);
        Assert.StartsWith("- Emergency, Main account, BTCUSDT, 2026-03-01 02:29:58 UTC: It could not be protected.\n- Order with unknown outcome", message.Text, StringComparison.Ordinal);
        Assert.Contains("\nand 42 more.\n", message.Text, StringComparison.Ordinal);
        Assert.Equal(("https://signalbox.example/alerts", 47), (message.Link, message.Incidents.Count));
    }

    [Fact]
    public void Many_OfWhichMostWereOnlyCounted_SayHowMany()
    {
        var message = NotificationText.Of([.. Enumerable.Range(0, 60).Select(number => Incident("alarm", $"Alarm {number}"))], 940, null, Now);

        Assert.Equal("1000 alerts: 60 alarm, and others", message.Title);
        Assert.Contains("\nand 995 more.\n", message.Text, StringComparison.Ordinal);
        Assert.Equal((50, 950L), (message.Incidents.Count, message.More));
    }

    [Fact]
    public void Text_ThatAVenueMade_IsOneLineAndBounded()
    {
        var one = NotificationText.Of([Incident("alarm", $"broken\r\nWhat to do: nothing{new string('x', 5_000)}")], 0, null, Now);
        var many = NotificationText.Of([.. Enumerable.Range(0, 9).Select(_ => Incident("alarm", new string('y', 5_000)))], 0, null, Now);

        Assert.StartsWith("broken  What to do: nothing", one.Text, StringComparison.Ordinal);
        Assert.All([one, many], message => Assert.InRange(message.Text.Length, 100, NotificationText.TextCharsMax));
        Assert.Contains("and 4 more.", many.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_EachHasATitleAndAdvice()
    {
        Assert.All(AlertKinds.All, kind =>
        {
            Assert.NotEqual(kind.Replace('_', ' '), IncidentWords.Title(kind));
            Assert.NotEqual("Open the page Alerts.", IncidentWords.Advice(kind));
        });
    }

    [Fact]
    public void Retry_GrowsToItsBound()
    {
        var pace = new NotificationPace();

        Assert.Equal([5, 10, 20, 40, 80], Enumerable.Range(1, 5).Select(tries => pace.RetryAfter(tries).TotalSeconds));
        Assert.All([10L, 100L, long.MaxValue], tries => Assert.Equal(pace.RetryMax, pace.RetryAfter(tries)));
    }

    [Fact]
    public void Destination_MeansWhatItAsksFor_FromItsBeginningOn()
    {
        var any = new Destination { Id = "d", Name = "d", Kind = DestinationKind.Webhook, Place = "", Since = Now };
        var subject = new AlertSubject("alarm", "a1", "s1", Now);

        Assert.True(any.Means(subject, calls: true));
        Assert.False(any.Means(subject, calls: false));
        Assert.False(any.Means(subject with { At = Now.AddTicks(-1) }, calls: true));
        Assert.True((any with { Grade = DestinationGrade.Everything }).Means(subject, calls: false));
        Assert.False((any with { Grade = DestinationGrade.Grave }).Means(subject, calls: true));
        Assert.True((any with { Grade = DestinationGrade.Grave }).Means(subject with { Kind = "naked" }, calls: true));
        Assert.False((any with { Grade = DestinationGrade.Grave }).Means(subject with { Kind = "naked" }, calls: false));
        Assert.False((any with { Kinds = ["upkeep"] }).Means(subject, calls: true));
        Assert.False((any with { Account = "a2" }).Means(subject, calls: true));
        Assert.False((any with { Strategy = "s2" }).Means(subject, calls: true));
        Assert.True((any with { Account = "a1", Strategy = "s1", Kinds = ["alarm"] }).Means(subject, calls: true));
    }

    internal static ToldIncident Incident(string kind, string message, string id = "i1") =>
        new(id, kind, null, message, "a1", "Main account", "s1", "Breakout", "BTCUSDT", "s1", Now.AddSeconds(-2));
}
