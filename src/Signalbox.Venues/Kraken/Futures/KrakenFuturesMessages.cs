using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>What futures answers: one record for all, because each answer has its own part of it.</summary>
internal sealed record KrakenFuturesReply
{
    public string? ServerTime { get; init; }

    public IReadOnlyList<KrakenBatchStatus>? BatchStatus { get; init; }

    public IReadOnlyList<KrakenOpenOrder>? OpenOrders { get; init; }

    public IReadOnlyList<KrakenOrderStatus>? Orders { get; init; }

    public IReadOnlyList<KrakenFuturesFill>? Fills { get; init; }

    public IReadOnlyList<KrakenOpenPosition>? OpenPositions { get; init; }

    public Dictionary<string, KrakenFuturesAccount>? Accounts { get; init; }

    public IReadOnlyList<KrakenContract>? Instruments { get; init; }

    public KrakenFuturesTicker? Ticker { get; init; }

    public IReadOnlyList<KrakenLeverage>? LeveragePreferences { get; init; }

    public IReadOnlyList<KrakenFeeSchedule>? FeeSchedules { get; init; }

    /// <summary>In US dollars, by schedule.</summary>
    public Dictionary<string, decimal>? VolumesByFeeSchedule { get; init; }

    public KrakenAccess? Permissions { get; init; }
}

internal sealed record KrakenBatchStatus(
    string? Status, [property: JsonPropertyName("order_tag")] string? OrderTag, [property: JsonPropertyName("order_id")] string? OrderId);

internal sealed record KrakenOpenOrder
{
    [JsonPropertyName("order_id")]
    public string? OrderId { get; init; }

    public string? CliOrdId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? OrderType { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal FilledSize { get; init; }

    public decimal UnfilledSize { get; init; }

    public bool ReduceOnly { get; init; }

    public string? LastUpdateTime { get; init; }
}

internal sealed record KrakenOrderStatus(KrakenStatusOrder? Order, string? Status, string? UpdateReason, string? Error);

internal sealed record KrakenStatusOrder
{
    public string? Type { get; init; }

    public string? OrderId { get; init; }

    public string? CliOrdId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? Filled { get; init; }

    public decimal? LimitPrice { get; init; }

    public bool ReduceOnly { get; init; }

    public string? Timestamp { get; init; }

    public string? LastUpdateTimestamp { get; init; }

    public KrakenTriggerOptions? PriceTriggerOptions { get; init; }
}

internal sealed record KrakenTriggerOptions(decimal? TriggerPrice, string? TriggerSide);

internal sealed record KrakenFuturesFill
{
    [JsonPropertyName("fill_id")]
    public string? FillId { get; init; }

    [JsonPropertyName("order_id")]
    public string? OrderId { get; init; }

    public string? CliOrdId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public decimal Size { get; init; }

    public decimal Price { get; init; }

    public string? FillTime { get; init; }

    public string? FillType { get; init; }
}

internal sealed record KrakenOpenPosition(string? Symbol, string? Side, decimal Size, decimal Price, decimal? MaxFixedLeverage);

internal sealed record KrakenFuturesAccount
{
    public string? Type { get; init; }

    public Dictionary<string, decimal>? Balances { get; init; }

    public KrakenAuxiliary? Auxiliary { get; init; }

    public Dictionary<string, KrakenCollateral>? Currencies { get; init; }
}

/// <param name="Af">Available funds.</param>
internal sealed record KrakenAuxiliary(decimal? Af);

internal sealed record KrakenCollateral(decimal Quantity, decimal? Available);

internal sealed record KrakenContract
{
    public string? Symbol { get; init; }

    public string? Type { get; init; }

    public string? Base { get; init; }

    public string? Quote { get; init; }

    public decimal? TickSize { get; init; }

    public decimal? ContractSize { get; init; }

    public int? ContractValueTradePrecision { get; init; }

    public bool Tradeable { get; init; }

    public decimal? MaxPositionSize { get; init; }

    public string? LastTradingTime { get; init; }

    public IReadOnlyList<KrakenMarginLevel>? MarginLevels { get; init; }

    public string? FeeScheduleUid { get; init; }
}

internal sealed record KrakenMarginLevel(decimal? InitialMargin);

internal sealed record KrakenFuturesTicker(decimal? Bid, decimal? Ask, decimal? Last);

internal sealed record KrakenLeverage(string? Symbol, decimal? MaxLeverage);

internal sealed record KrakenFeeSchedule(string? Uid, IReadOnlyList<KrakenFeeTier>? Tiers);

/// <summary>Fees in per cent from this volume on.</summary>
internal sealed record KrakenFeeTier(decimal MakerFee, decimal TakerFee, decimal UsdVolume);

internal sealed record KrakenAccess(string? General, string? Transfer);

/// <summary>One page of the account's past.</summary>
internal sealed record KrakenHistory(IReadOnlyList<KrakenHistoryItem>? Elements, string? ContinuationToken);

/// <summary>An event is an object with one member: what happened, and to what.</summary>
internal sealed record KrakenHistoryItem(long Timestamp, Dictionary<string, JsonElement>? Event);

internal sealed record KrakenHistoryEvent
{
    public KrakenHistoryOrder? Order { get; init; }

    public KrakenHistoryOrder? NewOrder { get; init; }

    public KrakenHistoryOrder? OrderTrigger { get; init; }

    public KrakenHistoryOrder? NewOrderTrigger { get; init; }

    public string? Reason { get; init; }

    public KrakenHistoryExecution? Execution { get; init; }
}

internal sealed record KrakenHistoryOrder
{
    public string? Uid { get; init; }

    public string? ClientId { get; init; }

    public string? Tradeable { get; init; }

    public string? Direction { get; init; }

    public decimal Quantity { get; init; }

    public decimal? Filled { get; init; }

    public decimal? LimitPrice { get; init; }

    public string? OrderType { get; init; }

    public bool ReduceOnly { get; init; }

    public KrakenHistoryTrigger? TriggerOptions { get; init; }
}

internal sealed record KrakenHistoryTrigger(decimal? TriggerPrice);

internal sealed record KrakenHistoryExecution(string? Uid, KrakenHistoryOrder? Order, decimal Quantity, decimal Price, KrakenHistoryFee? OrderData);

internal sealed record KrakenHistoryFee(decimal? Fee);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText), typeof(LooseBool)])]
[JsonSerializable(typeof(KrakenFuturesReply))]
[JsonSerializable(typeof(KrakenHistory))]
[JsonSerializable(typeof(KrakenHistoryEvent))]
internal sealed partial class KrakenFuturesJson : JsonSerializerContext;
