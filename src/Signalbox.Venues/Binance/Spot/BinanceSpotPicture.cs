namespace Signalbox.Venues.Binance.Spot;

/// <summary>The account as one picture. Spot has no positions: what is held is in the balances.</summary>
internal sealed class BinanceSpotPicture(BinanceSpotRest rest, OrderMemory memory, TimeProvider clock)
{
    public async Task<VenueAnswer<VenueSnapshot>> SnapshotAsync(DateTimeOffset fillsSince, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var orders = await rest.OpenOrdersAsync(cancel);
        if (orders.Value is not { } open)
        {
            return VenueAnswer.Failed<VenueSnapshot>(orders.Failure!);
        }

        foreach (var order in open)
        {
            memory.Note(order);
        }

        var fills = await memory.FillsAsync(instrument => rest.FillsAsync(instrument, fillsSince, cancel));
        if (fills.Value is not { } executed)
        {
            return VenueAnswer.Failed<VenueSnapshot>(fills.Failure!);
        }

        // Balances last: a fill that comes in between is then in both, never in the balances alone.
        var balances = await rest.BalancesAsync(cancel);
        if (balances.Value is not { } held)
        {
            return VenueAnswer.Failed<VenueSnapshot>(balances.Failure!);
        }

        return VenueAnswer.Of(new VenueSnapshot { At = at, OpenOrders = open, Fills = executed, Balances = held, Positions = [] });
    }
}
