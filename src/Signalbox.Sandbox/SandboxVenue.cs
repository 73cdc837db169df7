using Signalbox.Sandbox.Alpaca;
using Signalbox.Sandbox.Binance;
using Signalbox.Sandbox.Bybit;
using Signalbox.Sandbox.Coinbase;
using Signalbox.Sandbox.Faults;
using Signalbox.Sandbox.Hyperliquid;
using Signalbox.Sandbox.Kraken.Futures;
using Signalbox.Sandbox.Kraken.Spot;
using Signalbox.Sandbox.Kucoin;
using Signalbox.Sandbox.Loopback;
using Signalbox.Sandbox.Okx;
using Signalbox.Venues.Alpaca;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Coinbase;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Paper;

namespace Signalbox.Sandbox;

/// <summary>What a protocol works on.</summary>
public sealed record SandboxStage(SandboxOptions Options, SandboxFloor Floor, Arrivals Arrivals, FaultPlan Faults);

/// <summary>What sets one venue apart before a byte is spoken: its rules, what it lists, and how its accounts work.</summary>
public sealed record SandboxVenue
{
    public required string Name { get; init; }

    public required Func<SandboxStage, ISandboxExchange> Create { get; init; }

    public EngineRules Rules { get; init; } = new();

    public FundsMode Accounts { get; init; } = FundsMode.Margin;

    /// <summary>Fees of spot purchases are taken from what is bought. Default false.</summary>
    public bool FeeInReceived { get; init; }

    /// <summary>What trading costs. Default as the paper venue.</summary>
    public PaperOptions Fees { get; init; } = new();

    public IReadOnlyList<PaperInstrument> Instruments { get; init; } = PaperInstruments.All;

    /// <summary>How a client signs in where nobody gave keys. Default a key and a secret.</summary>
    public Func<SandboxSignIn> SignIn { get; init; } = SandboxSignIn.KeyAndSecret;

    /// <summary>Every exchange the sandbox can play.</summary>
    public static IReadOnlyList<SandboxVenue> All { get; } =
    [
        new() { Name = "loopback", Create = stage => new LoopbackExchange(stage) },
        new()
        {
            Name = "binance",
            Create = stage => new BinanceSpotExchange(stage),
            Rules = new() { ClientIds = BinanceCapabilities.Spot.ClientIds },
            Accounts = FundsMode.Spot,
            FeeInReceived = true,
            Instruments = BinanceInstruments.Spot,
        },
        new()
        {
            Name = "binance-usdm",
            Create = stage => new BinanceUsdmExchange(stage),
            Rules = new() { ClientIds = BinanceCapabilities.Usdm.ClientIds },
            Instruments = BinanceInstruments.Usdm,
        },
        new()
        {
            Name = "alpaca",
            Create = stage => new AlpacaExchange(stage),
            Rules = new() { ClientIds = AlpacaCapabilities.Account.ClientIds },
            Fees = new() { MakerFeeBps = 0, TakerFeeBps = 0 },
            Instruments = Alpaca.AlpacaInstruments.All,
        },
        new()
        {
            Name = "coinbase",
            Create = stage => new CoinbaseExchange(stage, new()),
            SignIn = SandboxSignIn.PrivateKey,
            Rules = new() { ClientIds = CoinbaseCapabilities.Spot.ClientIds },
            Accounts = FundsMode.Spot,
            Instruments = CoinbaseInstruments.Spot,
        },
        new()
        {
            Name = "hyperliquid",
            Create = stage => new HyperliquidExchange(stage),
            SignIn = SandboxSignIn.Agent,
            Rules = new() { ClientIds = HyperliquidCapabilities.Perpetuals.ClientIds },
            Instruments = HyperliquidMarkets.Perpetuals,
        },
        new()
        {
            Name = "hyperliquid-spot",
            Create = stage => new HyperliquidExchange(stage),
            SignIn = SandboxSignIn.Agent,
            Rules = new() { ClientIds = HyperliquidCapabilities.Spot.ClientIds },
            Accounts = FundsMode.Spot,
            FeeInReceived = true,
            Instruments = HyperliquidMarkets.Spot,
        },
        new()
        {
            Name = "kraken",
            Create = stage => new KrakenSpotExchange(stage),
            SignIn = SandboxSignIn.Encoded,
            Rules = new() { ClientIds = KrakenCapabilities.Spot.ClientIds, RefusesStopsThroughPrice = false },
            Accounts = FundsMode.Spot,
            Instruments = KrakenSpotListing.Instruments,
        },
        new()
        {
            Name = "kraken-futures",
            Create = stage => new KrakenFuturesExchange(stage),
            SignIn = SandboxSignIn.Encoded,
            Rules = new() { ClientIds = KrakenCapabilities.Futures.ClientIds, RefusesStopsThroughPrice = false },
            Instruments = KrakenFuturesListing.Instruments,
        },
        new()
        {
            Name = "kucoin",
            Create = stage => new KucoinSpotExchange(stage),
            SignIn = SandboxSignIn.WithPassphrase,
            Rules = new() { ClientIds = KucoinCapabilities.Spot.ClientIds, RefusesStopsThroughPrice = false },
            Accounts = FundsMode.Spot,
            Instruments = KucoinInstruments.Spot,
        },
        new()
        {
            Name = "kucoin-futures",
            Create = stage => new KucoinFuturesExchange(stage),
            SignIn = SandboxSignIn.WithPassphrase,
            Rules = new() { ClientIds = KucoinCapabilities.Futures.ClientIds, RefusesStopsThroughPrice = false },
            Instruments = KucoinInstruments.Futures,
        },
        new()
        {
            Name = "bybit",
            Create = stage => new BybitExchange(stage, BybitProduct.Spot),
            Accounts = FundsMode.Spot,
            FeeInReceived = true,
            Instruments = BybitInstrumentList.Spot,
        },
        new()
        {
            Name = "bybit-linear",
            Create = stage => new BybitExchange(stage, BybitProduct.Linear),
            Instruments = BybitInstrumentList.Linear,
        },
        new()
        {
            Name = "bybit-inverse",
            Create = stage => new BybitExchange(stage, BybitProduct.Inverse),
            Instruments = BybitInstrumentList.Inverse,
        },
        OkxVenues.Spot,
        OkxVenues.Swap,
        OkxVenues.Futures,
    ];

    public static SandboxVenue Named(string name) => All.FirstOrDefault(venue => venue.Name == name)
        ?? throw new ArgumentException($"There is no sandbox exchange named '{name}'. There is: {string.Join(", ", All.Select(venue => venue.Name))}.", nameof(name));
}
