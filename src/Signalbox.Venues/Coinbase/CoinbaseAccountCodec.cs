using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>What Coinbase answers about money, positions, keys and markets.</summary>
public static class CoinbaseAccountCodec
{
    public static CoinbasePage<VenueBalance>? Balances(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbaseAccounts) is { Accounts: { } accounts } page
        ? new(
            [.. accounts.Where(account => account.Currency is { Length: > 0 }).Select(account => new VenueBalance(
                account.Currency!, new((account.AvailableBalance?.Value ?? 0) + (account.Hold?.Value ?? 0)), new(account.AvailableBalance?.Value ?? 0)))],
            page.HasNext == true && page.Cursor is { Length: > 0 } cursor ? cursor : null)
        : null;

    /// <summary>Money apart from the profit of open positions.</summary>
    public static IReadOnlyList<VenueBalance>? FuturesBalances(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbaseFuturesBalance) is { BalanceSummary: { TotalUsdBalance.Value: { } total } funds }
            ? [new("USD", new(total - (funds.UnrealizedPnl?.Value ?? 0)), new(funds.AvailableMargin?.Value ?? funds.FuturesBuyingPower?.Value ?? total))]
            : null;

    public static IReadOnlyList<VenueBalance>? PerpetualBalances(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbasePortfolioBalances) is { PortfolioBalances: { } portfolios }
            ? [.. portfolios.SelectMany(portfolio => portfolio.Balances ?? []).Where(balance => balance.Asset?.AssetName is { Length: > 0 }).Select(balance => new VenueBalance(
                balance.Asset!.AssetName!, new(balance.Quantity ?? 0), new((balance.Quantity ?? 0) - (balance.Hold ?? 0) - (balance.TransferHold ?? 0))))]
            : null;

    public static IReadOnlyList<VenuePosition>? FuturesPositions(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbaseFuturesPositions) is { Positions: { } positions } ? Shown(WireJson.All(positions.Select(Decode))) : null;

    public static IReadOnlyList<VenuePosition>? PerpetualPositions(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbasePerpetualPositions) is { Positions: { } positions } ? Shown(WireJson.All(positions.Select(Decode))) : null;

    internal static VenuePosition? Decode(CoinbaseFuturesPosition told) => told is { ProductId: { Length: > 0 } product, NumberOfContracts: { } contracts }
        ? new(new(product), new(IsShort(told.Side) ? -Math.Abs(contracts) : contracts), new(told.AvgEntryPrice ?? told.EntryPrice ?? 0))
        {
            UnrealisedProfit = told.UnrealizedPnl is { } profit ? new Money(profit) : null,
        }
        : null;

    internal static VenuePosition? Decode(CoinbasePerpetualPosition told) => (told.ProductId ?? told.Symbol) is { Length: > 0 } product && told.NetSize is { } size
        ? new(new(product), new(IsShort(told.PositionSide) ? -Math.Abs(size) : size), new(told.EntryVwap?.Value ?? told.Vwap?.Value ?? 0))
        {
            UnrealisedProfit = told.UnrealizedPnl?.Value is { } profit ? new Money(profit) : null,
            LiquidationPrice = CoinbaseWords.PriceOf(told.LiquidationPrice?.Value),
            Leverage = told.Leverage is > 0 ? told.Leverage : null,
            MarginMode = CoinbaseWords.MarginOf(told.MarginType),
        }
        : null;

    public static TradingFees? Fees(InstrumentId instrument, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbaseSummary) is { FeeTier: { MakerFeeRate: { } maker, TakerFeeRate: { } taker } } ? new(instrument, maker, taker) : null;

    public static KeyPermissions? Permissions(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbasePermissions) is { CanView: not null } told
        ? new() { Read = told.CanView, Trade = told.CanTrade, Withdraw = told.CanTransfer }
        : null;

    /// <summary>The portfolio the key belongs to.</summary>
    public static string? Portfolio(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbasePermissions)?.PortfolioUuid is { Length: > 0 } portfolio ? portfolio : null;

