using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Wire;

public sealed class RequestBudgetTests
{
    private readonly PaperTestClock clock = new(PaperWorld.Start);

    [Fact]
    public void Budget_LetsABurstThrough_AndRefillsEvenly()
    {
        var budget = new RequestBudget(burst: 3, perSecond: 2, reserve: 0, clock);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(budget.Take(mayUseReserve: false)));
        Assert.Equal(TimeSpan.FromSeconds(0.5), budget.Take(mayUseReserve: false));

        clock.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Null(budget.Take(mayUseReserve: false));
        Assert.NotNull(budget.Take(mayUseReserve: false));
    }

    [Fact]
    public void Reserve_IsLeftForWhatMustNotWait()
    {
        var budget = new RequestBudget(burst: 3, perSecond: 1, reserve: 2, clock);
        Assert.Null(budget.Take(mayUseReserve: false));
        Assert.NotNull(budget.Take(mayUseReserve: false));

        Assert.Null(budget.Take(mayUseReserve: true));
        Assert.Null(budget.Take(mayUseReserve: true));
        Assert.NotNull(budget.Take(mayUseReserve: true));
    }

    [Fact]
    public void ClosedBudget_HoldsEverythingBack_UntilItsTime()
    {
        var budget = new RequestBudget(burst: 3, perSecond: 1, reserve: 0, clock);
        budget.CloseFor(TimeSpan.FromSeconds(10));
        budget.CloseFor(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(10), budget.Take(mayUseReserve: true));

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(budget.Take(mayUseReserve: false));
    }

    [Fact]
    public void Backoff_Grows_IsSpread_AndStartsOverOnlyAfterALineHeld()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), seed: 1);
        for (var full = 100d; full < 100_000; full *= 2)
        {
            Assert.InRange(backoff.Next().TotalMilliseconds, Math.Min(full, 5_000) / 2, Math.Min(full, 5_000));
        }

        backoff.Held(TimeSpan.FromSeconds(1));
        Assert.InRange(backoff.Next().TotalMilliseconds, 2_500, 5_000);
        backoff.Held(TimeSpan.FromSeconds(10));
        Assert.InRange(backoff.Next().TotalMilliseconds, 50, 100);
    }
}
