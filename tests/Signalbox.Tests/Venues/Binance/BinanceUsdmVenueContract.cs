using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Usdm;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceUsdmVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var server = await SandboxHarness.StartServerAsync(new() { Exchange = "binance-usdm" });
        var harness = new Harness(server);
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("BTCUSDT");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(30m);

        public override Quantity HugeQuantity => new(900m);

        public override bool StreamIsNumbered => false;

        protected override string Commands => "* /fapi/v1/order";

        protected override string Questions => "GET /fapi/v*";

        protected override string PrivateStream => "STREAM /private/ws/*";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new BinanceUsdmVenue(
            new() { Addresses = BinanceAddresses.At(address, isFutures: true), Key = "key", Secret = secret, Timeout = timeout },
            new(TimeProvider.System, new()), TimeProvider.System);
    }
}
