using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>Orders as the venue writes them, and what it has no order for.</summary>
internal sealed class HyperliquidOrders(decimal stopSlippage)
{
    /// <param name="worst">For a market order: the worst price it may trade at, since the venue has only limits.</param>
    public HyperliquidValue Write(PlaceOrder order, HyperliquidAsset asset, Price? worst) => Write(
        new(asset, order.Side, order.Quantity, order.ReduceOnly && !asset.IsSpot, HyperliquidIds.Write(order.Id)),
        LimitOf(order, asset, worst), TypeOf(order, asset));

    /// <summary>The exits that begin to exist when the order fills; they have no ids of ours.</summary>
    public IEnumerable<HyperliquidValue> WriteExits(PlaceOrder order, HyperliquidAsset asset)
    {
        foreach (var (exit, word) in new[] { (order.Extras?.TakeProfit, "tp"), (order.Extras?.StopLoss, "sl") })
        {
            if (exit is not null)
            {
                var side = order.Side.Opposite;
                var trigger = asset.Bound(side, (exit.Trigger ?? exit.Limit)!.Value);
                yield return Write(
                    new(asset, side, order.Quantity, IsReduceOnly: true, null),
                    exit.Limit is { } limit ? asset.Bound(side, limit) : Slipped(side, trigger, asset), Trigger(exit.Limit is null, trigger, word));
            }
        }
    }

    /// <summary>A resting order with other terms: the venue takes all of them again.</summary>
    public HyperliquidValue Rewrite(OrderReport order, HyperliquidAsset asset, Quantity quantity, Price? limit, Price? stop)
    {
        var isStop = order.Type is OrderType.Stop or OrderType.StopLimit;
        var trigger = isStop ? StopOf(order.Side, order.TakesProfit, order.ReduceOnly, stop ?? order.StopPrice!.Value, asset) : default;
        var price = limit ?? order.LimitPrice;
        var id = order.ClientOrderId is { } ours ? HyperliquidIds.Write(ours) : order.ForeignClientId;
        return Write(
            new(asset, order.Side, quantity, order.ReduceOnly, id),
            order.Type == OrderType.Stop ? Slipped(order.Side, trigger, asset) : asset.Bound(order.Side, price!.Value),
            isStop ? Trigger(order.Type == OrderType.Stop, trigger, order.TakesProfit ? "tp" : "sl") : Limit(order.PostOnly ? "Alo" : "Gtc"));
    }

    public static string Grouping(PlaceOrder order) => order.Extras switch
    {
        { TakeProfit: not null } or { StopLoss: not null } => "normalTpsl",
        { ClosesPosition: true } => "positionTpsl",
        _ => "na",
    };

    /// <summary>What the venue has no order for.</summary>
    public static VenueOutcome.Rejected? Refuse(PlaceOrder order, HyperliquidAsset asset) => order switch
    {
        { Type: OrderType.TrailingStop } => WireDraft.Unsupported("Hyperliquid has no trailing stops."),
        { TimeInForce: not (TimeInForce.Gtc or TimeInForce.Ioc) } => WireDraft.Unsupported($"Hyperliquid has no time in force {Words.Of(order.TimeInForce)}; use gtc or ioc."),
        { PostOnly: true, Type: not OrderType.Limit } or { PostOnly: true, TimeInForce: TimeInForce.Ioc } => WireDraft.Unsupported("Only a limit order that may rest can be post-only."),
        { VisibleQuantity: not null } => WireDraft.Unsupported("Hyperliquid has no icebergs."),
        { Extras.QuoteAmount: not null } => WireDraft.Unsupported("Hyperliquid takes quantities, not amounts."),
        { Extras.PositionSide: not null } => WireDraft.Unsupported("Hyperliquid keeps one net position an instrument; it has no hedge mode."),
        { Extras.TriggerBy: PriceSource.Last or PriceSource.Index } => WireDraft.Unsupported("Stops of Hyperliquid watch the mark price."),
        { Extras.SelfTrades: not (null or SelfTradePrevention.CancelMaker) } => WireDraft.Unsupported("Hyperliquid always cancels the resting order of a self-trade."),
        { Extras: { TakeProfit: { Trigger: null, Limit: null } } or { StopLoss: { Trigger: null, Limit: null } } } => WireDraft.Unsupported("An exit needs a price at which it begins."),
        { Extras.ClosesPosition: true, StopPrice: null } => WireDraft.Unsupported("Only a stop can be kept at the size of the position."),
        { Type: OrderType.Limit or OrderType.StopLimit, LimitPrice: null } => WireDraft.Unsupported("The order needs a limit price."),
        { Type: OrderType.Stop or OrderType.StopLimit, StopPrice: null } => WireDraft.Unsupported("The order needs a stop price."),
        _ when asset.IsSpot && order.Extras is { TakeProfit: not null } or { StopLoss: not null } or { ClosesPosition: true } =>
            WireDraft.Unsupported("Spot has no exits that belong to an order or a position."),
        _ => null,
    };

