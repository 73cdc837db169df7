using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Okx;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

/// <summary>What is particular to orders that wait at OKX: they become another order, with another number.</summary>
public sealed class OkxAdapterTests : IAsyncLifetime
{
    private static readonly InstrumentId Contract = new("BTC-USDT-SWAP");

    private SandboxServer server = null!;
    private OkxVenue venue = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await SandboxHarness.StartServerAsync(new() { Exchange = "okx-swap" });
        server.Floor.SetPrice(Contract, new(80_000m));
        venue = Connected();
    }

    public async ValueTask DisposeAsync()
    {
        await venue.DisposeAsync();
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task StopThatHasTriggered_IsCancelledByTheNumberItWaitedUnder()
    {
        var stop = Order(OrderType.StopLimit) with { StopPrice = new(78_000m), LimitPrice = new(79_000m) };
        var accepted = Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(stop, Cancel));
        server.Floor.SetPrice(Contract, new(77_000m));

        Assert.StartsWith("algo-", accepted.VenueOrderId!.Value.Value, StringComparison.Ordinal);
        Assert.IsType<VenueOutcome.Accepted>(await venue.CancelAsync(new(stop.Id, accepted.VenueOrderId, Contract), Cancel));

        var found = Assert.IsType<OrderEvidence.Found>(await venue.QueryAsync(new(stop.Id, accepted.VenueOrderId, Contract), Cancel));
        Assert.Equal((VenueOrderState.Cancelled, OrderType.StopLimit, stop.StopPrice), (found.Report.State, found.Report.Type, found.Report.StopPrice));
    }

    [Fact]
    public async Task TrailingStop_WaitsInTheSnapshot_AndFollows()
    {
        var trail = Order(OrderType.TrailingStop) with { Extras = new() { Trail = new(1m, IsPercent: true) } };

        Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(trail, Cancel));
        server.Floor.SetPrice(Contract, new(81_000m));

        var waiting = Assert.Single((await venue.SnapshotAsync(DateTimeOffset.UnixEpoch.AddDays(20_000), Cancel)).Value!.OpenOrders);
        Assert.Equal((trail.Id, OrderType.TrailingStop), (waiting.ClientOrderId!.Value, waiting.Type));
        Assert.True(waiting.StopPrice > new Price(80_000m), $"{waiting.StopPrice}");
    }

    [Fact]
    public async Task FillsOfATriggeredStop_GoByItsId_AlsoForWhoNeverSawIt()
    {
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var stop = Order(OrderType.Stop) with { StopPrice = new(78_000m) };
        await venue.PlaceAsync(stop, Cancel);
        server.Floor.SetPrice(Contract, new(77_000m));

        await using var restarted = Connected();
        var snapshot = (await restarted.SnapshotAsync(since, Cancel)).Value!;

        Assert.All(snapshot.Fills, fill => Assert.Equal(stop.Id, fill.ClientOrderId));
        Assert.Equal(stop.Quantity.Value, snapshot.Fills.Sum(fill => fill.Quantity.Value));
    }

    private OkxVenue Connected() => new(
        new() { Addresses = OkxAddresses.At(server.Address), Product = OkxProduct.Swap, Key = "key", Secret = "secret", Passphrase = "passphrase" },
        new(TimeProvider.System, new()), TimeProvider.System);

    private static PlaceOrder Order(OrderType type)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new()
        {
            Id = ClientOrderId.Derive($"{type}"),
            Instrument = Contract,
            Side = Side.Sell,
            Type = type,
            Quantity = new(2m),
            IntendedAt = now,
            SendBy = now.AddSeconds(20),
        };
    }
}
