using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts.Protection;

/// <summary>
/// Where a resting stop binds the balance it would sell, nothing else can sell that balance: an exit asks for its release
/// first, waits until the stops are gone, and the protection returns when the exit is over.
/// </summary>
internal static class LockedBalance
{
    /// <summary>Contracts are held against margin, not against a balance.</summary>
    public static bool Applies(AccountProfile profile, Instrument instrument) => profile.Capabilities.StopsLockBalance
        && instrument.Kind is InstrumentKind.Spot or InstrumentKind.Stock or InstrumentKind.Option;

    /// <summary>Asks for the release; false while something still binds what the exit wants to sell.</summary>
    public static bool Release(Turn turn, TradeId exit, Holding holding, PositionReach reach)
    {
        if (!Applies(turn.Profile, holding.Instrument))
        {
            return true;
        }

        var isFree = true;
        foreach (var lot in holding.Lots)
        {
            if (reach.Includes(lot) && lot.Trade is { } id && turn.State.Trades.TryGetValue(id, out var owner) && IsProtected(turn.State, owner))
            {
                isFree &= !HasOpenLegs(turn.State, owner);
                if (owner.Bracket.ReleasedFor is not { } other || (other != exit && IsOver(turn.State, other)))
                {
                    turn.Record(new BalanceReleased(id, exit));
                    turn.Touch(id);
                }
            }
        }

        return isFree;
    }

    /// <summary>The exit is over: what it left is protected again.</summary>
    public static void Restore(Turn turn, TradeId exit)
    {
        if (!turn.Profile.Capabilities.StopsLockBalance)
        {
            return;
        }

        foreach (var lot in turn.State.Holdings.Values.SelectMany(holding => holding.Lots).ToArray())
        {
            if (lot.Trade is { } id && turn.State.Trades.GetValueOrDefault(id)?.Bracket.ReleasedFor == exit)
            {
                turn.Record(new BalanceReleased(id, null));
                turn.Touch(id);
            }
        }
    }

    /// <summary>
    /// An exit that rests in the book binds what it would sell: whatever must leave or be protected now comes first, and the
    /// exit is taken back where what is left free does not do for both. False while one of them is still open.
    /// </summary>
    /// <param name="needing">Whose order is to be placed; what it has open already is its own.</param>
    public static bool MakeRoom(Turn turn, Holding holding, TradeId needing, Quantity needed, Func<Lot, bool> sells)
    {
        if (!Applies(turn.Profile, holding.Instrument))
        {
            return true;
        }

        var side = Sides.Reducing(holding.Net);
        var others = holding.OpenOrders.Select(id => turn.State.Orders[id])
            .Where(order => order.Ticket.Side == side && order.Ticket.Trade != needing)
            .ToArray();
        if (holding.Net.Abs() - Sum(others) >= needed)
        {
            return true;
        }

        var isFree = true;
        foreach (var order in others)
        {
            if (order.Ticket is { Leg: Leg.Exit, ClosesLot: false, Flattens: false, IsImmediate: false, Trade: { } exit }
                && holding.Lots.Any(lot => sells(lot) && turn.State.ReachOf(exit.Subscription).Includes(lot)))
            {
                OrderChanges.Cancel(turn, order, "What it would sell is needed at once.");
                isFree = false;
            }
        }

        return isFree;
    }

    /// <summary>An exit in the book has ended: what waited for its balance goes on.</summary>
    public static void OnExitEnded(Turn turn, Order exit)
    {
        var holding = turn.State.Holdings[exit.Ticket.Instrument];
        if (Applies(turn.Profile, holding.Instrument) && exit.Ticket.Trade is { } trade)
        {
            foreach (var lot in holding.Lots)
            {
                if (turn.State.ReachOf(trade.Subscription).Includes(lot))
                {
                    turn.Touch(lot.Trade);
                }
            }
        }
    }

    /// <summary>Its protection stands back for an exit that is under way.</summary>
    public static bool IsReleased(AccountState state, Trade owner) => owner.Bracket.ReleasedFor is { } exit && !IsOver(state, exit);

    /// <summary>A limit order that rests would keep the stop away for as long as it rests.</summary>
    public static bool WouldUnprotect(AccountState state, Holding holding, PositionReach reach, bool isImmediate) =>
        !isImmediate
        && Applies(state.Profile!, holding.Instrument)
        && holding.Lots.Any(lot => reach.Includes(lot) && lot.Trade is { } id && state.Trades.TryGetValue(id, out var owner) && owner is { StopTerms: not null, Bracket.Waived: false });

    public static bool HasOpenLegs(AccountState state, Trade owner) =>
        IsOpen(state, owner.Bracket.Stop.Order) || IsOpen(state, owner.Bracket.Stop.Outgoing)
        || owner.Bracket.Targets.Any(leg => IsOpen(state, leg.Order) || IsOpen(state, leg.Outgoing));

    /// <summary>While somebody else has it free, it is free: two that take it from each other would never end.</summary>
    private static bool IsOver(AccountState state, TradeId other) => state.Trades.GetValueOrDefault(other) is null or { Stage: TradeStage.Done };

    private static Quantity Sum(Order[] orders)
    {
        var sum = Quantity.Zero;
        foreach (var order in orders)
        {
            sum += order.Open;
        }

        return sum;
    }

    private static bool IsProtected(AccountState state, Trade owner) =>
        owner is { StopTerms: not null } or { ProfitTerms: not null } || HasOpenLegs(state, owner);

    private static bool IsOpen(AccountState state, ClientOrderId? id) =>
        id is { } known && state.Orders.TryGetValue(known, out var order) && !order.State.IsTerminal;
}
