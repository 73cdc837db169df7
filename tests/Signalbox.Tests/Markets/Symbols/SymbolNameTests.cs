using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Xunit;

namespace Signalbox.Tests.Markets.Symbols;

/// <summary>Every way a ticker is written, against books of one instrument a kind.</summary>
public sealed class SymbolNameTests
{
    private static readonly DateTimeOffset Then = new(2025, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SymbolIndex Crypto = Book.Index("test",
        Book.Spot("spot", "BTC", "USDT"),
        Book.Linear("linear", "BTC", "USDT"),
        Book.Inverse("inverse", "BTC", "USD"),
        Book.Linear("doge", "DOGE", "USDT"),
        Book.Linear("usdc", "ETH", "USDC"),
        Book.Linear("dated", "BTC", "USDT") with { Kind = InstrumentKind.LinearFuture, Expiry = new(2025, 12, 26) },
        Book.Inverse("dated-inverse", "BTC", "USD") with { Kind = InstrumentKind.InverseFuture, Expiry = new(2025, 12, 26) },
        Book.Option("call", "BTC", "2025-12-26", 100_000m, ContractRight.Call) with { Quote = "USDT", Settle = "USDT" });

    private static readonly SymbolIndex Broker = Book.Index("test",
        Book.Stock("AAPL"),
        Book.Stock("BRK.B"),
        Book.Stock("SPY"),
        Book.Spot("EUR/USD", "EUR", "USD") with { AssetClass = AssetClass.Forex },
        Book.Option("call68", "SPY", "2024-05-10", 68m, ContractRight.Call),
        Book.Option("call", "SPY", "2025-05-20", 582.5m, ContractRight.Call),
        Book.Option("put", "SPY", "2025-05-21", 582.5m, ContractRight.Put),
        Book.Future("MNQM5", "MNQ"),
        Book.Future("MNQU5", "MNQ"),
        Book.Future("MNQU6", "MNQ", "2026-09-18"));

    [Theory]
    [InlineData("BTC/USDT:USDT", "linear")]
    [InlineData("BTCUSDT.P", "linear")]
    [InlineData("BINANCE:BTCUSDT.P", "linear")]
    [InlineData("BINANCE_DLY:BTCUSDT.P", "linear")]
    [InlineData("btcusdt.p", "linear")]
    [InlineData("BTC-USDT-SWAP", "linear")]
    [InlineData("BTCUSDT_UMCBL", "linear")]
    [InlineData("BTCUSDTPERP", "linear")]
    [InlineData("BTC_USDT_PERP", "linear")]
    [InlineData("PERP_BTC_USDT", "linear")]
    [InlineData("XBTUSDTM", "linear")]
    [InlineData("tBTCF0:USTF0", "linear")]
    [InlineData("SPOT_BTC_USDT", "spot")]
    [InlineData("BTCUSDT_SPBL", "spot")]
    [InlineData("BTC/USDT", "spot")]
    [InlineData("XBT/USDT", "spot")]
    [InlineData("BTC/USD:BTC", "inverse")]
    [InlineData("BTCUSD", "inverse")]
    [InlineData("XBTUSD", "inverse")]
    [InlineData("XBT/USD", "inverse")]
    [InlineData("XXBTZUSD", "inverse")]
    [InlineData("BITMEX:XBTUSD.P", "inverse")]
    [InlineData("COINBASE:BTCUSD", "inverse")]
    [InlineData("BTC-USD-SWAP", "inverse")]
    [InlineData("BTCUSD_PERP", "inverse")]
    [InlineData("PI_XBTUSD", "inverse")]
    [InlineData("XBTUSDM", "inverse")]
    [InlineData("tBTCUSD", "inverse")]
    [InlineData("XDGUSDT", "doge")]
    [InlineData("DOGE_USDT", "doge")]
    [InlineData("ETHPERP", "usdc")]
    [InlineData("ETH-PERPETUAL", "usdc")]
    [InlineData("ETH_USDC-PERPETUAL", "usdc")]
    [InlineData("ETHUSDCM", "usdc")]
    [InlineData("BTC/USDT:USDT-251226", "dated")]
    [InlineData("BTC-USDT-251226", "dated")]
    [InlineData("BTCUSDT_251226", "dated")]
    [InlineData("BTC_USDT_20251226", "dated")]
    [InlineData("BTCUSDT-26DEC25", "dated")]
    [InlineData("BTC/USD:BTC-251226", "dated-inverse")]
    [InlineData("FI_XBTUSD_251226", "dated-inverse")]
    [InlineData("BTCUSDZ25", "dated-inverse")]
    [InlineData("BTC/USDT:USDT-251226-100000-C", "call")]
    [InlineData("BTC-26DEC25-100000-C", "call")]
    [InlineData("BTC-251226-100000-C", "call")]
    [InlineData("BTC-26DEC25-100000-C-USDT", "call")]
    [InlineData("BTC-USDT-251226-100000-C", "call")]
    public void Crypto_EveryNotation_FindsItsInstrument(string ticker, string id) => Assert.Equal(id, Found(Crypto, ticker));

    [Theory]
    [InlineData("AAPL", "AAPL")]
    [InlineData("NASDAQ:AAPL", "AAPL")]
    [InlineData("NYSE:BRK.B", "BRK.B")]
    [InlineData("BRK/B", "BRK.B")]
    [InlineData("BRK-B", "BRK.B")]
    [InlineData("EURUSD", "EUR/USD")]
    [InlineData("OANDA:EURUSD", "EUR/USD")]
    [InlineData("EUR_USD", "EUR/USD")]
    [InlineData("SPY250520C582.5", "call")]
    [InlineData("SPY250520C00582500", "call")]
    [InlineData("SPY   250520C00582500", "call")]
    [InlineData("SPY_052025C582.5", "call")]
    [InlineData("SPY_052025582.5", "call")]
    [InlineData("SPY 250520582.5", "call")]
    [InlineData("SPY 250520C582.5", "call")]
    [InlineData(".SPY250520C582.5", "call")]
    [InlineData("OPRA:SPY250520C582.5", "call")]
    [InlineData("O:SPY250520C00582500", "call")]
    [InlineData("SPY250521P582.5", "put")]
    [InlineData("MNQU2026", "MNQU6")]
    [InlineData("MNQU26", "MNQU6")]
    [InlineData("MNQU6", "MNQU6")]
    [InlineData("CME_MINI:MNQU2026", "MNQU6")]
    [InlineData("/MNQU26", "MNQU6")]
    [InlineData("MNQ 09-26", "MNQU6")]
    [InlineData("MNQ SEP26", "MNQU6")]
    [InlineData("MNQ1!", "MNQM5")]
    [InlineData("MNQ2!", "MNQU5")]
    [InlineData("CME_MINI:MNQ1!", "MNQM5")]
    [InlineData("CME_MINI_DL:MNQ1!", "MNQM5")]
    [InlineData("@MNQ", "MNQM5")]
    [InlineData("/MNQ", "MNQM5")]
    public void Broker_EveryNotation_FindsItsInstrument(string ticker, string id) => Assert.Equal(id, Found(Broker, ticker));

    [Fact]
    public void Option_OfADayGoneBy_SaysThatItExpired()
    {
        var problem = Broker.Resolve(new() { Ticker = "SPY 240510C68", At = Then }).Problem!;
        Assert.Equal("contract-expired", problem.Code);
        Assert.Contains("2024-05-10", problem.Message, StringComparison.Ordinal);
        Assert.Equal("call68", Broker.Resolve(new() { Ticker = "SPY 240510C68", At = Then.AddYears(-1) }).Instrument?.Id.Value);
    }

    [Fact]
    public void Option_NamedBesideItsUnderlying_IsThatContract()
    {
        var query = new SymbolQuery { Ticker = "SPY", At = Then, Option = new(new(2025, 5, 20), new(582.5m), ContractRight.Call) };
        Assert.Equal("call", Broker.Resolve(query).Instrument?.Id.Value);
        Assert.Equal("option-contract-required", Broker.Resolve(query with { Option = new(null, null, ContractRight.Call) }).Problem?.Code);
        var unlisted = Broker.Resolve(query with { Option = query.Option! with { Strike = new(999m) } }).Problem!;
        Assert.Equal("ticker-does-not-exist", unlisted.Code);
        Assert.Contains("call on SPY of 2025-05-20 at 999", unlisted.Message, StringComparison.Ordinal);
        Assert.Equal("SPY", Found(Broker, "SPY"));
    }

    private static string? Found(SymbolIndex book, string ticker)
    {
        var match = book.Resolve(new() { Ticker = ticker, At = Then });
        return match.Instrument?.Id.Value ?? match.Problem!.Message;
    }
}
