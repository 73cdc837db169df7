using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>The body of one order, and what Coinbase has no order for.</summary>
internal static class CoinbaseOrders
{
    /// <summary>Writes the order, or says why there is none like it.</summary>
    public static VenueOutcome.Rejected? Write(PlaceOrder order, CoinbaseProduct product, JsonBody to)
    {
        if (Refuse(order, product) is { } refusal)
        {
            return refusal;
        }

        to.Add("client_order_id", CoinbaseIds.Write(order.Id));
        return WriteTerms(order, to);
    }

    /// <summary>What an order asks for, without its id: how it is previewed.</summary>
    public static VenueOutcome.Rejected? WriteTerms(PlaceOrder order, JsonBody to)
    {
        var extras = order.Extras;
        to.Add("product_id", order.Instrument.Value)
            .Add("side", CoinbaseWords.Of(order.Side))
            .Add("order_configuration", Configuration(order))
            .Add("leverage", extras?.Leverage)
            .Add("margin_type", extras?.MarginMode switch { MarginMode.Cross => "CROSS", MarginMode.Isolated => "ISOLATED", _ => null })
            .Add("attached_order_configuration", Attached(extras));
        return null;
    }

    /// <summary>A target and a stop as one order, named after the stop; whichever trades first ends it.</summary>
    public static VenueOutcome.Rejected? WriteBracket(PlacePair pair, JsonBody to)
    {
        if (pair.Target is not { Type: OrderType.Limit, LimitPrice: { } limit } || pair.Stop.StopPrice is not { } stop
            || pair.Target.Side != pair.Stop.Side || pair.Target.Quantity != pair.Stop.Quantity || pair.Target.Instrument != pair.Stop.Instrument)
        {
            return WireDraft.Unsupported("A bracket at Coinbase is a limit order and a stop of the same product, side and quantity.");
        }

        var ends = pair.Target.TimeInForce == TimeInForce.Gtd ? pair.Target.ExpiresAt : null;
        to.Add("client_order_id", CoinbaseIds.Write(pair.Stop.Id))
            .Add("product_id", pair.Stop.Instrument.Value)
            .Add("side", CoinbaseWords.Of(pair.Stop.Side))
            .Add("order_configuration", new JsonBody().Add(ends is null ? "trigger_bracket_gtc" : "trigger_bracket_gtd", new JsonBody()
                .Add("base_size", pair.Stop.Quantity.Value)
                .Add("limit_price", limit.Value)
                .Add("stop_trigger_price", stop.Value)
                .Add("end_time", Time(ends))));
        return null;
    }

    /// <summary>In which of the venue's forms the order is written.</summary>
    public static string NameOf(PlaceOrder order) => (order.Type, order.TimeInForce) switch
    {
        (OrderType.Market, TimeInForce.Fok) => "market_market_fok",
        (OrderType.Market, _) => "market_market_ioc",
        (OrderType.StopLimit, TimeInForce.Gtd) => "stop_limit_stop_limit_gtd",
        (OrderType.StopLimit, _) => "stop_limit_stop_limit_gtc",
        (_, TimeInForce.Gtd) => "limit_limit_gtd",
        (_, TimeInForce.Fok) => "limit_limit_fok",
        (_, TimeInForce.Ioc) => "sor_limit_ioc",
        _ => "limit_limit_gtc",
    };

    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonBody Configuration(PlaceOrder order)
    {
        var name = NameOf(order);
        var amount = order.Extras?.QuoteAmount;
        return new JsonBody().Add(name, new JsonBody()
            .Add("quote_size", amount?.Value)
            .Add("base_size", amount is null ? order.Quantity.Value : (decimal?)null)
            .Add("limit_price", order.LimitPrice?.Value)
            .Add("stop_price", order.StopPrice?.Value)
            .Add("stop_direction", order.StopPrice is null ? null : IsRising(order) ? "STOP_DIRECTION_STOP_UP" : "STOP_DIRECTION_STOP_DOWN")
            .Add("end_time", Time(order.ExpiresAt))
            .AddTrue("post_only", order.PostOnly));
    }

