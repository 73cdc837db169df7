using Signalbox.Sandbox.Alpaca;
using Signalbox.Sandbox.Binance;
using Signalbox.Sandbox.Bybit;
using Signalbox.Sandbox.Coinbase;
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

namespace Signalbox.Sandbox;

/// <summary>Every exchange there is, a method a venue.</summary>
internal static class SandboxVenues
{
    public static IReadOnlyList<SandboxVenue> All() => [.. Loopback(), .. Binance(), .. Alpaca(), .. Coinbase(), .. Hyperliquid(), .. Kraken(), .. Kucoin(), .. Bybit(), .. Okx()];

    private static SandboxVenue[] Loopback() =>
    [
        new() { Name = "loopback", Create = stage => new LoopbackExchange(stage) },
    ];

    private static SandboxVenue[] Binance() =>
    [
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
    ];

    private static SandboxVenue[] Alpaca() =>
    [
        new()
        {
            Name = "alpaca",
            Create = stage => new AlpacaExchange(stage),
            Rules = new() { ClientIds = AlpacaCapabilities.Account.ClientIds },
            Fees = new() { MakerFeeBps = 0, TakerFeeBps = 0 },
            Instruments = Signalbox.Sandbox.Alpaca.AlpacaInstruments.All,
        },
    ];

    private static SandboxVenue[] Coinbase() =>
    [
        new()
        {
            Name = "coinbase",
            Create = stage => new CoinbaseExchange(stage, new()),
            SignIn = SandboxSignIn.PrivateKey,
            Rules = new() { ClientIds = CoinbaseCapabilities.Spot.ClientIds },
            Accounts = FundsMode.Spot,
            Instruments = CoinbaseInstruments.Spot,
        },
    ];

    private static SandboxVenue[] Hyperliquid() =>
    [
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
    ];

    private static SandboxVenue[] Kraken() =>
    [
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
    ];

    private static SandboxVenue[] Kucoin() =>
    [
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
    ];

    private static SandboxVenue[] Bybit() =>
    [
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
    ];

    private static SandboxVenue[] Okx() =>
    [
        OkxVenues.Spot,
        OkxVenues.Swap,
        OkxVenues.Futures,
    ];
}
