using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>The parameters of one spot order, and what spot has no order for.</summary>
internal static class KucoinSpotOrders
{
    private const long WindowMsMax = 5_000;

    /// <summary>Stops wait with another service, under numbers of their own.</summary>
    public static bool IsStop(PlaceOrder order) => order.Type is OrderType.Stop or OrderType.StopLimit;

    public static bool FitsBatch(PlaceOrder order) => order.Type == OrderType.Limit && Refuse(order) is null;

    public static JsonBody Write(PlaceOrder order, SigningTime time)
    {
        var isLimit = order.Type is OrderType.Limit or OrderType.StopLimit;
        var body = new JsonBody()
            .Add("clientOid", KucoinIds.Write(order.Id))
            .Add("side", KucoinWords.Of(order.Side))
            .Add("symbol", order.Instrument.Value)
            .Add("type", isLimit ? "limit" : "market")
            .Add("stp", KucoinWords.Of(order.Extras?.SelfTrades))
            .Add("price", isLimit ? order.LimitPrice?.Value : null)
            .Add("size", order.Extras?.QuoteAmount is null ? order.Quantity.Value : null)
            .Add("funds", order.Extras?.QuoteAmount?.Value)
            .Add("timeInForce", isLimit ? KucoinWords.Of(order.TimeInForce) : null)
            .Add("cancelAfter", SecondsLeft(order))
            .AddTrue("postOnly", order.PostOnly)
            .AddTrue("hidden", order.VisibleQuantity is { IsZero: true })
            .AddTrue("iceberg", order.VisibleQuantity is { IsZero: false })
            .Add("visibleSize", order.VisibleQuantity is { IsZero: false } visible ? visible.Value : null);
        if (IsStop(order))
        {
            return body
                .Add("stop", KucoinWords.Rises(order) ? "entry" : "loss")
                .Add("stopPrice", order.StopPrice?.Value)
                .Add("tradeType", "TRADE");
        }

        // The gateway refuses the order when it arrives later than this, however long the signature would be good.
        return body
            .Add("clientTimestamp", time.At.ToUnixTimeMilliseconds())
            .Add("allowMaxTimeWindow", Math.Clamp((long)time.Window.TotalMilliseconds, 1, WindowMsMax));
    }

    /// <summary>A target that rests and a stop of the same size as one; both are limits, and both go by the stop's id.</summary>
    public static JsonBody WritePair(PlacePair pair) => new JsonBody()
        .Add("clientOid", KucoinIds.Write(pair.Stop.Id))
        .Add("side", KucoinWords.Of(pair.Stop.Side))
        .Add("symbol", pair.Stop.Instrument.Value)
        .Add("price", pair.Target.LimitPrice?.Value)
        .Add("size", pair.Stop.Quantity.Value)
        .Add("stopPrice", pair.Stop.StopPrice?.Value)
        .Add("limitPrice", pair.Stop.LimitPrice?.Value)
        .Add("tradeType", "TRADE");

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok or TimeInForce.Gtd) } =>
            WireDraft.Unsupported($"KuCoin spot has no time in force {order.TimeInForce}; use gtc, gtd, ioc or fok."),
        { TimeInForce: TimeInForce.Gtd, ExpiresAt: null } => WireDraft.Unsupported("A good-till-date order needs the time at which it ends."),
        { Type: OrderType.TrailingStop } => WireDraft.Unsupported("KuCoin spot has no trailing stops."),
        { ReduceOnly: true } => WireDraft.Unsupported("Spot accounts have no positions, so no order can be reduce-only."),
        { PostOnly: true, TimeInForce: TimeInForce.Ioc or TimeInForce.Fok } => WireDraft.Unsupported("KuCoin does not heed post-only on ioc and fok orders."),
        { PostOnly: true, LimitPrice: null } => WireDraft.Unsupported("Only a limit order can be post-only."),
        { VisibleQuantity: not null, LimitPrice: null } => WireDraft.Unsupported("Only a limit order can hide a part of itself."),
        { Extras.QuoteAmount: not null, LimitPrice: not null } => WireDraft.Unsupported("Only a market order is sized in the quote currency."),
        { Extras.TriggerBy: not (null or PriceSource.Last) } => WireDraft.Unsupported("Stops of KuCoin spot watch the last price."),
        { Extras.ClosesPosition: true } or { Extras.PositionSide: not null } => WireDraft.Unsupported("Spot accounts have no positions that an order could close."),
        { Extras: { TakeProfit: not null } or { StopLoss: not null } } => WireDraft.Unsupported("KuCoin spot attaches no exits to an order; place them beside it."),
        { Extras.SelfTrades: SelfTradePrevention.Decrement, LimitPrice: not null, StopPrice: not null } =>
            WireDraft.Unsupported("Stop limits of KuCoin spot cannot decrease against orders of their own."),
        _ => null,
    };

    // Whole seconds from its arrival; rounded down, so that it never stands longer than asked.
    private static long? SecondsLeft(PlaceOrder order) => order is { TimeInForce: TimeInForce.Gtd, Type: OrderType.Limit or OrderType.StopLimit, ExpiresAt: { } end }
        ? Math.Max(1, (long)(end - order.IntendedAt).TotalSeconds)
        : null;
}
