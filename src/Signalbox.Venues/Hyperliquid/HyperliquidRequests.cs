using System.Globalization;
using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Our orders and questions as requests, complete but for the wire. Commands are actions posted to one address, questions
/// bodies posted to another, which nobody signs: what an account does is public here.
/// </summary>
public sealed class HyperliquidRequests
{
    /// <summary>Orders of one action; the venue names no limit of its own.</summary>
    public const int OrdersOfABatch = 40;

    public const int FillsOfAPage = 2_000;

    private readonly HyperliquidSigner signer;
    private readonly HyperliquidNonces nonces;
    private readonly string user;
    private readonly string dex;
    private readonly HyperliquidOrders orders;

    public HyperliquidRequests(HyperliquidSigner signer, HyperliquidOptions options)
    {
        this.signer = signer;
        nonces = HyperliquidNonces.Of(signer.Address);
        user = options.User;
        dex = options.Dex;
        orders = new(options.StopSlippage);
    }

    /// <param name="worst">For a market order: the worst price it may trade at.</param>
    public WireRequest Place(PlaceOrder order, HyperliquidAsset asset, Price? worst, SigningTime time)
    {
        var action = HyperliquidValue.Map(
            ("type", "order"),
            ("orders", HyperliquidValue.List([orders.Write(order, asset, worst), .. orders.WriteExits(order, asset)])),
            ("grouping", HyperliquidOrders.Grouping(order)));
        return Sealed(action, time) with { Lane = RateLanes.Of(order), Costs = HyperliquidLimits.Orders(1), Instrument = order.Instrument, SendBy = order.SendBy };
    }

    /// <summary>Orders that belong to nothing, side by side in one action; each must have been found good by itself.</summary>
    public WireRequest PlaceMany(IReadOnlyList<(PlaceOrder Order, HyperliquidAsset Asset, Price? Worst)> batch, SigningTime time)
    {
        var action = HyperliquidValue.Map(
            ("type", "order"),
            ("orders", HyperliquidValue.List(batch.Select(each => orders.Write(each.Order, each.Asset, each.Worst)))),
            ("grouping", "na"));
        return Sealed(action, time) with
        {
            Lane = batch.Max(each => RateLanes.Of(each.Order)),
            Costs = HyperliquidLimits.Orders(batch.Count),
            SendBy = batch.Min(each => each.Order.SendBy),
        };
    }

    /// <summary>Replaces an order: the venue gives the new one another number, and it keeps its id.</summary>
    public WireRequest Modify(OrderReport order, HyperliquidAsset asset, Quantity quantity, AmendOrder amendment, SigningTime time)
    {
        var action = HyperliquidValue.Map(
            ("type", "batchModify"),
            ("modifies", HyperliquidValue.List(
            [
                HyperliquidValue.Map(
                    ("oid", long.Parse(order.VenueOrderId.Value, CultureInfo.InvariantCulture)),
                    ("order", orders.Rewrite(order, asset, quantity, amendment.LimitPrice, amendment.StopPrice))),
            ])));
        return Sealed(action, time) with { Lane = RateLane.Reduce, Costs = HyperliquidLimits.Orders(1), Instrument = amendment.Instrument, SendBy = amendment.SendBy };
    }

    public WireRequest Cancel(HyperliquidAsset asset, IReadOnlyList<long> numbers, SigningTime time) => Sealed(
        HyperliquidValue.Map(
            ("type", "cancel"),
            ("cancels", HyperliquidValue.List(numbers.Select(number => HyperliquidValue.Map(("a", asset.Number), ("o", number)))))), time) with
        {
            Lane = RateLane.Protect,
            Costs = HyperliquidLimits.Cancels(numbers.Count),
        };

    public WireRequest CancelByIds(IReadOnlyList<(HyperliquidAsset Asset, ClientOrderId Id)> ids, SigningTime time) => Sealed(
        HyperliquidValue.Map(
            ("type", "cancelByCloid"),
            ("cancels", HyperliquidValue.List(ids.Select(each => HyperliquidValue.Map(("asset", each.Asset.Number), ("cloid", HyperliquidIds.Write(each.Id))))))), time) with
        {
            Lane = RateLane.Protect,
            Costs = HyperliquidLimits.Cancels(ids.Count),
        };

    /// <summary>Cancels everything at a time unless it is put off again; null takes it back.</summary>
    public WireRequest ScheduleCancel(DateTimeOffset? at, SigningTime time) => Sealed(
        HyperliquidValue.Map(("type", "scheduleCancel"), ("time", at is { } moment ? (HyperliquidValue)moment.ToUnixTimeMilliseconds() : null)), time) with
        {
            Lane = RateLane.Protect,
            Costs = HyperliquidLimits.Cancels(1),
        };

