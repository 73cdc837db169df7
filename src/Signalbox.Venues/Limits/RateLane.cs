namespace Signalbox.Venues.Limits;

/// <summary>What a request is for; the earlier lanes always find room that the later ones may not use.</summary>
public enum RateLane
{
    /// <summary>Cancels and orders that protect a position.</summary>
    Protect,

    /// <summary>Orders that only reduce a position.</summary>
    Reduce,

    Entry,

    /// <summary>Questions about orders and accounts.</summary>
    Reconcile,

    /// <summary>Market data, instruments, the venue's clock.</summary>
    Data,
}

public static class RateLanes
{
    /// <summary>The lane of an order: what protects goes first.</summary>
    public static RateLane Of(PlaceOrder order) => order switch
    {
        { ReduceOnly: true, StopPrice: not null } => RateLane.Protect,
        { ReduceOnly: true } => RateLane.Reduce,
        _ => RateLane.Entry,
    };

    /// <summary>
    /// How much of a window a lane may fill. Every lane leaves at least one unit to those before it, as long as there is
    /// more than one to leave.
    /// </summary>
    public static double Share(RateLane lane, double limit)
    {
        var (share, before) = lane switch
        {
            RateLane.Protect => (1.0, 0),
            RateLane.Reduce => (0.95, 1),
            RateLane.Entry => (0.9, 2),
            RateLane.Reconcile => (0.8, 3),
            _ => (0.7, 4),
        };
        return Math.Max(Math.Min(limit, 1), Math.Min(limit * share, limit - before));
    }
}
