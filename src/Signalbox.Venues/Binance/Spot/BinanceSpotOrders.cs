using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>The parameters of one spot order, and what spot has no order for.</summary>
internal static class BinanceSpotOrders
{
    /// <summary>Writes the order, or says why spot has none like it.</summary>
    public static VenueOutcome.Rejected? Write(PlaceOrder order, QueryWriter to)
    {
        if (Refuse(order) is { } refusal)
        {
            return refusal;
        }

        var extras = order.Extras;
        var type = TypeOf(order);
        to.Add("symbol", order.Instrument.Value)
            .Add("side", BinanceWords.Of(order.Side))
            .Add("type", type)
            .Add("timeInForce", HasLife(type) ? BinanceWords.Of(order.TimeInForce) : null)
            .Add("quantity", extras?.QuoteAmount is null ? order.Quantity.Value : null)
            .Add("quoteOrderQty", extras?.QuoteAmount?.Value)
            .Add("price", order.LimitPrice?.Value)
            .Add("newClientOrderId", BinanceIds.Write(order.Id))
            .Add("stopPrice", (order.StopPrice ?? extras?.ActivationPrice)?.Value)
            .Add("trailingDelta", TrailOf(order))
            .Add("icebergQty", order.VisibleQuantity?.Value)
            .Add("selfTradePreventionMode", BinanceWords.Of(extras?.SelfTrades));
        return null;
    }

    public static string TypeOf(PlaceOrder order) => order.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => order.PostOnly ? "LIMIT_MAKER" : "LIMIT",
        _ => (order.Extras?.TakesProfit == true ? "TAKE_PROFIT" : "STOP_LOSS") + (order.LimitPrice is null ? "" : "_LIMIT"),
    };

    public static bool HasLife(string type) => type is "LIMIT" or "STOP_LOSS_LIMIT" or "TAKE_PROFIT_LIMIT";

    // In hundredths of a per cent; at least one.
    public static long? TrailOf(PlaceOrder order) => order.Extras?.Trail is { IsPercent: true } trail
        ? Math.Max(1, (long)decimal.Round(trail.Distance * 100m))
        : null;

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order) => order switch
    {
        { ReduceOnly: true } => WireDraft.Unsupported("Spot accounts have no positions, so no order can be reduce-only."),
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok) } =>
            WireDraft.Unsupported($"Binance spot has no time in force {order.TimeInForce}; use gtc, ioc or fok."),
        { Type: OrderType.TrailingStop, Extras.Trail: not { IsPercent: true } } =>
            WireDraft.Unsupported("Binance spot trails by a percentage only."),
        { Extras: { ClosesPosition: true } or { PositionSide: not null } or { TakeProfit: not null } or { StopLoss: not null } } =>
            WireDraft.Unsupported("Binance spot has no positions that an order could close or protect."),
        { Extras.TriggerBy: not (null or PriceSource.Last) } => WireDraft.Unsupported("Stops of Binance spot watch the last price."),
        _ => null,
    };
}
