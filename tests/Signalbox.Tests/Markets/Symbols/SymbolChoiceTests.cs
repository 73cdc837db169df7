using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Xunit;

namespace Signalbox.Tests.Markets.Symbols;

/// <summary>What decides when a ticker may mean several instruments, and what is said when nothing does.</summary>
public sealed class SymbolChoiceTests
{
    private static readonly DateTimeOffset Then = new(2026, 8, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly SymbolIndex Both = Book.Index("test",
        Book.Spot("BTC-USDT", "BTC", "USDT"), Book.Linear("BTC-USDT-SWAP", "BTC", "USDT"), Book.Linear("BTC-USDC-SWAP", "BTC", "USDC"), Book.Stock("BTC"));

    [Fact]
    public void Pair_AsSpotAndPerpetual_IsRefusedWithBoth()
    {
        var problem = Resolve(Both, "BTCUSDT").Problem!;
        Assert.Equal("ambiguous-ticker", problem.Code);
        Assert.Contains("BTC-USDT (BTC/USDT), BTC-USDT-SWAP (BTC/USDT:USDT)", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MarketPreference.Spot, "BTCUSDT", "BTC-USDT")]
    [InlineData(MarketPreference.Perpetual, "BTCUSDT", "BTC-USDT-SWAP")]
    [InlineData(MarketPreference.Perpetual, "BTC-USDT", "BTC-USDT-SWAP")]
    [InlineData(MarketPreference.Perpetual, "BTC/USDT", "BTC-USDT-SWAP")]
    [InlineData(MarketPreference.Spot, "BTC-USDT-SWAP", "BTC-USDT-SWAP")]
    [InlineData(MarketPreference.Spot, "BTCUSDT.P", "BTC-USDT-SWAP")]
    public void Preference_DecidesWhatThePairLeavesOpen_AndNothingElse(MarketPreference market, string ticker, string id) =>
        Assert.Equal(id, Resolve(Both, ticker, new(market)).Instrument?.Id.Value);

    [Fact]
    public void ExactName_WithoutPreference_IsThatInstrument() => Assert.Equal("BTC-USDT", Resolve(Both, "BTC-USDT").Instrument?.Id.Value);

    [Fact]
    public void AssetClass_DecidesBetweenAStockAndACoin()
    {
        Assert.Equal(InstrumentKind.Stock, Resolve(Both, "BTC", assetClass: AssetClass.Stocks).Instrument?.Kind);
        Assert.Equal("BTC-USDT-SWAP", Resolve(Both, "BTC", new(MarketPreference.Perpetual, "USDT"), AssetClass.Crypto).Instrument?.Id.Value);
    }

    [Fact]
    public void Dollar_IsReadAsTetherOnlyWhereThatIsSet()
    {
        var book = Book.Index("test", Book.Linear("BTCUSDT", "BTC", "USDT"));
        var problem = Resolve(book, "COINBASE:BTCUSD").Problem!;
        Assert.Equal("ticker-does-not-exist", problem.Code);
        Assert.Contains("Perhaps BTCUSDT is meant", problem.Message, StringComparison.Ordinal);
        Assert.Equal("BTCUSDT", Resolve(book, "COINBASE:BTCUSD", new(Quote: "USDT")).Instrument?.Id.Value);
    }

    [Fact]
    public void Dollar_WhereThereIsOne_IsNeverReadAsTether()
    {
        var book = Book.Index("test", Book.Linear("XBTUSDT", "XBT", "USDT"), Book.Inverse("XBTUSD", "XBT", "USD"));
        Assert.Equal("XBTUSD", Resolve(book, "BTCUSD", new(Quote: "USDT")).Instrument?.Id.Value);
    }

    [Fact]
    public void AnotherUnit_IsAnotherInstrument()
    {
        var book = Book.Index("test", Book.Linear("1000PEPEUSDT", "1000PEPE", "USDT"));
        Assert.Equal("ticker-does-not-exist", Resolve(book, "PEPEUSDT").Problem?.Code);
    }

    [Fact]
    public void Currency_AfterAnExchange_IsNoOrderForThatCurrency()
    {
        var book = Book.Index("kraken", Book.Spot("USDCHF", "USD", "CHF"));
        Assert.Equal("ticker-does-not-exist", Resolve(book, "AAVE:USD").Problem?.Code);
    }

    [Fact]
    public void OwnMeaning_ReplacesTheTicker()
    {
        var terms = new SymbolTerms(Tickers: [new("NAS100", "BTC-USDC-SWAP")]);
        Assert.Equal("BTC-USDC-SWAP", Resolve(Both, "nas100", terms).Instrument?.Id.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(":")]
    [InlineData("!")]
    [InlineData("1!")]
    [InlineData("-----")]
    [InlineData("BTC/USDT:")]
    [InlineData("BTC/USDT:USDT-999999")]
    [InlineData("SPY 999999C1")]
    [InlineData("🚀")]
    [InlineData("{{ticker}}")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Nonsense_IsUnknown(string ticker) => Assert.Equal("ticker-does-not-exist", Resolve(Both, ticker).Problem?.Code);

    private static SymbolMatch Resolve(SymbolIndex book, string ticker, SymbolTerms? terms = null, AssetClass? assetClass = null) =>
        book.Resolve(new() { Ticker = ticker, At = Then, Terms = terms ?? SymbolTerms.Usual, AssetClass = assetClass });
}
