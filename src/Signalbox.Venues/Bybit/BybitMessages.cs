using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>What stands around every answer.</summary>
internal sealed record BybitSaid(long? RetCode, string? RetMsg);

internal sealed record BybitAnswer<T>
    where T : class
{
    public long? RetCode { get; init; }

    public T? Result { get; init; }

    /// <summary>When the venue answered, in milliseconds.</summary>
    public long Time { get; init; }
}

internal sealed record BybitList<T>
    where T : class
{
    public IReadOnlyList<T>? List { get; init; }

    public string? NextPageCursor { get; init; }
}

/// <summary>A frame of a stream.</summary>
internal sealed record BybitFrame<T>
    where T : class
{
    public string? Topic { get; init; }

    public long CreationTime { get; init; }

    public IReadOnlyList<T>? Data { get; init; }
}

internal sealed record BybitPlaced(string? OrderId, string? OrderLinkId);

/// <summary>"1" for done, "0" for not, absent where it has nothing to say.</summary>
internal sealed record BybitCancelled(string? Success);

/// <summary>Two lists of the same length: what was made, and what became of each.</summary>
internal sealed record BybitBatch(long? RetCode, BybitList<BybitPlaced>? Result, BybitList<BybitCode>? RetExtInfo);

internal sealed record BybitCode(long? Code, string? Msg);

internal sealed record BybitAccount(string? MarginMode);

/// <summary>An order, asked for or streamed: both have the same fields.</summary>
internal sealed record BybitOrder
{
    /// <summary>In streams alone, where all products come together.</summary>
    public string? Category { get; init; }

    public string? Symbol { get; init; }

    public string? OrderId { get; init; }

    public string? OrderLinkId { get; init; }

    public string? Side { get; init; }

    public string? OrderType { get; init; }

    public string? StopOrderType { get; init; }

    public string? OrderStatus { get; init; }

    public string? TimeInForce { get; init; }

    public string? RejectReason { get; init; }

    public string? CancelType { get; init; }

    public decimal? Price { get; init; }

    public decimal? TriggerPrice { get; init; }

    public long TriggerDirection { get; init; }

    /// <summary>Spot: the last price when the order was made.</summary>
    public decimal? BasePrice { get; init; }

    /// <summary>Spot: the unit of a market order's quantity.</summary>
    public string? MarketUnit { get; init; }

    public decimal? AvgPrice { get; init; }

    public decimal? Qty { get; init; }

    public decimal? CumExecQty { get; init; }

    public bool ReduceOnly { get; init; }

    public long PositionIdx { get; init; }

    public long CreatedTime { get; init; }

    public long UpdatedTime { get; init; }
}

internal sealed record BybitExecution
{
    /// <summary>In streams alone, where all products come together.</summary>
    public string? Category { get; init; }

    public string? Symbol { get; init; }

    public string? OrderId { get; init; }

    public string? OrderLinkId { get; init; }

    public string? ExecId { get; init; }

    public string? ExecType { get; init; }

    public string? Side { get; init; }

    public decimal? ExecPrice { get; init; }

    public decimal? ExecQty { get; init; }

    public decimal? OrderQty { get; init; }

    /// <summary>What was left of the order afterwards.</summary>
    public decimal? LeavesQty { get; init; }

    public decimal? ExecFee { get; init; }

    public string? FeeCurrency { get; init; }

    public bool? IsMaker { get; init; }

    public long ExecTime { get; init; }
}

internal sealed record BybitPosition
{
    /// <summary>In streams alone, where all products come together.</summary>
    public string? Category { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public decimal? Size { get; init; }

    /// <summary>Asked for; streams call it <see cref="EntryPrice"/>.</summary>
    public decimal? AvgPrice { get; init; }

    public decimal? EntryPrice { get; init; }

    public decimal? UnrealisedPnl { get; init; }

    public decimal? LiqPrice { get; init; }

    public decimal? Leverage { get; init; }

    /// <summary>1 is isolated; unified accounts always say 0.</summary>
    public long TradeMode { get; init; }

    public long PositionIdx { get; init; }
}

internal sealed record BybitWallet(IReadOnlyList<BybitCoin>? Coin);

internal sealed record BybitCoin
{
    public string? Coin { get; init; }

    public decimal? Equity { get; init; }

    public decimal? WalletBalance { get; init; }

    public decimal? Locked { get; init; }

    public decimal? SpotBorrow { get; init; }

    [JsonPropertyName("totalOrderIM")]
    public decimal? TotalOrderMargin { get; init; }

    [JsonPropertyName("totalPositionIM")]
    public decimal? TotalPositionMargin { get; init; }
}

internal sealed record BybitInstrument
{
    public string? Symbol { get; init; }

