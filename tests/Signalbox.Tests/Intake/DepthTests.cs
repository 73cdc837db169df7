using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Server.Live;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Usdm;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Books that a venue streams, followed while somebody looks.</summary>
public sealed class DepthTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamedBook_IsShownInOrder_AndNotAnyMoreWhenItsLineIsGone()
    {
        await using var server = await SandboxServer.StartAsync(new() { Exchange = "binance-usdm" }, TimeProvider.System, Cancel);
        await using var venue = new BinanceUsdmVenue(
            new() { Addresses = BinanceAddresses.At(server.Address, isFutures: true), Key = "key", Secret = "secret" }, new(TimeProvider.System, new()), TimeProvider.System);
        await using var depth = new StreamedDepth(venue, Btc, static _ => { }, TimeProvider.System, NullLogger.Instance);
        DepthView? view = null;
        await Until.HoldsAsync(() => (view = depth.Latest()) is { Bids.Count: > 1, Asks.Count: > 1 });

        Assert.True(view!.Bids[0].Price > view.Bids[1].Price && view.Bids[0].Price < view.Asks[0].Price && view.Asks[0].Price < view.Asks[1].Price);
        Assert.InRange(view.Bids.Count, 2, DepthBook.LevelsMax);

        await server.DisposeAsync();
        await Until.HoldsAsync(() => depth.Latest() is null);
    }
}
