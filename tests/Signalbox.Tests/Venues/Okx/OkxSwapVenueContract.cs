using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues.Okx;

namespace Signalbox.Tests.Venues.Okx;

/// <summary>Quantities are contracts of a hundredth of a coin.</summary>
public sealed class OkxSwapVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var harness = new Harness(await SandboxHarness.StartServerAsync(new() { Exchange = "okx-swap" }));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : OkxHarness(server)
    {
        protected override OkxProduct Product => OkxProduct.Swap;

        public override InstrumentId Instrument => new("BTC-USDT-SWAP");

        public override Quantity Quantity => new(1m);

        public override Quantity LargeQuantity => new(3_000m);

        public override Quantity HugeQuantity => new(90_000m);
    }
}