    public static DateTimeOffset? Time(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbaseTime) switch
    {
        { EpochMillis: > 0 and var milliseconds } => UnixTime.FromMilliseconds(milliseconds),
        { Iso: { Length: > 0 } text } => UnixTime.FromText(text),
        _ => null,
    };

    public static MarketView? Quote(InstrumentId instrument, ReadOnlySpan<byte> json, DateTimeOffset now) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbaseQuotes)?.Pricebooks?.FirstOrDefault(book => book.ProductId == instrument.Value) is { } book
        && (book.Bids is { Count: > 0 } || book.Asks is { Count: > 0 })
            ? new() { Bid = Best(book.Bids), Ask = Best(book.Asks), At = now }
            : null;

    public static BookSnapshot? Book(ReadOnlySpan<byte> json) => WireJson.Read(json, CoinbaseJson.Default.CoinbaseBookAnswer) is { Pricebook: { Bids: { } bids, Asks: { } asks } }
        ? new(0, [.. bids.Select(level => new BookLevel(level.Price, level.Size))], [.. asks.Select(level => new BookLevel(level.Price, level.Size))])
        : null;

    public static IReadOnlyList<Instrument>? Instruments(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, CoinbaseJson.Default.CoinbaseProducts) is { Products: { } products } ? WireJson.All(products.Select(Decode)) : null;

    private static Instrument? Decode(CoinbaseListed listed)
    {
        if (listed is not { ProductId: { Length: > 0 } product })
        {
            return null;
        }

        var contract = listed.ProductType == "FUTURE" ? listed.FutureProductDetails : null;
        var quote = listed.QuoteCurrencyId is { Length: > 0 } said ? said : "USD";
        var lot = listed.BaseIncrement ?? 0;
        return new()
        {
            Id = new(product),
            Kind = contract is null ? InstrumentKind.Spot : contract.ContractExpiryType == "PERPETUAL" ? InstrumentKind.LinearPerpetual : InstrumentKind.LinearFuture,
            AssetClass = AssetClass.Crypto,
            Base = listed.BaseCurrencyId is { Length: > 0 } coin ? coin : contract?.ContractRootUnit ?? product.Split('-')[0],
            Quote = quote,
            Settle = quote,
            TickSize = new(listed.PriceIncrement is > 0 and var tick ? tick : listed.QuoteIncrement ?? 0),
            LotSize = new(lot),
            MinQuantity = new(listed.BaseMinSize is > 0 and var least ? least : lot),
            MaxQuantity = listed.BaseMaxSize is > 0 and var most ? new Quantity(most) : null,
            MinNotional = listed.QuoteMinSize is > 0 and var money && contract is null ? new Money(money) : null,
            ContractSize = contract?.ContractSize is > 0 and var size ? size : 1m,
            MaxLeverage = contract?.PerpetualDetails?.MaxLeverage is > 0 and var leverage ? leverage : null,
            Shortable = contract is not null,
            Expiry = contract is { ContractExpiryType: not "PERPETUAL", ContractExpiry: { Length: > 0 } expiry } ? DateOnly.FromDateTime(UnixTime.FromText(expiry).UtcDateTime) : null,
            Status = StatusOf(listed),
        };
    }

    private static TradingStatus StatusOf(CoinbaseListed listed) => listed switch
    {
        { Status: "delisted" } => TradingStatus.Delisted,
        { CancelOnly: true } => TradingStatus.CancelOnly,
        { IsDisabled: true } or { TradingDisabled: true } or { ViewOnly: true } or { AuctionMode: true } => TradingStatus.Halted,
        { Status: null or "" or "online" } => TradingStatus.Trading,
        _ => TradingStatus.Halted,
    };

    private static Price? Best(IReadOnlyList<CoinbaseLevel>? levels) => levels is { Count: > 0 } ? CoinbaseWords.PriceOf(levels[0].Price) : null;

    private static bool IsShort(string? side) => side?.EndsWith("SHORT", StringComparison.OrdinalIgnoreCase) == true;

    private static IReadOnlyList<VenuePosition>? Shown(IReadOnlyList<VenuePosition>? positions) => positions is null ? null : [.. positions.Where(position => !position.Quantity.IsZero)];
}
