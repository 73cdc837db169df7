using Signalbox.Identity;
using Signalbox.Text;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>Our orders and questions as futures requests: complete but for the wire.</summary>
public sealed class KrakenFuturesRequests(KrakenFuturesSigner signer)
{
    public const int OrdersOfABatch = 10;
    public const int FillsOfAPage = 100;

    private const string Api = "/derivatives/api/v3/";
    private const string Past = "/api/history/v3/";

    /// <param name="time">When the order was intended, and how long it is good from then on.</param>
    public WireDraft Place(PlaceOrder order, SigningTime time)
    {
        if (KrakenFuturesOrders.Refuse(order) is { } refusal)
        {
            return refusal;
        }

        var parameters = new QueryWriter().Add("processBefore", KrakenWords.Of(time.At + time.Window));
        foreach (var (name, value) in KrakenFuturesOrders.Parameters(order))
        {
            parameters.Add(name, value);
        }

        return Command("sendorder", parameters, order.Instrument, order.SendBy, RateLanes.Of(order));
    }

    /// <summary>Each must have been found good by itself.</summary>
    public WireRequest PlaceMany(IReadOnlyList<PlaceOrder> orders, SigningTime time)
    {
        var items = orders.Select((order, index) => KrakenFuturesOrders.Parameters(order).Aggregate(
            new JsonBody().Add("order", "send").Add("order_tag", (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (item, parameter) => parameter.Key == "reduceOnly" ? item.AddTrue(parameter.Key, parameter.Value is not null) : item.Add(parameter.Key, parameter.Value)));
        var form = new QueryWriter().Add("ProcessBefore", KrakenWords.Of(time.At + time.Window)).Add("json", new JsonBody().AddList("batchOrder", items).ToString());
        return signer.SealForm($"{Api}batchorder", form.ToString()) with
        {
            Lane = orders.Max(RateLanes.Of),
            Costs = KrakenFuturesLimits.Batch(orders.Count),
            SendBy = orders.Min(order => order.SendBy),
        };
    }

    /// <summary>In place: the order keeps its ids. The size is what the whole order is to be, filled or not.</summary>
    public WireRequest Amend(AmendOrder amendment, SigningTime time) => Command(
        "editorder",
        Named("orderId", amendment.Id, amendment.VenueOrderId)
            .Add("processBefore", KrakenWords.Of(time.At + time.Window))
            .Add("size", amendment.Quantity.Value)
            .Add("limitPrice", amendment.LimitPrice?.Value)
            .Add("stopPrice", amendment.StopPrice?.Value)
            .Add("qtyMode", "ABSOLUTE"),
        amendment.Instrument, amendment.SendBy, RateLane.Reduce);

    public WireRequest Cancel(CancelOrder cancellation) => Command(
        "cancelorder", Named("order_id", cancellation.Id, cancellation.VenueOrderId), cancellation.Instrument, cancellation.SendBy, RateLane.Protect);

    public WireRequest CancelAll(InstrumentId instrument) =>
        Command("cancelallorders", new QueryWriter().Add("symbol", instrument.Value), instrument, null, RateLane.Protect) with { Costs = KrakenFuturesLimits.CancelAll };

    /// <summary>Every order is cancelled when this has not been asked again in time; zero ends it.</summary>
    public WireRequest CancelAllAfter(TimeSpan time) =>
        signer.Seal(HttpMethod.Post, $"{Api}cancelallordersafter", new QueryWriter().Add("timeout", (long)time.TotalSeconds)) with
        {
            Lane = RateLane.Protect,
            Costs = KrakenFuturesLimits.CancelAll,
        };

    /// <summary>Open orders, and those that ended within the last seconds.</summary>
    public WireRequest Status(QueryOrder query) => signer.Seal(HttpMethod.Post, $"{Api}orders/status", query.VenueOrderId is { } number
        ? new QueryWriter().Add("orderIds", number.Value)
        : new QueryWriter().Add("cliOrdIds", KrakenIds.Write(query.Id))) with
    {
        Lane = RateLane.Reconcile,
        Costs = KrakenFuturesLimits.One,
    };

    public WireRequest OpenOrders() => Ask("openorders", new(), KrakenFuturesLimits.Look);

    /// <summary>Newest first, a hundred a page.</summary>
    /// <param name="before">The time of the last of the page before, as the venue wrote it.</param>
    public WireRequest Fills(string? before) =>
        Ask("fills", new QueryWriter().Add("lastFillTime", before), before is null ? KrakenFuturesLimits.Look : KrakenFuturesLimits.OlderFills);

    public WireRequest Positions() => Ask("openpositions", new(), KrakenFuturesLimits.Look);

    public WireRequest Balances() => Ask("accounts", new(), KrakenFuturesLimits.Look);

    public WireRequest Leverages() => Ask("leveragepreferences", new(), KrakenFuturesLimits.Look);

    /// <param name="leverage">Null shares the margin of the account.</param>
    public WireRequest SetLeverage(InstrumentId instrument, decimal? leverage) => signer.Seal(
        HttpMethod.Put, $"{Api}leveragepreferences", new QueryWriter().Add("symbol", instrument.Value).Add("maxLeverage", leverage is { } known ? Decimals.Canonical(known) : null)) with
    {
        Lane = RateLane.Entry,
        Costs = KrakenFuturesLimits.Preference,
        Instrument = instrument,
    };

    public WireRequest FeeSchedules() => Ask("feeschedules", new(), KrakenFuturesLimits.One) with { Lane = RateLane.Data };

    public WireRequest FeeVolumes() => Ask("feeschedules/volumes", new(), KrakenFuturesLimits.One) with { Lane = RateLane.Data };

    public WireRequest Permissions() => signer.Seal(HttpMethod.Get, "/api/auth/v1/api-keys/v3/check", new()) with { Lane = RateLane.Data };

    /// <summary>Newest first.</summary>
    /// <param name="what">orders, triggers or executions.</param>
    /// <param name="from">Where the page before ended.</param>
    public WireRequest History(string what, InstrumentId instrument, DateTimeOffset since, string? from) => signer.Seal(
        HttpMethod.Get, Past + what,
        new QueryWriter().Add("since", since.ToUnixTimeMilliseconds()).Add("sort", "desc").Add("continuation_token", from).Add("tradeable", instrument.Value)) with
    {
        Lane = RateLane.Reconcile,
        Costs = KrakenFuturesLimits.History,
    };

    public static WireRequest Instruments() => new() { Method = HttpMethod.Get, Path = $"{Api}instruments" };

    public static WireRequest Quote(InstrumentId instrument) => new() { Method = HttpMethod.Get, Path = $"{Api}tickers/{Uri.EscapeDataString(instrument.Value)}" };

    /// <summary>Every answer carries the venue's time; this one is small.</summary>
    public static WireRequest Time() => new() { Method = HttpMethod.Get, Path = $"{Api}instruments/PF_XBTUSD/status" };

    private static QueryWriter Named(string numberName, ClientOrderId id, VenueOrderId? number) => number is { } known
        ? new QueryWriter().Add(numberName, known.Value)
        : new QueryWriter().Add("cliOrdId", KrakenIds.Write(id));

    private WireRequest Command(string method, QueryWriter parameters, InstrumentId instrument, DateTimeOffset? sendBy, RateLane lane) =>
        signer.Seal(HttpMethod.Post, Api + method, parameters) with { Lane = lane, Costs = KrakenFuturesLimits.Order, Instrument = instrument, SendBy = sendBy };

    private WireRequest Ask(string method, QueryWriter parameters, IReadOnlyList<RateCost> costs) =>
        signer.Seal(HttpMethod.Get, Api + method, parameters) with { Lane = RateLane.Reconcile, Costs = costs };
}
