using System.Text;
using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>Every request to futures, signed once and ready to leave. Pure: the same input makes the same bytes.</summary>
public sealed class KucoinFuturesRequests(KucoinSigner signer)
{
    public const int OrdersOfABatch = 20;
    public const int ItemsOfAPage = 1_000;

    private const string OrdersPath = "/api/v1/orders";
    private const string StopsPath = "/api/v1/stopOrders";

    /// <summary>Orders that bring their exits go to a path of their own.</summary>
    public WireDraft Place(PlaceOrder order, KucoinTerms terms, SigningTime time)
    {
        if (KucoinFuturesOrders.Refuse(order) is { } refusal)
        {
            return refusal;
        }

        return Tell(KucoinFuturesOrders.HasExits(order) ? "/api/v1/st-orders" : OrdersPath, KucoinFuturesOrders.Write(order, terms), 2, time)
            with { SendBy = order.SendBy, Lane = RateLanes.Of(order), Instrument = order.Instrument };
    }

    public WireRequest PlaceMany(IReadOnlyList<(PlaceOrder Order, KucoinTerms Terms)> orders, SigningTime time)
    {
        var body = Encoding.UTF8.GetBytes($"[{string.Join(',', orders.Select(each => KucoinFuturesOrders.Write(each.Order, each.Terms)))}]");
        return signer.Seal(HttpMethod.Post, $"{OrdersPath}/multi", body, time) with
        {
            SendBy = orders.Min(each => each.Order.SendBy),
            Lane = orders.Min(each => RateLanes.Of(each.Order)),
            Costs = KucoinLimits.Of(KucoinLimits.Futures, 20),
        };
    }

    public WireRequest Cancel(CancelOrder cancellation, SigningTime time) => (cancellation.VenueOrderId is { } number
        ? Drop($"{OrdersPath}/{number}", new(), 1, time)
        : Drop($"{OrdersPath}/client-order/{KucoinIds.Write(cancellation.Id)}", Symbol(cancellation.Instrument), 1, time))
        with { SendBy = cancellation.SendBy, Instrument = cancellation.Instrument };

    public WireRequest CancelMany(IReadOnlyList<CancelOrder> cancellations, SigningTime time)
    {
        var named = cancellations.Select(each => new JsonBody().Add("symbol", each.Instrument.Value).Add("clientOid", KucoinIds.Write(each.Id)));
        return signer.Seal(HttpMethod.Delete, $"{OrdersPath}/multi-cancel", new JsonBody().AddList("clientOidsList", named).ToUtf8(), time) with
        {
            SendBy = cancellations.Min(each => each.SendBy),
            Lane = RateLane.Protect,
            Costs = KucoinLimits.Of(KucoinLimits.Futures, 20),
        };
    }

    /// <summary>Orders in the book; stops that wait have a path of their own.</summary>
    public WireRequest CancelAll(InstrumentId instrument, SigningTime time) => Drop("/api/v3/orders", Symbol(instrument), 10, time);

    public WireRequest CancelAllStops(InstrumentId instrument, SigningTime time) => Drop(StopsPath, Symbol(instrument), 15, time);

    public WireRequest Order(ClientOrderId id, SigningTime time) =>
        Ask($"{OrdersPath}/byClientOid", new QueryWriter().Add("clientOid", KucoinIds.Write(id)), 5, time);

    public WireRequest Order(VenueOrderId number, SigningTime time) => Ask($"{OrdersPath}/{number}", null, 5, time);

    public WireRequest OpenOrders(int page, SigningTime time) =>
        Ask(OrdersPath, Page(new QueryWriter().Add("status", "active"), page), 2, time);

    public WireRequest OpenStops(int page, SigningTime time) => Ask(StopsPath, Page(new(), page), 6, time);

    public WireRequest EndedOrders(InstrumentId? instrument, DateTimeOffset? since, DateTimeOffset? until, int page, SigningTime time) => Ask(
        OrdersPath,
        Page(new QueryWriter().Add("status", "done").Add("symbol", instrument?.Value).Add("startAt", since?.ToUnixTimeMilliseconds()).Add("endAt", until?.ToUnixTimeMilliseconds()), page),
        2, time);

    public WireRequest FillsOf(VenueOrderId order, int page, SigningTime time) => Ask("/api/v1/fills", Page(new QueryWriter().Add("orderId", order.Value), page), 5, time);

    public WireRequest Fills(DateTimeOffset since, DateTimeOffset until, int page, SigningTime time) => Ask(
        "/api/v1/fills",
        Page(new QueryWriter().Add("startAt", since.ToUnixTimeMilliseconds()).Add("endAt", until.ToUnixTimeMilliseconds()), page), 5, time);

