using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Spot;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinSpotVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = new SandboxOptions
        {
            Exchange = "kucoin",
            Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m), ["BTC"] = new(10m) },
        };
        var harness = new Harness(await SandboxHarness.StartServerAsync(options));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("BTC-USDT");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(10m);

        public override Quantity HugeQuantity => new(900m);

        public override Quantity Holdings => new(10m);

        public override bool StreamIsNumbered => false;

        protected override string Commands => "* /api/v1/hf/orders*";

        protected override string Questions => "GET /api/v*";

        protected override string PrivateStream => "STREAM /endpoint/private";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new KucoinSpotVenue(
            new() { Addresses = KucoinAddresses.At(address), Key = "key", Secret = secret, Passphrase = "passphrase", Timeout = timeout },
            new(TimeProvider.System, new()), TimeProvider.System);
    }
}
