using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>An order of futures; a stop that waits and the order it becomes are one.</summary>
internal sealed record FuturesOrder
{
    public string? Id { get; init; }

    public string? ClientOid { get; init; }

    public string? Symbol { get; init; }

    public string? Type { get; init; }

    public string? Side { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public decimal? DealSize { get; init; }

    public decimal? FilledSize { get; init; }

    public decimal? AvgDealPrice { get; init; }

    /// <summary>Which way the price must come; empty where it waits for none.</summary>
    public string? Stop { get; init; }

    public decimal? StopPrice { get; init; }

    public bool? StopTriggered { get; init; }

    public string? TimeInForce { get; init; }

    public bool? PostOnly { get; init; }

    public bool? ReduceOnly { get; init; }

    public bool? CloseOrder { get; init; }

    public bool? CancelExist { get; init; }

    public string? Status { get; init; }

    public bool? IsActive { get; init; }

    public string? PositionSide { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long EndAt { get; init; }
}

internal sealed record FuturesFill
{
    public string? TradeId { get; init; }

    public string? OrderId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? Liquidity { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public decimal? Fee { get; init; }

    public string? FeeCurrency { get; init; }

    public string? TradeType { get; init; }

    public long TradeTime { get; init; }

    public long CreatedAt { get; init; }
}

/// <summary>A position, as answered and as streamed; changes of the mark price alone bring no quantity.</summary>
internal sealed record FuturesPosition
{
    public string? Symbol { get; init; }

    public decimal? CurrentQty { get; init; }

    public decimal? AvgEntryPrice { get; init; }

    public decimal? UnrealisedPnl { get; init; }

    public decimal? LiquidationPrice { get; init; }

    public decimal? Leverage { get; init; }

    public decimal? RealLeverage { get; init; }

    public bool? CrossMode { get; init; }

    public string? MarginMode { get; init; }

    public string? PositionSide { get; init; }
}

internal sealed record FuturesOverview
{
    public string? Currency { get; init; }

    public decimal? AccountEquity { get; init; }

    public decimal? MarginBalance { get; init; }

    public decimal? AvailableBalance { get; init; }
}

internal sealed record FuturesContract
{
    public string? Symbol { get; init; }

    public string? Type { get; init; }

    public string? BaseCurrency { get; init; }

    public string? QuoteCurrency { get; init; }

    public string? SettleCurrency { get; init; }

    public decimal? MaxOrderQty { get; init; }

    public decimal? MarketMaxOrderQty { get; init; }

    public decimal? MaxPrice { get; init; }

    public decimal? LotSize { get; init; }

    public decimal? TickSize { get; init; }

    /// <summary>What one contract is worth; negative for inverse ones.</summary>
    public decimal? Multiplier { get; init; }

    public bool? IsInverse { get; init; }

    public decimal? MaxLeverage { get; init; }

    public string? Status { get; init; }

    public long ExpireDate { get; init; }
}

internal sealed record FuturesTicker
{
    public decimal? Price { get; init; }

    public decimal? BestBidPrice { get; init; }

    public decimal? BestAskPrice { get; init; }
}

/// <summary>Leverage, margin mode and position mode, each from a question of its own.</summary>
internal sealed record FuturesTerms
{
    public decimal? Leverage { get; init; }

    public string? MarginMode { get; init; }

    public string? PositionMode { get; init; }
}

/// <summary>The account of one currency, as streamed.</summary>
internal sealed record FuturesWallet
{
    public string? Currency { get; init; }

    public decimal? WalletBalance { get; init; }

    public decimal? AvailableBalance { get; init; }

    public decimal? HoldBalance { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText)])]
[JsonSerializable(typeof(KucoinAnswer<FuturesOrder>))]
[JsonSerializable(typeof(KucoinAnswer<FuturesOverview>))]
[JsonSerializable(typeof(KucoinAnswer<FuturesTicker>))]
[JsonSerializable(typeof(KucoinAnswer<FuturesTerms>))]
[JsonSerializable(typeof(KucoinAnswer<FuturesPosition>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<FuturesFill>>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<FuturesPosition>>))]
[JsonSerializable(typeof(KucoinAnswer<IReadOnlyList<FuturesContract>>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinPage<FuturesOrder>>))]
[JsonSerializable(typeof(KucoinAnswer<KucoinPage<FuturesFill>>))]
[JsonSerializable(typeof(FuturesWallet))]
[JsonSerializable(typeof(FuturesPosition))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, FuturesTerms>))]
internal sealed partial class KucoinFuturesJson : JsonSerializerContext;
