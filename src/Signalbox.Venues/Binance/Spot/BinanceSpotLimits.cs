using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>What spot allows and what each request costs, as documented; <c>exchangeInfo</c> and headers correct both.</summary>
public static class BinanceSpotLimits
{
    public static readonly RateWindow Weight = RateWindow.Sliding("weight 1m", RateScope.Address, 6_000, TimeSpan.FromMinutes(1));
    public static readonly RateWindow RawRequests = RateWindow.Sliding("requests 5m", RateScope.Address, 61_000, TimeSpan.FromMinutes(5));
    public static readonly RateWindow OrdersShort = RateWindow.Sliding("orders 10s", RateScope.Account, 100, TimeSpan.FromSeconds(10));
    public static readonly RateWindow OrdersDay = RateWindow.Sliding("orders 1d", RateScope.Account, 200_000, TimeSpan.FromDays(1));

    public static readonly IReadOnlyList<RateCost> Order = [new(Weight, 1), new(RawRequests, 1), new(OrdersShort, 1), new(OrdersDay, 1)];
    public static readonly IReadOnlyList<RateCost> OrderPair = [new(Weight, 1), new(RawRequests, 1), new(OrdersShort, 2), new(OrdersDay, 2)];
    public static readonly IReadOnlyList<RateCost> OrderTriple = [new(Weight, 1), new(RawRequests, 1), new(OrdersShort, 3), new(OrdersDay, 3)];

    public static IReadOnlyList<RateCost> Of(int weight) => [new(Weight, weight), new(RawRequests, 1)];

    /// <summary>Which window a header of an answer counts.</summary>
    public static RateWindow? WindowOf(string header) => header.ToUpperInvariant() switch
    {
        "X-MBX-USED-WEIGHT-1M" => Weight,
        "X-MBX-ORDER-COUNT-10S" => OrdersShort,
        "X-MBX-ORDER-COUNT-1D" => OrdersDay,
        _ => null,
    };
}
