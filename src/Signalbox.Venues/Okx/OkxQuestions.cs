using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>What is asked of OKX: pure, and complete but for the wire.</summary>
public sealed class OkxQuestions(OkxSigner signer, OkxProduct product, MarginMode? margin = null)
{
    public const int PageMax = 100;

    /// <summary>Fills are listed for three days; older ones stand in the history.</summary>
    public static readonly TimeSpan FillsKept = TimeSpan.FromDays(3);

    public WireRequest Order(InstrumentId instrument, ClientOrderId id, DateTimeOffset at) =>
        Order(instrument, new QueryWriter().Add("instId", instrument.Value).Add("clOrdId", OkxIds.Write(id)), at);

    public WireRequest Order(InstrumentId instrument, VenueOrderId number, DateTimeOffset at) =>
        Order(instrument, new QueryWriter().Add("instId", instrument.Value).Add("ordId", number.Value), at);

    /// <summary>An order that waits for its price, or did.</summary>
    public WireRequest AlgoOrder(ClientOrderId id, VenueOrderId? number, DateTimeOffset at) => Ask(
        "/api/v5/trade/order-algo",
        OkxAlgoNumber.Read(number) is { } known ? new QueryWriter().Add("algoId", known) : new QueryWriter().Add("algoClOrdId", OkxIds.Write(id)),
        OkxLimits.AlgoOrder, at);

    /// <param name="after">The number of the last order of the page before.</param>
    public WireRequest OpenOrders(InstrumentId? instrument, string? after, DateTimeOffset at) => Ask(
        "/api/v5/trade/orders-pending",
        Listed().Add("instId", instrument?.Value).Add("after", after).Add("limit", PageMax), OkxLimits.OpenOrders, at);

    /// <param name="kinds">One kind, or conditional and oco together.</param>
    public WireRequest OpenAlgoOrders(string kinds, InstrumentId? instrument, string? after, DateTimeOffset at) => Ask(
        "/api/v5/trade/orders-algo-pending",
        new QueryWriter().Add("ordType", kinds).Add("instType", product.IsSpot ? null : product.Word).Add("instId", instrument?.Value)
            .Add("after", after).Add("limit", PageMax),
        OkxLimits.OpenAlgoOrders, at);

    public WireRequest OrderHistory(InstrumentId? instrument, string? after, DateTimeOffset at) => Ask(
        "/api/v5/trade/orders-history",
        new QueryWriter().Add("instType", product.Word).Add("instId", instrument?.Value).Add("after", after).Add("limit", PageMax), OkxLimits.OrderHistory, at);

    /// <param name="isOld">Its fills may be older than three days.</param>
    public WireRequest FillsOf(InstrumentId instrument, VenueOrderId order, bool isOld, string? after, DateTimeOffset at) => Fills(
        isOld,
        Listed(isOld).Add("instId", instrument.Value).Add("ordId", order.Value).Add("after", after).Add("limit", PageMax), at);

    /// <param name="after">The entry of the last fill of the page before: pages go from new to old.</param>
    public WireRequest FillsSince(DateTimeOffset since, string? after, DateTimeOffset at)
    {
        var isOld = at - since > FillsKept;
        return Fills(
            isOld,
            Listed(isOld).Add("begin", since.ToUnixTimeMilliseconds()).Add("after", after).Add("limit", PageMax), at);
    }

    public WireRequest Positions(InstrumentId? instrument, DateTimeOffset at) => Ask(
        "/api/v5/account/positions", new QueryWriter().Add("instType", product.Word).Add("instId", instrument?.Value), OkxLimits.Positions, at);

    public WireRequest Balances(DateTimeOffset at) => Ask("/api/v5/account/balance", new(), OkxLimits.Balances, at);

    /// <summary>Position mode, account mode, and what the key may do.</summary>
    public WireRequest Config(DateTimeOffset at) => Ask("/api/v5/account/config", new(), OkxLimits.Config, at);

    public WireRequest Leverage(InstrumentId instrument, DateTimeOffset at) => Ask(
        "/api/v5/account/leverage-info",
        new QueryWriter().Add("instId", instrument.Value).Add("mgnMode", product.TradeMode(margin ?? MarginMode.Cross)), OkxLimits.Leverage, at) with { Lane = RateLane.Data };

    /// <summary>Contracts are charged by their family, spot by its pair.</summary>
    public WireRequest Fees(InstrumentId instrument, DateTimeOffset at) => Ask(
        "/api/v5/account/trade-fee",
        new QueryWriter().Add("instType", product.Word)
            .Add("instId", product.IsSpot ? instrument.Value : null)
            .Add("instFamily", product.IsSpot ? null : OkxInstruments.FamilyOf(instrument)),
        OkxLimits.Fees, at) with { Lane = RateLane.Data };

    public WireRequest Time() => Open("/api/v5/public/time", new(), OkxLimits.Time);

    public WireRequest Instruments() => Open("/api/v5/public/instruments", new QueryWriter().Add("instType", product.Word), OkxLimits.Instruments);

    public WireRequest Quote(InstrumentId instrument) => Open("/api/v5/market/ticker", new QueryWriter().Add("instId", instrument.Value), OkxLimits.Ticker);

    public WireRequest Book(InstrumentId instrument, int depth) =>
        Open("/api/v5/market/books", new QueryWriter().Add("instId", instrument.Value).Add("sz", depth), OkxLimits.Book);

    public WireRequest Trades(InstrumentId instrument, int limit) =>
        Open("/api/v5/market/trades", new QueryWriter().Add("instId", instrument.Value).Add("limit", limit), OkxLimits.Trades);

    /// <param name="bar">As OKX writes it: 1m, 1H, 1Dutc.</param>
    /// <param name="before">Only candles that begin after it.</param>
    public WireRequest Candles(InstrumentId instrument, string bar, DateTimeOffset? before, int limit) => Open(
        "/api/v5/market/candles",
        new QueryWriter().Add("instId", instrument.Value).Add("bar", bar).Add("before", before?.ToUnixTimeMilliseconds()).Add("limit", limit), OkxLimits.Candles);

    // Spot on margin is listed as a kind of its own: without a kind both come, and others are left out when they are read.
    private QueryWriter Listed(bool needsKind = false) => new QueryWriter().Add("instType", product.IsSpot && !needsKind ? null : product.Word);

    private WireRequest Order(InstrumentId instrument, QueryWriter query, DateTimeOffset at) =>
        Ask("/api/v5/trade/order", query, OkxLimits.Order, at) with { Instrument = instrument };

    private WireRequest Fills(bool isOld, QueryWriter query, DateTimeOffset at) => isOld
        ? Ask("/api/v5/trade/fills-history", query, OkxLimits.FillHistory, at)
        : Ask("/api/v5/trade/fills", query, OkxLimits.Fills, at);

    private WireRequest Ask(string path, QueryWriter query, RateWindow window, DateTimeOffset at) =>
        signer.Ask(path, query, at) with { Lane = RateLane.Reconcile, Costs = OkxLimits.One(window) };

    private WireRequest Open(string path, QueryWriter query, RateWindow window) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query.ToString(), Headers = signer.OpenHeaders, IsOpen = true, Costs = OkxLimits.One(window) };
}
