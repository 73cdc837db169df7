using System.Net;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Tests.Journal;
using Xunit;

namespace Signalbox.Tests.Security.Webhooks;

public sealed class WebhookLimitTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Rate_Usually_TakesItsBurstAtOnceAndThenAThousandASecond()
    {
        var rate = new RequestRate(RequestLimits.Usual, clock);

        Assert.Equal(5_000, Taken(rate, 6_000));
        Assert.Equal(TimeSpan.FromMilliseconds(1), rate.Take());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1_000, Taken(rate, 6_000));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5_000, Taken(rate, 6_000));
    }

    [Fact]
    public void Rate_OfTheModestPreset_HoldsInAnyMinuteAndAnyHour()
    {
        var rate = new RequestRate(RequestLimits.Modest, clock);
        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(60, Taken(rate, 100));

        // A minute of the wall's clock begins; the sixty seconds are not over.
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(TimeSpan.FromSeconds(1), rate.Take());
        var total = 60;
        for (var minute = 0; minute < 12; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            total += Taken(rate, 100);
        }

        Assert.Equal(500, total);
        Assert.True(rate.Take() > TimeSpan.FromMinutes(40));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(60, Taken(rate, 100));
    }

    [Fact]
    public void Rate_ThatRefuses_CountsNothingOfIt()
    {
        var rate = new RequestRate(new(PerSecond: 1, Burst: 1), clock);
        Assert.Equal(1, Taken(rate, 1_000));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Taken(rate, 1_000));
    }

    [Fact]
    public void Guesses_OfOneAddress_AreCountedAndOthersAreNot()
    {
        var limit = new GuessLimit(clock);
        var guesser = IPAddress.Parse("203.0.113.7");

        Assert.All(Enumerable.Range(0, GuessLimit.PerMinute), _ => Assert.Null(limit.Count(guesser)));
        Assert.InRange(limit.Count(guesser)!.Value, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Contains(Enumerable.Range(1, 50), other => limit.Count(IPAddress.Parse($"198.51.100.{other}")) is null);
        clock.Advance(limit.Count(guesser)!.Value);
        Assert.Null(limit.Count(guesser));
    }

    [Fact]
    public void Guesses_FromOneNetworkOfIPv6_AreOneSenders()
    {
        var limit = new GuessLimit(clock);
        Assert.All(Enumerable.Range(0, GuessLimit.PerMinute), number => Assert.Null(limit.Count(IPAddress.Parse($"2001:db8::{number + 1:x}"))));
        Assert.NotNull(limit.Count(IPAddress.Parse("2001:db8::ffff:1")));
    }

    private static int Taken(RequestRate rate, int asked) => Enumerable.Range(0, asked).Count(_ => rate.Take() is null);
}
