using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kraken.Futures;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenFuturesVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = new SandboxOptions
        {
            Exchange = "kraken-futures",
            Keys = [new("key", Harness.Encoded("secret"))],
            Balances = new Dictionary<string, Money> { ["USD"] = new(1_000_000m) },
        };
        var harness = new Harness(await SandboxHarness.StartServerAsync(options));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("PF_XBTUSD");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(30m);

        public override Quantity HugeQuantity => new(900m);

        public override bool StreamIsNumbered => false;

        protected override string Commands => "POST /derivatives/api/v3/*";

        protected override string Questions => "* /derivatives/api/v3/*";

        protected override string PrivateStream => "STREAM /ws/v1";

        /// <summary>Secrets are base64.</summary>
        public static string Encoded(string secret) => Convert.ToBase64String(Encoding.ASCII.GetBytes(secret));

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new KrakenFuturesVenue(
            new() { Addresses = KrakenAddresses.At(address, isFutures: true), Key = "key", Secret = Encoded(secret), Timeout = timeout },
            new(TimeProvider.System, new()), TimeProvider.System);
    }
}
