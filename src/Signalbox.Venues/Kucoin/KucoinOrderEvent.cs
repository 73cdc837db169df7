using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>A change of an order, or of a stop that waits, as the streams of both products write it.</summary>
internal sealed record KucoinOrderEvent
{
    public string? Symbol { get; init; }

    public string? OrderType { get; init; }

    public string? Side { get; init; }

    public string? OrderId { get; init; }

    public string? ClientOid { get; init; }

    /// <summary>What happened: received, open, match, filled, canceled, update; of a stop: open, triggered, cancel.</summary>
    public string? Type { get; init; }

    public decimal? Price { get; init; }

    public decimal? Size { get; init; }

    public decimal? OriginSize { get; init; }

    public decimal? FilledSize { get; init; }

    public decimal? MatchPrice { get; init; }

    public decimal? MatchSize { get; init; }

    public string? TradeId { get; init; }

    public string? Liquidity { get; init; }

    public long Ts { get; init; }

    public long OrderTime { get; init; }

    public string? TradeType { get; init; }

    /// <summary>Of a stop: which way the price must come.</summary>
    public string? Stop { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? OrderPrice { get; init; }

    /// <summary>Of a stop that triggered: whether an order came of it.</summary>
    public bool? TriggerSuccess { get; init; }

    /// <summary>Why none did.</summary>
    public string? Error { get; init; }

    public bool? ReduceOnly { get; init; }

    public string? PositionSide { get; init; }

    /// <summary>A fill is told before the report that counts it. Null when it is not what the documentation says.</summary>
    public IReadOnlyList<VenueEvent>? Events()
    {
        if (this is not { OrderId: { Length: > 0 } number, Symbol: { } symbol } || KucoinWords.SideOf(Side) is not { } side || StateOf(Type) is not { } state)
        {
            return null;
        }

        var (filled, isLimit) = (FilledSize ?? 0, OrderType != "market" && Price is > 0);
        var report = new OrderReport
        {
            ClientOrderId = KucoinIds.Read(ClientOid),
            ForeignClientId = KucoinIds.Foreign(ClientOid),
            VenueOrderId = new(number),
            Instrument = new(symbol),
            Side = side,
            PositionSide = SideOf(PositionSide),
            Type = isLimit ? Markets.OrderType.Limit : Markets.OrderType.Market,
            State = state,
            // A market order of an amount has no size of its own.
            Quantity = new(Size is > 0 ? Size.Value : OriginSize is > 0 ? OriginSize.Value : filled),
            FilledQuantity = new(filled),
            LimitPrice = isLimit ? KucoinWords.PriceOf(Price) : null,
            ReduceOnly = ReduceOnly == true,
            At = At,
        };
        return Type != "match" ? [new VenueEvent.OrderChanged(report)]
            : Fill(report) is { } fill ? [new VenueEvent.Executed(fill), new VenueEvent.OrderChanged(report)]
            : null;
    }

    /// <summary>A stop that waits. Null when it is not what the documentation says.</summary>
    public IReadOnlyList<VenueEvent>? StopEvents()
    {
        var state = Type switch
        {
            "open" or "update" => VenueOrderState.Working,
            "triggered" => TriggerSuccess == false || Error is { Length: > 0 } && TriggerSuccess != true ? VenueOrderState.Rejected : VenueOrderState.Triggered,
            "cancel" or "canceled" or "cancelled" => VenueOrderState.Cancelled,
            _ => (VenueOrderState?)null,
        };
        if (state is not { } known || this is not { OrderId: { Length: > 0 } number, Symbol: { } symbol } || KucoinWords.SideOf(Side) is not { } side)
        {
            return null;
        }

        return
        [
            new VenueEvent.OrderChanged(new()
            {
                ClientOrderId = KucoinIds.Read(ClientOid),
                ForeignClientId = KucoinIds.Foreign(ClientOid),
                VenueOrderId = new(number),
                Instrument = new(symbol),
                Side = side,
                PositionSide = SideOf(PositionSide),
                Type = OrderPrice is > 0 ? Markets.OrderType.StopLimit : Markets.OrderType.Stop,
                State = known,
                Quantity = new(Size ?? 0),
                FilledQuantity = Quantity.Zero,
                LimitPrice = KucoinWords.PriceOf(OrderPrice),
                StopPrice = KucoinWords.PriceOf(StopPrice),
                TakesProfit = Stop is "entry" or "loss" or "up" or "down" && KucoinWords.TakesProfit(side, Stop is "entry" or "up"),
                At = At,
                Reason = Error is { Length: > 0 } why ? why : null,
            }),
        ];
    }

    internal static PositionSide? SideOf(string? word) => word switch
    {
        "LONG" => Venues.PositionSide.Long,
        "SHORT" => Venues.PositionSide.Short,
        _ => null,
    };

    private DateTimeOffset At => KucoinWords.TimeOf(Ts > 0 ? Ts : OrderTime);

    private static VenueOrderState? StateOf(string? type) => type switch
    {
        "received" or "open" or "match" or "update" => VenueOrderState.Working,
        "filled" => VenueOrderState.Filled,
        "canceled" or "cancelled" => VenueOrderState.Cancelled,
        _ => null,
    };

    // Its fee is told only to who asks for the fill.
    private FillReport? Fill(OrderReport report) => TradeId is { Length: > 0 } trade && MatchSize is > 0 and var size && MatchPrice is > 0 and var price
        ? new()
        {
            FillId = new(trade),
            ClientOrderId = report.ClientOrderId,
            VenueOrderId = report.VenueOrderId,
            Instrument = report.Instrument,
            Side = report.Side,
            Quantity = new(size),
            Price = new(price),
            IsMaker = Liquidity switch { "maker" => true, "taker" => false, _ => null },
            At = report.At,
            Cause = CauseOf(TradeType),
        }
        : null;

    internal static FillCause CauseOf(string? kind) => kind switch
    {
        "liquid" or "liquidation" => FillCause.Liquidation,
        "adl" => FillCause.AutoDeleveraging,
        "settlement" => FillCause.Settlement,
        _ => FillCause.Trade,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LooseDecimal), typeof(LooseDecimalOrNull), typeof(LooseLong), typeof(LooseText)])]
[JsonSerializable(typeof(KucoinOrderEvent))]
internal sealed partial class KucoinOrderJson : JsonSerializerContext;
