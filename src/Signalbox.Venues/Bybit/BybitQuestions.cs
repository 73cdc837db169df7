using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Questions about one product as requests: pure, and complete but for the wire.</summary>
public sealed class BybitQuestions(BybitSigner signer, BybitProduct product)
{
    private const int PageMax = 50;
    private const int InstrumentPageMax = 1_000;

    /// <summary>Open and lately ended orders by our id; those that ended longer ago are in <see cref="OldOrder(InstrumentId, ClientOrderId, SigningTime)"/>.</summary>
    public WireRequest Order(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask("/v5/order/realtime", Symbol(instrument).Add("orderLinkId", BybitIds.Write(id)), BybitLimits.Orders, time);

    public WireRequest Order(InstrumentId instrument, VenueOrderId id, SigningTime time) =>
        Ask("/v5/order/realtime", Symbol(instrument).Add("orderId", id.Value), BybitLimits.Orders, time);

    public WireRequest OldOrder(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask("/v5/order/history", Symbol(instrument).Add("orderLinkId", BybitIds.Write(id)), BybitLimits.OldOrders, time);

    public WireRequest OldOrder(InstrumentId instrument, VenueOrderId id, SigningTime time) =>
        Ask("/v5/order/history", Symbol(instrument).Add("orderId", id.Value), BybitLimits.OldOrders, time);

    /// <param name="settle">Linear: the coin the orders settle in, since all of them cannot be asked for at once.</param>
    public WireRequest OpenOrders(string? settle, string? cursor, SigningTime time) => Ask(
        "/v5/order/realtime", Query().Add("settleCoin", settle).Add("openOnly", 0).Add("limit", PageMax).Add("cursor", Unescaped(cursor)), BybitLimits.Orders, time);

    public WireRequest OrdersSince(InstrumentId instrument, DateTimeOffset since, DateTimeOffset? until, string? cursor, SigningTime time) => Ask(
        "/v5/order/history",
        Symbol(instrument).Add("startTime", since.ToUnixTimeMilliseconds()).Add("endTime", until?.ToUnixTimeMilliseconds()).Add("limit", PageMax).Add("cursor", Unescaped(cursor)),
        BybitLimits.OldOrders, time);

    public WireRequest FillsOf(InstrumentId instrument, VenueOrderId order, string? cursor, SigningTime time) => Ask(
        "/v5/execution/list",
        Symbol(instrument).Add("orderId", order.Value).Add("limit", 2 * PageMax).Add("cursor", Unescaped(cursor)), BybitLimits.Executions, time);

    /// <param name="instrument">Null for all of the product.</param>
    /// <param name="until">Seven days after the first at most.</param>
    public WireRequest FillsSince(InstrumentId? instrument, DateTimeOffset since, DateTimeOffset? until, string? cursor, SigningTime time) => Ask(
        "/v5/execution/list",
        Query().Add("symbol", instrument?.Value).Add("startTime", since.ToUnixTimeMilliseconds()).Add("endTime", until?.ToUnixTimeMilliseconds()).Add("limit", 2 * PageMax).Add("cursor", Unescaped(cursor)),
        BybitLimits.Executions, time);

    public WireRequest Positions(string? settle, string? cursor, SigningTime time) => Ask(
        "/v5/position/list", Query().Add("settleCoin", settle).Add("limit", 4 * PageMax).Add("cursor", Unescaped(cursor)), BybitLimits.Positions, time);

    public WireRequest Position(InstrumentId instrument, SigningTime time) =>
        Ask("/v5/position/list", Symbol(instrument), BybitLimits.Positions, time);

    public WireRequest Balances(SigningTime time) =>
        Ask("/v5/account/wallet-balance", new QueryWriter().Add("accountType", "UNIFIED"), BybitLimits.Wallet, time);

    /// <summary>Which margin mode the account has.</summary>
    public WireRequest Account(SigningTime time) =>
        Ask("/v5/account/info", new QueryWriter(), BybitLimits.Account, time) with { Lane = RateLane.Data };

    public WireRequest Fees(InstrumentId instrument, SigningTime time) =>
        Ask("/v5/account/fee-rate", Symbol(instrument), BybitLimits.Fees, time) with { Lane = RateLane.Data };

    public WireRequest Permissions(SigningTime time) =>
        Ask("/v5/user/query-api", new QueryWriter(), BybitLimits.Key, time) with { Lane = RateLane.Data };

    public static WireRequest Time() => Open("/v5/market/time", new());

    public WireRequest Instruments(string? cursor) =>
        Open("/v5/market/instruments-info", Query().Add("limit", product == BybitProduct.Spot ? null : InstrumentPageMax).Add("cursor", Unescaped(cursor)));

    public WireRequest Quote(InstrumentId instrument) => Open("/v5/market/tickers", Symbol(instrument));

    public WireRequest Book(InstrumentId instrument, int depth) => Open("/v5/market/orderbook", Symbol(instrument).Add("limit", depth));

    public WireRequest Trades(InstrumentId instrument, int limit) => Open("/v5/market/recent-trade", Symbol(instrument).Add("limit", limit));

    public WireRequest Candles(InstrumentId instrument, string interval, DateTimeOffset? since, int limit) => Open(
        "/v5/market/kline", Symbol(instrument).Add("interval", interval).Add("start", since?.ToUnixTimeMilliseconds()).Add("limit", limit));

    private QueryWriter Query() => new QueryWriter().Add("category", product.Word());

    private QueryWriter Symbol(InstrumentId instrument) => Query().Add("symbol", instrument.Value);

    // Cursors are told percent-encoded and are encoded again as every value is.
    private static string? Unescaped(string? cursor) => cursor is null ? null : Uri.UnescapeDataString(cursor);

    private WireRequest Ask(string path, QueryWriter query, RateWindow window, SigningTime time) =>
        signer.Ask(path, query, time) with { Lane = RateLane.Reconcile, Costs = BybitLimits.Of(window) };

    private static WireRequest Open(string path, QueryWriter query) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query.ToString(), Costs = BybitLimits.Public };
}
