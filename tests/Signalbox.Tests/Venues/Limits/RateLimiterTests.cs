using Signalbox.Tests.Journal;
using Signalbox.Venues.Limits;
using Xunit;

namespace Signalbox.Tests.Venues.Limits;

public sealed class RateLimiterTests
{
    private static readonly RateWindow Short = RateWindow.Sliding("orders 1s", RateScope.Account, 10, TimeSpan.FromSeconds(1));
    private static readonly RateWindow Long = RateWindow.Sliding("weight 1m", RateScope.Address, 100, TimeSpan.FromMinutes(1));
    private static readonly RateSubject Alice = new("alice");
    private static readonly RateSubject Bob = new("bob");

    private readonly ManualClock clock = new();

    [Fact]
    public void Request_TakesFromAllItsWindows_OrFromNone()
    {
        var limiter = Limiter();
        RateCost[] costs = [new(Short, 1), new(Long, 95)];
        Assert.Null(limiter.Take([new(Long, 10)], Alice, RateLane.Protect));

        Assert.NotNull(limiter.Take(costs, Alice, RateLane.Protect));

        Assert.Equal(0, Used(limiter, Short));
        Assert.Equal(10, Used(limiter, Long));
    }

    [Fact]
    public void AddressIsShared_AccountsAreNot()
    {
        var limiter = Limiter();
        for (var index = 0; index < 10; index++)
        {
            Assert.Null(limiter.Take([new(Short, 1), new(Long, 1)], Alice, RateLane.Protect));
        }

        Assert.NotNull(limiter.Take([new(Short, 1)], Alice, RateLane.Protect));
        Assert.Null(limiter.Take([new(Short, 1), new(Long, 1)], Bob, RateLane.Protect));
        Assert.Equal(11, Used(limiter, Long));
    }

    [Fact]
    public void EachLane_LeavesRoomForThoseBeforeIt()
    {
        var limiter = Limiter();
        foreach (var (lane, passes) in new[] { (RateLane.Data, 6), (RateLane.Reconcile, 1), (RateLane.Entry, 1), (RateLane.Reduce, 1), (RateLane.Protect, 1) })
        {
            var passed = 0;
            while (limiter.Take([new(Short, 1)], Alice, lane) is null)
            {
                passed++;
            }

            Assert.Equal((lane, passes), (lane, passed));
        }
    }

    [Fact]
    public void Refusal_SaysWhenThereIsRoom_AndThenThereIs()
    {
        var limiter = Limiter();
        for (var index = 0; index < 10; index++)
        {
            Assert.Null(limiter.Take([new(Short, 1)], Alice, RateLane.Protect));
        }

        var wait = limiter.Take([new(Short, 1)], Alice, RateLane.Protect)!.Value.RetryAfter;

        Assert.InRange(wait.TotalSeconds, 1.0, 1.04);
        clock.Advance(wait);
        Assert.Null(limiter.Take([new(Short, 1)], Alice, RateLane.Protect));
    }

    [Fact]
    public void VenuesCount_RaisesOurs_AndNeverLowersIt()
    {
        var limiter = Limiter();
        limiter.Correct(Long, Alice, 60);
        Assert.Equal(60, Used(limiter, Long));

        limiter.Correct(Long, Alice, 5);

        Assert.Equal(60, Used(limiter, Long));
        Assert.NotNull(limiter.Take([new(Long, 11)], Alice, RateLane.Data));
    }

    [Fact]
    public void TooManyRequests_SlowsLongerEachTime_AndLetsCancelsTrickle()
    {
        var limiter = Limiter();
        var first = limiter.Slow(null, "429");
        var second = limiter.Slow(null, "429");
        var third = limiter.Slow(null, "429");

        Assert.InRange(first.TotalSeconds, 0.5, 1);
        Assert.InRange(second.TotalSeconds, 1, 2);
        Assert.InRange(third.TotalSeconds, 2, 4);
        Assert.NotNull(limiter.Take([new(Long, 1)], Alice, RateLane.Entry));
        Assert.NotNull(limiter.Take([new(Long, 1)], Alice, RateLane.Protect));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limiter.Take([new(Long, 1)], Alice, RateLane.Protect));
        Assert.NotNull(limiter.Take([new(Long, 1)], Alice, RateLane.Protect));
    }

    [Fact]
    public void Ban_LatchesEveryLane_UntilItIsOver()
    {
        var limiter = Limiter();
        limiter.Latch(TimeSpan.FromMinutes(2), "418");

        Assert.Equal(TimeSpan.FromMinutes(2), limiter.Take([], Alice, RateLane.Protect)!.Value.RetryAfter);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(limiter.Take([], Alice, RateLane.Protect));
    }

    [Fact]
    public void DecayingCounter_EmptiesEvenly()
    {
        var counter = RateWindow.Decaying("counter", RateScope.Account, 20, perSecond: 2);
        var limiter = Limiter();
        Assert.Null(limiter.Take([new(counter, 20)], Alice, RateLane.Protect));

        Assert.Equal(TimeSpan.FromSeconds(2), limiter.Take([new(counter, 4)], Alice, RateLane.Protect)!.Value.RetryAfter);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(limiter.Take([new(counter, 4)], Alice, RateLane.Protect));
    }

    /// <summary>Ten thousand orders a second are asked for over two minutes; what passes is held against every window the venue could draw.</summary>
    [Fact]
    public void NoWindow_IsEverExceeded_WhereverItBegins()
    {
        var limiter = Limiter();
        var passed = new List<double>();
        var lanes = Enum.GetValues<RateLane>();
        var chance = new Random(7);
        for (var step = 0; step < 1_200_000; step++)
        {
            clock.Advance(TimeSpan.FromMicroseconds(100));
            if (limiter.Take([new(Short, 1), new(Long, 1)], Alice, lanes[chance.Next(lanes.Length)]) is null)
            {
                passed.Add(step / 10_000.0);
            }
        }

        Assert.True(passed.Count >= 190, $"Only {passed.Count} passed.");
        AssertWithin(passed, 10, 1.0);
        AssertWithin(passed, 100, 60.0);
    }

    private static void AssertWithin(List<double> passed, int limit, double seconds)
    {
        for (var index = limit; index < passed.Count; index++)
        {
            Assert.True(passed[index] - passed[index - limit] >= seconds, $"{limit + 1} within {seconds} s at {passed[index]}");
        }
    }

    private static double Used(RateLimiter limiter, RateWindow window) => limiter.Headroom().Where(each => each.Name == window.Name).Sum(each => each.Used);

    private RateLimiter Limiter() => new(clock, new());
}
