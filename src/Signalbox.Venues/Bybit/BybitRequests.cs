using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Our orders and questions as requests of one product: pure, and complete but for the wire.</summary>
public sealed class BybitRequests(BybitSigner signer, BybitProduct product)
{
    /// <summary>Orders one batch takes.</summary>
    public const int BatchMax = 10;

    private const int PageMax = 50;
    private const int InstrumentPageMax = 1_000;

    private readonly RateWindow create = product == BybitProduct.Spot ? BybitLimits.SpotCreate : BybitLimits.Create;
    private readonly RateWindow cancel = product == BybitProduct.Spot ? BybitLimits.SpotCancel : BybitLimits.Cancel;

    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        var body = Body();
        return BybitOrders.Write(order, product, body) is { } refusal
            ? refusal
            : signer.Tell("/v5/order/create", body, time) with
            {
                SendBy = order.SendBy,
                Lane = RateLanes.Of(order),
                Costs = BybitLimits.Of(create),
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
            Lane = RateLane.Entry,
            Costs = BybitLimits.Of(create, orders.Count),
        };
    }

    /// <summary>Levels that are null stay as they are.</summary>
    public WireRequest Amend(AmendOrder amendment, SigningTime time) => signer.Tell(
        "/v5/order/amend",
        Named(amendment.Instrument, amendment.Id, amendment.VenueOrderId)
            .Add("triggerPrice", amendment.StopPrice?.Value)
            .Add("qty", amendment.Quantity.Value)
            .Add("price", amendment.LimitPrice?.Value),
        time) with { SendBy = amendment.SendBy, Lane = RateLane.Protect, Costs = BybitLimits.Of(BybitLimits.Amend), Instrument = amendment.Instrument };

    public WireRequest Cancel(CancelOrder cancellation, SigningTime time) =>
        signer.Tell("/v5/order/cancel", Named(cancellation.Instrument, cancellation.Id, cancellation.VenueOrderId), time)
            with { SendBy = cancellation.SendBy, Lane = RateLane.Protect, Costs = BybitLimits.Of(cancel), Instrument = cancellation.Instrument };

    public WireRequest CancelMany(IReadOnlyList<CancelOrder> cancellations, SigningTime time)
    {
        var items = cancellations.Select(each => Name(new JsonBody().Add("symbol", each.Instrument.Value), each.Id, each.VenueOrderId)).ToList();
        return signer.Tell("/v5/order/cancel-batch", Body().AddList("request", items), time)
            with { SendBy = cancellations.Min(each => each.SendBy), Lane = RateLane.Protect, Costs = BybitLimits.Of(cancel, cancellations.Count) };
    }

    public WireRequest CancelAll(InstrumentId instrument, SigningTime time) =>
        signer.Tell("/v5/order/cancel-all", Body().Add("symbol", instrument.Value), time)
            with { Lane = RateLane.Protect, Costs = BybitLimits.Of(BybitLimits.CancelAll), Instrument = instrument };

    /// <summary>Open and lately ended orders by our id; those that ended longer ago are in <see cref="OldOrder"/>.</summary>
    public WireRequest Order(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask("/v5/order/realtime", Query().Add("symbol", instrument.Value).Add("orderLinkId", BybitIds.Write(id)), BybitLimits.Orders, time);

    public WireRequest Order(InstrumentId instrument, VenueOrderId id, SigningTime time) =>
        Ask("/v5/order/realtime", Query().Add("symbol", instrument.Value).Add("orderId", id.Value), BybitLimits.Orders, time);

    public WireRequest OldOrder(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask("/v5/order/history", Query().Add("symbol", instrument.Value).Add("orderLinkId", BybitIds.Write(id)), BybitLimits.Orders, time);

    /// <param name="settle">For contracts: the coin they settle in, since all of them cannot be asked for otherwise.</param>
    public WireRequest OpenOrders(string? settle, string? cursor, SigningTime time) => Ask(
        "/v5/order/realtime", Query().Add("settleCoin", settle).Add("limit", PageMax).Add("cursor", cursor), BybitLimits.Orders, time);

    public WireRequest FillsOf(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Ask("/v5/execution/list", Query().Add("symbol", instrument.Value).Add("orderLinkId", BybitIds.Write(id)), BybitLimits.Executions, time);

    public WireRequest FillsSince(DateTimeOffset since, string? cursor, SigningTime time) => Ask(
        "/v5/execution/list", Query().Add("startTime", since.ToUnixTimeMilliseconds()).Add("limit", 2 * PageMax).Add("cursor", cursor), BybitLimits.Executions, time);

    public WireRequest Positions(string? settle, string? cursor, SigningTime time) => Ask(
        "/v5/position/list", Query().Add("settleCoin", settle).Add("limit", 4 * PageMax).Add("cursor", cursor), BybitLimits.Positions, time);

    public WireRequest Position(InstrumentId instrument, SigningTime time) =>
        Ask("/v5/position/list", Query().Add("symbol", instrument.Value), BybitLimits.Positions, time);

    public WireRequest Balances(SigningTime time) =>
        Ask("/v5/account/wallet-balance", new QueryWriter().Add("accountType", "UNIFIED"), BybitLimits.Wallet, time);

    public WireRequest Fees(InstrumentId instrument, SigningTime time) =>
        Ask("/v5/account/fee-rate", Query().Add("symbol", instrument.Value), BybitLimits.Settings, time) with { Lane = RateLane.Data };

    public WireRequest Permissions(SigningTime time) =>
        Ask("/v5/user/query-api", new QueryWriter(), BybitLimits.Settings, time) with { Lane = RateLane.Data };

    public WireRequest SetLeverage(InstrumentId instrument, decimal leverage, SigningTime time) => Set(
        "/v5/position/set-leverage", Body().Add("symbol", instrument.Value).Add("buyLeverage", leverage).Add("sellLeverage", leverage), time);

    /// <summary>A unified account has one margin mode for everything.</summary>
    public WireRequest SetMarginMode(MarginMode mode, SigningTime time) => Set(
        "/v5/account/set-margin-mode", new JsonBody().Add("setMarginMode", mode == MarginMode.Isolated ? "ISOLATED_MARGIN" : "REGULAR_MARGIN"), time);

    public WireRequest SetPositionMode(string coin, PositionMode mode, SigningTime time) => Set(
        "/v5/position/switch-mode", Body().Add("coin", coin).Add("mode", mode == PositionMode.Hedge ? 3 : 0), time);

    public static WireRequest Time() => Open("/v5/market/time", new());

    public WireRequest Instruments(string? cursor) =>
        Open("/v5/market/instruments-info", Query().Add("limit", product == BybitProduct.Spot ? null : InstrumentPageMax).Add("cursor", cursor));

    public WireRequest Quote(InstrumentId instrument) => Open("/v5/market/tickers", Query().Add("symbol", instrument.Value));

    public WireRequest Book(InstrumentId instrument, int depth) => Open("/v5/market/orderbook", Query().Add("symbol", instrument.Value).Add("limit", depth));

    public WireRequest Trades(InstrumentId instrument, int limit) => Open("/v5/market/recent-trade", Query().Add("symbol", instrument.Value).Add("limit", limit));

    public WireRequest Candles(InstrumentId instrument, string interval, DateTimeOffset? since, int limit) => Open(
        "/v5/market/kline",
        Query().Add("symbol", instrument.Value).Add("interval", interval).Add("start", since?.ToUnixTimeMilliseconds()).Add("limit", limit));

    private JsonBody Body() => new JsonBody().Add("category", product.Word());

    private QueryWriter Query() => new QueryWriter().Add("category", product.Word());

    private JsonBody Named(InstrumentId instrument, ClientOrderId id, VenueOrderId? number) => Name(Body().Add("symbol", instrument.Value), id, number);

    private static JsonBody Name(JsonBody body, ClientOrderId id, VenueOrderId? number) =>
        number is { } known ? body.Add("orderId", known.Value) : body.Add("orderLinkId", BybitIds.Write(id));

    private WireRequest Ask(string path, QueryWriter query, RateWindow window, SigningTime time) =>
        signer.Ask(path, query, time) with { Lane = RateLane.Reconcile, Costs = BybitLimits.Of(window) };

    private WireRequest Set(string path, JsonBody body, SigningTime time) =>
        signer.Tell(path, body, time) with { Lane = RateLane.Reconcile, Costs = BybitLimits.Of(BybitLimits.Settings) };

    private static WireRequest Open(string path, QueryWriter query) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query.ToString(), Costs = BybitLimits.Public };
}