    private static bool IsRising(PlaceOrder order) => (order.Side == Side.Buy) != (order.Extras?.TakesProfit == true);

    private static JsonBody? Attached(OrderExtras? extras) => extras is { TakeProfit: { } target, StopLoss.Trigger: { } stop }
        ? new JsonBody().Add("trigger_bracket_gtc", new JsonBody().Add("limit_price", (target.Limit ?? target.Trigger)?.Value).Add("stop_trigger_price", stop.Value))
        : null;

    private static VenueOutcome.Rejected? Refuse(PlaceOrder order, CoinbaseProduct product) => RefuseShape(order, product) ?? RefuseExtras(order.Extras, product);

    private static VenueOutcome.Rejected? RefuseShape(PlaceOrder order, CoinbaseProduct product) => order switch
    {
        { Type: OrderType.Stop } => WireDraft.Unsupported("Stops at Coinbase have a limit price; use a stop-limit order."),
        { Type: OrderType.TrailingStop } => WireDraft.Unsupported("Coinbase has no trailing stops."),
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Gtd or TimeInForce.Ioc or TimeInForce.Fok) } =>
            WireDraft.Unsupported($"Coinbase has no time in force {order.TimeInForce}; use gtc, gtd, ioc or fok."),
        { TimeInForce: TimeInForce.Gtd, ExpiresAt: null } => WireDraft.Unsupported("A good-till-date order needs its end."),
        { Type: OrderType.Market, TimeInForce: TimeInForce.Gtd } => WireDraft.Unsupported("A market order has no end of its own."),
        { Type: OrderType.Market, TimeInForce: TimeInForce.Fok } when product != CoinbaseProduct.Perpetuals =>
            WireDraft.Unsupported("Coinbase takes fill-or-kill market orders for perpetuals only; use a limit price."),
        { Type: OrderType.StopLimit, TimeInForce: TimeInForce.Ioc or TimeInForce.Fok } => WireDraft.Unsupported("Stop-limit orders at Coinbase are gtc or gtd."),
        { Type: OrderType.Limit or OrderType.StopLimit, LimitPrice: null } => WireDraft.Unsupported("The order needs a limit price."),
        { Type: OrderType.StopLimit, StopPrice: null } => WireDraft.Unsupported("The order needs a stop price."),
        { PostOnly: true } and not { Type: OrderType.Limit, TimeInForce: TimeInForce.Gtc or TimeInForce.Gtd } =>
            WireDraft.Unsupported("Only limit orders that may rest can be post-only."),
        { VisibleQuantity: not null } => WireDraft.Unsupported("Coinbase shows orders whole."),
        { ReduceOnly: true, Type: OrderType.Market } when product != CoinbaseProduct.Spot => null,
        { ReduceOnly: true } => WireDraft.Unsupported("Coinbase closes positions by market orders only; nothing else can be reduce-only."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseExtras(OrderExtras? extras, CoinbaseProduct product) => extras switch
    {
        null => null,
        { ClosesPosition: true } or { PositionSide: not null } => WireDraft.Unsupported("Coinbase keeps one position of each product, and orders name their quantity."),
        { Trail: not null } or { ActivationPrice: not null } => WireDraft.Unsupported("Coinbase has no trailing stops."),
        { SelfTrades: not null } => WireDraft.Unsupported("What happens when orders of one account meet is a setting at Coinbase."),
        { TriggerBy: not (null or PriceSource.Last) } => WireDraft.Unsupported("Stops at Coinbase watch the last price."),
        { OutsideHours: true } => WireDraft.Unsupported("Coinbase has no hours."),
        { Leverage: not null } or { MarginMode: not null } when product == CoinbaseProduct.Spot => WireDraft.Unsupported("Spot orders have no leverage and no margin mode."),
        { TakeProfit: not null, StopLoss: null or { Trigger: null } } or { TakeProfit: null, StopLoss: not null } =>
            WireDraft.Unsupported("Coinbase attaches a target and a stop together or none."),
        { TakeProfit: { Trigger: null, Limit: null } } => WireDraft.Unsupported("The target needs its price."),
        _ => null,
    };
}
