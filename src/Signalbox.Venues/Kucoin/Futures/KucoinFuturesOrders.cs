using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>How positions of an instrument are kept: the venue wants both told with every order.</summary>
public readonly record struct KucoinTerms(MarginMode? MarginMode, decimal? Leverage);

/// <summary>The parameters of one futures order, and what futures have no order for.</summary>
internal static class KucoinFuturesOrders
{
    public static bool HasExits(PlaceOrder order) => order.Extras is { TakeProfit: not null } or { StopLoss: not null };

    public static JsonBody Write(PlaceOrder order, KucoinTerms terms)
    {
        var (extras, isLimit) = (order.Extras, order.Type is OrderType.Limit or OrderType.StopLimit);
        var closes = extras?.ClosesPosition == true;
        var mode = extras?.MarginMode ?? terms.MarginMode;
        var body = new JsonBody()
            .Add("clientOid", KucoinIds.Write(order.Id))
            .Add("side", KucoinWords.Of(order.Side))
            .Add("symbol", order.Instrument.Value);
        if (!closes && Leverage(order, terms) is { } leverage)
        {
            Number(body, "leverage", leverage);
        }

        body.Add("type", isLimit ? "limit" : "market");
        if (order.Type is OrderType.Stop or OrderType.StopLimit && order.StopPrice is { } stop)
        {
            body.Add("stop", KucoinWords.Rises(order) ? "up" : "down").Add("stopPriceType", KucoinWords.Of(extras?.TriggerBy)).Add("stopPrice", stop.Value);
        }

        body.AddTrue("reduceOnly", order.ReduceOnly && !closes)
            .AddTrue("closeOrder", closes)
            .Add("stp", KucoinWords.Of(extras?.SelfTrades))
            .Add("marginMode", mode is null ? null : mode == MarginMode.Cross ? "CROSS" : "ISOLATED")
            .Add("positionSide", extras?.PositionSide is { } side ? side == PositionSide.Long ? "LONG" : "SHORT" : null)
            .Add("price", isLimit ? order.LimitPrice?.Value : null);
        if (!closes)
        {
            Number(body, "size", order.Quantity.Value);
        }

        body.Add("timeInForce", isLimit ? KucoinWords.Of(order.TimeInForce) : null)
            .AddTrue("postOnly", order.PostOnly)
            .AddTrue("hidden", order.VisibleQuantity is { IsZero: true })
            .AddTrue("iceberg", order.VisibleQuantity is { IsZero: false })
            .Add("visibleSize", order.VisibleQuantity is { IsZero: false } visible ? visible.Value : null);
        return HasExits(order) ? WithExits(order, body) : body;
    }

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc) } =>
            WireDraft.Unsupported($"KuCoin futures have no time in force {order.TimeInForce}; use gtc or ioc."),
        { Type: OrderType.TrailingStop } => WireDraft.Unsupported("KuCoin futures have no trailing stops."),
        { Quantity.Value: var size, Extras: not { ClosesPosition: true } } when size != decimal.Truncate(size) =>
            new(RejectReason.BelowMinimum, "whole-contracts", "KuCoin futures count whole contracts."),
        { PostOnly: true, TimeInForce: TimeInForce.Ioc } => WireDraft.Unsupported("KuCoin does not heed post-only on ioc orders."),
        { PostOnly: true, LimitPrice: null } => WireDraft.Unsupported("Only a limit order can be post-only."),
        { PostOnly: true, VisibleQuantity: not null } => WireDraft.Unsupported("A post-only order of KuCoin futures shows its whole quantity."),
        { VisibleQuantity: not null, LimitPrice: null } => WireDraft.Unsupported("Only a limit order can hide a part of itself."),
        { Extras.QuoteAmount: not null } => WireDraft.Unsupported("Orders of KuCoin futures are sized in contracts."),
        { Extras.SelfTrades: SelfTradePrevention.Decrement } => WireDraft.Unsupported("Orders of KuCoin futures cannot decrease against orders of their own."),
        { Extras.ClosesPosition: true, Extras: { TakeProfit: not null } or { StopLoss: not null } } => WireDraft.Unsupported("An order that closes a position has no exits."),
        { StopPrice: not null, Extras: { TakeProfit: not null } or { StopLoss: not null } } =>
            WireDraft.Unsupported("KuCoin futures attach exits to orders that wait for no price."),
        { Extras: { TakeProfit: { Trigger: null } } or { StopLoss: { Trigger: null } } or { TakeProfit.Limit: not null } or { StopLoss.Limit: not null } } =>
            WireDraft.Unsupported("Attached exits of KuCoin futures trigger at a price and leave at the market."),
        { Extras: { TakeProfit: { } profit, StopLoss: { } loss } } when profit.TriggerBy != loss.TriggerBy =>
            WireDraft.Unsupported("Both attached exits of KuCoin futures watch the same price."),
        _ => null,
    };

    // Isolated margin needs it with each order that may add to a position; cross margin keeps it by itself and takes it all the same.
    private static decimal? Leverage(PlaceOrder order, KucoinTerms terms) => order.Extras?.Leverage ?? terms.Leverage ?? (order.ReduceOnly ? null : 1m);

    private static JsonBody WithExits(PlaceOrder order, JsonBody body)
    {
        var (profit, loss) = (order.Extras!.TakeProfit, order.Extras.StopLoss);
        var (above, below) = order.Side == Side.Buy ? (profit, loss) : (loss, profit);
        return body
            .Add("triggerStopUpPrice", above?.Trigger?.Value)
            .Add("triggerStopDownPrice", below?.Trigger?.Value)
            .Add("stopPriceType", KucoinWords.Of(profit?.TriggerBy ?? loss?.TriggerBy));
    }

    // Whole numbers are written bare, as documented.
    private static void Number(JsonBody body, string name, decimal value)
    {
        if (value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue) body.Add(name, (long)value);
        else body.Add(name, value);
    }
}
