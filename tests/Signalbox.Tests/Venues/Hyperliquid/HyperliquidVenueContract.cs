using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Sandbox.Hyperliquid;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Hyperliquid;

namespace Signalbox.Tests.Venues.Hyperliquid;

public sealed class HyperliquidPerpetualsVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = HyperliquidHarness.Options("hyperliquid", new() { ["USDC"] = new(1_000_000m) });
        var harness = new HyperliquidHarness(await SandboxHarness.StartServerAsync(options), HyperliquidProduct.Perpetuals);
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }
}

public sealed class HyperliquidSpotVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = HyperliquidHarness.Options("hyperliquid-spot", new() { ["USDC"] = new(1_000_000m), ["UBTC"] = new(10m) });
        var harness = new HyperliquidHarness(await SandboxHarness.StartServerAsync(options), HyperliquidProduct.Spot);
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }
}

internal sealed class HyperliquidHarness(SandboxServer server, HyperliquidProduct product) : SandboxHarness(server)
{
    /// <summary>The maker quotes anew only when a test moves the price: by itself it would take what rests at its quotes at a time of its own.</summary>
    public static SandboxOptions Options(string exchange, Dictionary<string, Money> balances) =>
        new() { Exchange = exchange, Balances = balances, RefreshEvery = TimeSpan.FromMinutes(10) };

    // The venue is made before the fields of this class are set: it is told by what the exchange lists.
    private bool IsSpot => Server.Floor.Instruments[0].Kind == InstrumentKind.Spot;

    public override InstrumentId Instrument => new(product == HyperliquidProduct.Spot ? "@142" : "BTC");

    public override Quantity Quantity => new(0.01m);

    public override Quantity LargeQuantity => new(product == HyperliquidProduct.Spot ? 10m : 30m);

    public override Quantity HugeQuantity => new(900m);

    public override Quantity Holdings => new(product == HyperliquidProduct.Spot ? 10m : 0m);

    public override bool StreamIsNumbered => false;

    protected override string Commands => "POST /exchange";

    protected override string Questions => "POST /info";

    protected override string PrivateStream => "STREAM /ws";

    protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new HyperliquidVenue(
        new()
        {
            Product = IsSpot ? HyperliquidProduct.Spot : HyperliquidProduct.Perpetuals,
            Addresses = HyperliquidAddresses.At(address),
            Account = HyperliquidKeys.Account("key").ToString(),
            PrivateKey = HyperliquidKeys.PrivateKey(secret),
            Timeout = timeout,
        },
        new(TimeProvider.System, new()), TimeProvider.System);
}
