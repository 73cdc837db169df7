using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Coinbase;

namespace Signalbox.Tests.Venues.Coinbase;

public sealed class CoinbaseVenueContract : VenueContract
{
    protected override async Task<VenueHarness> StartAsync()
    {
        var options = new SandboxOptions
        {
            Exchange = "coinbase",
            Keys = [new("key", CoinbaseKeys.Ours)],
            Balances = new Dictionary<string, Money> { ["USD"] = new(1_000_000m), ["BTC"] = new(10m) },
        };
        var harness = new Harness(await SandboxHarness.StartServerAsync(options));
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    private sealed class Harness(SandboxServer server) : SandboxHarness(server)
    {
        public override InstrumentId Instrument => new("BTC-USD");

        public override Quantity Quantity => new(0.01m);

        public override Quantity LargeQuantity => new(10m);

        public override Quantity HugeQuantity => new(900m);

        public override Quantity Holdings => new(10m);

        public override bool RepeatsAreAnsweredWithTheOrder => true;

        protected override string Commands => "POST /api/v3/brokerage/orders*";

        protected override string Questions => "GET /api/v3/brokerage/*";

        protected override string PrivateStream => "STREAM /user";

        protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new CoinbaseVenue(
            new()
            {
                Addresses = CoinbaseAddresses.At(address),
                Key = "key",
                Secret = secret == "secret" ? CoinbaseKeys.Ours : CoinbaseKeys.Another,
                Timeout = timeout,
            },
            new(TimeProvider.System, new()), TimeProvider.System);

        // Ids travel as UUIDs.
        public override async Task<IReadOnlyList<RecordedOrder>> RecordAsync() =>
            [.. (await base.RecordAsync()).Select(order => order with { ClientId = order.ClientId?.Replace("-", "", StringComparison.Ordinal) })];
    }
}
