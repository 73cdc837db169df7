using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>The answer to an action: refused as a whole, or what became of each part.</summary>
internal sealed record ActionAnswer(string? Status, JsonElement? Response);

internal sealed record ActionResponse(string? Type, ActionData? Data);

internal sealed record ActionData(IReadOnlyList<JsonElement>? Statuses);

/// <summary>What became of one order; a cancel or a waiting child is a bare word instead.</summary>
internal sealed record OrderOutcome(OrderNumber? Resting, OrderNumber? Filled, string? Error);

internal sealed record OrderNumber(long Oid, string? Cloid, decimal? TotalSz, decimal? AvgPx);

internal sealed record OrderStatusAnswer(string? Status, OrderUpdate? Order);

/// <summary>An order and what became of it; also a message of <c>orderUpdates</c>.</summary>
internal sealed record OrderUpdate(WireOrder? Order, string? Status, long StatusTimestamp);

internal sealed record WireOrder
{
    public string? Coin { get; init; }

    /// <summary>B buys, A sells.</summary>
    public string? Side { get; init; }

    public decimal? LimitPx { get; init; }

    /// <summary>What is left of it.</summary>
    public decimal? Sz { get; init; }

    public decimal? OrigSz { get; init; }

    public long Oid { get; init; }

    public string? Cloid { get; init; }

    public long Timestamp { get; init; }

    /// <summary>This and what follows: only where orders are asked for, not in <c>orderUpdates</c>.</summary>
    public string? OrderType { get; init; }

    public string? Tif { get; init; }

    public bool? IsTrigger { get; init; }

    public decimal? TriggerPx { get; init; }

    public bool? ReduceOnly { get; init; }

    public bool? IsPositionTpsl { get; init; }
}

internal sealed record WireFill
{
    public string? Coin { get; init; }

    public decimal Px { get; init; }

    public decimal Sz { get; init; }

    public string? Side { get; init; }

    public long Time { get; init; }

    public long Oid { get; init; }

    public long Tid { get; init; }

    public string? Cloid { get; init; }

    /// <summary>It took what rested.</summary>
    public bool? Crossed { get; init; }

    public decimal? Fee { get; init; }

    public string? FeeToken { get; init; }

    public string? Dir { get; init; }

    public WireLiquidation? Liquidation { get; init; }
}

internal sealed record WireLiquidation(string? LiquidatedUser, string? Method);

internal sealed record MarginState
{
    public MarginSummary? MarginSummary { get; init; }

    public decimal? Withdrawable { get; init; }

    public IReadOnlyList<AssetPosition>? AssetPositions { get; init; }

    public long Time { get; init; }
}

internal sealed record MarginSummary(decimal AccountValue, decimal? TotalMarginUsed);

internal sealed record AssetPosition(WirePosition? Position);

internal sealed record WirePosition
{
    public string? Coin { get; init; }

    public decimal Szi { get; init; }

    public decimal? EntryPx { get; init; }

    public decimal? UnrealizedPnl { get; init; }

    public decimal? LiquidationPx { get; init; }

    public WireLeverage? Leverage { get; init; }
}

internal sealed record WireLeverage(string? Type, decimal? Value);

internal sealed record SpotState(IReadOnlyList<SpotBalance>? Balances);

internal sealed record SpotBalance(string? Coin, decimal Total, decimal? Hold);

internal sealed record FeeAnswer(decimal? UserCrossRate, decimal? UserAddRate, decimal? UserSpotCrossRate, decimal? UserSpotAddRate);

internal sealed record AssetTerms(WireLeverage? Leverage);

internal sealed record RoleAnswer(string? Role, RoleData? Data);

internal sealed record RoleData(string? User, string? Master);

internal sealed record AgentAnswer(string? Name, string? Address, long ValidUntil);

internal sealed record RequestCount(decimal? CumVlm, decimal? NRequestsUsed, decimal? NRequestsCap);

internal sealed record ExchangeStatusAnswer(long Time);

internal sealed record DexAnswer(string? Name);

internal sealed record PerpetualMeta(IReadOnlyList<PerpetualAsset>? Universe, int? CollateralToken);

internal sealed record PerpetualAsset(string? Name, int SzDecimals, decimal? MaxLeverage, bool? IsDelisted, bool? OnlyIsolated);

internal sealed record AssetContext(string? Coin, decimal? MarkPx, decimal? MidPx, decimal? OraclePx, decimal? PrevDayPx);

internal sealed record PairMeta(IReadOnlyList<Pair>? Universe, IReadOnlyList<Token>? Tokens);

internal sealed record Pair(string? Name, IReadOnlyList<int>? Tokens, int Index);

internal sealed record Token(string? Name, int SzDecimals, int Index);

internal sealed record WireBook(string? Coin, long Time, IReadOnlyList<IReadOnlyList<WireLevel>>? Levels);

internal sealed record WireLevel(decimal Px, decimal Sz);

internal sealed record WireQuote(string? Coin, long Time, IReadOnlyList<WireLevel?>? Bbo);

internal sealed record WireTrade(string? Coin, string? Side, decimal Px, decimal Sz, long Time, long Tid);

/// <summary>A message of a stream.</summary>
internal sealed record StreamMessage(string? Channel, JsonElement? Data);

internal sealed record UserFills(bool? IsSnapshot, IReadOnlyList<WireFill>? Fills);

internal sealed record UserEvent(IReadOnlyList<WireFill>? Fills);

internal sealed record StateMessage(string? Dex, MarginState? ClearinghouseState, SpotState? SpotState);

internal sealed record Subscribed(string? Method, Subscription? Subscription);

internal sealed record Subscription(string? Type);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ActionAnswer))]
[JsonSerializable(typeof(ActionResponse))]
[JsonSerializable(typeof(OrderOutcome))]
[JsonSerializable(typeof(OrderStatusAnswer))]
[JsonSerializable(typeof(List<WireOrder>))]
[JsonSerializable(typeof(List<OrderUpdate>))]
[JsonSerializable(typeof(List<WireFill>))]
[JsonSerializable(typeof(MarginState))]
[JsonSerializable(typeof(SpotState))]
[JsonSerializable(typeof(FeeAnswer))]
[JsonSerializable(typeof(AssetTerms))]
[JsonSerializable(typeof(RoleAnswer))]
[JsonSerializable(typeof(List<AgentAnswer>))]
[JsonSerializable(typeof(RequestCount))]
[JsonSerializable(typeof(ExchangeStatusAnswer))]
[JsonSerializable(typeof(List<DexAnswer>))]
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(PerpetualMeta))]
[JsonSerializable(typeof(List<AssetContext>))]
[JsonSerializable(typeof(PairMeta))]
[JsonSerializable(typeof(WireBook))]
[JsonSerializable(typeof(WireQuote))]
[JsonSerializable(typeof(List<WireTrade>))]
[JsonSerializable(typeof(StreamMessage))]
[JsonSerializable(typeof(UserFills))]
[JsonSerializable(typeof(UserEvent))]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(Subscribed))]
internal sealed partial class HyperliquidJson : JsonSerializerContext;
