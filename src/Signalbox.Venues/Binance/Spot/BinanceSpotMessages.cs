using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>
/// What spot answers. One record stands for an order in every answer that has one: placed, cancelled, amended, asked for;
/// what an answer leaves out is null.
/// </summary>
internal sealed record SpotOrder
{
    public string? Symbol { get; init; }

    public long OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    /// <summary>Cancelled and amended orders: the id they had; the other one names the request.</summary>
    public string? OrigClientOrderId { get; init; }

    public decimal? Price { get; init; }

    public decimal? OrigQty { get; init; }

    /// <summary>Amended orders.</summary>
    public decimal? Qty { get; init; }

    public decimal? ExecutedQty { get; init; }

    /// <summary>The venue's own spelling.</summary>
    public decimal? CummulativeQuoteQty { get; init; }

    /// <summary>Amended orders.</summary>
    public decimal? CumulativeQuoteQty { get; init; }

    public string? Status { get; init; }

    public string? TimeInForce { get; init; }

    public string? Type { get; init; }

    public string? Side { get; init; }

    public decimal? StopPrice { get; init; }

    public long? TrailingDelta { get; init; }

    public long? TransactTime { get; init; }

    public long? Time { get; init; }

    public long? UpdateTime { get; init; }

    public bool? IsWorking { get; init; }

    public string? ExpiryReason { get; init; }

    public IReadOnlyList<SpotFill>? Fills { get; init; }
}

/// <summary>A fill in the answer to an order, or one of the account's trades.</summary>
internal sealed record SpotFill
{
    public string? Symbol { get; init; }

    /// <summary>In lists of trades; the answer to an order has <see cref="TradeId"/> instead.</summary>
    public long? Id { get; init; }

    public long? TradeId { get; init; }

    public long? OrderId { get; init; }

    public decimal Price { get; init; }

    public decimal Qty { get; init; }

    public decimal? Commission { get; init; }

    public string? CommissionAsset { get; init; }

    public long? Time { get; init; }

    public bool? IsBuyer { get; init; }

    public bool? IsMaker { get; init; }
}

internal sealed record SpotAmended(long? TransactTime, SpotOrder? AmendedOrder);

internal sealed record SpotOrderList(long OrderListId, string? ListClientOrderId, string? ListOrderStatus, IReadOnlyList<SpotOrder>? OrderReports, IReadOnlyList<SpotOrder>? Orders);

internal sealed record SpotAccount
{
    public bool CanTrade { get; init; }

    public bool CanWithdraw { get; init; }

    public IReadOnlyList<SpotBalance>? Balances { get; init; }
}

internal sealed record SpotBalance(string Asset, decimal Free, decimal Locked);

internal sealed record SpotExchange(IReadOnlyList<BinanceLimit>? RateLimits, IReadOnlyList<SpotSymbol>? Symbols);

internal sealed record BinanceLimit(string? RateLimitType, string? Interval, int IntervalNum, double Limit);

internal sealed record SpotSymbol
{
    public required string Symbol { get; init; }

    public string? Status { get; init; }

    public string BaseAsset { get; init; } = "";

    public string QuoteAsset { get; init; } = "";

    public IReadOnlyList<string>? OrderTypes { get; init; }

    public bool? IsSpotTradingAllowed { get; init; }

    public IReadOnlyList<BinanceFilter>? Filters { get; init; }
}

/// <summary>Every filter of spot and futures: which fields are there depends on its type.</summary>
internal sealed record BinanceFilter
{
    public required string FilterType { get; init; }

    public decimal? TickSize { get; init; }

    public decimal? MinPrice { get; init; }

    public decimal? MaxPrice { get; init; }

    public decimal? StepSize { get; init; }

    public decimal? MinQty { get; init; }

    public decimal? MaxQty { get; init; }

    public decimal? MinNotional { get; init; }

    /// <summary>Futures.</summary>
    public decimal? Notional { get; init; }
}

internal sealed record SpotFees
{
    public string? Symbol { get; init; }

    public SpotFeeRates? StandardCommission { get; init; }

    public SpotFeeRates? SpecialCommission { get; init; }

    public SpotFeeRates? TaxCommission { get; init; }
}

internal sealed record SpotFeeRates(decimal Maker, decimal Taker);

internal sealed record BinancePermissions
{
    public bool? EnableReading { get; init; }

    public bool? EnableSpotAndMarginTrading { get; init; }

    public bool? EnableFutures { get; init; }

    public bool? EnableWithdrawals { get; init; }

    public bool? IpRestrict { get; init; }

    public long? TradingAuthorityExpirationTime { get; init; }
}

internal sealed record BinanceTime(long ServerTime);

internal sealed record BinanceQuote
{
    public string? Symbol { get; init; }

    public decimal? BidPrice { get; init; }

    public decimal? AskPrice { get; init; }

    public long? Time { get; init; }
}

internal sealed record BinanceTicker(string? Symbol, decimal? Price, long? Time);

internal sealed record BinanceTrade
{
    public long Id { get; init; }

    public decimal Price { get; init; }

    public decimal Qty { get; init; }

    public long Time { get; init; }

    public bool IsBuyerMaker { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong)])]
[JsonSerializable(typeof(SpotOrder))]
[JsonSerializable(typeof(List<SpotOrder>))]
[JsonSerializable(typeof(List<SpotFill>))]
[JsonSerializable(typeof(SpotAmended))]
[JsonSerializable(typeof(SpotOrderList))]
[JsonSerializable(typeof(SpotAccount))]
[JsonSerializable(typeof(SpotExchange))]
[JsonSerializable(typeof(SpotFees))]
[JsonSerializable(typeof(BinancePermissions))]
[JsonSerializable(typeof(BinanceTime))]
[JsonSerializable(typeof(BinanceQuote))]
[JsonSerializable(typeof(BinanceTicker))]
[JsonSerializable(typeof(List<BinanceTrade>))]
internal sealed partial class SpotJson : JsonSerializerContext;
