using Signalbox.Identity;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>Our orders and questions as spot requests: complete but for the wire.</summary>
public sealed class KrakenSpotRequests(KrakenSpotSigner signer, KrakenSpotLimits limits)
{
    public const int OrdersOfABatch = 15;
    public const int CancelsOfABatch = 50;
    public const int OrdersOfAQuestion = 50;
    public const int TradesOfAQuestion = 20;
    public const int TradesOfAPage = 50;

    // The venue refuses a deadline nearer than two seconds or farther than sixty, as it counts them.
    private static readonly TimeSpan DeadlineLeast = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan DeadlineMost = TimeSpan.FromSeconds(59);

    /// <param name="time">When the order was intended, and how long it is good from then on.</param>
    /// <param name="venueNow">The venue's time now.</param>
    public WireDraft Place(PlaceOrder order, SigningTime time, DateTimeOffset venueNow)
    {
        if (KrakenSpotOrders.Refuse(order) is { } refusal)
        {
            return refusal;
        }

        var parameters = new QueryWriter().Add("pair", order.Instrument.Value);
        foreach (var (name, value) in KrakenSpotOrders.Parameters(order))
        {
            parameters.Add(name, value);
        }

        return signer.Seal("/0/private/AddOrder", parameters.Add("deadline", Deadline(time.At + time.Window, venueNow))) with
        {
            Lane = RateLanes.Of(order),
            Costs = limits.Order,
            Instrument = order.Instrument,
            SendBy = order.SendBy,
        };
    }

    /// <summary>Orders of one pair, two at least; each must have been found good by itself, and attach no exits.</summary>
    public WireRequest PlaceMany(IReadOnlyList<PlaceOrder> orders, SigningTime time, DateTimeOffset venueNow) => signer.Seal(
        "/0/private/AddOrderBatch",
        body => body
            .AddList("orders", orders.Select(Item))
            .Add("pair", orders[0].Instrument.Value)
            .Add("deadline", Deadline(time.At + time.Window, venueNow))) with
        {
            Lane = orders.Max(RateLanes.Of),
            Costs = limits.Batch(orders.Count),
            Instrument = orders[0].Instrument,
            SendBy = orders.Min(order => order.SendBy),
        };

    /// <summary>In place: the order keeps its ids, and its place in the book where it can.</summary>
    public WireRequest Amend(AmendOrder amendment, SigningTime time, DateTimeOffset venueNow) => signer.Seal(
        "/0/private/AmendOrder",
        Named(amendment.Id, amendment.VenueOrderId)
            .Add("order_qty", amendment.Quantity.Value)
            .Add("limit_price", amendment.LimitPrice?.Value)
            .Add("trigger_price", amendment.StopPrice?.Value)
            .Add("deadline", Deadline(time.At + time.Window, venueNow))) with
        {
            Lane = RateLane.Reduce,
            Costs = limits.Order,
            Instrument = amendment.Instrument,
            SendBy = amendment.SendBy,
        };

    /// <summary>Cancels and places anew: for what cannot be amended in place. The new order has a number of its own and no id of ours.</summary>
    public WireRequest Edit(InstrumentId pair, VenueOrderId number, AmendOrder change, SigningTime time, DateTimeOffset venueNow) => signer.Seal(
        "/0/private/EditOrder",
        new QueryWriter()
            .Add("txid", number.Value)
            .Add("pair", pair.Value)
            .Add("volume", change.Quantity.Value)
            .Add("price", (change.StopPrice ?? change.LimitPrice)?.Value)
            .Add("price2", change.StopPrice is null ? null : change.LimitPrice?.Value)
            .Add("deadline", Deadline(time.At + time.Window, venueNow))) with
        {
            Lane = RateLane.Reduce,
            Costs = limits.Order,
            Instrument = pair,
            SendBy = change.SendBy,
        };

    public WireRequest Cancel(CancelOrder cancellation) => signer.Seal("/0/private/CancelOrder", Named(cancellation.Id, cancellation.VenueOrderId)) with
    {
        Lane = RateLane.Protect,
        Costs = limits.Order,
        Instrument = cancellation.Instrument,
        SendBy = cancellation.SendBy,
    };

    /// <summary>Fifty at most.</summary>
    public WireRequest CancelMany(InstrumentId pair, IReadOnlyList<VenueOrderId> numbers) => signer.Seal(
        "/0/private/CancelOrderBatch", body => body.AddTexts("orders", numbers.Select(number => number.Value))) with
        {
            Lane = RateLane.Protect,
            Costs = limits.Order,
            Instrument = pair,
        };

