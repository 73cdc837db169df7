using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Alpaca;

namespace Signalbox.Tests.Venues.Alpaca;

public sealed class AlpacaVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var harness = new Harness(await SandboxHarness.StartServerAsync(new() { Exchange = "alpaca" }));
        await harness.SetPriceAsync(new(230m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("AAPL");

        public override Quantity Quantity => new(10m);

        public override Quantity LargeQuantity => new(1_000m);

        public override Quantity HugeQuantity => new(9_000m);

        public override bool StreamIsNumbered => false;

        public override bool FillsTellTheirFee => false;

        public override bool TradesTellTheTaker => false;

        public override bool HasBooks => false;

        protected override string Commands => "POST /v2/orders|PATCH /v2/orders/*|DELETE /v2/orders*";

        protected override string Questions => "GET /v2/*";

        protected override string PrivateStream => "STREAM /stream";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new AlpacaVenue(
            new() { Addresses = AlpacaAddresses.At(address), Key = "key", Secret = secret, Timeout = timeout }, new(TimeProvider.System, new()), TimeProvider.System);
    }
}