    public WireRequest SetLeverage(HyperliquidAsset asset, int leverage, MarginMode mode, SigningTime time) => Sealed(
        HyperliquidValue.Map(("type", "updateLeverage"), ("asset", asset.Number), ("isCross", mode == MarginMode.Cross), ("leverage", leverage)), time) with
        {
            Lane = RateLane.Entry,
            Costs = HyperliquidLimits.Orders(1),
        };

    /// <param name="amount">In dollars; below zero takes margin out.</param>
    public WireRequest SetIsolatedMargin(HyperliquidAsset asset, decimal amount, SigningTime time) => Sealed(
        HyperliquidValue.Map(("type", "updateIsolatedMargin"), ("asset", asset.Number), ("isBuy", true), ("ntli", (long)(amount * 1_000_000m))), time) with
        {
            Lane = RateLane.Entry,
            Costs = HyperliquidLimits.Orders(1),
        };

    public WireRequest Query(ClientOrderId id) => OfUser("orderStatus", HyperliquidLimits.Light, ("oid", HyperliquidIds.Write(id)));

    public WireRequest Query(VenueOrderId number) => OfUser("orderStatus", HyperliquidLimits.Light, ("oid", long.Parse(number.Value, CultureInfo.InvariantCulture)));

    public WireRequest OpenOrders() => OfUser("frontendOpenOrders", HyperliquidLimits.Usual, ("dex", Dex));

    public WireRequest FillsSince(DateTimeOffset since, DateTimeOffset? until) => OfUser(
        "userFillsByTime", HyperliquidLimits.Fills,
        ("startTime", Math.Max(0, since.ToUnixTimeMilliseconds())),
        ("endTime", until is { } end ? (HyperliquidValue)end.ToUnixTimeMilliseconds() : null),
        ("aggregateByTime", false));

    public WireRequest Positions() => OfUser("clearinghouseState", HyperliquidLimits.Light, ("dex", Dex));

    public WireRequest Balances() => OfUser("spotClearinghouseState", HyperliquidLimits.Light);

    public WireRequest Fees() => OfUser("userFees", HyperliquidLimits.Usual);

    public WireRequest Terms(InstrumentId instrument) => OfUser("activeAssetData", HyperliquidLimits.Usual, ("coin", instrument.Value));

    /// <summary>Whether spot and perpetuals share one balance.</summary>
    public WireRequest Abstraction() => OfUser("userAbstraction", HyperliquidLimits.Usual);

    public WireRequest RateLimit() => OfUser("userRateLimit", HyperliquidLimits.Usual);

    public static WireRequest Role(string address) => Info(RateLane.Reconcile, HyperliquidLimits.Role, ("type", "userRole"), ("user", address));

    public static WireRequest Agents(string address) => Info(RateLane.Data, HyperliquidLimits.Usual, ("type", "extraAgents"), ("user", address));

    public static WireRequest Time() => Info(RateLane.Data, HyperliquidLimits.Light, ("type", "exchangeStatus"));

    public static WireRequest Exchanges() => Info(RateLane.Data, HyperliquidLimits.Usual, ("type", "perpDexs"));

    public WireRequest Perpetuals() => Info(RateLane.Data, HyperliquidLimits.Usual, ("type", "metaAndAssetCtxs"), ("dex", Dex));

    public static WireRequest Pairs() => Info(RateLane.Data, HyperliquidLimits.Usual, ("type", "spotMetaAndAssetCtxs"));

    public static WireRequest Book(InstrumentId instrument) => Info(RateLane.Data, HyperliquidLimits.Light, ("type", "l2Book"), ("coin", instrument.Value));

    private HyperliquidValue? Dex => dex.Length == 0 ? null : (HyperliquidValue)dex;

    private WireRequest Sealed(HyperliquidValue action, SigningTime time) => signer.Seal(action, nonces.Next(time.At), time);

    private WireRequest OfUser(string type, IReadOnlyList<RateCost> costs, params ReadOnlySpan<(string, HyperliquidValue?)> more) =>
        Info(RateLane.Reconcile, costs, [("type", type), ("user", user), .. more]);

    private static WireRequest Info(RateLane lane, IReadOnlyList<RateCost> costs, params ReadOnlySpan<(string, HyperliquidValue?)> fields) => new()
    {
        Method = HttpMethod.Post,
        Path = "/info",
        Body = Encoding.UTF8.GetBytes(HyperliquidValue.Map(fields).ToJson()),
        Lane = lane,
        Costs = costs,
    };
}
