using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>The parameters of spot's order lists. The legs of a pair are named by where they lie: above the market and below it.</summary>
internal static class BinanceSpotLists
{
    public static VenueOutcome.Rejected? Oco(ClientOrderId list, PlaceOrder first, PlaceOrder second, out QueryWriter parameters)
    {
        parameters = new QueryWriter().Add("symbol", first.Instrument.Value).Add("listClientOrderId", BinanceIds.Write(list))
            .Add("side", BinanceWords.Of(first.Side)).Add("quantity", first.Quantity.Value);
        if (RefusePair(first, second) is { } refusal)
        {
            return refusal;
        }

        var (above, below) = Sorted(first, second);
        AddLeg(parameters, "above", above);
        AddLeg(parameters, "below", below);
        return null;
    }

    public static VenueOutcome.Rejected? Oto(ClientOrderId list, PlaceOrder working, PlaceOrder pending, out QueryWriter parameters)
    {
        parameters = Head(list, working);
        if ((RefuseWorking(working) ?? BinanceSpotOrders.Refuse(pending)) is { } refusal)
        {
            return refusal;
        }

        AddWorking(parameters, working);
        parameters.Add("pendingSide", BinanceWords.Of(pending.Side)).Add("pendingQuantity", pending.Quantity.Value);
        AddLeg(parameters, "pending", pending);
        return null;
    }

    public static VenueOutcome.Rejected? Otoco(ClientOrderId list, PlaceOrder working, PlaceOrder first, PlaceOrder second, out QueryWriter parameters)
    {
        parameters = Head(list, working);
        if ((RefuseWorking(working) ?? RefusePair(first, second)) is { } refusal)
        {
            return refusal;
        }

        AddWorking(parameters, working);
        parameters.Add("pendingSide", BinanceWords.Of(first.Side)).Add("pendingQuantity", first.Quantity.Value);
        var (above, below) = Sorted(first, second);
        AddLeg(parameters, "pendingAbove", above);
        AddLeg(parameters, "pendingBelow", below);
        return null;
    }

    private static QueryWriter Head(ClientOrderId list, PlaceOrder working) =>
        new QueryWriter().Add("symbol", working.Instrument.Value).Add("listClientOrderId", BinanceIds.Write(list));

    private static void AddWorking(QueryWriter parameters, PlaceOrder working)
    {
        AddLeg(parameters, "working", working);
        parameters.Add("workingSide", BinanceWords.Of(working.Side)).Add("workingQuantity", working.Quantity.Value);
    }

    private static void AddLeg(QueryWriter parameters, string prefix, PlaceOrder leg)
    {
        // A target that rests in a pair must be a maker; everything else is named as outside of lists.
        var type = leg.Type == OrderType.Limit && prefix is "above" or "below" or "pendingAbove" or "pendingBelow"
            ? "LIMIT_MAKER"
            : BinanceSpotOrders.TypeOf(leg);
        parameters.Add($"{prefix}Type", type)
            .Add($"{prefix}ClientOrderId", BinanceIds.Write(leg.Id))
            .Add($"{prefix}Price", leg.LimitPrice?.Value)
            .Add($"{prefix}StopPrice", (leg.StopPrice ?? leg.Extras?.ActivationPrice)?.Value)
            .Add($"{prefix}TrailingDelta", BinanceSpotOrders.TrailOf(leg))
            .Add($"{prefix}IcebergQty", leg.VisibleQuantity?.Value)
            .Add($"{prefix}TimeInForce", BinanceSpotOrders.HasLife(type) ? BinanceWords.Of(leg.TimeInForce) : null);
    }

    // Selling, the target lies above and the stop below; buying, the other way round.
    private static (PlaceOrder Above, PlaceOrder Below) Sorted(PlaceOrder first, PlaceOrder second) =>
        IsTarget(first) == (first.Side == Side.Sell) ? (first, second) : (second, first);

    private static bool IsTarget(PlaceOrder leg) => leg.Type == OrderType.Limit || leg.Extras?.TakesProfit == true;

    private static VenueOutcome.Rejected? RefusePair(PlaceOrder first, PlaceOrder second)
    {
        if (first.Side != second.Side || first.Quantity != second.Quantity || first.Instrument != second.Instrument)
        {
            return WireDraft.Unsupported("Both exits of a pair need the same instrument, side and quantity.");
        }

        return IsTarget(first) == IsTarget(second)
            ? WireDraft.Unsupported("A pair is one target and one stop.")
            : BinanceSpotOrders.Refuse(first) ?? BinanceSpotOrders.Refuse(second);
    }

    private static VenueOutcome.Rejected? RefuseWorking(PlaceOrder working) => working.Type == OrderType.Limit
        ? BinanceSpotOrders.Refuse(working)
        : WireDraft.Unsupported("The entry of an order list must be a limit order.");
}
