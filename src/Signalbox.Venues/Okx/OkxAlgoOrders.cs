using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>
/// Orders that wait for a price. Stops go as one-way exits and never as trigger orders: a trigger order whose price has been
/// passed meanwhile would wait for the way back, where an exit is refused.
/// </summary>
internal static class OkxAlgoOrders
{
    public static JsonBody Write(PlaceOrder order, OkxProduct product, MarginMode? margin)
    {
        var extras = order.Extras;
        var closes = extras?.ClosesPosition == true;
        var body = new JsonBody()
            .Add("instId", order.Instrument.Value)
            .Add("tdMode", product.TradeMode(extras?.MarginMode ?? margin))
            .Add("algoClOrdId", OkxIds.Write(order.Id))
            .Add("side", OkxWords.Of(order.Side))
            .Add("posSide", OkxWords.Of(extras?.PositionSide))
            .Add("ordType", order.Type == OrderType.TrailingStop ? "move_order_stop" : "conditional")
            .Add("sz", closes ? null : extras?.QuoteAmount?.Value ?? order.Quantity.Value)
            .Add("closeFraction", closes ? "1" : null)
            .Add("tgtCcy", product.IsSpot && order is { Side: Side.Buy, Type: OrderType.Stop } ? OkxOrders.Target(extras) : null);
        if (order.Type == OrderType.TrailingStop)
        {
            WriteTrail(order, body);
        }
        else
        {
            WriteTrigger(order, body, extras?.TakesProfit == true ? "tp" : "sl");
        }

        return body.AddTrue("reduceOnly", OkxOrders.ReducesOnly(order) || (closes && extras?.PositionSide is null));
    }

    /// <summary>The new values of an order that still waits, under the names of its kind.</summary>
    public static JsonBody WriteAmendment(AmendOrder amendment, bool takesProfit)
    {
        var kind = takesProfit ? "Tp" : "Sl";
        return new JsonBody()
            .Add("newSz", amendment.Quantity.Value)
            .Add($"new{kind}TriggerPx", amendment.StopPrice?.Value)
            .Add($"new{kind}OrdPx", amendment.LimitPrice?.Value);
    }

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order, OkxProduct product) => order switch
    {
        { PostOnly: true } => WireDraft.Unsupported("A stop of OKX cannot be post-only when it triggers."),
        { Type: OrderType.StopLimit, TimeInForce: not TimeInForce.Gtc } =>
            WireDraft.Unsupported("The limit of a stop rests at OKX until it is filled or cancelled; use gtc."),
        { Type: OrderType.TrailingStop } when order.Extras?.Trail is null => WireDraft.Unsupported("A trailing stop needs the distance at which it trails."),
        { Type: OrderType.TrailingStop, Extras.QuoteAmount: not null } => WireDraft.Unsupported("A trailing stop of OKX takes a quantity, not an amount."),
        { Type: not OrderType.TrailingStop, StopPrice: null } => WireDraft.Unsupported("A stop needs the price it waits for."),
        { Extras.TriggerBy: not (null or PriceSource.Last) } when product.IsSpot || order.Type == OrderType.TrailingStop =>
            WireDraft.Unsupported("Stops of OKX spot, and those that trail, watch the last price."),
        { Extras: { TakeProfit: not null } or { StopLoss: not null } } => WireDraft.Unsupported("A stop of OKX has no exits of its own; place them beside it."),
        { Extras.SelfTrades: not null } => WireDraft.Unsupported("A stop of OKX follows the account's own rule for self-trades."),
        { Extras.QuoteAmount: not null, Side: Side.Sell } => WireDraft.Unsupported("A stop of OKX that sells takes a quantity, not an amount."),
        _ => null,
    };

    private static void WriteTrigger(PlaceOrder order, JsonBody body, string kind) => body
        .Add($"{kind}TriggerPx", order.StopPrice?.Value)
        .Add($"{kind}TriggerPxType", OkxWords.Of(order.Extras?.TriggerBy))
        .Add($"{kind}OrdPx", OkxOrders.PriceOf(order.LimitPrice));

    private static void WriteTrail(PlaceOrder order, JsonBody body)
    {
        var trail = order.Extras!.Trail!.Value;
        body.Add("callbackRatio", trail.IsPercent ? trail.Distance / 100m : (decimal?)null)
            .Add("callbackSpread", trail.IsPercent ? null : trail.Distance)
            .Add("activePx", (order.Extras.ActivationPrice ?? order.StopPrice)?.Value);
    }
}
