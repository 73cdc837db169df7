using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Futures;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinFuturesVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var server = await SandboxHarness.StartServerAsync(new() { Exchange = "kucoin-futures" });
        var harness = new Harness(server);
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("XBTUSDTM");

        public override Quantity Quantity => new(10m);

        public override Quantity LargeQuantity => new(30_000m);

        public override Quantity HugeQuantity => new(900_000m);

        public override bool StreamIsNumbered => false;

        // Orders are placed with one method and cancelled with another on paths that questions use too.
        protected override string Commands => "* /api/v1/orders*";

        protected override string Questions => "GET /api/v*";

        protected override string PrivateStream => "STREAM /endpoint/private";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new KucoinFuturesVenue(
            new() { Addresses = KucoinAddresses.At(address), Key = "key", Secret = secret, Passphrase = "passphrase", Timeout = timeout },
            new(TimeProvider.System, new()), TimeProvider.System);
    }
}
