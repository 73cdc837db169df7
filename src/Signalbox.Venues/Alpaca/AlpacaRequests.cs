using System.Globalization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>Our orders and questions as requests: pure, and complete but for the wire.</summary>
public sealed class AlpacaRequests(AlpacaSigner signer)
{
    public const int OrdersOfAPage = 500;
    public const int FillsOfAPage = 100;
    public const int ContractsOfAPage = 10_000;

    private const string OrdersPath = "/v2/orders";

    public WireDraft Place(PlaceOrder order)
    {
        var body = new JsonBody();
        return AlpacaOrders.Write(order, body) is { } refusal ? refusal : Order(body, order);
    }

    /// <summary>A target and a stop of which one ends the other. The stop gets an id of the venue's, so it cannot be found by ours.</summary>
    public WireDraft PlacePair(PlacePair pair)
    {
        var body = new JsonBody();
        return AlpacaOrders.WritePair(pair, body) is { } refusal ? refusal : Order(body, pair.Target) with { Lane = RateLane.Protect };
    }

    /// <summary>Puts another order in the place of this one. What is null stays as it is.</summary>
    public WireRequest Replace(AmendOrder amendment, VenueOrderId number, Quantity? quantity) => signer.Tell(
        HttpMethod.Patch, $"{OrdersPath}/{Uri.EscapeDataString(number.Value)}",
        new JsonBody()
            .Add("qty", quantity?.Value)
            .Add("limit_price", amendment.LimitPrice?.Value)
            .Add("stop_price", amendment.StopPrice?.Value)
            .Add("client_order_id", AlpacaIds.Write(amendment.Id, number)))
        with { SendBy = amendment.SendBy, Lane = RateLane.Protect, Costs = AlpacaLimits.Request, Instrument = amendment.Instrument };

    public WireRequest Cancel(VenueOrderId number, DateTimeOffset sendBy) =>
        signer.Tell(HttpMethod.Delete, $"{OrdersPath}/{Uri.EscapeDataString(number.Value)}") with { SendBy = sendBy, Lane = RateLane.Protect, Costs = AlpacaLimits.Request };

    /// <summary>Every open order of the account, whatever it is in.</summary>
    public WireRequest CancelEverything() => signer.Tell(HttpMethod.Delete, OrdersPath) with { Lane = RateLane.Protect, Costs = AlpacaLimits.Request };

    /// <summary>Closes a position at the market.</summary>
    public WireRequest Close(InstrumentId instrument, Quantity? quantity, DateTimeOffset sendBy) => signer.Tell(
        HttpMethod.Delete, $"/v2/positions/{Uri.EscapeDataString(instrument.Value.Replace("/", "", StringComparison.Ordinal))}",
        query: new QueryWriter().Add("qty", quantity?.Value)) with { SendBy = sendBy, Lane = RateLane.Reduce, Costs = AlpacaLimits.Request };

    public WireRequest CloseEverything(bool cancelsOrders) =>
        signer.Tell(HttpMethod.Delete, "/v2/positions", query: new QueryWriter().AddTrue("cancel_orders", cancelsOrders)) with { Lane = RateLane.Reduce, Costs = AlpacaLimits.Request };

    /// <param name="lane">A question on the way to a cancel goes before other questions.</param>
    public WireRequest Query(ClientOrderId id, RateLane lane = RateLane.Reconcile) =>
        Ask("/v2/orders:by_client_order_id", new QueryWriter().Add("client_order_id", AlpacaIds.Write(id)), lane);

    public WireRequest Query(VenueOrderId number, RateLane lane = RateLane.Reconcile) =>
        Ask($"{OrdersPath}/{Uri.EscapeDataString(number.Value)}", null, lane);

    /// <param name="instrument">Null for all.</param>
    /// <param name="until">Only those that were sent before: how the next page is asked for.</param>
    public WireRequest OpenOrders(InstrumentId? instrument, DateTimeOffset? until = null, RateLane lane = RateLane.Reconcile) => Ask(
        OrdersPath,
        new QueryWriter().Add("status", "open").Add("limit", OrdersOfAPage).Add("until", until is { } time ? Text(time) : null).Add("symbols", instrument?.Value), lane);