    /// <summary>The last thousand of a day, told sooner than the others.</summary>
    public WireRequest RecentFills(InstrumentId? instrument, SigningTime time) =>
        Ask("/api/v1/recentFills", new QueryWriter().Add("symbol", instrument?.Value), 3, time);

    public WireRequest Positions(SigningTime time) => Ask("/api/v1/positions", null, 2, time);

    public WireRequest Position(InstrumentId instrument, SigningTime time) => Ask("/api/v1/position", Symbol(instrument), 2, time);

    public WireRequest Balance(string currency, SigningTime time) => Ask("/api/v1/account-overview", new QueryWriter().Add("currency", currency), 5, time);

    public WireRequest Fees(InstrumentId instrument, SigningTime time) => Ask("/api/v1/trade-fees", Symbol(instrument), 3, time) with { Lane = RateLane.Data };

    public WireRequest MarginMode(InstrumentId instrument, SigningTime time) => Ask("/api/v2/position/getMarginMode", Symbol(instrument), 2, time);

    public WireRequest CrossLeverage(InstrumentId instrument, SigningTime time) => Ask("/api/v2/getCrossUserLeverage", Symbol(instrument), 2, time);

    public WireRequest PositionMode(SigningTime time) => Ask("/api/v2/position/getPositionMode", null, 2, time);

    public WireRequest SetMarginMode(InstrumentId instrument, MarginMode mode, SigningTime time) => Set(
        "/api/v2/position/changeMarginMode", new JsonBody().Add("symbol", instrument.Value).Add("marginMode", mode == Venues.MarginMode.Cross ? "CROSS" : "ISOLATED"), time);

    public WireRequest SetCrossLeverage(InstrumentId instrument, decimal leverage, SigningTime time) => Set(
        "/api/v2/changeCrossUserLeverage", new JsonBody().Add("symbol", instrument.Value).Add("leverage", leverage), time);

    public WireRequest SetPositionMode(PositionMode mode, SigningTime time) =>
        Set("/api/v2/position/switchPositionMode", new JsonBody().Add("positionMode", mode == Venues.PositionMode.Hedge ? "1" : "0"), time);

    public WireRequest Permissions(SigningTime time) => KucoinRequests.Permissions(signer, time);

    public WireRequest StreamToken(SigningTime time) => KucoinRequests.PrivateToken(signer, KucoinLimits.Futures, time);

    public static WireRequest Instruments() => KucoinRequests.Open("/api/v1/contracts/active", null, 3);

    public static WireRequest Quote(InstrumentId instrument) => KucoinRequests.Open("/api/v1/ticker", Symbol(instrument), 2);

    public static WireRequest Book(InstrumentId instrument) => KucoinRequests.Open("/api/v1/level2/snapshot", Symbol(instrument), 3);

    public static WireRequest Trades(InstrumentId instrument) => KucoinRequests.Open("/api/v1/trade/history", Symbol(instrument), 5);

    public static WireRequest Candles(InstrumentId instrument, int minutes, DateTimeOffset? since, DateTimeOffset? until) => KucoinRequests.Open(
        "/api/v1/kline/query",
        Symbol(instrument).Add("granularity", minutes).Add("from", since?.ToUnixTimeMilliseconds()).Add("to", until?.ToUnixTimeMilliseconds()), 3);

    private static QueryWriter Symbol(InstrumentId instrument) => new QueryWriter().Add("symbol", instrument.Value);

    private static QueryWriter Page(QueryWriter query, int page) => query.Add("currentPage", page).Add("pageSize", ItemsOfAPage);

    private WireRequest Tell(string path, JsonBody body, int weight, SigningTime time) =>
        signer.Seal(HttpMethod.Post, path, body.ToUtf8(), time) with { Costs = KucoinLimits.Of(KucoinLimits.Futures, weight) };

    private WireRequest Set(string path, JsonBody body, SigningTime time) => Tell(path, body, 2, time) with { Lane = RateLane.Reconcile };

    private WireRequest Drop(string path, QueryWriter query, int weight, SigningTime time) =>
        signer.Seal(HttpMethod.Delete, path, query, time) with { Lane = RateLane.Protect, Costs = KucoinLimits.Of(KucoinLimits.Futures, weight) };

    private WireRequest Ask(string path, QueryWriter? query, int weight, SigningTime time) =>
        signer.Seal(HttpMethod.Get, path, query, time) with { Lane = RateLane.Reconcile, Costs = KucoinLimits.Of(KucoinLimits.Futures, weight) };
}
