using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>Our orders and questions as USD-M futures requests: pure, and complete but for the wire.</summary>
public sealed class BinanceUsdmRequests(BinanceSigner signer)
{
    public const int FillsOfAPage = 1_000;
    public const int OrdersOfABatch = 5;
    public const int CancelsOfABatch = 10;

    private const string OrderPath = "/fapi/v1/order";
    private const string AlgoPath = "/fapi/v1/algoOrder";

    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        if (BinanceUsdmOrders.Refuse(order) is { } refusal)
        {
            return refusal;
        }

        var request = BinanceUsdmOrders.IsConditional(order)
            ? signer.Seal(HttpMethod.Post, AlgoPath, BinanceUsdmOrders.WriteConditional(order), time)
            : signer.Seal(HttpMethod.Post, OrderPath, Written(BinanceUsdmOrders.Parameters(order)), time);
        return request with { Lane = RateLanes.Of(order), Costs = BinanceUsdmLimits.Order, Instrument = order.Instrument, SendBy = order.SendBy };
    }

    /// <summary>Orders that wait for no price, five at most; each must have been found good by itself.</summary>
    public WireRequest PlaceMany(IReadOnlyList<PlaceOrder> orders, SigningTime time) =>
        signer.Seal(HttpMethod.Post, "/fapi/v1/batchOrders", new QueryWriter().Add("batchOrders", List(orders.Select(BinanceUsdmOrders.Parameters))), time) with
        {
            Lane = orders.Max(RateLanes.Of),
            Costs = BinanceUsdmLimits.Batch(orders.Count),
            SendBy = orders.Min(order => order.SendBy),
        };

    /// <summary>Changes price and quantity of a resting limit order; the venue wants both, and the side.</summary>
    public WireRequest Amend(AmendOrder amendment, Side side, Price price, SigningTime time) => signer.Seal(
        HttpMethod.Put, OrderPath,
        Named(amendment.Id, amendment.VenueOrderId).Add("symbol", amendment.Instrument.Value).Add("side", BinanceWords.Of(side))
            .Add("quantity", amendment.Quantity.Value).Add("price", price.Value), time) with
        {
            Lane = RateLane.Reduce,
            Costs = [.. BinanceUsdmLimits.Of(1), .. BinanceUsdmLimits.Order],
            Instrument = amendment.Instrument,
            SendBy = amendment.SendBy,
        };

    public WireRequest Cancel(CancelOrder cancellation, SigningTime time) => Signed(
        HttpMethod.Delete, OrderPath, Of(cancellation.Instrument, Named(cancellation.Id, cancellation.VenueOrderId)), time, RateLane.Protect, 1) with { SendBy = cancellation.SendBy };

    public WireRequest CancelConditional(CancelOrder cancellation, SigningTime time) =>
        Signed(HttpMethod.Delete, AlgoPath, NamedConditional(cancellation.Id, cancellation.VenueOrderId), time, RateLane.Protect, 1) with { SendBy = cancellation.SendBy };

    public WireRequest CancelMany(InstrumentId instrument, IReadOnlyList<CancelOrder> cancellations, SigningTime time) => Signed(
        HttpMethod.Delete, "/fapi/v1/batchOrders",
        Symbol(instrument).Add("origClientOrderIdList", $"[{string.Join(',', cancellations.Select(cancellation => $"\"{BinanceIds.Write(cancellation.Id)}\""))}]"),
        time, RateLane.Protect, 1);

    public WireRequest CancelAll(InstrumentId instrument, SigningTime time) =>
        Signed(HttpMethod.Delete, "/fapi/v1/allOpenOrders", Symbol(instrument), time, RateLane.Protect, 1);

    public WireRequest CancelAllConditional(InstrumentId instrument, SigningTime time) =>
        Signed(HttpMethod.Delete, "/fapi/v1/algoOpenOrders", Symbol(instrument), time, RateLane.Protect, 1);

    public WireRequest Query(InstrumentId instrument, ClientOrderId id, SigningTime time) =>
        Signed(HttpMethod.Get, OrderPath, Symbol(instrument).Add("origClientOrderId", BinanceIds.Write(id)), time, RateLane.Reconcile, 1);

    public WireRequest Query(InstrumentId instrument, VenueOrderId number, SigningTime time) =>
        Signed(HttpMethod.Get, OrderPath, Symbol(instrument).Add("orderId", number.Value), time, RateLane.Reconcile, 1);

    public WireRequest QueryConditional(ClientOrderId id, VenueOrderId? number, SigningTime time) =>
        Signed(HttpMethod.Get, AlgoPath, NamedConditional(id, number), time, RateLane.Reconcile, 1);

    public WireRequest OpenOrders(InstrumentId? instrument, SigningTime time) => Signed(
        HttpMethod.Get, "/fapi/v1/openOrders", new QueryWriter().Add("symbol", instrument?.Value), time, RateLane.Reconcile, instrument is null ? 40 : 1);

    public WireRequest OpenConditional(InstrumentId? instrument, SigningTime time) => Signed(
        HttpMethod.Get, "/fapi/v1/openAlgoOrders", new QueryWriter().Add("symbol", instrument?.Value), time, RateLane.Reconcile, instrument is null ? 40 : 1);

    public WireRequest AllOrders(InstrumentId instrument, DateTimeOffset? since, DateTimeOffset? until, int limit, SigningTime time) => Signed(
        HttpMethod.Get, "/fapi/v1/allOrders",
        Symbol(instrument).Add("startTime", since?.ToUnixTimeMilliseconds()).Add("endTime", until?.ToUnixTimeMilliseconds()).Add("limit", limit), time, RateLane.Reconcile, 5);

    public WireRequest FillsOf(InstrumentId instrument, VenueOrderId order, SigningTime time) =>
        Signed(HttpMethod.Get, "/fapi/v1/userTrades", Symbol(instrument).Add("orderId", order.Value), time, RateLane.Reconcile, 5);

    /// <param name="fromId">Continues after a whole page; then the time does not count.</param>
    public WireRequest FillsSince(InstrumentId instrument, DateTimeOffset since, long? fromId, SigningTime time) => Signed(
        HttpMethod.Get, "/fapi/v1/userTrades",
        Symbol(instrument).Add("startTime", fromId is null ? since.ToUnixTimeMilliseconds() : null).Add("fromId", fromId).Add("limit", FillsOfAPage), time, RateLane.Reconcile, 5);

    public WireRequest Positions(SigningTime time) => Signed(HttpMethod.Get, "/fapi/v3/positionRisk", new(), time, RateLane.Reconcile, 5);

    public WireRequest Balances(SigningTime time) => Signed(HttpMethod.Get, "/fapi/v3/balance", new(), time, RateLane.Reconcile, 5);

    public WireRequest Fees(InstrumentId instrument, SigningTime time) => Signed(HttpMethod.Get, "/fapi/v1/commissionRate", Symbol(instrument), time, RateLane.Data, 20);

    public WireRequest SymbolTerms(InstrumentId instrument, SigningTime time) => Signed(HttpMethod.Get, "/fapi/v1/symbolConfig", Symbol(instrument), time, RateLane.Data, 5);

    public WireRequest PositionMode(SigningTime time) => Signed(HttpMethod.Get, "/fapi/v1/positionSide/dual", new(), time, RateLane.Data, 30);

    public WireRequest SetPositionMode(PositionMode mode, SigningTime time) => Signed(
        HttpMethod.Post, "/fapi/v1/positionSide/dual", new QueryWriter().Add("dualSidePosition", mode == Venues.PositionMode.Hedge ? "true" : "false"), time, RateLane.Entry, 1);

    public WireRequest SetLeverage(InstrumentId instrument, decimal leverage, SigningTime time) =>
        Signed(HttpMethod.Post, "/fapi/v1/leverage", Symbol(instrument).Add("leverage", leverage), time, RateLane.Entry, 1);

    public WireRequest SetMarginMode(InstrumentId instrument, MarginMode mode, SigningTime time) => Signed(
        HttpMethod.Post, "/fapi/v1/marginType", Symbol(instrument).Add("marginType", mode == MarginMode.Isolated ? "ISOLATED" : "CROSSED"), time, RateLane.Entry, 1);

    public WireRequest Brackets(InstrumentId? instrument, SigningTime time) =>
        Signed(HttpMethod.Get, "/fapi/v1/leverageBracket", new QueryWriter().Add("symbol", instrument?.Value), time, RateLane.Data, 1);

    public WireRequest Permissions(SigningTime time) => Signed(HttpMethod.Get, "/sapi/v1/account/apiRestrictions", new(), time, RateLane.Data, 1);

    /// <summary>Begins, renews or ends the account's stream; the key alone is enough.</summary>
    public WireRequest ListenKey(HttpMethod method) => new()
    {
        Method = method,
        Path = "/fapi/v1/listenKey",
        Body = ReadOnlyMemory<byte>.Empty,
        ContentType = WireRequest.Form,
        Headers = signer.Headers,
        Lane = RateLane.Reconcile,
        Costs = BinanceUsdmLimits.Of(1),
    };

    public static WireRequest Time() => Open("/fapi/v1/time", "", 1);

    public static WireRequest Instruments() => Open("/fapi/v1/exchangeInfo", "", 1);

    public static WireRequest Quote(InstrumentId instrument) => Open("/fapi/v1/ticker/bookTicker", Symbol(instrument).ToString(), 2);

    public static WireRequest Book(InstrumentId instrument, int limit) => Open(
        "/fapi/v1/depth", Symbol(instrument).Add("limit", limit).ToString(), limit switch { <= 50 => 2, <= 100 => 5, <= 500 => 10, _ => 20 });

    public static WireRequest Candles(InstrumentId instrument, string interval, DateTimeOffset? since, int limit) => Open(
        "/fapi/v1/klines", Symbol(instrument).Add("interval", interval).Add("startTime", since?.ToUnixTimeMilliseconds()).Add("limit", limit).ToString(),
        limit switch { < 100 => 1, < 500 => 2, <= 1_000 => 5, _ => 10 });

    private static QueryWriter Symbol(InstrumentId instrument) => new QueryWriter().Add("symbol", instrument.Value);

    private static QueryWriter Of(InstrumentId instrument, QueryWriter named) => named.Add("symbol", instrument.Value);

    private static QueryWriter Named(ClientOrderId id, VenueOrderId? number) => number is { } known
        ? new QueryWriter().Add("orderId", known.Value)
        : new QueryWriter().Add("origClientOrderId", BinanceIds.Write(id));

    private static QueryWriter NamedConditional(ClientOrderId id, VenueOrderId? number) => BinanceAlgoNumber.Read(number) is { } known
        ? new QueryWriter().Add("algoId", known)
        : new QueryWriter().Add("clientAlgoId", BinanceIds.Write(id));

    private static QueryWriter Written(IEnumerable<KeyValuePair<string, string?>> parameters)
    {
        var writer = new QueryWriter();
        foreach (var (name, value) in parameters)
        {
            writer.Add(name, value);
        }

        return writer;
    }

    private static string List(IEnumerable<IEnumerable<KeyValuePair<string, string?>>> orders) =>
        $"[{string.Join(',', orders.Select(order => $"{{{string.Join(',', order.Where(each => each.Value is not null).Select(each => $"\"{each.Key}\":\"{JsonEncodedText.Encode(each.Value!)}\""))}}}"))}]";

    private WireRequest Signed(HttpMethod method, string path, QueryWriter parameters, SigningTime time, RateLane lane, int weight) =>
        signer.Seal(method, path, parameters, time) with { Lane = lane, Costs = BinanceUsdmLimits.Of(weight) };

    private static WireRequest Open(string path, string query, int weight) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query, Costs = BinanceUsdmLimits.Of(weight) };
}
