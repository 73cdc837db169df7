using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>Every request to spot, signed once and ready to leave. Pure: the same input makes the same bytes.</summary>
public sealed class KucoinSpotRequests(KucoinSigner signer)
{
    public const int OrdersOfABatch = 5;
    public const int FillsOfAPage = 100;
    public const int StopsOfAPage = 500;

    private const string OrdersPath = "/api/v1/hf/orders";
    private const string StopsPath = "/api/v1/stop-order";
    private const string PairsPath = "/api/v3/oco";

    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        if (KucoinSpotOrders.Refuse(order) is { } refusal)
        {
            return refusal;
        }

        return Tell(KucoinSpotOrders.IsStop(order) ? StopsPath : OrdersPath, KucoinSpotOrders.Write(order, time), 1, time)
            with { SendBy = order.SendBy, Lane = RateLanes.Of(order), Instrument = order.Instrument };
    }

    /// <summary>Limit orders of one instrument.</summary>
    public WireRequest PlaceMany(IReadOnlyList<PlaceOrder> orders, SigningTime time) =>
        Tell($"{OrdersPath}/multi", new JsonBody().AddList("orderList", orders.Select(order => KucoinSpotOrders.Write(order, time))), 1, time)
            with { SendBy = orders.Min(order => order.SendBy), Lane = orders.Min(RateLanes.Of), Instrument = orders[0].Instrument };

    /// <summary>A stop limit and a target as one, which goes by the id of the stop.</summary>
    public WireRequest PlacePair(PlacePair pair, SigningTime time) =>
        Tell($"{PairsPath}/order", KucoinSpotOrders.WritePair(pair), 2, time) with { SendBy = pair.Stop.SendBy, Lane = RateLane.Protect, Instrument = pair.Stop.Instrument };

    /// <summary>The venue takes the order back and places another with the same id in one step.</summary>
    public WireRequest Amend(AmendOrder amendment, SigningTime time) => Tell(
        $"{OrdersPath}/alter",
        new JsonBody()
            .Add("symbol", amendment.Instrument.Value)
            .Add("clientOid", amendment.VenueOrderId is null ? KucoinIds.Write(amendment.Id) : null)
            .Add("orderId", amendment.VenueOrderId?.Value)
            .Add("newPrice", amendment.LimitPrice?.Value)
            .Add("newSize", amendment.Quantity.Value),
        1, time) with { SendBy = amendment.SendBy, Lane = RateLane.Reduce, Instrument = amendment.Instrument };

    public WireRequest Cancel(CancelOrder cancellation, SigningTime time) => Drop(
        cancellation.VenueOrderId is { } number ? $"{OrdersPath}/{number}" : $"{OrdersPath}/client-order/{KucoinIds.Write(cancellation.Id)}",
        Symbol(cancellation.Instrument), 1, time) with { SendBy = cancellation.SendBy, Instrument = cancellation.Instrument };

    public WireRequest CancelStop(CancelOrder cancellation, SigningTime time) => (cancellation.VenueOrderId is { } number
        ? Drop($"{StopsPath}/{number}", new(), 3, time)
        : Drop($"{StopsPath}/cancelOrderByClientOid", Symbol(cancellation.Instrument).Add("clientOid", KucoinIds.Write(cancellation.Id)), 5, time))
        with { SendBy = cancellation.SendBy, Instrument = cancellation.Instrument };

    public WireRequest CancelPair(ClientOrderId id, SigningTime time) => Drop($"{PairsPath}/client-order/{KucoinIds.Write(id)}", new(), 3, time);

    public WireRequest CancelAll(InstrumentId instrument, SigningTime time) => Drop(OrdersPath, Symbol(instrument), 2, time);

    public WireRequest CancelAllStops(InstrumentId instrument, SigningTime time) => Drop($"{StopsPath}/cancel", Symbol(instrument).Add("tradeType", "TRADE"), 3, time);

    public WireRequest Order(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask($"{OrdersPath}/client-order/{KucoinIds.Write(id)}", Symbol(instrument), 2, time);

    public WireRequest Order(InstrumentId instrument, VenueOrderId number, SigningTime time) => Ask($"{OrdersPath}/{number}", Symbol(instrument), 2, time);

    /// <summary>Stops by our id: a list, since the id may have been used before.</summary>
    public WireRequest Stop(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask($"{StopsPath}/queryOrderByClientOid", new QueryWriter().Add("clientOid", KucoinIds.Write(id)).Add("symbol", instrument.Value), 3, time);

    public WireRequest Stop(VenueOrderId number, SigningTime time) => Ask($"{StopsPath}/{number}", null, 3, time);

    public WireRequest Pair(ClientOrderId id, SigningTime time) => Ask($"{PairsPath}/client-order/{KucoinIds.Write(id)}", null, 2, time);

    /// <summary>Which instruments have open orders: those can be asked for one instrument at a time only.</summary>
    public WireRequest InstrumentsWithOrders(SigningTime time) => Ask($"{OrdersPath}/active/symbols", null, 2, time);

    public WireRequest OpenOrders(InstrumentId instrument, SigningTime time) => Ask($"{OrdersPath}/active", Symbol(instrument), 2, time);

    public WireRequest OpenStops(int page, SigningTime time) =>
        Ask(StopsPath, new QueryWriter().Add("tradeType", "TRADE").Add("currentPage", page).Add("pageSize", StopsOfAPage), 8, time);

    public WireRequest EndedOrders(InstrumentId instrument, DateTimeOffset? since, DateTimeOffset? until, string? lastId, SigningTime time) =>
        Ask($"{OrdersPath}/done", Window(Symbol(instrument), since, until, lastId), 2, time);

    /// <param name="lastId">Continues with what is older than a whole page.</param>
    public WireRequest FillsOf(InstrumentId instrument, VenueOrderId order, string? lastId, SigningTime time) =>
        Ask("/api/v1/hf/fills", Symbol(instrument).Add("orderId", order.Value).Add("lastId", lastId).Add("limit", FillsOfAPage), 2, time);

    /// <param name="lastId">Continues with what is older than a whole page.</param>
    public WireRequest Fills(InstrumentId instrument, DateTimeOffset since, DateTimeOffset until, string? lastId, SigningTime time) =>
        Ask("/api/v1/hf/fills", Window(Symbol(instrument), since, until, lastId), 2, time);

    public WireRequest Balances(SigningTime time) =>
        Ask("/api/v1/accounts", new QueryWriter().Add("type", "trade"), 5, time) with { Costs = KucoinLimits.Of(KucoinLimits.Management, 5) };

    public WireRequest Fees(InstrumentId instrument, SigningTime time) =>
        Ask("/api/v1/trade-fees", new QueryWriter().Add("symbols", instrument.Value), 3, time) with { Lane = RateLane.Data };

    public WireRequest Permissions(SigningTime time) => KucoinRequests.Permissions(signer, time);

    public WireRequest StreamToken(SigningTime time) => KucoinRequests.PrivateToken(signer, KucoinLimits.Spot, time);

    /// <summary>The whole book is for those only who show a key.</summary>
    public WireRequest Book(InstrumentId instrument, SigningTime time) =>
        Ask("/api/v3/market/orderbook/level2", Symbol(instrument), 3, time) with { Lane = RateLane.Data };

    public static WireRequest Instruments() => KucoinRequests.Open("/api/v2/symbols", null, 4);

    public static WireRequest Quote(InstrumentId instrument) => KucoinRequests.Open("/api/v1/market/orderbook/level1", Symbol(instrument), 2);

    public static WireRequest Trades(InstrumentId instrument) => KucoinRequests.Open("/api/v1/market/histories", Symbol(instrument), 3);

    /// <param name="interval">In the venue's words: <c>1min</c>, <c>1hour</c>, <c>1day</c>.</param>
    public static WireRequest Candles(InstrumentId instrument, string interval, DateTimeOffset? since, DateTimeOffset? until) => KucoinRequests.Open(
        "/api/v1/market/candles",
        Symbol(instrument).Add("type", interval).Add("startAt", since?.ToUnixTimeSeconds()).Add("endAt", until?.ToUnixTimeSeconds()), 3);

    private static QueryWriter Symbol(InstrumentId instrument) => new QueryWriter().Add("symbol", instrument.Value);

    private static QueryWriter Window(QueryWriter query, DateTimeOffset? since, DateTimeOffset? until, string? lastId) => query
        .Add("startAt", since?.ToUnixTimeMilliseconds()).Add("endAt", until?.ToUnixTimeMilliseconds()).Add("lastId", lastId).Add("limit", FillsOfAPage);

    private WireRequest Tell(string path, JsonBody body, int weight, SigningTime time) =>
        signer.Seal(HttpMethod.Post, path, body.ToUtf8(), time) with { Costs = KucoinLimits.Of(KucoinLimits.Spot, weight) };

    private WireRequest Drop(string path, QueryWriter query, int weight, SigningTime time) =>
        signer.Seal(HttpMethod.Delete, path, query, time) with { Lane = RateLane.Protect, Costs = KucoinLimits.Of(KucoinLimits.Spot, weight) };

    private WireRequest Ask(string path, QueryWriter? query, int weight, SigningTime time) =>
        signer.Seal(HttpMethod.Get, path, query, time) with { Lane = RateLane.Reconcile, Costs = KucoinLimits.Of(KucoinLimits.Spot, weight) };
}
