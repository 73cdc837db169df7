using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>What trades, and what is told of it.</summary>
internal sealed partial class SimulatedExchange
{
    private void Rematch()
    {
        foreach (var order in Open.ToArray())
        {
            Match(order);
        }
    }

    private void Match(VenueOrder order)
    {
        if (!order.IsOpen || IsDown || IsClosed)
        {
            return;
        }

        var price = prices[order.Request.Instrument];
        if (order.StopPrice is { } stop && !order.Triggered)
        {
            if (order.Request.Side == Side.Sell ? price > stop : price < stop)
            {
                return;
            }

            order.Triggered = true;
            EndSibling(order);
            Tell(order);
        }

        if (Crosses(order.Request.Side, order.Request.Instrument, order.LimitPrice))
        {
            Trade(order);
        }
        else if (order.IsImmediate)
        {
            End(order, VenueOrderState.Cancelled, "It could not trade at once.");
        }
    }

    private bool Crosses(Side side, InstrumentId instrument, decimal? limit) =>
        limit is not { } asked || (side == Side.Buy ? prices[instrument] <= asked : prices[instrument] >= asked);

    private void Trade(VenueOrder order)
    {
        var open = order.Quantity - order.Filled;
        if (order.Request.ReduceOnly)
        {
            open = Math.Min(open, Reducible(order.Request.Instrument, order.Request.Side));
            if (open == 0)
            {
                End(order, VenueOrderState.Expired, "There was nothing left to reduce.");
                return;
            }
        }

        open = Math.Min(open, Depth is { } depth ? depth(order) - order.Filled : open);
        if (open <= 0)
        {
            if (order.IsImmediate)
            {
                End(order, VenueOrderState.Cancelled, "Nothing in the book could take it at once.");
            }

            return;
        }

        EndSibling(order);

        // Now and then only a part trades, and the rest a little later.
        var lot = instruments.First(instrument => instrument.Id == order.Request.Instrument).LotSize.Value;
        var part = order.Request.TimeInForce != TimeInForce.Fok && world.Happens(0.3) ? Math.Max(lot, Math.Floor(open / 2 / lot) * lot) : open;
        order.Filled += part;
        Execute(order, order.Request.Instrument, order.Request.Side, part, FillCause.Trade);
        if (order.Filled >= order.Quantity)
        {
            End(order, VenueOrderState.Filled, null);
        }
        else if (order.IsImmediate)
        {
            End(order, VenueOrderState.Cancelled, "What was left could not trade at once.");
        }
        else
        {
            Tell(order);
            world.After(world.Between(1, 500), () => Match(order));
        }
    }

    private void Execute(VenueOrder? order, InstrumentId instrument, Side side, decimal quantity, FillCause cause)
    {
        var moved = Moved(side, quantity);
        Positions[instrument] += side.Sign * moved;
        var fill = new FillReport
        {
            FillId = new($"f{++fills}"),
            ClientOrderId = order is { IsForeign: false } ? order.Request.Id : null,
            VenueOrderId = order?.VenueId ?? new("by-hand"),
            Instrument = instrument,
            Side = side,
            Quantity = new(quantity),
            Price = new(prices[instrument]),
            Fee = new(quantity - moved),
            FeeCurrency = moved == quantity ? null : instruments.First(each => each.Id == instrument).Base,
            At = world.Now,
            Cause = cause,
        };
        Fills.Add(fill);
        Publish(new VenueEvent.Executed(fill));
    }

    private decimal Moved(Side side, decimal quantity) =>
        FeesInBase && side == Side.Buy ? quantity * (1 - BaseFee) : quantity;

    private void Publish(VenueEvent happened)
    {
        foreach (var listener in Listeners.ToArray())
        {
            listener(happened);
        }
    }

    private void End(VenueOrder order, VenueOrderState state, string? reason)
    {
        order.State = state;
        order.Reason = reason;
        Open.Remove(order);
        Tell(order);
    }

    private void Tell(VenueOrder order)
    {
        if (order is { IsOpen: true, Triggered: true })
        {
            order.State = VenueOrderState.Triggered;
        }

        Publish(new VenueEvent.OrderChanged(Report(order)));
    }
}
