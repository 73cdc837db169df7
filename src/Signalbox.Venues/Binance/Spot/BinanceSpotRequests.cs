using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>Our orders and questions as spot requests: pure, and complete but for the wire.</summary>
public sealed class BinanceSpotRequests(BinanceSigner signer)
{
    public const int FillsOfAPage = 1_000;

    private const string OrderPath = "/api/v3/order";

    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        var parameters = new QueryWriter();
        return BinanceSpotOrders.Write(order, parameters) is { } refusal
            ? refusal
            : Order(HttpMethod.Post, OrderPath, parameters, time, order) with { SendBy = order.SendBy };
    }

    /// <summary>Asks whether an order would be taken, without placing it.</summary>
    public WireDraft Test(PlaceOrder order, SigningTime time)
    {
        var parameters = new QueryWriter();
        return BinanceSpotOrders.Write(order, parameters) is { } refusal
            ? refusal
            : Order(HttpMethod.Post, "/api/v3/order/test", parameters, time, order) with { Costs = BinanceSpotLimits.Of(1), Lane = RateLane.Data };
    }

    public WireRequest Cancel(CancelOrder cancellation, SigningTime time) =>
        Signed(HttpMethod.Delete, OrderPath, Named(cancellation.Id, cancellation.VenueOrderId, cancellation.Instrument), time, RateLane.Protect, 1)
            with { SendBy = cancellation.SendBy };

    public WireRequest CancelAll(InstrumentId instrument, SigningTime time) =>
        Signed(HttpMethod.Delete, "/api/v3/openOrders", Of(instrument), time, RateLane.Protect, 1);

    /// <summary>Makes a resting order smaller; it keeps its place and its id.</summary>
    public WireRequest Shrink(AmendOrder amendment, SigningTime time) => Signed(
        HttpMethod.Put, "/api/v3/order/amend/keepPriority",
        Named(amendment.Id, amendment.VenueOrderId, amendment.Instrument)
            .Add("newClientOrderId", BinanceIds.Write(amendment.Id))
            .Add("newQty", amendment.Quantity.Value),
        time, RateLane.Reduce, 4) with { SendBy = amendment.SendBy };

    /// <summary>Cancels an order and places another in one request; the second is not tried when the first fails.</summary>
    public WireDraft Replace(CancelOrder old, PlaceOrder order, SigningTime time)
    {
        var parameters = new QueryWriter();
        if (BinanceSpotOrders.Write(order, parameters) is { } refusal)
        {
            return refusal;
        }

        parameters.Add("cancelReplaceMode", "STOP_ON_FAILURE");
        _ = old.VenueOrderId is { } number ? parameters.Add("cancelOrderId", number.Value) : parameters.Add("cancelOrigClientOrderId", BinanceIds.Write(old.Id));
        return Order(HttpMethod.Post, "/api/v3/order/cancelReplace", parameters, time, order) with { SendBy = order.SendBy };
    }

    /// <summary>Two exits of which one cancels the other. The same side and quantity, one a stop.</summary>
    public WireDraft PlaceOco(ClientOrderId list, PlaceOrder first, PlaceOrder second, SigningTime time) =>
        BinanceSpotLists.Oco(list, first, second, out var parameters) is { } refusal
            ? refusal
            : Order(HttpMethod.Post, "/api/v3/orderList/oco", parameters, time, first) with { Costs = BinanceSpotLimits.OrderPair, Lane = RateLane.Protect, SendBy = first.SendBy };

    /// <summary>An entry, and an exit that begins to exist when the entry is filled.</summary>
    public WireDraft PlaceOto(ClientOrderId list, PlaceOrder working, PlaceOrder pending, SigningTime time) =>
        BinanceSpotLists.Oto(list, working, pending, out var parameters) is { } refusal
            ? refusal
            : Order(HttpMethod.Post, "/api/v3/orderList/oto", parameters, time, working) with { Costs = BinanceSpotLimits.OrderPair, SendBy = working.SendBy };

    /// <summary>An entry, and two exits of which one cancels the other, that begin to exist when the entry is filled.</summary>
    public WireDraft PlaceOtoco(ClientOrderId list, PlaceOrder working, PlaceOrder first, PlaceOrder second, SigningTime time) =>
        BinanceSpotLists.Otoco(list, working, first, second, out var parameters) is { } refusal
            ? refusal
            : Order(HttpMethod.Post, "/api/v3/orderList/otoco", parameters, time, working) with { Costs = BinanceSpotLimits.OrderTriple, SendBy = working.SendBy };

    public WireRequest CancelList(InstrumentId instrument, ClientOrderId list, SigningTime time) => Signed(
        HttpMethod.Delete, "/api/v3/orderList", Of(instrument).Add("listClientOrderId", BinanceIds.Write(list)), time, RateLane.Protect, 1);

    public WireRequest Query(InstrumentId instrument, ClientOrderId id, SigningTime time) => Signed(
        HttpMethod.Get, OrderPath, Of(instrument).Add("origClientOrderId", BinanceIds.Write(id)), time, RateLane.Reconcile, 4);

    public WireRequest Query(InstrumentId instrument, VenueOrderId id, SigningTime time) => Signed(
        HttpMethod.Get, OrderPath, Of(instrument).Add("orderId", id.Value), time, RateLane.Reconcile, 4);

    /// <param name="instrument">Null for all.</param>
    public WireRequest OpenOrders(InstrumentId? instrument, SigningTime time) => Signed(
        HttpMethod.Get, "/api/v3/openOrders", new QueryWriter().Add("symbol", instrument?.Value), time, RateLane.Reconcile, instrument is null ? 80 : 6);

    public WireRequest AllOrders(InstrumentId instrument, DateTimeOffset? since, DateTimeOffset? until, int limit, SigningTime time) => Signed(
        HttpMethod.Get, "/api/v3/allOrders",
        Of(instrument).Add("startTime", since?.ToUnixTimeMilliseconds()).Add("endTime", until?.ToUnixTimeMilliseconds()).Add("limit", limit), time, RateLane.Reconcile, 20);

    public WireRequest FillsOf(InstrumentId instrument, VenueOrderId order, SigningTime time) => Signed(
        HttpMethod.Get, "/api/v3/myTrades", Of(instrument).Add("orderId", order.Value), time, RateLane.Reconcile, 5);

    /// <param name="fromId">Continues after a whole page; then the time does not count.</param>
    public WireRequest FillsSince(InstrumentId instrument, DateTimeOffset since, long? fromId, SigningTime time) => Signed(
        HttpMethod.Get, "/api/v3/myTrades",
        Of(instrument).Add("startTime", fromId is null ? since.ToUnixTimeMilliseconds() : null).Add("fromId", fromId).Add("limit", FillsOfAPage), time, RateLane.Reconcile, 20);

    public WireRequest Account(SigningTime time) => Signed(
        HttpMethod.Get, "/api/v3/account", new QueryWriter().AddTrue("omitZeroBalances", true), time, RateLane.Reconcile, 20);

    public WireRequest Fees(InstrumentId instrument, SigningTime time) =>
        Signed(HttpMethod.Get, "/api/v3/account/commission", Of(instrument), time, RateLane.Data, 20);

    public WireRequest Permissions(SigningTime time) =>
        Signed(HttpMethod.Get, "/sapi/v1/account/apiRestrictions", new QueryWriter(), time, RateLane.Data, 1);

    public static WireRequest Time() => Open("/api/v3/time", "", 1);

    public static WireRequest Instruments() => Open("/api/v3/exchangeInfo", "showPermissionSets=false", 20);

    public static WireRequest Quote(InstrumentId instrument) =>
        Open("/api/v3/ticker/bookTicker", new QueryWriter().Add("symbol", instrument.Value).ToString(), 2);

    public static WireRequest LastPrice(InstrumentId instrument) =>
        Open("/api/v3/ticker/price", new QueryWriter().Add("symbol", instrument.Value).ToString(), 2);

    public static WireRequest Trades(InstrumentId instrument, int limit) =>
        Open("/api/v3/trades", new QueryWriter().Add("symbol", instrument.Value).Add("limit", limit).ToString(), 25);

    public static WireRequest Book(InstrumentId instrument, int limit) => Open(
        "/api/v3/depth", new QueryWriter().Add("symbol", instrument.Value).Add("limit", limit).ToString(),
        limit switch { <= 100 => 5, <= 500 => 25, <= 1_000 => 50, _ => 250 });

    public static WireRequest Candles(InstrumentId instrument, string interval, DateTimeOffset? since, int limit) => Open(
        "/api/v3/klines",
        new QueryWriter().Add("symbol", instrument.Value).Add("interval", interval).Add("startTime", since?.ToUnixTimeMilliseconds()).Add("limit", limit).ToString(), 2);

    private static QueryWriter Of(InstrumentId instrument) => new QueryWriter().Add("symbol", instrument.Value);

    // The venue finds an order faster by its own number than by ours.
    private static QueryWriter Named(ClientOrderId id, VenueOrderId? number, InstrumentId instrument) => number is { } known
        ? Of(instrument).Add("orderId", known.Value)
        : Of(instrument).Add("origClientOrderId", BinanceIds.Write(id));

    private WireRequest Order(HttpMethod method, string path, QueryWriter parameters, SigningTime time, PlaceOrder order) =>
        signer.Seal(method, path, parameters, time) with { Lane = RateLanes.Of(order), Costs = BinanceSpotLimits.Order, Instrument = order.Instrument };

    private WireRequest Signed(HttpMethod method, string path, QueryWriter parameters, SigningTime time, RateLane lane, int weight) =>
        signer.Seal(method, path, parameters, time) with { Lane = lane, Costs = BinanceSpotLimits.Of(weight) };

    private static WireRequest Open(string path, string query, int weight) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query, Costs = BinanceSpotLimits.Of(weight) };
}
