using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Sandbox.Hyperliquid;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

/// <summary>What the contract does not ask of every venue, against the sandbox.</summary>
public sealed class HyperliquidAdapterTests : IAsyncLifetime
{
    private SandboxServer server = null!;
    private HyperliquidHarness harness = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await SandboxServer.StartAsync(HyperliquidHarness.Options("hyperliquid", new() { ["USDC"] = new(1_000_000m) }), TimeProvider.System, Cancel);
        harness = new(server, HyperliquidProduct.Perpetuals);
        await harness.SetPriceAsync(new(80_000m));
    }

    public async ValueTask DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Action_SentTwice_IsCarriedOutOnce()
    {
        var request = Requests().Place(await OrderAsync(0.9m), Asset, null, SigningTime.Now(DateTimeOffset.UtcNow));

        Assert.Contains("resting", await PostAsync(request), StringComparison.Ordinal);
        Assert.Contains("duplicate nonce", await PostAsync(request), StringComparison.Ordinal);
        Assert.Single(await harness.RecordAsync());
    }

    [Fact]
    public async Task Action_AfterItsEnd_IsNotCarriedOut()
    {
        var request = Requests().Place(await OrderAsync(0.9m), Asset, null, new(DateTimeOffset.UtcNow.AddSeconds(-5), TimeSpan.FromSeconds(3)));

        Assert.Contains("already expired", await PostAsync(request), StringComparison.Ordinal);
        Assert.Empty(await harness.RecordAsync());
    }

    [Fact]
    public async Task Action_ChangedOnItsWay_IsAStrangers()
    {
        var request = Requests().Place(await OrderAsync(0.9m), Asset, null, SigningTime.Now(DateTimeOffset.UtcNow));
        var changed = Encoding.UTF8.GetString(request.Body!.Value.Span).Replace("\"s\":\"0.01\"", "\"s\":\"0.02\"", StringComparison.Ordinal);

        Assert.Contains("does not exist", await PostAsync(request with { Body = Encoding.UTF8.GetBytes(changed) }), StringComparison.Ordinal);
        Assert.Empty(await harness.RecordAsync());
    }

    [Fact]
    public async Task OwnersKey_CanWithdraw_AndAnAgentsCannot()
    {
        await using var owner = new HyperliquidVenue(
            new() { Product = HyperliquidProduct.Perpetuals, Addresses = HyperliquidAddresses.At(server.Address), Account = HyperliquidKeys.Account("key").ToString(), PrivateKey = HyperliquidKeys.PrivateKey("key") },
            new(TimeProvider.System, new()), TimeProvider.System);

        Assert.True((await owner.PermissionsAsync(Cancel)).Value!.Withdraw);
        var agent = (await ((IVenueDesk)harness.Venue).PermissionsAsync(Cancel)).Value!;
        Assert.Equal((true, false), (agent.Trade, agent.Withdraw));
        Assert.NotNull(agent.ExpiresAt);
    }

    [Fact]
    public async Task ChangedOrder_LivesOn_AndItsOldNumberIsNeverToldAsItsEnd()
    {
        await using var stream = await StreamProbe.StartAsync(harness);
        var order = await OrderAsync(0.9m);
        var first = Assert.IsType<VenueOutcome.Accepted>(await harness.Venue.PlaceAsync(order, Cancel));
        await stream.WaitAsync(order.Id, VenueOrderState.Working);

        var second = Assert.IsType<VenueOutcome.Accepted>(await harness.Venue.AmendAsync(
            new() { Id = order.Id, VenueOrderId = first.VenueOrderId, Instrument = order.Instrument, Quantity = order.Quantity, LimitPrice = new(70_000m) }, Cancel));

        Assert.NotEqual(first.VenueOrderId, second.VenueOrderId);
        await stream.WaitAsync(told => told.OfType<VenueEvent.Gap>().Any(gap => gap.Why.Contains("was replaced", StringComparison.Ordinal)));
        Assert.DoesNotContain(stream.ReportsOf(order.Id), report => report.State == VenueOrderState.Cancelled);
        var open = Assert.Single((await harness.Venue.SnapshotAsync(DateTimeOffset.UtcNow, Cancel)).Value!.OpenOrders);
        Assert.Equal((order.Id, second.VenueOrderId, new Price(70_000m)), (open.ClientOrderId!.Value, (VenueOrderId?)open.VenueOrderId, open.LimitPrice!.Value));
        // The number it had is known no more; its id ends it all the same.
        Assert.IsType<VenueOutcome.Accepted>(await harness.Venue.CancelAsync(new(order.Id, first.VenueOrderId, order.Instrument), Cancel));
    }

    [Fact]
    public async Task Entry_BringsItsExits_OfWhichOneEndsTheOther()
    {
        var entry = VenueOrders.Market(harness, Side.Buy) with { Extras = new() { TakeProfit = new(new(88_000m)), StopLoss = new(new(72_000m)) } };

        Assert.IsType<VenueOutcome.Accepted>(await harness.Venue.PlaceAsync(entry, Cancel));

        var exits = (await harness.Venue.SnapshotAsync(DateTimeOffset.UtcNow, Cancel)).Value!.OpenOrders;
        Assert.Equal([(true, new Price(88_000m)), (false, new Price(72_000m))], exits.OrderByDescending(exit => exit.TakesProfit).Select(exit => (exit.TakesProfit, exit.StopPrice!.Value)));
        Assert.All(exits, exit => Assert.True(exit is { ReduceOnly: true, Side: Side.Sell, Type: OrderType.Stop }));
        await harness.SetPriceAsync(new(71_000m));
        var after = (await harness.Venue.SnapshotAsync(DateTimeOffset.UtcNow, Cancel)).Value!;
        Assert.Empty(after.OpenOrders);
        Assert.Empty(after.Positions);
    }

    [Fact]
    public async Task MarketOrder_NeverPaysMoreThanItsSlippage()
    {
        var order = VenueOrders.Market(harness, Side.Buy, harness.LargeQuantity);

        await harness.Venue.PlaceAsync(order, Cancel);

        var found = Assert.IsType<OrderEvidence.Found>(await harness.Venue.QueryAsync(new(order.Id, null, order.Instrument), Cancel));
        Assert.All(found.Fills, fill => Assert.True(fill.Price <= new Price(84_000m)));
        Assert.Equal((OrderType.Market, (Price?)null), (found.Report.Type, found.Report.LimitPrice));
    }

    private static HyperliquidAsset Asset => HyperliquidMarkets.Assets[0];

    private static HyperliquidRequests Requests()
    {
        var options = new HyperliquidOptions
        {
            Product = HyperliquidProduct.Perpetuals,
            Addresses = HyperliquidAddresses.Of("testnet"),
            Account = HyperliquidKeys.Account("key").ToString(),
            PrivateKey = HyperliquidKeys.PrivateKey("secret"),
        };
        return new(new(options.PrivateKey, null, isLive: false), options);
    }

    private async Task<PlaceOrder> OrderAsync(decimal factor)
    {
        var quote = await VenueOrders.QuoteAsync(harness);
        return VenueOrders.Limit(harness, Side.Buy, quote.Times(factor));
    }

    private async Task<string> PostAsync(WireRequest request)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var body = new ReadOnlyMemoryContent(request.Body!.Value);
        using var answer = await client.PostAsync(new Uri(request.Path, UriKind.Relative), body, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
