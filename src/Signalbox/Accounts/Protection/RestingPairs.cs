using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <summary>
/// A stop and its one target as a pair the venue links. A pair is not amended: it is cancelled as one and placed anew. When
/// one of the two is gone and the other works, what follows is what follows in a swap.
/// </summary>
internal static class RestingPairs
{
    /// <summary>False where the stop has to rest alone.</summary>
    public static bool Keep(Turn turn, Trade trade, Lot lot, Instrument instrument)
    {
        if (!turn.Profile.Capabilities.NativeOco || trade.Bracket.PairsRefused || trade.ProfitTerms is not { Targets.Count: 1 } || trade.StopTerms is not { } terms)
        {
            return false;
        }

        var stop = OrderOf(turn.State, trade.Bracket.Stop);
        var target = trade.Bracket.Targets.Count > 0 ? OrderOf(turn.State, trade.Bracket.Targets[0]) : null;
        var (isStopOpen, isTargetOpen) = (stop is { State.IsTerminal: false }, target is { State.IsTerminal: false });
        if (isStopOpen && isTargetOpen)
        {
            Adjust(turn, trade, lot, terms, (stop!, target!), instrument);
            return true;
        }

        if (isTargetOpen)
        {
            turn.Record(new SwapAdvanced(trade.Id, new(SwapPhase.Working, 0, turn.Now)));
            return true;
        }

        // A stop without its target is on its way, has triggered, or has lost it: alone, it is kept alone.
        return !isStopOpen && TryPlace(turn, trade, lot, terms, instrument);
    }

    private static void Adjust(Turn turn, Trade trade, Lot lot, StopLossTerms terms, (Order Stop, Order Target) pair, Instrument instrument)
    {
        var isQuiet = pair is { Stop: { State: OrderState.Accepted, Pending: null }, Target: { State: OrderState.Accepted, Pending: null } };
        if (isQuiet && WishesOf(turn, trade, lot, terms, instrument) is var (stop, target)
            && (stop.Wanted != pair.Stop.Levels || target.Wanted != pair.Target.Levels))
        {
            OrderChanges.Cancel(turn, pair.Stop, "The position or its price changed; the pair is placed anew.");
        }
    }

    private static bool TryPlace(Turn turn, Trade trade, Lot lot, StopLossTerms terms, Instrument instrument)
    {
        if (WishesOf(turn, trade, lot, terms, instrument) is not var (stop, target)
            || stop.Wanted is null || target.Wanted is null || stop.Wanted.Quantity != target.Wanted.Quantity
            || StopOrders.WhyHopeless(turn, trade) is not null)
        {
            return false;
        }

        var legs = (Stop: RestingLeg.TicketOf(turn, stop), Target: RestingLeg.TicketOf(turn, target));
        OrderSending.IntendPair(turn, legs.Stop with { PairedWith = legs.Target.Id }, legs.Target with { PairedWith = legs.Stop.Id });
        return true;
    }

    private static (LegWish Stop, LegWish Target)? WishesOf(Turn turn, Trade trade, Lot lot, StopLossTerms terms, Instrument instrument) =>
        StopOrders.WishOf(turn, trade, lot, terms, instrument) is { } stop ? (stop, Swapping.WishOf(trade, lot, 0, instrument)) : null;

    private static Order? OrderOf(AccountState state, ProtectiveLeg leg) => leg.Order is { } id ? state.Orders.GetValueOrDefault(id) : null;
}
