using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues.Okx;

namespace Signalbox.Tests.Venues.Okx;

public sealed class OkxSpotVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = new SandboxOptions
        {
            Exchange = "okx",
            Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m), ["BTC"] = new(10m) },
        };
        var harness = new Harness(await SandboxHarness.StartServerAsync(options));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : OkxHarness(server)
    {
        protected override OkxProduct Product => OkxProduct.Spot;

        public override InstrumentId Instrument => new("BTC-USDT");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(10m);

        public override Quantity HugeQuantity => new(900m);

        public override Quantity Holdings => new(10m);
    }
}
