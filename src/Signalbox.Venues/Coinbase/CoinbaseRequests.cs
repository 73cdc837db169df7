using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>Our orders and questions as requests: pure but for the token, and complete but for the wire.</summary>
public sealed class CoinbaseRequests(CoinbaseSigner signer, CoinbaseProduct product)
{
    public const int CancelsOfABatch = 100;
    public const int OrdersOfAPage = 250;
    public const int FillsOfAPage = 250;
    public const int AccountsOfAPage = 250;

    private const string Root = "/api/v3/brokerage";

    /// <summary>A market order that may only reduce is written as the closing of a position.</summary>
    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        var body = new JsonBody();
        if (CoinbaseOrders.Write(order, product, body) is { } refusal)
        {
            return refusal;
        }

        var request = order.ReduceOnly
            ? signer.Tell($"{Root}/orders/close_position", new JsonBody().Add("client_order_id", CoinbaseIds.Write(order.Id)).Add("product_id", order.Instrument.Value).Add("size", order.Quantity.Value), time)
            : signer.Tell($"{Root}/orders", body, time);
        return request with { SendBy = order.SendBy, Lane = RateLanes.Of(order), Costs = CoinbaseLimits.Request, Instrument = order.Instrument };
    }

    /// <summary>A target and a stop as one order. Named after the stop, so the target cannot be found by its id.</summary>
    public WireDraft PlaceBracket(PlacePair pair, SigningTime time)
    {
        var body = new JsonBody();
        return CoinbaseOrders.WriteBracket(pair, body) is { } refusal
            ? refusal
            : signer.Tell($"{Root}/orders", body, time) with { SendBy = pair.Stop.SendBy, Lane = RateLane.Protect, Costs = CoinbaseLimits.Request, Instrument = pair.Stop.Instrument };
    }

    /// <summary>What an order would cost, without placing it.</summary>
    public WireDraft Preview(PlaceOrder order, SigningTime time)
    {
        var body = new JsonBody();
        return CoinbaseOrders.Write(order, product, new()) is { } refusal ? refusal
            : CoinbaseOrders.WriteTerms(order, body) is { } also ? also
            : signer.Tell($"{Root}/orders/preview", body, time) with { Lane = RateLane.Data, Costs = CoinbaseLimits.Request };
    }

    public WireRequest Edit(AmendOrder amendment, VenueOrderId number, SigningTime time) =>
        signer.Tell($"{Root}/orders/edit", Edited(amendment, number), time) with { SendBy = amendment.SendBy, Lane = RateLane.Protect, Costs = CoinbaseLimits.Request, Instrument = amendment.Instrument };

    public WireRequest PreviewEdit(AmendOrder amendment, VenueOrderId number, SigningTime time) =>
        signer.Tell($"{Root}/orders/edit_preview", Edited(amendment, number), time) with { Lane = RateLane.Data, Costs = CoinbaseLimits.Request };

    public WireRequest Cancel(IEnumerable<VenueOrderId> numbers, DateTimeOffset sendBy, SigningTime time) =>
        signer.Tell($"{Root}/orders/batch_cancel", new JsonBody().AddTexts("order_ids", numbers.Select(number => number.Value)), time)
            with { SendBy = sendBy, Lane = RateLane.Protect, Costs = CoinbaseLimits.Request };

    public WireRequest Query(VenueOrderId number, SigningTime time, RateLane lane = RateLane.Reconcile) =>
        Ask($"{Root}/orders/historical/{Uri.EscapeDataString(number.Value)}", time, null, lane);

    /// <param name="instrument">Null for all.</param>
    public WireRequest OpenOrders(InstrumentId? instrument, string? cursor, SigningTime time, RateLane lane = RateLane.Reconcile) => Ask(
        $"{Root}/orders/historical/batch", time,
        new QueryWriter().Add("order_status", "OPEN").Add("product_ids", instrument?.Value).Add("product_type", TypeOfProduct).Add("limit", OrdersOfAPage).Add("cursor", cursor), lane);

    /// <summary>Orders whatever became of them, newest first.</summary>
    public WireRequest Orders(InstrumentId instrument, DateTimeOffset since, string? cursor, SigningTime time, RateLane lane = RateLane.Reconcile) => Ask(
        $"{Root}/orders/historical/batch", time,
        new QueryWriter().Add("product_ids", instrument.Value).Add("start_date", CoinbaseOrders.Time(since)).Add("limit", OrdersOfAPage).Add("cursor", cursor), lane);

    public WireRequest FillsOf(VenueOrderId order, string? cursor, SigningTime time) =>
        Ask($"{Root}/orders/historical/fills", time, new QueryWriter().Add("order_ids", order.Value).Add("limit", FillsOfAPage).Add("cursor", cursor));

    public WireRequest FillsSince(DateTimeOffset since, string? cursor, SigningTime time) => Ask(
        $"{Root}/orders/historical/fills", time, new QueryWriter().Add("start_sequence_timestamp", CoinbaseOrders.Time(since)).Add("limit", FillsOfAPage).Add("cursor", cursor));

    public WireRequest Accounts(string? cursor, SigningTime time) => Ask($"{Root}/accounts", time, new QueryWriter().Add("limit", AccountsOfAPage).Add("cursor", cursor));

    public WireRequest FuturesBalance(SigningTime time) => Ask($"{Root}/cfm/balance_summary", time);

    public WireRequest FuturesPositions(SigningTime time) => Ask($"{Root}/cfm/positions", time);

    public WireRequest PerpetualBalances(string portfolio, SigningTime time) => Ask($"{Root}/intx/balances/{Uri.EscapeDataString(portfolio)}", time);

    public WireRequest PerpetualPositions(string portfolio, SigningTime time) => Ask($"{Root}/intx/positions/{Uri.EscapeDataString(portfolio)}", time);

    public WireRequest Portfolios(SigningTime time) => Ask($"{Root}/portfolios", time);

    public WireRequest Fees(SigningTime time) => Ask(
        $"{Root}/transaction_summary", time,
        new QueryWriter().Add("product_type", TypeOfProduct).Add("contract_expiry_type", Expiry), RateLane.Data);

    public WireRequest Permissions(SigningTime time) => Ask($"{Root}/key_permissions", time, null, RateLane.Data);

    public WireRequest Products(SigningTime time) => Ask(
        $"{Root}/products", time,
        new QueryWriter().Add("product_type", TypeOfProduct).Add("contract_expiry_type", Expiry).AddTrue("get_all_products", true), RateLane.Data);

    public WireRequest Quote(InstrumentId instrument, SigningTime time) => Ask($"{Root}/best_bid_ask", time, new QueryWriter().Add("product_ids", instrument.Value), RateLane.Data);

    public static WireRequest Time() => new() { Method = HttpMethod.Get, Path = $"{Root}/time", Costs = CoinbaseLimits.PublicRequest };

    public static WireRequest Book(InstrumentId instrument, int limit) => new()
    {
        Method = HttpMethod.Get,
        Path = $"{Root}/market/product_book",
        Query = new QueryWriter().Add("product_id", instrument.Value).Add("limit", limit).ToString(),
        Costs = CoinbaseLimits.PublicRequest,
    };

    private string TypeOfProduct => product == CoinbaseProduct.Spot ? "SPOT" : "FUTURE";

    private string? Expiry => product switch
    {
        CoinbaseProduct.Futures => "EXPIRING",
        CoinbaseProduct.Perpetuals => "PERPETUAL",
        _ => null,
    };

    private static JsonBody Edited(AmendOrder amendment, VenueOrderId number) => new JsonBody()
        .Add("order_id", number.Value)
        .Add("price", amendment.LimitPrice?.Value)
        .Add("size", amendment.Quantity.Value)
        .Add("stop_price", amendment.StopPrice?.Value);

    private WireRequest Ask(string path, SigningTime time, QueryWriter? query = null, RateLane lane = RateLane.Reconcile) =>
        signer.Ask(path, time, query) with { Lane = lane, Costs = CoinbaseLimits.Request };
}
