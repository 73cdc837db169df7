using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

internal sealed record CoinbaseCreated(bool? Success, string? OrderId, CoinbaseCreatedOrder? SuccessResponse);

internal sealed record CoinbaseCreatedOrder(string? OrderId, string? ClientOrderId);

internal sealed record CoinbaseDone(bool? Success);

internal sealed record CoinbaseCancels(IReadOnlyList<CoinbaseCancel>? Results);

internal sealed record CoinbaseCancel(bool? Success, string? FailureReason, string? OrderId);

internal sealed record CoinbaseOrderAnswer(CoinbaseOrder? Order);

internal sealed record CoinbaseOrderList(IReadOnlyList<CoinbaseOrder>? Orders, bool? HasNext, string? Cursor);

/// <summary>An order as answers write it; its terms are inside of the one form it was placed in.</summary>
internal sealed record CoinbaseOrder
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? ProductId { get; init; }

    public string? Side { get; init; }

    public string? Status { get; init; }

    public string? OrderType { get; init; }

    public string? TimeInForce { get; init; }

    public string? TriggerStatus { get; init; }

    public Dictionary<string, CoinbaseTerms?>? OrderConfiguration { get; init; }

    public decimal? FilledSize { get; init; }

    public decimal? AverageFilledPrice { get; init; }

    public string? CreatedTime { get; init; }

    public string? LastFillTime { get; init; }

    public string? LastUpdateTime { get; init; }

    public string? RejectReason { get; init; }

    public string? RejectMessage { get; init; }

    public string? CancelMessage { get; init; }
}

internal sealed record CoinbaseTerms
{
    public decimal? BaseSize { get; init; }

    public decimal? QuoteSize { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? StopTriggerPrice { get; init; }

    public string? StopDirection { get; init; }

    public bool? PostOnly { get; init; }
}

internal sealed record CoinbaseFillList(IReadOnlyList<CoinbaseFill>? Fills, string? Cursor);

internal sealed record CoinbaseFill
{
    public string? EntryId { get; init; }

    public string? TradeId { get; init; }

    public string? OrderId { get; init; }

    public string? TradeTime { get; init; }

    /// <summary>A fill, or what somebody at the venue made of one later.</summary>
    public string? TradeType { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public decimal? Commission { get; init; }

    public string? ProductId { get; init; }

    public string? LiquidityIndicator { get; init; }

    /// <summary>The size is money, not what it bought.</summary>
    public bool? SizeInQuote { get; init; }

    public string? Side { get; init; }
}

internal sealed record CoinbaseAccounts(IReadOnlyList<CoinbaseAccount>? Accounts, bool? HasNext, string? Cursor);

internal sealed record CoinbaseAccount(string? Currency, CoinbaseAmount? AvailableBalance, CoinbaseAmount? Hold);

internal sealed record CoinbaseAmount(decimal? Value, string? Currency);

internal sealed record CoinbaseFuturesBalance(CoinbaseFuturesFunds? BalanceSummary);

internal sealed record CoinbaseFuturesFunds
{
    public CoinbaseAmount? TotalUsdBalance { get; init; }

    public CoinbaseAmount? UnrealizedPnl { get; init; }

    public CoinbaseAmount? AvailableMargin { get; init; }

    public CoinbaseAmount? FuturesBuyingPower { get; init; }
}

internal sealed record CoinbaseFuturesPositions(IReadOnlyList<CoinbaseFuturesPosition>? Positions);

internal sealed record CoinbaseFuturesPosition
{
    public string? ProductId { get; init; }

    public string? Side { get; init; }

    public decimal? NumberOfContracts { get; init; }

    public decimal? AvgEntryPrice { get; init; }

    /// <summary>In the stream.</summary>
    public decimal? EntryPrice { get; init; }

    public decimal? UnrealizedPnl { get; init; }
}

internal sealed record CoinbasePerpetualPositions(IReadOnlyList<CoinbasePerpetualPosition>? Positions);

internal sealed record CoinbasePerpetualPosition
{
    public string? ProductId { get; init; }

    public string? Symbol { get; init; }

    public string? PositionSide { get; init; }

    public string? MarginType { get; init; }

    public decimal? NetSize { get; init; }

    public CoinbaseMaybeAmount? EntryVwap { get; init; }

