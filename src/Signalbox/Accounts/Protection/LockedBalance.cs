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

    private static bool IsProtected(AccountState state, Trade owner) =>
        owner is { StopTerms: not null } or { ProfitTerms: not null } || HasOpenLegs(state, owner);

    private static bool IsOpen(AccountState state, ClientOrderId? id) =>
        id is { } known && state.Orders.TryGetValue(known, out var order) && !order.State.IsTerminal;
}
