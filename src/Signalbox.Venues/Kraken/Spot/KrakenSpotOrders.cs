using System.Globalization;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>The parameters of one spot order, and what spot has no order for.</summary>
internal static class KrakenSpotOrders
{
    // An iceberg must show at least this part of itself.
    private const decimal IcebergParts = 15m;

    public static string TypeOf(PlaceOrder order) => order.Type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => order.VisibleQuantity is null ? "limit" : "iceberg",
        OrderType.TrailingStop => order.LimitPrice is null ? "trailing-stop" : "trailing-stop-limit",
        _ => (order.Extras?.TakesProfit == true ? "take-profit" : "stop-loss") + (order.LimitPrice is null ? "" : "-limit"),
    };

    /// <summary>Without the pair, which a batch names once for all.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Parameters(PlaceOrder order)
    {
        var extras = order.Extras;
        yield return new("ordertype", TypeOf(order));
        yield return new("type", KrakenWords.Of(order.Side));
        yield return new("volume", extras?.ClosesPosition == true ? "0" : extras?.QuoteAmount?.ToString() ?? order.Quantity.ToString());
        yield return new("displayvol", order.VisibleQuantity?.ToString());
        yield return new("price", FirstPrice(order));
        yield return new("price2", SecondPrice(order));
        yield return new("trigger", KrakenSpotWords.Of(extras?.TriggerBy));
        yield return new("leverage", extras?.Leverage is { } leverage ? Decimals.Canonical(leverage) : null);
        yield return new("reduce_only", order.ReduceOnly ? "true" : null);
        yield return new("stptype", KrakenSpotWords.Of(extras?.SelfTrades));
        yield return new("oflags", Flags(order));
        yield return new("timeinforce", KrakenSpotWords.Of(order.TimeInForce));
        yield return new("expiretm", order.ExpiresAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        yield return new("cl_ord_id", KrakenIds.Write(order.Id));
        foreach (var close in Closing(extras))
        {
            yield return close;
        }
    }

    public static VenueOutcome.Rejected? Refuse(PlaceOrder order) => RefuseLife(order) ?? RefuseShape(order) ?? RefuseExtras(order);

    private static VenueOutcome.Rejected? RefuseLife(PlaceOrder order) => order switch
    {
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok or TimeInForce.Gtd) } =>
            WireDraft.Unsupported($"Kraken spot has no time in force {order.TimeInForce}; use gtc, ioc, fok or gtd."),
        { TimeInForce: TimeInForce.Gtd, ExpiresAt: null } => WireDraft.Unsupported("A good-till-date order needs the time at which it ends."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseShape(PlaceOrder order) => order switch
    {
        { PostOnly: true, Type: not OrderType.Limit } => WireDraft.Unsupported("Only limit orders of Kraken spot can be post-only."),
        { VisibleQuantity: not null, Type: not OrderType.Limit } => WireDraft.Unsupported("Only limit orders of Kraken spot can show a part of themselves."),
        { VisibleQuantity: { } shown } when shown.Value * IcebergParts < order.Quantity.Value =>
            WireDraft.Unsupported("An iceberg of Kraken spot must show at least a fifteenth of itself."),
        { Type: OrderType.TrailingStop, Extras: null } or { Type: OrderType.TrailingStop, Extras.Trail: null } => WireDraft.Unsupported("A trailing stop needs the distance at which it trails."),
        { Type: OrderType.TrailingStop, LimitPrice: not null, StopPrice: null } =>
            WireDraft.Unsupported("The limit of a Kraken trailing stop trails too: give the stop price beside it, so that its distance is known."),
        { Extras.ActivationPrice: not null } => WireDraft.Unsupported("Trailing stops of Kraken spot trail at once; they have no activation price."),
        _ => null,
    };

    private static VenueOutcome.Rejected? RefuseExtras(PlaceOrder order) => order switch
    {
        { ReduceOnly: true, Extras.Leverage: null } or { ReduceOnly: true, Extras: null } =>
            WireDraft.Unsupported("Spot accounts have no positions, so no order can be reduce-only; only margin orders, with a leverage, can."),
        { Extras.ClosesPosition: true } when order is not { Type: OrderType.Market, Extras.Leverage: not null } =>
            WireDraft.Unsupported("Only a market order on margin, with a leverage, can close a whole position."),
        { Extras.QuoteAmount: not null } when order is not { Type: OrderType.Market, Side: Side.Buy, Extras.Leverage: null } =>
            WireDraft.Unsupported("Only market orders that buy without leverage can be given as an amount of money."),
        { Extras.TriggerBy: PriceSource.Mark } => WireDraft.Unsupported("Stops of Kraken spot watch the last or the index price."),
        { Extras.PositionSide: not null } => WireDraft.Unsupported("Kraken spot does not keep a long and a short position side by side."),
        { Extras.MarginMode: MarginMode.Isolated } => WireDraft.Unsupported("Margin at Kraken spot is shared by all positions."),
        { Extras.SelfTrades: SelfTradePrevention.None or SelfTradePrevention.Decrement } =>
            WireDraft.Unsupported("Kraken spot never lets orders of one owner meet: it cancels the newest, the oldest or both."),
        { Extras: { TakeProfit: not null, StopLoss: not null } } => WireDraft.Unsupported("Kraken spot attaches one exit to an order, a target or a stop."),
        _ => null,
    };

    // What waits for a price names that price first and its limit second.
    private static string? FirstPrice(PlaceOrder order) => order switch
    {
        { Type: OrderType.TrailingStop, Extras.Trail: { } trail } => $"+{Decimals.Canonical(trail.Distance)}{(trail.IsPercent ? "%" : "")}",
        { Type: OrderType.Stop or OrderType.StopLimit } => order.StopPrice?.ToString(),
        _ => order.LimitPrice?.ToString(),
    };

    private static string? SecondPrice(PlaceOrder order) => order switch
    {
        { Type: OrderType.StopLimit } => order.LimitPrice?.ToString(),
        { Type: OrderType.TrailingStop, LimitPrice: { } limit, StopPrice: { } stop } => Offset(limit - stop),
        _ => null,
    };

    private static string Offset(decimal distance) => distance < 0 ? Decimals.Canonical(distance) : $"+{Decimals.Canonical(distance)}";

    // Sales would pay in what they sell: fees in the quote currency are what the account's answers and streams speak of.
    private static string Flags(PlaceOrder order) => order.PostOnly ? "post,fciq" : order.Extras?.QuoteAmount is not null ? "viqc,fciq" : "fciq";

    private static IEnumerable<KeyValuePair<string, string?>> Closing(OrderExtras? extras)
    {
        if ((extras?.StopLoss ?? extras?.TakeProfit) is not { } exit)
        {
            yield break;
        }

        var kind = extras!.StopLoss is not null ? "stop-loss" : "take-profit";
        if (exit.Trigger is null)
        {
            yield return new("close[ordertype]", "limit");
            yield return new("close[price]", exit.Limit?.ToString());
            yield break;
        }

        yield return new("close[ordertype]", exit.Limit is null ? kind : $"{kind}-limit");
        yield return new("close[price]", exit.Trigger?.ToString());
        yield return new("close[price2]", exit.Limit?.ToString());
    }
}
