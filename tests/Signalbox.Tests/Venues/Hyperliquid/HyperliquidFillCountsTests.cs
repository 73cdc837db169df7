using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Hyperliquid;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

public sealed class HyperliquidFillCountsTests
{
    private readonly HyperliquidFillCounts counts = new(TimeProvider.System);

    [Fact]
    public void Report_WaitsForTheFillsItCounts_AndLaterOnesWaitBehindIt()
    {
        counts.Hold(Report("1", 1m, VenueOrderState.Working));
        counts.Hold(Report("1", 2m, VenueOrderState.Filled));
        counts.Hold(Report("2", 0m, VenueOrderState.Working));

        Assert.Equal(["2"], counts.Due().Select(report => report.VenueOrderId.Value).ToList());
        Assert.True(counts.Count(Fill("1", "10", 1m)));
        Assert.Equal([1m], counts.Due().Select(report => report.FilledQuantity.Value).ToList());
        Assert.True(counts.Count(Fill("1", "11", 1m)));
        Assert.Equal([VenueOrderState.Filled], counts.Due().Select(report => report.State).ToList());
    }

    [Fact]
    public void Fill_ToldTwice_CountsOnce()
    {
        Assert.True(counts.Count(Fill("1", "10", 1m)));
        Assert.False(counts.Count(Fill("1", "10", 1m)));
        counts.Hold(Report("1", 2m, VenueOrderState.Filled));

        Assert.Empty(counts.Due().ToList());
    }

    private static OrderReport Report(string number, decimal filled, VenueOrderState state) => new()
    {
        VenueOrderId = new(number),
        Instrument = new("BTC"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        State = state,
        Quantity = new(2m),
        FilledQuantity = new(filled),
        At = DateTimeOffset.UnixEpoch,
    };

    private static FillReport Fill(string number, string id, decimal quantity) => new()
    {
        FillId = new(id),
        VenueOrderId = new(number),
        Instrument = new("BTC"),
        Side = Side.Buy,
        Quantity = new(quantity),
        Price = new(1m),
        At = DateTimeOffset.UnixEpoch,
    };
}