    /// <summary>Every order of the account, in every pair.</summary>
    public WireRequest CancelEverything() => signer.Seal("/0/private/CancelAll", new QueryWriter()) with { Lane = RateLane.Protect };

    /// <summary>Every order is cancelled when this has not been asked again in time; zero ends it.</summary>
    public WireRequest CancelEverythingAfter(TimeSpan time) => signer.Seal(
        "/0/private/CancelAllOrdersAfter", new QueryWriter().Add("timeout", (long)time.TotalSeconds)) with { Lane = RateLane.Protect };

    public WireRequest OpenOrders(ClientOrderId? id = null) => Ask("OpenOrders", With(id), limits.Call);

    /// <summary>Those that ended lately, newest first.</summary>
    public WireRequest ClosedOrders(ClientOrderId? id = null, DateTimeOffset? since = null) => Ask(
        "ClosedOrders", With(id).Add("start", since?.ToUnixTimeSeconds()).Add("consolidate_taker", "false").Add("without_count", "true"), limits.Call);

    /// <summary>Fifty at most, open or not.</summary>
    public WireRequest Orders(IEnumerable<VenueOrderId> numbers) => Ask(
        "QueryOrders",
        new QueryWriter().Add("txid", string.Join(',', numbers.Select(number => number.Value))).Add("trades", "true").Add("consolidate_taker", "false"), limits.Call);

    /// <summary>Twenty at most.</summary>
    public WireRequest Trades(IEnumerable<string> numbers) => Ask("QueryTrades", new QueryWriter().Add("txid", string.Join(',', numbers)), limits.History);

    /// <summary>Newest first, fifty a page. Each execution by itself: put together they would not be those of the stream.</summary>
    public WireRequest TradesSince(DateTimeOffset since, int offset) => Ask(
        "TradesHistory",
        new QueryWriter().Add("start", since.ToUnixTimeSeconds() - 1).Add("ofs", (long)offset).Add("consolidate_taker", "false"), limits.History);

    public WireRequest Balances() => Ask("BalanceEx", new(), limits.Call);

    public WireRequest Fees(InstrumentId pair) => Ask("TradeVolume", new QueryWriter().Add("pair", pair.Value), limits.Call) with { Lane = RateLane.Data };

    public WireRequest Permissions() => Ask("GetApiKeyInfo", new(), limits.Call) with { Lane = RateLane.Data };

    /// <summary>Good for fifteen minutes to begin a stream with, and for as long as that stream lasts.</summary>
    public WireRequest StreamToken() => Ask("GetWebSocketsToken", new(), limits.Call);

    public static WireRequest Time() => Open("/0/public/Time", "");

    public static WireRequest Instruments() => Open("/0/public/AssetPairs", "");

    public static WireRequest Quote(InstrumentId pair) => Open("/0/public/Ticker", new QueryWriter().Add("pair", pair.Value).ToString());

    /// <summary>The intent's deadline as far as the venue lets it be one.</summary>
    private static string Deadline(DateTimeOffset wanted, DateTimeOffset venueNow)
    {
        var (least, most) = (venueNow + DeadlineLeast, venueNow + DeadlineMost);
        return KrakenWords.Of(wanted < least ? least : wanted > most ? most : wanted);
    }

    private static JsonBody Item(PlaceOrder order) => KrakenSpotOrders.Parameters(order)
        .Aggregate(new JsonBody(), (item, parameter) => parameter.Key == "reduce_only" ? item.AddTrue(parameter.Key, parameter.Value is not null) : item.Add(parameter.Key, parameter.Value));

    private static QueryWriter Named(ClientOrderId id, VenueOrderId? number) => number is { } known
        ? new QueryWriter().Add("txid", known.Value)
        : new QueryWriter().Add("cl_ord_id", KrakenIds.Write(id));

    private static QueryWriter With(ClientOrderId? id) => new QueryWriter().Add("trades", "true").Add("cl_ord_id", id is { } known ? KrakenIds.Write(known) : null);

    private WireRequest Ask(string method, QueryWriter parameters, IReadOnlyList<RateCost> costs) =>
        signer.Seal($"/0/private/{method}", parameters) with { Lane = RateLane.Reconcile, Costs = costs };

    private static WireRequest Open(string path, string query) => new() { Method = HttpMethod.Get, Path = path, Query = query, Costs = KrakenSpotLimits.Open };
}
