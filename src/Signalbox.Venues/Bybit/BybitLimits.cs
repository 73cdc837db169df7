using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Bybit;

/// <summary>What is documented for unified accounts: so many requests a second for each kind, and one bound for the address.</summary>
public static class BybitLimits
{
    public static readonly RateWindow Address = RateWindow.Sliding("requests 5s", RateScope.Address, 600, TimeSpan.FromSeconds(5));
    public static readonly RateWindow Create = PerSecond("create 1s", 10);
    public static readonly RateWindow Amend = PerSecond("amend 1s", 10);
    public static readonly RateWindow Cancel = PerSecond("cancel 1s", 10);
    public static readonly RateWindow CancelAll = PerSecond("cancel all 1s", 10);
    public static readonly RateWindow Orders = PerSecond("orders 1s", 50);
    public static readonly RateWindow Executions = PerSecond("executions 1s", 50);
    public static readonly RateWindow Positions = PerSecond("positions 1s", 50);
    public static readonly RateWindow Wallet = PerSecond("wallet 1s", 50);
    public static readonly RateWindow Settings = PerSecond("settings 1s", 10);

    /// <summary>Spot takes twice as many orders a second.</summary>
    public static readonly RateWindow SpotCreate = PerSecond("create 1s", 20);
    public static readonly RateWindow SpotCancel = PerSecond("cancel 1s", 20);

    public static readonly IReadOnlyList<RateCost> Public = [new(Address, 1)];

    public static IReadOnlyList<RateCost> Of(RateWindow window, int weight = 1) => [new(Address, 1), new(window, weight)];

    private static RateWindow PerSecond(string name, double limit) => RateWindow.Sliding(name, RateScope.Account, limit, TimeSpan.FromSeconds(1));
}