    /// <summary>Orders whatever became of them, oldest first.</summary>
    public WireRequest Orders(string status, DateTimeOffset? after, InstrumentId? instrument) => Ask(
        OrdersPath,
        new QueryWriter().Add("status", status).Add("limit", OrdersOfAPage).Add("after", after is { } time ? Text(time) : null).Add("direction", "asc").Add("symbols", instrument?.Value));

    /// <param name="page">The last activity of the page before; null for the first.</param>
    public WireRequest Fills(DateTimeOffset since, DateTimeOffset? until, string? page) => Ask(
        "/v2/account/activities/FILL",
        // What happened at the very time asked for belongs to it, and the venue leaves that out.
        new QueryWriter().Add("after", Text(since.AddMilliseconds(-1))).Add("until", until is { } end ? Text(end) : null).Add("direction", "asc").Add("page_size", FillsOfAPage).Add("page_token", page));

    public WireRequest Account() => Ask("/v2/account");

    public WireRequest Configuration() => Ask("/v2/account/configurations", lane: RateLane.Data);

    public WireRequest Positions() => Ask("/v2/positions");

    public WireRequest Position(InstrumentId instrument) =>
        Ask($"/v2/positions/{Uri.EscapeDataString(instrument.Value.Replace("/", "", StringComparison.Ordinal))}");

    public WireRequest Time() => Ask("/v2/clock", lane: RateLane.Data);

    /// <param name="assetClass"><c>us_equity</c> or <c>crypto</c>.</param>
    public WireRequest Assets(string assetClass) =>
        Ask("/v2/assets", new QueryWriter().Add("status", "active").Add("asset_class", assetClass), RateLane.Data);

    public WireRequest Asset(InstrumentId instrument) => Ask($"/v2/assets/{Uri.EscapeDataString(instrument.Value)}", lane: RateLane.Data);

    /// <param name="page">As the page before said; null for the first.</param>
    public WireRequest Contracts(IEnumerable<string> underlyings, string? page) => Ask(
        "/v2/options/contracts",
        new QueryWriter().Add("underlying_symbols", string.Join(',', underlyings)).Add("status", "active").Add("limit", ContractsOfAPage).Add("page_token", page), RateLane.Data);

    public WireRequest Contract(InstrumentId instrument) => Ask($"/v2/options/contracts/{Uri.EscapeDataString(instrument.Value)}", lane: RateLane.Data);

    public WireRequest Quote(InstrumentId instrument, string stockFeed, string optionFeed)
    {
        var symbols = new QueryWriter().Add("symbols", instrument.Value);
        return AlpacaSymbols.KindOf(instrument.Value) switch
        {
            InstrumentKind.Spot => AskData("/v1beta3/crypto/us/latest/quotes", symbols),
            InstrumentKind.Option => AskData("/v1beta1/options/quotes/latest", symbols.Add("feed", optionFeed)),
            _ => AskData("/v2/stocks/quotes/latest", symbols.Add("feed", stockFeed)),
        };
    }

    public WireRequest LastTrade(InstrumentId instrument, string stockFeed, string optionFeed)
    {
        var symbols = new QueryWriter().Add("symbols", instrument.Value);
        return AlpacaSymbols.KindOf(instrument.Value) switch
        {
            InstrumentKind.Spot => AskData("/v1beta3/crypto/us/latest/trades", symbols),
            InstrumentKind.Option => AskData("/v1beta1/options/trades/latest", symbols.Add("feed", optionFeed)),
            _ => AskData("/v2/stocks/trades/latest", symbols.Add("feed", stockFeed)),
        };
    }

    /// <summary>Only coins have books.</summary>
    public WireRequest Book(InstrumentId instrument) => AskData("/v1beta3/crypto/us/latest/orderbooks", new QueryWriter().Add("symbols", instrument.Value));

    private WireRequest Order(JsonBody body, PlaceOrder order) => signer.Tell(HttpMethod.Post, OrdersPath, body)
        with { SendBy = order.SendBy, Lane = RateLanes.Of(order), Costs = AlpacaLimits.Request, Instrument = order.Instrument };

    private WireRequest Ask(string path, QueryWriter? query = null, RateLane lane = RateLane.Reconcile) =>
        signer.Ask(path, query) with { Lane = lane, Costs = AlpacaLimits.Request };

    private WireRequest AskData(string path, QueryWriter query) => signer.Ask(path, query) with { Lane = RateLane.Data, Costs = AlpacaLimits.DataRequest };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
