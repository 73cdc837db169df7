using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;

namespace Signalbox.Tests.Venues.Bybit;

public sealed class BybitSpotVenueContract : VenueContract
{
    protected override Task<VenueHarness> StartAsync() => BybitHarness.StartAsync(new()
    {
        Exchange = "bybit",
        Product = BybitProduct.Spot,
        Instrument = "BTCUSDT",
        Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m), ["BTC"] = new(10m) },
        Usual = 0.01m,
        Large = 10m,
        Huge = 900m,
        Holdings = 10m,
    });
}

public sealed class BybitLinearVenueContract : VenueContract
{
    protected override Task<VenueHarness> StartAsync() => BybitHarness.StartAsync(new()
    {
        Exchange = "bybit-linear",
        Product = BybitProduct.Linear,
        Instrument = "BTCUSDT",
        Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m) },
        Usual = 0.01m,
        Large = 30m,
        Huge = 900m,
    });
}

public sealed class BybitInverseVenueContract : VenueContract
{
    protected override Task<VenueHarness> StartAsync() => BybitHarness.StartAsync(new()
    {
        Exchange = "bybit-inverse",
        Product = BybitProduct.Inverse,
        Instrument = "BTCUSD",
        Balances = new Dictionary<string, Money> { ["BTC"] = new(10m) },
        Usual = 10_000m,
        Large = 2_000_000m,
        Huge = 20_000_000m,
    });
}

internal sealed record BybitHarnessOptions
{
    public required string Exchange { get; init; }

    public required BybitProduct Product { get; init; }

    public required string Instrument { get; init; }

    public required IReadOnlyDictionary<string, Money> Balances { get; init; }

    public required decimal Usual { get; init; }

    public required decimal Large { get; init; }

    public required decimal Huge { get; init; }

    public decimal Holdings { get; init; }
}

internal sealed class BybitHarness : SandboxHarness
{
    // Asked for while the base class makes the venue, before its own constructor has run.
    [ThreadStatic]
    private static BybitHarnessOptions? beginning;

    private readonly BybitHarnessOptions options;

    private BybitHarness(SandboxServer server, BybitHarnessOptions options)
        : base(server) => this.options = options;

    public override InstrumentId Instrument => new(options.Instrument);

    public override Quantity Quantity => new(options.Usual);

    public override Quantity LargeQuantity => new(options.Large);

    public override Quantity HugeQuantity => new(options.Huge);

    public override Quantity Holdings => new(options.Holdings);

    public override bool StreamIsNumbered => false;

    protected override string Commands => "POST /v5/order/*";

    protected override string Questions => "GET /v5/*";

    protected override string PrivateStream => "STREAM /v5/private";

    public static async Task<VenueHarness> StartAsync(BybitHarnessOptions options)
    {
        var server = await SandboxHarness.StartServerAsync(new() { Exchange = options.Exchange, Balances = options.Balances });
        beginning = options;
        var harness = new BybitHarness(server, options);
        await harness.SetPriceAsync(new(80_000m));
        return harness;
    }

    protected override IVenue CreateVenue(Uri address, string secret, TimeSpan timeout) => new BybitVenue(
        new() { Addresses = BybitAddresses.At(address), Product = (options ?? beginning)!.Product, Key = "key", Secret = secret, Timeout = timeout },
        new(TimeProvider.System, new()), TimeProvider.System);
}
