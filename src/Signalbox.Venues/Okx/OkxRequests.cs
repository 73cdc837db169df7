using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>Our orders as OKX requests: pure, and complete but for the wire. What is asked is written in <see cref="OkxQuestions"/>.</summary>
public sealed class OkxRequests(OkxSigner signer, OkxProduct product, MarginMode? margin = null)
{
    public const int OrdersOfABatch = 20;
    public const int AlgosOfABatch = 10;

    private const string OrderPath = "/api/v5/trade/order";
    private const string AlgoPath = "/api/v5/trade/order-algo";

    /// <summary>
    /// Orders say until when they are good. The algo service knows no such word, so the time of its requests is set back:
    /// the venue then refuses them from the send deadline on, as it refuses every time that is half a minute old.
    /// </summary>
    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        if (OkxOrders.Refuse(order, product) is { } refusal)
        {
            return refusal;
        }

        var request = OkxOrders.IsAlgo(order)
            ? signer.Tell(AlgoPath, OkxAlgoOrders.Write(order, product, margin).ToString(), Earliest(time)) with { Costs = OkxLimits.One(OkxLimits.PlaceAlgo) }
            : signer.Tell(OrderPath, OkxOrders.Write(order, product, margin).ToString(), time.At, time.At + time.Window) with { Costs = OkxLimits.Orders(OkxLimits.Place) };
        return request with { Lane = RateLanes.Of(order), Instrument = order.Instrument, SendBy = order.SendBy };
    }

    /// <summary>Orders that wait for no price, twenty at most; each must have been found good by itself.</summary>
    public WireRequest PlaceMany(IReadOnlyList<PlaceOrder> orders, SigningTime time) =>
        signer.Tell("/api/v5/trade/batch-orders", List(orders.Select(order => OkxOrders.Write(order, product, margin))), time.At, time.At + time.Window) with
        {
            Lane = orders.Max(RateLanes.Of),
            Costs = OkxLimits.Orders(OkxLimits.PlaceMany, orders.Count),
            SendBy = orders.Min(order => order.SendBy),
        };

    /// <summary>The quantity counts what has filled already, as ours does.</summary>
    public WireRequest Amend(AmendOrder amendment, SigningTime time) => signer.Tell(
        "/api/v5/trade/amend-order",
        Named(amendment.Instrument, amendment.Id, amendment.VenueOrderId)
            .Add("newSz", amendment.Quantity.Value).Add("newPx", amendment.LimitPrice?.Value).ToString(),
        time.At, time.At + time.Window) with
        {
            Lane = RateLane.Reduce,
            Costs = OkxLimits.Orders(OkxLimits.Amend),
            Instrument = amendment.Instrument,
            SendBy = amendment.SendBy,
        };

    /// <param name="takesProfit">Which of its two sides the order has.</param>
    public WireRequest AmendAlgo(AmendOrder amendment, bool takesProfit, SigningTime time) => signer.Tell(
        "/api/v5/trade/amend-algos",
        Joined(NamedAlgo(amendment.Instrument, amendment.Id, amendment.VenueOrderId), OkxAlgoOrders.WriteAmendment(amendment, takesProfit)),
        Earliest(time)) with
        {
            Lane = RateLane.Protect,
            Costs = OkxLimits.One(OkxLimits.AmendAlgo),
            Instrument = amendment.Instrument,
            SendBy = amendment.SendBy,
        };

    public WireRequest Cancel(CancelOrder cancellation, SigningTime time) =>
        signer.Tell("/api/v5/trade/cancel-order", Named(cancellation).ToString(), time.At) with
        {
            Lane = RateLane.Protect,
            Costs = OkxLimits.One(OkxLimits.Cancel),
            Instrument = cancellation.Instrument,
            SendBy = cancellation.SendBy,
        };

    /// <summary>Twenty at most.</summary>
    public WireRequest CancelMany(IReadOnlyList<CancelOrder> cancellations, SigningTime time) =>
        signer.Tell("/api/v5/trade/cancel-batch-orders", List(cancellations.Select(Named)), time.At) with
        {
            Lane = RateLane.Protect,
            Costs = OkxLimits.Many(OkxLimits.CancelMany, cancellations.Count),
            SendBy = cancellations.Min(each => each.SendBy),
        };

    /// <summary>Ten at most, always as a list, and of one instrument.</summary>
    public WireRequest CancelAlgos(IReadOnlyList<CancelOrder> cancellations, SigningTime time) =>
        signer.Tell("/api/v5/trade/cancel-algos", List(cancellations.Select(each => NamedAlgo(each.Instrument, each.Id, each.VenueOrderId))), time.At) with
        {
            Lane = RateLane.Protect,
            Costs = OkxLimits.Many(OkxLimits.CancelAlgo, cancellations.Count),
            Instrument = cancellations[0].Instrument,
            SendBy = cancellations.Min(each => each.SendBy),
        };

    /// <summary>Takes a whole position off at the market, and the orders that would close it.</summary>
    public WireRequest ClosePosition(InstrumentId instrument, PositionSide? side, SigningTime time) => signer.Tell(
        "/api/v5/trade/close-position",
        new JsonBody().Add("instId", instrument.Value).Add("posSide", OkxWords.Of(side)).Add("mgnMode", product.TradeMode(margin)).AddTrue("autoCxl", true).ToString(),
        time.At) with { Lane = RateLane.Protect, Costs = OkxLimits.One(OkxLimits.ClosePosition), Instrument = instrument };

    /// <param name="side">For an isolated position of a hedged account: whose leverage it is.</param>
    public WireRequest SetLeverage(InstrumentId instrument, decimal leverage, PositionSide? side, SigningTime time) => signer.Tell(
        "/api/v5/account/set-leverage",
        new JsonBody().Add("instId", instrument.Value).Add("lever", leverage).Add("mgnMode", product.TradeMode(margin ?? MarginMode.Cross))
            .Add("posSide", OkxWords.Of(side)).ToString(),
        time.At) with { Lane = RateLane.Entry, Costs = OkxLimits.One(OkxLimits.SetLeverage) };

    public WireRequest SetPositionMode(PositionMode mode, SigningTime time) => signer.Tell(
        "/api/v5/account/set-position-mode",
        new JsonBody().Add("posMode", mode == PositionMode.Hedge ? "long_short_mode" : "net_mode").ToString(),
        time.At) with { Lane = RateLane.Entry, Costs = OkxLimits.One(OkxLimits.PositionMode) };

    private static DateTimeOffset Earliest(SigningTime time)
    {
        var setBack = time.At + time.Window - OkxSigner.Tolerance;
        return setBack < time.At ? setBack : time.At;
    }

    private static JsonBody Named(CancelOrder cancellation) => Named(cancellation.Instrument, cancellation.Id, cancellation.VenueOrderId);

    private static JsonBody Named(InstrumentId instrument, ClientOrderId id, VenueOrderId? number)
    {
        var body = new JsonBody().Add("instId", instrument.Value);
        return number is { } known ? body.Add("ordId", known.Value) : body.Add("clOrdId", OkxIds.Write(id));
    }

    private static JsonBody NamedAlgo(InstrumentId instrument, ClientOrderId id, VenueOrderId? number)
    {
        var body = new JsonBody().Add("instId", instrument.Value);
        return OkxAlgoNumber.Read(number) is { } known ? body.Add("algoId", known) : body.Add("algoClOrdId", OkxIds.Write(id));
    }

    private static string List(IEnumerable<JsonBody> items) => $"[{string.Join(',', items)}]";

    private static string Joined(JsonBody one, JsonBody other) => $"{one.ToString()[..^1]},{other.ToString()[1..]}";
}
