using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Usdm;
using Signalbox.Venues.Connections;
using Xunit;

namespace Signalbox.Tests.Venues.Connections;

public sealed class EgressRouteTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The name resolves nowhere: whatever arrives has gone through the proxy, its name included.</summary>
    [Fact]
    public async Task EverythingGoesThroughTheProxy_NamesAndStreamsToo()
    {
        await using var server = await SandboxServer.StartAsync(new() { Exchange = "binance-usdm" }, TimeProvider.System, Cancel);
        await using var proxy = new SocksProxy(server.Address.Port);
        await using var venue = Venue(new($"http://exchange.invalid:{server.Address.Port}"), new() { Proxy = proxy.Address });

        Assert.Null((await venue.SnapshotAsync(DateTimeOffset.UnixEpoch, Cancel)).Failure);
        await foreach (var told in venue.MarketStreamAsync(new([Btc]), Cancel))
        {
            if (told is MarketEvent.Quoted)
            {
                break;
            }
        }

        Assert.NotEmpty(proxy.Asked);
        Assert.All(proxy.Asked, asked => Assert.Equal("exchange.invalid", asked));
    }

    [Fact]
    public async Task ProxyThatIsDown_IsAFailedConnection_AndNeverADirectOne()
    {
        await using var server = await SandboxServer.StartAsync(new() { Exchange = "binance-usdm" }, TimeProvider.System, Cancel);
        await using var venue = Venue(server.Address, new() { Proxy = new("socks5://127.0.0.1:1") });

        var outcome = await venue.PlaceAsync(
            new()
            {
                Id = new(7),
                Instrument = Btc,
                Side = Side.Buy,
                Type = OrderType.Market,
                Quantity = new(0.01m),
                IntendedAt = TimeProvider.System.GetUtcNow(),
                SendBy = TimeProvider.System.GetUtcNow().AddSeconds(20),
            },
            Cancel);

        Assert.IsType<VenueOutcome.NotSent>(outcome);
        Assert.Empty(server.Floor.Read(_ => server.Floor.Ledger.Orders));
        Assert.Equal(ConnectionState.Unreachable, venue.Health.State);
    }

    [Theory]
    [InlineData("ftp://proxy", null)]
    [InlineData("proxy:1080", null)]
    [InlineData(null, "here")]
    public void WhatCannotBeARoute_IsRefused(string? proxy, string? source) => Assert.Throws<ArgumentException>(() => EgressRoute.Read(proxy, source));

    [Fact]
    public void Route_DoesNotShowThePassword() =>
        Assert.DoesNotContain("hush", EgressRoute.Read("http://me:hush@proxy:8080", null).ToString(), StringComparison.Ordinal);

    private static BinanceUsdmVenue Venue(Uri address, EgressRoute route) => new(
        new() { Addresses = BinanceAddresses.At(address, isFutures: true), Key = "key", Secret = "secret", Route = route, Timeout = TimeSpan.FromSeconds(10) },
        new(TimeProvider.System, new()), TimeProvider.System);
}
