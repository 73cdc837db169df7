using Signalbox.Markets;
using Signalbox.Venues.Paper;
using Xunit;

namespace Signalbox.Tests.Venues.Paper;

public sealed class PricePathTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly PricePath path = new(1, new("BTCUSDT"), new(84_000m), 0.025, new(0.1m));

    [Fact]
    public void Price_IsTheSame_ForTheSameSeedInstrumentAndTime()
    {
        var again = new PricePath(1, new("BTCUSDT"), new(84_000m), 0.025, new(0.1m));

        Assert.Equal(path.At(Start), again.At(Start));
        Assert.NotEqual(path.At(Start), new PricePath(2, new("BTCUSDT"), new(84_000m), 0.025, new(0.1m)).At(Start));
        Assert.NotEqual(path.At(Start), new PricePath(1, new("ETHUSDT"), new(84_000m), 0.025, new(0.1m)).At(Start));
    }

    [Fact]
    public void Price_IsPinned_SoThatNoReleaseMovesTheMarketsOfItsUsers() =>
        Assert.Equal(new Price(87_010.4m), path.At(Start));

    [Fact]
    public void Price_LiesOnTheTick_AndStaysPlausible()
    {
        for (var hour = 0; hour < 24 * 365; hour++)
        {
            var price = path.At(Start.AddHours(hour));
            Assert.Equal(Rounding.Down(price, new(0.1m)), price);
            Assert.InRange(price.Value, 50_000m, 120_000m);
        }
    }

    [Fact]
    public void Price_MovesLikeARandomWalk_ByTheDailyMoveItWasGiven()
    {
        var bySecond = Deviation(TimeSpan.FromSeconds(1));
        var byDay = Deviation(TimeSpan.FromDays(1));

        Assert.InRange(byDay, 0.012, 0.05);
        Assert.InRange(byDay / bySecond, 100, 900);
    }

    [Fact]
    public void Price_NeverJumps()
    {
        var before = path.At(Start).Value;
        for (var step = 1; step < 20_000; step++)
        {
            var after = path.At(Start.AddMilliseconds(250 * step)).Value;
            Assert.True(Math.Abs(after - before) < before * 0.001m, $"{before} to {after}");
            before = after;
        }
    }

    private double Deviation(TimeSpan over)
    {
        var sum = 0d;
        for (var sample = 0; sample < 500; sample++)
        {
            var from = Start + (sample * TimeSpan.FromHours(7));
            var move = (double)(path.At(from + over).Value / path.At(from).Value) - 1;
            sum += move * move;
        }

        return Math.Sqrt(sum / 500);
    }
}
