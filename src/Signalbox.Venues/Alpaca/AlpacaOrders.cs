using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>The body of one order, and what Alpaca has no order for.</summary>
internal static class AlpacaOrders
{
    /// <summary>Writes the order, or says why there is none like it.</summary>
    public static VenueOutcome.Rejected? Write(PlaceOrder order, JsonBody to)
    {
        if (Refuse(order) is { } refusal)
        {
            return refusal;
        }

        var extras = order.Extras;
        var (target, stop) = (extras?.TakeProfit, extras?.StopLoss);
        to.Add("symbol", order.Instrument.Value)
            .Add("qty", extras?.QuoteAmount is null ? order.Quantity.Value : (decimal?)null)
            .Add("notional", extras?.QuoteAmount?.Value)
            .Add("side", AlpacaWords.Of(order.Side))
            .Add("type", AlpacaWords.Of(order.Type))
            .Add("time_in_force", AlpacaWords.Of(LifeOf(order)))
            .Add("limit_price", order.LimitPrice?.Value)
            .Add("stop_price", order.StopPrice?.Value)
            .Add("trail_price", extras?.Trail is { IsPercent: false } distance ? distance.Distance : (decimal?)null)
            .Add("trail_percent", extras?.Trail is { IsPercent: true } share ? share.Distance : (decimal?)null)
            .AddTrue("extended_hours", extras?.OutsideHours == true)
            .Add("client_order_id", AlpacaIds.Write(order.Id))
            .Add("order_class", (target, stop) switch { (null, null) => null, ({ }, { }) => "bracket", _ => "oto" })
            .Add("take_profit", target is null ? null : Target(target))
            .Add("stop_loss", stop is null ? null : Stop(stop.Trigger, stop.Limit))
            .Add("position_intent", order.ReduceOnly ? $"{AlpacaWords.Of(order.Side)}_to_close" : null);
        return null;
    }

    /// <summary>A target that rests and a stop behind it; the first to trade ends the other. The order is named after the target.</summary>
    public static VenueOutcome.Rejected? WritePair(PlacePair pair, JsonBody to)
    {
        var (stop, target) = (pair.Stop, pair.Target);
        if (target is not { Type: OrderType.Limit, LimitPrice: { } limit } || stop is not { Type: OrderType.Stop or OrderType.StopLimit, StopPrice: { } trigger })
        {
            return WireDraft.Unsupported("A pair at Alpaca is a limit order and a stop.");
        }

        if (target.Side != stop.Side || target.Quantity != stop.Quantity || target.Instrument != stop.Instrument
            || AlpacaSymbols.KindOf(target.Instrument.Value) != InstrumentKind.Stock)
        {
            return WireDraft.Unsupported("A pair at Alpaca is of one stock, one side and one quantity.");
        }

        to.Add("symbol", target.Instrument.Value)
            .Add("qty", target.Quantity.Value)
            .Add("side", AlpacaWords.Of(target.Side))
            .Add("type", "limit")
            .Add("time_in_force", AlpacaWords.Of(target.TimeInForce))
            .Add("client_order_id", AlpacaIds.Write(target.Id))
            .Add("order_class", "oco")
            .Add("take_profit", new JsonBody().Add("limit_price", limit.Value))
            .Add("stop_loss", Stop(trigger, stop.LimitPrice));
        return null;
    }

    // A target is always a limit order here; one given by its trigger alone rests there.
    private static JsonBody Target(AttachedExit exit) => new JsonBody().Add("limit_price", (exit.Limit ?? exit.Trigger)?.Value);

    private static JsonBody Stop(Price? trigger, Price? limit) => new JsonBody().Add("stop_price", trigger?.Value).Add("limit_price", limit?.Value);

    /// <summary>
    /// Contracts, fractions and amounts of money are taken for the day only, and coins never end with a day. A market order
    /// does not rest, so it may be told either way.
    /// </summary>
    private static TimeInForce LifeOf(PlaceOrder order) => order switch
    {
        { Type: not OrderType.Market } => order.TimeInForce,
        { TimeInForce: TimeInForce.Gtc } when IsDayOnly(order) => TimeInForce.Day,
        { TimeInForce: TimeInForce.Day } when KindOf(order) == InstrumentKind.Spot => TimeInForce.Gtc,
        _ => order.TimeInForce,
    };

    private static bool IsDayOnly(PlaceOrder order) => KindOf(order) switch
    {
        InstrumentKind.Option => true,
        InstrumentKind.Stock => order.Extras?.QuoteAmount is not null || order.Quantity.Value % 1 != 0,
        _ => false,
    };

    private static InstrumentKind KindOf(PlaceOrder order) => AlpacaSymbols.KindOf(order.Instrument.Value);

    private static VenueOutcome.Rejected? Refuse(PlaceOrder order) =>
        RefuseFlags(order) ?? RefuseExtras(order) ?? KindOf(order) switch
        {
            InstrumentKind.Spot => RefuseCoin(order),
            InstrumentKind.Option => RefuseContract(order),
            _ => RefuseStock(order),
        };