    /// <summary>
    /// What the venue would refuse for its steps, in its words. A price on the instrument's tick passes: where it has a digit
    /// too many for its size, it is moved when it is written, in the direction that never widens risk.
    /// </summary>
    public static VenueOutcome.Rejected? RefuseSteps(PlaceOrder order, HyperliquidAsset asset, Price? tick)
    {
        if (order.Quantity < asset.Lot)
        {
            return new(RejectReason.BelowMinimum, "InvalidSize", $"The quantity {order.Quantity} is below the least of {asset.Coin}, {asset.Lot}.");
        }

        if (Rounding.DownToLot(order.Quantity, asset.Lot) != order.Quantity)
        {
            return new(RejectReason.Other, "InvalidSize", $"The quantity {order.Quantity} of {asset.Coin} may have {asset.SizeDecimals} places.");
        }

        return Off(order.LimitPrice) || Off(order.StopPrice)
            ? new(RejectReason.PriceOutOfRange, "Tick", $"A price of {asset.Coin} may have five significant digits; whole numbers are always taken.")
            : null;

        bool Off(Price? given) => given is { } price && !asset.Takes(price) && (tick is not { Value: > 0 } step || price.Value % step.Value != 0);
    }

    private Price LimitOf(PlaceOrder order, HyperliquidAsset asset, Price? worst) => order.Type switch
    {
        OrderType.Market => worst!.Value,
        OrderType.Stop => Slipped(order.Side, StopOf(order, asset), asset),
        _ => asset.Bound(order.Side, order.LimitPrice!.Value),
    };

    private static HyperliquidValue TypeOf(PlaceOrder order, HyperliquidAsset asset) => order.Type switch
    {
        OrderType.Market => Limit("Ioc"),
        OrderType.Limit => Limit(order.PostOnly ? "Alo" : order.TimeInForce == TimeInForce.Ioc ? "Ioc" : "Gtc"),
        _ => Trigger(order.Type == OrderType.Stop, StopOf(order, asset), order.Extras?.TakesProfit == true ? "tp" : "sl"),
    };

    private static Price StopOf(PlaceOrder order, HyperliquidAsset asset) =>
        StopOf(order.Side, order.Extras?.TakesProfit == true, order.ReduceOnly, order.StopPrice!.Value, asset);

    // A protective stop triggers no later than asked, an entry no earlier; a target no earlier either.
    private static Price StopOf(Side side, bool takesProfit, bool isProtective, Price stop, HyperliquidAsset asset) =>
        (side == Side.Sell) == (isProtective || takesProfit) ? asset.Up(stop) : asset.Down(stop);

    private Price Slipped(Side side, Price trigger, HyperliquidAsset asset) =>
        asset.Bound(side, new(trigger.Value * (side == Side.Buy ? 1 + stopSlippage : 1 - stopSlippage)));

    private static HyperliquidValue Limit(string life) => HyperliquidValue.Map(("limit", HyperliquidValue.Map(("tif", life))));

    private static HyperliquidValue Trigger(bool isMarket, Price price, string word) => HyperliquidValue.Map(
        ("trigger", HyperliquidValue.Map(("isMarket", isMarket), ("triggerPx", price.ToString()), ("tpsl", word))));

    private static HyperliquidValue Write(Line line, Price price, HyperliquidValue type) => HyperliquidValue.Map(
        ("a", line.Asset.Number),
        ("b", line.Side == Side.Buy),
        ("p", price.ToString()),
        ("s", Decimals.Canonical(line.Quantity.Value)),
        ("r", line.IsReduceOnly),
        ("t", type),
        ("c", line.Id is { } id ? (HyperliquidValue)id : null));

    private readonly record struct Line(HyperliquidAsset Asset, Side Side, Quantity Quantity, bool IsReduceOnly, string? Id);
}
