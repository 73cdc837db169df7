using Signalbox.Markets;
using Signalbox.Performance.Results;
using Signalbox.Server.Api.Performance;
using Signalbox.Strategies;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Api.Performance;

/// <summary>Slippage computed by hand and told from each side.</summary>
public sealed class SlippageShapeTests
{
    [Fact]
    public void Slippage_IsTheSameEntriesSeenFromEachSide()
    {
        var names = new PerformanceNames(new Catalogue(
            1,
            [Settings.Strategy("s1", "Breakout")],
            [],
            [
                Settings.Connection("live", "Real") with { Mode = AccountMode.Live },
                Settings.Connection("paper", "Practice") with { Mode = AccountMode.Paper },
            ]));

        // Bought at 101 what was signalled at 100: 100 basis points worse. Sold at 202 what was signalled at 200: 100 better.
        var told = SlippageShape.Of(
            [
                Entry("s1", "live", "BTC", Side.Buy, 100, 101, 9),
                Entry("s1", "live", "BTC", Side.Buy, 100, 100.5m, 10),
                Entry("s2", "paper", "ETH", Side.Sell, 200, 202, 9),
            ],
            names);

        Assert.Equal([new("s1", "Breakout", 2, 75m, 100m), new("s2", "s2", 1, -100m, -100m)], told.ByStrategy);
        Assert.Equal([new("live", "live", 2, 75m, 100m), new("paper", "paper", 1, -100m, -100m)], told.ByMode);
        Assert.Equal([new("live", "Real", 2, 75m, 100m), new("paper", "Practice", 1, -100m, -100m)], told.ByAccount);
        Assert.Equal([new("09", "09:00", 2, 0m, 100m), new("10", "10:00", 1, 50m, 50m)], told.ByHour);
        Assert.Equal(["BTC", "ETH"], told.BySymbol.Select(each => each.Key));
    }

    private static EntrySlippage Entry(string strategy, string account, string symbol, Side side, decimal signalled, decimal paid, int hour) =>
        new(strategy, account, symbol, side, new(signalled), new(paid)) { At = new(2026, 1, 5, hour, 30, 0, TimeSpan.Zero) };
}
