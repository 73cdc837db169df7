using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Our orders and commands as requests of one product: pure, and complete but for the wire.</summary>
public sealed class BybitRequests(BybitSigner signer, BybitProduct product)
{
    private readonly BybitLimits limits = BybitLimits.For(product);

    /// <summary>Orders one batch takes.</summary>
    public int OrdersOfABatch => limits.OrdersOfABatch;

    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        var body = Body();
        return BybitOrders.Write(order, product, body) is { } refusal
            ? refusal
            : signer.Tell("/v5/order/create", body, time) with
            {
                SendBy = order.SendBy,
                Lane = RateLanes.Of(order),
                Costs = BybitLimits.Of(limits.Create),
                Instrument = order.Instrument,
            };
    }

    /// <summary>Each order of a batch has an outcome of its own.</summary>
    public WireDraft PlaceMany(IReadOnlyList<PlaceOrder> orders, SigningTime time)
    {
        var items = new List<JsonBody>(orders.Count);
        foreach (var order in orders)
        {
            var item = new JsonBody();
            if (BybitOrders.Write(order, product, item) is { } refusal)
            {
                return refusal;
            }

            items.Add(item);
        }

        return signer.Tell("/v5/order/create-batch", Body().AddList("request", items), time) with
        {
            SendBy = orders.Min(order => order.SendBy),
            Lane = orders.Max(RateLanes.Of),
            Costs = BybitLimits.Of(limits.CreateBatch, orders.Count),
        };
    }

    /// <summary>Why an order would not be sent at all; null when it would.</summary>
    public VenueOutcome.Rejected? Refuse(PlaceOrder order) => BybitOrders.Write(order, product, new JsonBody());

    /// <summary>Levels that are null stay as they are.</summary>
    public WireRequest Amend(AmendOrder amendment, SigningTime time) => signer.Tell(
        "/v5/order/amend",
        Named(amendment.Instrument, amendment.Id, amendment.VenueOrderId)
            .Add("triggerPrice", amendment.StopPrice?.Value)
            .Add("qty", amendment.Quantity.Value)
            .Add("price", amendment.LimitPrice?.Value),
        time) with { SendBy = amendment.SendBy, Lane = RateLane.Protect, Costs = BybitLimits.Of(limits.Amend), Instrument = amendment.Instrument };

    /// <param name="filter">Spot: which kind of order it is; null is an ordinary one. Contracts need none.</param>
    public WireRequest Cancel(CancelOrder cancellation, SigningTime time, string? filter = null) =>
        signer.Tell("/v5/order/cancel", Named(cancellation.Instrument, cancellation.Id, cancellation.VenueOrderId).Add("orderFilter", filter), time)
            with { SendBy = cancellation.SendBy, Lane = RateLane.Protect, Costs = BybitLimits.Of(limits.Cancel), Instrument = cancellation.Instrument };

    public WireRequest CancelMany(IReadOnlyList<CancelOrder> cancellations, SigningTime time)
    {
        var items = cancellations.Select(each => Name(new JsonBody().Add("symbol", each.Instrument.Value), each.Id, each.VenueOrderId)).ToList();
        return signer.Tell("/v5/order/cancel-batch", Body().AddList("request", items), time)
            with { SendBy = cancellations.Min(each => each.SendBy), Lane = RateLane.Protect, Costs = BybitLimits.Of(limits.CancelBatch, cancellations.Count) };
    }

    /// <param name="filter">Spot: which kind of orders; contracts end all kinds at once.</param>
    public WireRequest CancelAll(InstrumentId instrument, SigningTime time, string? filter = null) =>
        signer.Tell("/v5/order/cancel-all", Body().Add("symbol", instrument.Value).Add("orderFilter", filter), time)
            with { Lane = RateLane.Protect, Costs = BybitLimits.Of(limits.CancelAll), Instrument = instrument };

    /// <summary>
    /// Sets, moves or (with a level of zero) takes away the exits that the venue keeps with a position. They are no orders of
    /// ours: they carry none of our ids, and end with the position.
    /// </summary>
    public WireRequest SetExits(BybitPositionExits exits, SigningTime time) => signer.Tell(
        "/v5/position/trading-stop",
        Body().Add("symbol", exits.Instrument.Value)
            .Add("takeProfit", exits.TakeProfit)
            .Add("stopLoss", exits.StopLoss)
            .Add("trailingStop", exits.TrailingDistance)
            .Add("tpTriggerBy", BybitWords.Of(exits.TakeProfitBy))
            .Add("slTriggerBy", BybitWords.Of(exits.StopLossBy))
            .Add("activePrice", exits.TrailingFrom)
            .Add("tpslMode", exits.Quantity is null ? "Full" : "Partial")
            .Add("tpSize", exits.TakeProfit is null ? null : exits.Quantity?.Value)
            .Add("slSize", exits.StopLoss is null ? null : exits.Quantity?.Value)
            .Add("tpLimitPrice", exits.TakeProfitLimit)
            .Add("slLimitPrice", exits.StopLossLimit)
            .Add("tpOrderType", exits.TakeProfit is null ? null : exits.TakeProfitLimit is null ? "Market" : "Limit")
            .Add("slOrderType", exits.StopLoss is null ? null : exits.StopLossLimit is null ? "Market" : "Limit")
            .Add("positionIdx", BybitOrders.IndexOf(exits.Side)),
        time) with { Lane = RateLane.Protect, Costs = BybitLimits.Of(BybitLimits.TradingStop), Instrument = exits.Instrument };

    public WireRequest SetLeverage(InstrumentId instrument, decimal leverage, SigningTime time) => Set(
        "/v5/position/set-leverage",
        Body().Add("symbol", instrument.Value).Add("buyLeverage", leverage).Add("sellLeverage", leverage), BybitLimits.Leverage, time);

    /// <summary>A unified account has one margin mode for everything.</summary>
    public WireRequest SetMarginMode(MarginMode mode, SigningTime time) => Set(
        "/v5/account/set-margin-mode",
        new JsonBody().Add("setMarginMode", mode == MarginMode.Isolated ? "ISOLATED_MARGIN" : "REGULAR_MARGIN"), BybitLimits.MarginMode, time);

    /// <summary>For every contract that settles in the coin and has neither a position nor an order.</summary>
    public WireRequest SetPositionMode(string coin, PositionMode mode, SigningTime time) => Set(
        "/v5/position/switch-mode", Body().Add("coin", coin).Add("mode", mode == PositionMode.Hedge ? 3 : 0), BybitLimits.PositionMode, time);

    private JsonBody Body() => new JsonBody().Add("category", product.Word());

    private JsonBody Named(InstrumentId instrument, ClientOrderId id, VenueOrderId? number) => Name(Body().Add("symbol", instrument.Value), id, number);

    private static JsonBody Name(JsonBody body, ClientOrderId id, VenueOrderId? number) =>
        number is { } known ? body.Add("orderId", known.Value) : body.Add("orderLinkId", BybitIds.Write(id));

    private WireRequest Set(string path, JsonBody body, RateWindow window, SigningTime time) =>
        signer.Tell(path, body, time) with { Lane = RateLane.Reconcile, Costs = BybitLimits.Of(window) };
}
