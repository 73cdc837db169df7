using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;

namespace Signalbox.Tests.Venues.Loopback;

public sealed class LoopbackVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var server = await SandboxHarness.StartServerAsync(new());
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

        protected override string Commands => "POST /v1/orders*";

        protected override string Questions => "GET /v1/*";

        protected override string PrivateStream => "STREAM /v1/stream/private";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) =>
            new LoopbackVenue(new() { Address = address, Key = "key", Secret = secret, Timeout = timeout }, TimeProvider.System);
    }
}
