using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>What every message of the streams has around it.</summary>
internal sealed record KrakenSpotMessage
{
    public string? Channel { get; init; }

    public string? Type { get; init; }

    public long? Sequence { get; init; }

    public string? Method { get; init; }

    public bool? Success { get; init; }

    public string? Error { get; init; }

    public string? Symbol { get; init; }

    public KrakenSubscribed? Result { get; init; }
}

internal sealed record KrakenSubscribed(string? Channel, string? Symbol);

internal sealed record KrakenSpotExecutions(IReadOnlyList<KrakenExecution>? Data);

internal sealed record KrakenExecution
{
    public string? OrderId { get; init; }

    public string? ClOrdId { get; init; }

    public string? ExecType { get; init; }

    public string? ExecId { get; init; }

    public string? OrderStatus { get; init; }

    public string? OrderType { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public decimal? OrderQty { get; init; }

    public decimal? CumQty { get; init; }

    public decimal? CumCost { get; init; }

    public decimal? AvgPrice { get; init; }

    public decimal? LimitPrice { get; init; }

    public KrakenTriggers? Triggers { get; init; }

    public decimal? LastQty { get; init; }

    public decimal? LastPrice { get; init; }

    public string? LiquidityInd { get; init; }

    public IReadOnlyList<KrakenPaidFee>? Fees { get; init; }

    public bool? Liquidated { get; init; }

    public bool? PostOnly { get; init; }

    public bool? ReduceOnly { get; init; }

    public string? TimeInForce { get; init; }

    public string? Reason { get; init; }

    public string? Timestamp { get; init; }
}

internal sealed record KrakenTriggers(decimal? Price, string? PriceType, decimal? ActualPrice, string? Status);

internal sealed record KrakenPaidFee(string? Asset, decimal Qty);

internal sealed record KrakenSpotBalances(IReadOnlyList<KrakenStreamBalance>? Data);

/// <param name="WalletType">What is lent or staked is in others than <c>spot</c>.</param>
internal sealed record KrakenStreamBalance(string? Asset, decimal? Balance, string? WalletType);

internal sealed record KrakenSpotTickers(IReadOnlyList<KrakenStreamTicker>? Data);

internal sealed record KrakenStreamTicker(string? Symbol, decimal? Bid, decimal? Ask, decimal? Last);

internal sealed record KrakenSpotTrades(IReadOnlyList<KrakenStreamTrade>? Data);

internal sealed record KrakenStreamTrade(string? Symbol, string? Side, decimal Price, decimal Qty, long TradeId, string? Timestamp);

internal sealed record KrakenSpotBooks(IReadOnlyList<KrakenStreamBook>? Data);

internal sealed record KrakenStreamBook(string? Symbol, IReadOnlyList<KrakenLevel>? Bids, IReadOnlyList<KrakenLevel>? Asks, long Checksum);

internal readonly record struct KrakenLevel(decimal Price, decimal Qty);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText)])]
[JsonSerializable(typeof(KrakenSpotMessage))]
[JsonSerializable(typeof(KrakenSpotExecutions))]
[JsonSerializable(typeof(KrakenSpotBalances))]
[JsonSerializable(typeof(KrakenSpotTickers))]
[JsonSerializable(typeof(KrakenSpotTrades))]
[JsonSerializable(typeof(KrakenSpotBooks))]
internal sealed partial class KrakenSpotStreamJson : JsonSerializerContext;
