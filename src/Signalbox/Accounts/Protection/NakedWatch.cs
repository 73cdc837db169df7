using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts.Protection;

/// <summary>
/// Looks, apart from everything that places stops, whether the venue itself shows a stop for every position that should have
/// one. What our own books say of orders counts for nothing here: only positions and open orders as the venue lists them.
/// </summary>
internal static class NakedWatch
{
    /// <summary>After each turn: a fill to protect, or a stop that ended, calls for a look.</summary>
    public static void AfterTurn(Turn turn)
    {
        for (var i = 0; i < turn.EventCount; i++)
        {
            if (turn.EventAt(i) is OrderEvent happened && CallsForALook(turn.State, happened) is { } order)
            {
                Arm(turn, order.Ticket.Instrument, order.Ticket.Leg == Leg.Entry ? turn.Profile.Bounds.ProtectWithin : turn.Profile.Bounds.ReplacementGap);
            }
        }
    }

    public static void OnDue(Turn turn, InstrumentId instrument)
    {
        if (!turn.State.Holdings.TryGetValue(instrument, out var holding) || holding.WatchAt is not { } due)
        {
            return;
        }

        if (turn.Now < due)
        {
            // The machine's clock was set back, or the look was put off meanwhile.
            turn.Wake(new TimerKey.Watch(instrument), due - turn.Now);
        }
        else
        {
            turn.Record(new WatchArmed(instrument, null));
            if (DemandOf(turn.State, holding) > Quantity.Zero)
            {
                Reconciler.Ask(turn, SnapshotReason.Watch);
            }
        }
    }

    /// <summary>After a restart every look that was due is due at once.</summary>
    public static void Resume(Turn turn)
    {
        foreach (var holding in turn.State.Holdings.Values)
        {
            if (holding.WatchAt is { } due)
            {
                turn.Wake(new TimerKey.Watch(holding.Instrument.Id), due - turn.Now);
            }
        }
    }

    public static void OnSnapshot(Turn turn, VenueSnapshot snapshot, DateTimeOffset askedAt)
    {
        foreach (var holding in turn.State.Holdings.Values)
        {
            if (holding.Lots.Count > 0 || holding.NakedSince is not null)
            {
                Look(turn, holding, snapshot, askedAt);
            }
        }
    }

    private static void Look(Turn turn, Holding holding, VenueSnapshot snapshot, DateTimeOffset askedAt)
    {
        var instrument = holding.Instrument;
        var naked = Quantity.Min(DemandOf(turn.State, holding), HeldAt(snapshot, holding)) - Covered(turn.State, snapshot, holding);
        if (naked < instrument.MinQuantity)
        {
            if (holding.NakedSince is not null)
            {
                turn.Record(new NakedCleared(instrument.Id));
            }

            if (DemandOf(turn.State, holding) > Quantity.Zero)
            {
                Arm(turn, instrument.Id, turn.Profile.Bounds.WatchEvery);
            }

            return;
        }

        if (holding.NakedSince is null)
        {
            turn.Record(new NakedSeen(instrument.Id, naked, askedAt));
        }

        foreach (var owner in Owners(turn.State, holding))
        {
            Act(turn, owner, naked, askedAt - (holding.NakedSince ?? askedAt));
        }

        Arm(turn, instrument.Id, turn.Profile.Bounds.ProtectWithin);
    }

    /// <summary>First the believed stop is looked up, so that a lost one is placed anew; then a person is told; then it is closed.</summary>
    private static void Act(Turn turn, Trade owner, Quantity naked, TimeSpan since)
    {
        var stop = owner.Bracket.Stop.Order is { } id ? turn.State.Orders.GetValueOrDefault(id) : null;
        turn.Touch(owner.Id);
        if (stop is { State.IsTerminal: false })
        {
            OrderLookup.Ask(turn, stop);
        }

        if (since >= turn.Profile.Bounds.NakedAlarm && !turn.State.Holdings[owner.Request.Instrument].NakedAlarmed)
        {
            turn.Record(new AlarmRaised(owner.Id, AlarmCodes.Naked,
                $"The venue shows {naked} {owner.Request.Instrument} without a stop since {since.TotalSeconds:0.#} s. It is being protected; look at the venue if this stays."));
        }

        // A stop our lookups prove is only missing from the venue's list: closing the position on that would be wrong.
        if (since >= turn.Profile.Bounds.EmergencyCloseWithin && !owner.Bracket.Emergency && stop is not { State.IsWorking: true })
        {
            turn.Record(new EmergencyDeclared(owner.Id, $"The venue showed no stop for {since.TotalSeconds:0.#} s."));
        }
    }