    private static VenueOutcome.Rejected? RefuseFlags(PlaceOrder order) => order switch
    {
        { PostOnly: true } => WireDraft.Unsupported("Alpaca has no post-only orders."),
        { VisibleQuantity: not null } => WireDraft.Unsupported("Alpaca shows orders whole."),
        _ when AlpacaWords.Of(order.TimeInForce) is null =>
            WireDraft.Unsupported($"Alpaca has no time in force {order.TimeInForce}; use day, gtc, ioc, fok, opg or cls."),
        { Type: OrderType.TrailingStop, Extras: null or { Trail: null } } => WireDraft.Unsupported("A trailing stop needs the distance it trails by."),
        { Type: OrderType.Limit or OrderType.StopLimit, LimitPrice: null } => WireDraft.Unsupported("The order needs a limit price."),
        { Type: OrderType.Stop or OrderType.StopLimit, StopPrice: null } => WireDraft.Unsupported("The order needs a stop price."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseExtras(PlaceOrder order) => order.Extras switch
    {
        null => null,
        { TakesProfit: true } => WireDraft.Unsupported("Stops at Alpaca trigger only when the price moves against the position; use a limit order as a target."),
        { ActivationPrice: not null } => WireDraft.Unsupported("Trailing stops at Alpaca trail at once."),
        { ClosesPosition: true } => WireDraft.Unsupported("Alpaca has no order that closes whatever the position is when it triggers."),
        { PositionSide: not null } => WireDraft.Unsupported("Alpaca keeps one position of each asset."),
        { MarginMode: not null } or { Leverage: not null } => WireDraft.Unsupported("Margin at Alpaca is a setting of the account, not of an order."),
        { SelfTrades: not null } => WireDraft.Unsupported("Alpaca refuses orders that would meet one of the same account; that cannot be chosen."),
        { TriggerBy: not (null or PriceSource.Last) } => WireDraft.Unsupported("Stops at Alpaca watch the last price."),
        { StopLoss: { Trigger: null } } => WireDraft.Unsupported("A stop that comes with its entry needs its trigger."),
        { TakeProfit: { Trigger: null, Limit: null } } => WireDraft.Unsupported("A target that comes with its entry needs its price."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseStock(PlaceOrder order) => order switch
    {
        { Extras.OutsideHours: true } and not { Type: OrderType.Limit, TimeInForce: TimeInForce.Day or TimeInForce.Gtc } =>
            WireDraft.Unsupported("Outside the session Alpaca takes limit orders with time in force day or gtc only."),
        { TimeInForce: TimeInForce.Opg or TimeInForce.Cls, Type: not (OrderType.Market or OrderType.Limit) } =>
            WireDraft.Unsupported("The auctions at Alpaca take market and limit orders only."),
        { Type: OrderType.TrailingStop, TimeInForce: not (TimeInForce.Day or TimeInForce.Gtc) } =>
            WireDraft.Unsupported("Trailing stops at Alpaca are good for the day or until they are cancelled."),
        { Type: not OrderType.Market, TimeInForce: not TimeInForce.Day } when order.Quantity.Value % 1 != 0 =>
            WireDraft.Unsupported("Alpaca takes orders for fractions of a stock for the day only."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseCoin(PlaceOrder order) => order switch
    {
        { ReduceOnly: true } => WireDraft.Unsupported("Coins are held, not positions; no order for them can be reduce-only."),
        { Type: OrderType.Stop or OrderType.TrailingStop } => WireDraft.Unsupported("Alpaca takes market, limit and stop-limit orders for coins."),
        { Type: not OrderType.Market, TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok) } or { TimeInForce: TimeInForce.Opg or TimeInForce.Cls } =>
            WireDraft.Unsupported("Orders for coins at Alpaca are gtc or ioc."),
        { Extras: { TakeProfit: not null } or { StopLoss: not null } } => WireDraft.Unsupported("Alpaca attaches no exits to orders for coins."),
        { Extras.OutsideHours: true } => WireDraft.Unsupported("Coins trade all day; they have no hours."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseContract(PlaceOrder order) => order switch
    {
        { Type: OrderType.TrailingStop } => WireDraft.Unsupported("Alpaca trails no stops of option contracts."),
        { Type: not OrderType.Market, TimeInForce: not TimeInForce.Day } or { TimeInForce: not (TimeInForce.Day or TimeInForce.Gtc) } =>
            WireDraft.Unsupported("Orders for option contracts at Alpaca are good for the day only."),
        { Extras.QuoteAmount: not null } => WireDraft.Unsupported("Contracts at Alpaca are ordered by number, not by amount."),
        { Extras: { TakeProfit: not null } or { StopLoss: not null } } => WireDraft.Unsupported("Alpaca attaches no exits to orders for contracts."),
        { Extras.OutsideHours: true } => WireDraft.Unsupported("Option contracts at Alpaca trade in the session only."),
        _ => null,
    };
}