    public CoinbaseMaybeAmount? Vwap { get; init; }

    public CoinbaseMaybeAmount? UnrealizedPnl { get; init; }

    public CoinbaseMaybeAmount? LiquidationPrice { get; init; }

    public decimal? Leverage { get; init; }
}

internal sealed record CoinbasePortfolioBalances(IReadOnlyList<CoinbasePortfolioBalance>? PortfolioBalances);

internal sealed record CoinbasePortfolioBalance(IReadOnlyList<CoinbaseAssetBalance>? Balances);

internal sealed record CoinbaseAssetBalance(CoinbaseAsset? Asset, decimal? Quantity, decimal? Hold, decimal? TransferHold);

internal sealed record CoinbaseAsset(string? AssetId, string? AssetName);

internal sealed record CoinbaseSummary(CoinbaseTier? FeeTier);

internal sealed record CoinbaseTier(decimal? TakerFeeRate, decimal? MakerFeeRate);

internal sealed record CoinbasePermissions(bool? CanView, bool? CanTrade, bool? CanTransfer, string? PortfolioUuid, string? PortfolioType);

internal sealed record CoinbaseTime(string? Iso, long? EpochMillis);

internal sealed record CoinbaseQuotes(IReadOnlyList<CoinbaseBook>? Pricebooks);

internal sealed record CoinbaseBookAnswer(CoinbaseBook? Pricebook);

internal sealed record CoinbaseBook(string? ProductId, IReadOnlyList<CoinbaseLevel>? Bids, IReadOnlyList<CoinbaseLevel>? Asks);

internal sealed record CoinbaseLevel(decimal Price, decimal Size);

internal sealed record CoinbaseProducts(IReadOnlyList<CoinbaseListed>? Products);

internal sealed record CoinbaseListed
{
    public string? ProductId { get; init; }

    public decimal? BaseIncrement { get; init; }

    public decimal? QuoteIncrement { get; init; }

    public decimal? PriceIncrement { get; init; }

    public decimal? BaseMinSize { get; init; }

    public decimal? BaseMaxSize { get; init; }

    public decimal? QuoteMinSize { get; init; }

    public string? BaseCurrencyId { get; init; }

    public string? QuoteCurrencyId { get; init; }

    public string? Status { get; init; }

    public bool? IsDisabled { get; init; }

    public bool? CancelOnly { get; init; }

    public bool? TradingDisabled { get; init; }

    public bool? ViewOnly { get; init; }

    public bool? AuctionMode { get; init; }

    public string? ProductType { get; init; }

    public CoinbaseContract? FutureProductDetails { get; init; }
}

internal sealed record CoinbaseContract
{
    public string? ContractExpiry { get; init; }

    public decimal? ContractSize { get; init; }

    public string? ContractRootUnit { get; init; }

    public string? ContractExpiryType { get; init; }

    public CoinbasePerpetual? PerpetualDetails { get; init; }
}

internal sealed record CoinbasePerpetual(decimal? MaxLeverage);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(CoinbaseCreated))]
[JsonSerializable(typeof(CoinbaseDone))]
[JsonSerializable(typeof(CoinbaseCancels))]
[JsonSerializable(typeof(CoinbaseOrderAnswer))]
[JsonSerializable(typeof(CoinbaseOrderList))]
[JsonSerializable(typeof(CoinbaseFillList))]
[JsonSerializable(typeof(CoinbaseAccounts))]
[JsonSerializable(typeof(CoinbaseFuturesBalance))]
[JsonSerializable(typeof(CoinbaseFuturesPositions))]
[JsonSerializable(typeof(CoinbasePerpetualPositions))]
[JsonSerializable(typeof(CoinbasePortfolioBalances))]
[JsonSerializable(typeof(CoinbaseSummary))]
[JsonSerializable(typeof(CoinbasePermissions))]
[JsonSerializable(typeof(CoinbaseTime))]
[JsonSerializable(typeof(CoinbaseQuotes))]
[JsonSerializable(typeof(CoinbaseBookAnswer))]
[JsonSerializable(typeof(CoinbaseProducts))]
[JsonSerializable(typeof(CoinbaseUserFrame))]
[JsonSerializable(typeof(CoinbaseMarketFrame))]
internal sealed partial class CoinbaseJson : JsonSerializerContext;