    private static void Arm(Turn turn, InstrumentId instrument, TimeSpan after)
    {
        var due = turn.Now + after;
        if (turn.State.Holdings[instrument].WatchAt is not { } armed || armed > due)
        {
            turn.Record(new WatchArmed(instrument, due));
            turn.Wake(new TimerKey.Watch(instrument), after);
        }
    }

    private static Order? CallsForALook(AccountState state, OrderEvent happened) => state.Orders.GetValueOrDefault(happened.Order) switch
    {
        { Ticket: { Leg: Leg.Entry, Trade: { } id } } order when happened is OrderFilled && state.Trades.GetValueOrDefault(id)?.StopTerms is not null => order,
        { Ticket.Leg: Leg.StopLoss, State: OrderState.Cancelled or OrderState.Rejected or OrderState.Expired } order => order,
        _ => null,
    };

    /// <summary>What should have a stop at the venue, unsigned: waivers count, and so do stops we keep for the venue.</summary>
    private static Quantity DemandOf(AccountState state, Holding holding)
    {
        var demanded = Quantity.Zero;
        foreach (var lot in holding.Lots)
        {
            // Each lot has a stop of its own: what rounding leaves of several is no demand together.
            var stop = Rounding.DownToLot(lot.Quantity, holding.Instrument.LotSize);
            demanded += stop.Abs() >= holding.Instrument.MinQuantity && IsDemanded(state, lot) ? stop : Quantity.Zero;
        }

        return demanded.Abs();
    }

    private static IEnumerable<Trade> Owners(AccountState state, Holding holding)
    {
        foreach (var lot in holding.Lots)
        {
            if (IsDemanded(state, lot))
            {
                yield return state.Trades[lot.Trade!.Value];
            }
        }
    }

    private static bool IsDemanded(AccountState state, Lot lot) =>
        lot is { Stray: false, Trade: { } id }
        && state.Profile!.Capabilities.Stops
        && state.Trades.GetValueOrDefault(id) is { Bracket.Waived: false, StopTerms: not null } owner
        && !LockedBalance.IsReleased(state, owner);

    private static Quantity HeldAt(VenueSnapshot snapshot, Holding holding)
    {
        foreach (var position in snapshot.Positions)
        {
            if (position.Instrument == holding.Instrument.Id)
            {
                return Math.Sign(position.Quantity.Value) == Math.Sign(holding.Net.Value) ? position.Quantity.Abs() : Quantity.Zero;
            }
        }

        // Spot venues list balances, not positions.
        return holding.Instrument.Kind == InstrumentKind.Spot ? holding.Net.Abs() : Quantity.Zero;
    }

    /// <summary>
    /// Stops on the side that reduces; an order at the market closes just as well, and for a moment so does a target that took
    /// the place of its stop.
    /// </summary>
    private static Quantity Covered(AccountState state, VenueSnapshot snapshot, Holding holding)
    {
        var isSwapping = holding.Lots.Any(lot => lot.Trade is { } id && state.Trades.GetValueOrDefault(id)?.Bracket.Swap is not null);
        var side = Sides.Reducing(holding.Net);
        var covered = Quantity.Zero;
        foreach (var order in snapshot.OpenOrders)
        {
            if (order.Instrument == holding.Instrument.Id && order.Side == side && (order.Type is not OrderType.Limit || isSwapping))
            {
                covered += order.Quantity - order.FilledQuantity;
            }
        }

        return covered;
    }
}
