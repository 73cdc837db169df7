using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Spot;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceSpotVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = new SandboxOptions
        {
            Exchange = "binance",
            Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m), ["BTC"] = new(10m) },
        };
        var harness = new Harness(await SandboxHarness.StartServerAsync(options));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("BTCUSDT");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(10m);

        public override Quantity HugeQuantity => new(900m);

        public override Quantity Holdings => new(10m);

        public override bool StreamIsNumbered => false;

        protected override string Commands => "* /api/v3/order";

        protected override string Questions => "GET /api/v3/*";

        protected override string PrivateStream => "STREAM /ws-api/v3";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new BinanceSpotVenue(
            new() { Addresses = BinanceAddresses.At(address, isFutures: false), Key = "key", Secret = secret, Timeout = timeout },
            new(TimeProvider.System, new()), TimeProvider.System);
    }
}
