using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>What futures allow and what each request costs, as documented; <c>exchangeInfo</c> and headers correct both.</summary>
public static class BinanceUsdmLimits
{
    public static readonly RateWindow Weight = RateWindow.Sliding("weight 1m", RateScope.Address, 2_400, TimeSpan.FromMinutes(1));
    public static readonly RateWindow OrdersShort = RateWindow.Sliding("orders 10s", RateScope.Account, 300, TimeSpan.FromSeconds(10));
    public static readonly RateWindow OrdersMinute = RateWindow.Sliding("orders 1m", RateScope.Account, 1_200, TimeSpan.FromMinutes(1));

    public static readonly IReadOnlyList<RateCost> Order = Orders(1);

    public static IReadOnlyList<RateCost> Of(int weight) => [new(Weight, weight)];

    public static IReadOnlyList<RateCost> Orders(int count) => [new(OrdersShort, count), new(OrdersMinute, count)];

    /// <summary>A batch of orders counts once for its weight and as many times as it has orders.</summary>
    public static IReadOnlyList<RateCost> Batch(int count) => [new(Weight, 5), new(OrdersShort, count), new(OrdersMinute, count)];

    /// <summary>Which window a header of an answer counts.</summary>
    public static RateWindow? WindowOf(string header) => header.ToUpperInvariant() switch
    {
        "X-MBX-USED-WEIGHT-1M" => Weight,
        "X-MBX-ORDER-COUNT-10S" => OrdersShort,
        "X-MBX-ORDER-COUNT-1M" => OrdersMinute,
        _ => null,
    };
}
