using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>Stocks, coins and option contracts as instruments.</summary>
public static class AlpacaInstruments
{
    // The smallest part of a stock and of a coin the venue keeps.
    private const decimal Fraction = 0.000000001m;
    private const decimal Cent = 0.01m;
    private const decimal FractionalNotional = 1m;

    /// <summary>Kinds of assets that are not traded here are left out.</summary>
    public static IReadOnlyList<Instrument>? Assets(ReadOnlySpan<byte> json, bool fractions) =>
        WireJson.Read(json, AlpacaJson.Default.ListAlpacaAsset) is { } assets
            ? WireJson.All(assets.Where(asset => asset.Class is "us_equity" or "crypto").Select(asset => Decode(asset, fractions)))
            : null;

    public static Instrument? Asset(ReadOnlySpan<byte> json, bool fractions) =>
        WireJson.Read(json, AlpacaJson.Default.AlpacaAsset) is { } asset ? Decode(asset, fractions) : null;

    public static AlpacaListing? Contracts(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaJson.Default.AlpacaContracts) is { OptionContracts: { } contracts } page && WireJson.All(contracts.Select(Decode)) is { } instruments
            ? new(instruments, page.NextPageToken is { Length: > 0 } next ? next : null)
            : null;

    public static Instrument? Contract(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, AlpacaJson.Default.AlpacaContract) is { } contract ? Decode(contract) : null;

    private static Instrument? Decode(AlpacaAsset asset, bool fractions) => asset switch
    {
        { Symbol: null or "" } => null,
        { Class: "crypto" } => Coin(asset, AlpacaSymbols.Pair(asset.Symbol)),
        _ => Stock(asset, fractions && asset.Fractionable == true),
    };

    private static Instrument Stock(AlpacaAsset asset, bool inFractions) => new()
    {
        Id = new(asset.Symbol!),
        Kind = InstrumentKind.Stock,
        AssetClass = AssetClass.Stocks,
        Base = asset.Symbol!,
        Quote = "USD",
        Settle = "USD",
        TickSize = new(Cent),
        LotSize = new(inFractions ? Fraction : 1),
        MinQuantity = new(inFractions ? Fraction : 1),
        MinNotional = inFractions ? new(FractionalNotional) : null,
        Shortable = asset.Shortable == true && (asset.EasyToBorrow == true || asset.BorrowStatus == "easy_to_borrow"),
        Status = StatusOf(asset.Status, asset.Tradable),
    };

    private static Instrument Coin(AlpacaAsset asset, string pair)
    {
        var stroke = pair.IndexOf('/', StringComparison.Ordinal);
        var (coin, quote) = stroke < 0 ? (pair, "USD") : (pair[..stroke], pair[(stroke + 1)..]);
        return new()
        {
            Id = new(pair),
            Kind = InstrumentKind.Spot,
            AssetClass = AssetClass.Crypto,
            Base = coin,
            Quote = quote,
            Settle = quote,
            TickSize = new(asset.PriceIncrement is > 0 and var tick ? tick : Fraction),
            LotSize = new(asset.MinTradeIncrement is > 0 and var lot ? lot : Fraction),
            MinQuantity = new(asset.MinOrderSize is > 0 and var least ? least : Fraction),
            Shortable = false,
            Status = StatusOf(asset.Status, asset.Tradable),
        };
    }

    private static Instrument? Decode(AlpacaContract contract)
    {
        if (contract is not { Symbol: { Length: > 0 } symbol, UnderlyingSymbol: { } underlying, StrikePrice: { } strike, Type: "call" or "put" }
            || !DateOnly.TryParseExact(contract.ExpirationDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiry))
        {
            return null;
        }

        return new()
        {
            Id = new(symbol),
            Kind = InstrumentKind.Option,
            AssetClass = AssetClass.Options,
            Base = underlying,
            Quote = "USD",
            Settle = "USD",
            TickSize = new(Cent),
            LotSize = new(1),
            MinQuantity = new(1),
            ContractSize = contract.Multiplier ?? contract.Size ?? 100m,
            Expiry = expiry,
            Strike = new(strike),
            Right = contract.Type == "call" ? ContractRight.Call : ContractRight.Put,
            Status = StatusOf(contract.Status, contract.Tradable),
        };
    }

    private static TradingStatus StatusOf(string? status, bool? isTradable) => status switch
    {
        "inactive" => TradingStatus.Delisted,
        _ when isTradable == true => TradingStatus.Trading,
        _ => TradingStatus.Halted,
    };
}

/// <param name="Next">How the next page is asked for; null after the last.</param>
public sealed record AlpacaListing(IReadOnlyList<Instrument> Instruments, string? Next);