    public string? ContractType { get; init; }

    public string? Status { get; init; }

    public string? BaseCoin { get; init; }

    public string? QuoteCoin { get; init; }

    public string? SettleCoin { get; init; }

    public long DeliveryTime { get; init; }

    public BybitLeverage? LeverageFilter { get; init; }

    public BybitPriceFilter? PriceFilter { get; init; }

    public BybitLotFilter? LotSizeFilter { get; init; }
}

internal sealed record BybitLeverage(decimal? MaxLeverage);

internal sealed record BybitPriceFilter(decimal? MinPrice, decimal? MaxPrice, decimal? TickSize);

internal sealed record BybitLotFilter
{
    public decimal? QtyStep { get; init; }

    /// <summary>Spot's step.</summary>
    public decimal? BasePrecision { get; init; }

    public decimal? MinOrderQty { get; init; }

    public decimal? MaxOrderQty { get; init; }

    public decimal? MaxMktOrderQty { get; init; }

    /// <summary>Spot's names for the largest orders.</summary>
    public decimal? MaxLimitOrderQty { get; init; }

    public decimal? MaxMarketOrderQty { get; init; }

    /// <summary>Spot's least value of an order.</summary>
    public decimal? MinOrderAmt { get; init; }

    public decimal? MinNotionalValue { get; init; }
}

internal sealed record BybitTicker(string? Symbol, decimal? Bid1Price, decimal? Ask1Price, decimal? LastPrice);

internal sealed record BybitBook
{
    [JsonPropertyName("b")]
    public IReadOnlyList<IReadOnlyList<decimal>>? Bids { get; init; }

    [JsonPropertyName("a")]
    public IReadOnlyList<IReadOnlyList<decimal>>? Asks { get; init; }

    [JsonPropertyName("u")]
    public long Sequence { get; init; }
}

internal sealed record BybitFee(string? Symbol, decimal? TakerFeeRate, decimal? MakerFeeRate);

internal sealed record BybitTime(decimal? TimeSecond, decimal? TimeNano);

internal sealed record BybitKey
{
    /// <summary>1: it reads only.</summary>
    public long ReadOnly { get; init; }

    public IReadOnlyList<string>? Ips { get; init; }

    public string? ExpiredAt { get; init; }

    public Dictionary<string, IReadOnlyList<string>?>? Permissions { get; init; }
}

internal sealed record BybitTrade
{
    public string? ExecId { get; init; }

    public string? Symbol { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public string? Side { get; init; }

    public long Time { get; init; }
}

/// <summary>An answer to something we said on a stream.</summary>
internal sealed record BybitSpoken
{
    public string? Op { get; init; }

    public bool Success { get; init; }

    [JsonPropertyName("ret_msg")]
    public string? RetMsg { get; init; }

    [JsonPropertyName("req_id")]
    public string? ReqId { get; init; }
}

/// <summary>A trade as the stream writes it; the same letter in another case is another field.</summary>
internal sealed record BybitStreamedTrade
{
    [JsonPropertyName("i")]
    public string? Id { get; init; }

    [JsonPropertyName("s")]
    public string? Symbol { get; init; }

    [JsonPropertyName("S")]
    public string? Side { get; init; }

    [JsonPropertyName("p")]
    public decimal? Price { get; init; }

    [JsonPropertyName("v")]
    public decimal? Size { get; init; }

    [JsonPropertyName("T")]
    public long Time { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseBool)])]
[JsonSerializable(typeof(BybitSaid))]
[JsonSerializable(typeof(BybitAnswer<BybitPlaced>))]
[JsonSerializable(typeof(BybitAnswer<BybitCancelled>))]
[JsonSerializable(typeof(BybitBatch))]
[JsonSerializable(typeof(BybitAnswer<BybitAccount>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitOrder>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitExecution>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitPosition>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitWallet>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitInstrument>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitTicker>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitFee>>))]
[JsonSerializable(typeof(BybitAnswer<BybitList<BybitTrade>>))]
[JsonSerializable(typeof(BybitAnswer<BybitBook>))]
[JsonSerializable(typeof(BybitAnswer<BybitTime>))]
[JsonSerializable(typeof(BybitAnswer<BybitKey>))]
[JsonSerializable(typeof(BybitFrame<BybitOrder>))]
[JsonSerializable(typeof(BybitFrame<BybitExecution>))]
[JsonSerializable(typeof(BybitFrame<BybitPosition>))]
[JsonSerializable(typeof(BybitFrame<BybitWallet>))]
[JsonSerializable(typeof(BybitFrame<BybitStreamedTrade>))]
[JsonSerializable(typeof(BybitSpoken))]
internal sealed partial class BybitJson : JsonSerializerContext;
