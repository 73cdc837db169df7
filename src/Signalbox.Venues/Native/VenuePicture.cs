namespace Signalbox.Venues.Native;

/// <summary>The account as one picture.</summary>
internal sealed class VenuePicture(VenueRest rest, OrderMemory memory, TimeProvider clock)
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

        var fills = await rest.FillsAsync(memory, fillsSince, cancel);
        if (fills.Value is not { } executed)
        {
            return VenueAnswer.Failed<VenueSnapshot>(fills.Failure!);
        }

        // Positions and balances last: a fill that comes in between is then in both, never in what is held alone.
        var positions = await rest.PositionsAsync(cancel);
        if (positions.Value is not { } held)
        {
            return VenueAnswer.Failed<VenueSnapshot>(positions.Failure!);
        }

        foreach (var position in held)
        {
            memory.Use(position.Instrument);
        }

        var balances = await rest.BalancesAsync(cancel);
        return balances.Value is { } funds
            ? VenueAnswer.Of(new VenueSnapshot { At = at, OpenOrders = open, Fills = executed, Positions = held, Balances = funds })
            : VenueAnswer.Failed<VenueSnapshot>(balances.Failure!);
    }
}
