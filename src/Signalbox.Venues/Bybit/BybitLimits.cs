using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// What is documented for unified accounts: so many requests a second for each path, and one bound for the address. Batches
/// are counted apart from single orders, each order of a batch once.
/// </summary>
public sealed class BybitLimits
{
    public static readonly RateWindow Address = RateWindow.Sliding("requests 5s", RateScope.Address, 600, TimeSpan.FromSeconds(5));
    public static readonly RateWindow Orders = PerSecond("orders 1s", 50);
    public static readonly RateWindow OldOrders = PerSecond("old orders 1s", 50);
    public static readonly RateWindow Executions = PerSecond("executions 1s", 50);
    public static readonly RateWindow Positions = PerSecond("positions 1s", 50);
    public static readonly RateWindow Wallet = PerSecond("wallet 1s", 50);
    public static readonly RateWindow Account = PerSecond("account 1s", 50);
    public static readonly RateWindow Fees = PerSecond("fees 1s", 5);
    public static readonly RateWindow Key = PerSecond("key 1s", 10);
    public static readonly RateWindow Leverage = PerSecond("leverage 1s", 10);
    public static readonly RateWindow MarginMode = PerSecond("margin mode 1s", 5);
    public static readonly RateWindow PositionMode = PerSecond("position mode 1s", 10);
    public static readonly RateWindow TradingStop = PerSecond("trading stop 1s", 10);

    public static readonly IReadOnlyList<RateCost> Public = new RateCost[] { new(Address, 1) };

    /// <summary>Spot takes twice as many orders a second as contracts do. Each product counts by itself.</summary>
    private BybitLimits(BybitProduct product, double perSecond)
    {
        Create = PerSecond($"{product.Word()} create 1s", perSecond);
        Amend = PerSecond($"{product.Word()} amend 1s", 10);
        Cancel = PerSecond($"{product.Word()} cancel 1s", perSecond);
        CancelAll = PerSecond($"{product.Word()} cancel all 1s", perSecond);
        CreateBatch = PerSecond($"{product.Word()} create batch 1s", perSecond);
        CancelBatch = PerSecond($"{product.Word()} cancel batch 1s", perSecond);
        // The venue takes ten orders of spot and twenty of contracts, and entries leave a little of every window to cancels.
        OrdersOfABatch = product == BybitProduct.Spot ? 10 : 8;
    }

    public RateWindow Create { get; }

    public RateWindow Amend { get; }

    public RateWindow Cancel { get; }

    public RateWindow CancelAll { get; }

    public RateWindow CreateBatch { get; }

    public RateWindow CancelBatch { get; }

    /// <summary>How many orders one batch may have so that it ever passes the limits.</summary>
    public int OrdersOfABatch { get; }

    private static readonly BybitLimits Spot = new(BybitProduct.Spot, 20);
    private static readonly BybitLimits Linear = new(BybitProduct.Linear, 10);
    private static readonly BybitLimits Inverse = new(BybitProduct.Inverse, 10);

    public static BybitLimits For(BybitProduct product) => product switch
    {
        BybitProduct.Spot => Spot,
        BybitProduct.Linear => Linear,
        _ => Inverse,
    };

    public static IReadOnlyList<RateCost> Of(RateWindow window, int weight = 1) => new RateCost[] { new(Address, 1), new(window, weight) };

    private static RateWindow PerSecond(string name, double limit) => RateWindow.Sliding(name, RateScope.Account, limit, TimeSpan.FromSeconds(1));
}
