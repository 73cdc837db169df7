using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kraken.Spot;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenSpotVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = new SandboxOptions
        {
            Exchange = "kraken",
            Keys = [new("key", Harness.Encoded("secret"))],
            Balances = new Dictionary<string, Money> { ["USD"] = new(1_000_000m), ["BTC"] = new(10m) },
        };
        var harness = new Harness(await SandboxHarness.StartServerAsync(options));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("XBTUSD");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(10m);

        public override Quantity HugeQuantity => new(900m);

        public override Quantity Holdings => new(10m);

        // Questions are posted too; the tests break the next request, which is the command they send.
        protected override string Commands => "POST /0/private/*";

        protected override string Questions => "POST /0/private/*";

        protected override string PrivateStream => "STREAM /auth/v2";

        /// <summary>Secrets are base64.</summary>
        public static string Encoded(string secret) => Convert.ToBase64String(Encoding.ASCII.GetBytes(secret));

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new KrakenSpotVenue(
            new() { Addresses = KrakenAddresses.At(address, isFutures: false), Key = "key", Secret = Encoded(secret), Timeout = timeout, Tier = KrakenTier.Pro },
            new(TimeProvider.System, new()), TimeProvider.System);
    }
}
