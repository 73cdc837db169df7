using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <summary>
/// Keeps the protective orders of a lot equal to what its terms demand: it compares what should rest with what rests and
/// takes the next step towards it. Called after everything that may have changed either, so it heals by itself.
/// </summary>
internal static class Protector
{
    public static void Converge(Turn turn, TradeId id)
    {
        if (!turn.State.Trades.TryGetValue(id, out var trade) || !turn.State.Holdings.TryGetValue(trade.Request.Instrument, out var holding))
        {
            return;
        }

        var own = LotBook.IndexOf(holding.Lots, id);
        KeepClosing(turn, trade, holding, own);
        if (own < 0)
        {
            Withdraw(turn, trade);
        }
        else if (!trade.Bracket.Waived)
        {
            Guard(turn, trade, holding.Lots[own], holding);
        }
    }

    /// <summary>Whether its protection needs the market to be looked at: a stop that trails, one we keep for the venue, or a target
    /// that waits for its price.</summary>
    public static bool DependsOnMarket(AccountState state, Trade trade) => trade.StopTerms is { } stop
        && (stop.Type == StopLossType.TrailingStop
            || !state.Profile!.Capabilities.Stops
            || (trade.ProfitTerms is not null && state.Profile.Capabilities.StopsLockBalance));

    /// <summary>Whether everything the terms demand rests at the venue.</summary>
    public static bool IsReady(AccountState state, Trade trade)
    {
        if (trade.Bracket.Waived
            || !state.Holdings.TryGetValue(trade.Request.Instrument, out var holding)
            || LotBook.IndexOf(holding.Lots, trade.Id) is var own && own < 0
            || Rounding.DownToLot(holding.Lots[own].Quantity.Abs(), holding.Instrument.LotSize) < holding.Instrument.MinQuantity)
        {
            return true;
        }

        var stopRests = trade.StopTerms is null || !state.Profile!.Capabilities.Stops || Rests(state, trade.Bracket.Stop);
        var waitForPrice = trade.StopTerms is not null && LockedBalance.Applies(state.Profile!, holding.Instrument);
        return stopRests && (waitForPrice || TargetsRest(state, trade, holding.Lots[own], holding.Instrument));
    }

    /// <summary>A target too small to trade is none.</summary>
    private static bool TargetsRest(AccountState state, Trade trade, Lot lot, Instrument instrument)
    {
        if (trade.ProfitTerms is not { } profit)
        {
            return true;
        }

        var legs = trade.Bracket.Targets;
        var open = Targets.Open(profit, legs, lot, instrument);
        for (var i = 0; i < open.Length; i++)
        {
            if (!open[i].IsZero && (i >= legs.Count || !(Rests(state, legs[i]) || HasEnded(state, legs[i]))))
            {
                return false;
            }
        }

        return true;
    }

    private static void Guard(Turn turn, Trade trade, Lot lot, Holding holding)
    {
        if (trade.Bracket.Emergency || LockedBalance.IsReleased(turn.State, trade))
        {
            Withdraw(turn, trade);
            return;
        }

        var instrument = holding.Instrument;
        Breakeven.MoveIfDue(turn, trade, lot, instrument);
        Trailing.Follow(turn, turn.State.Trades[trade.Id], lot, instrument);
        trade = turn.State.Trades[trade.Id];
        if (trade.StopTerms is { } swapped && LockedBalance.Applies(turn.Profile, instrument))
        {
            if (LockedBalance.MakeRoom(turn, holding, trade.Id, lot.Quantity.Abs(), other => other.Trade == trade.Id))
            {
                Swapping.Keep(turn, trade, lot, swapped, instrument);
            }

            return;
        }

        if (trade.StopTerms is { } stop)
        {
            StopOrders.Keep(turn, trade, lot, stop);
        }
        else
        {
            Cancel(turn, trade.Bracket.Stop);
        }

        if (trade.ProfitTerms is { } profit && !turn.State.Trades[trade.Id].Bracket.Emergency)
        {
            KeepTargets(turn, trade, lot, profit, instrument);
        }
        else
        {
            CancelTargets(turn, trade);
        }
    }

    private static void KeepTargets(Turn turn, Trade trade, Lot lot, TakeProfitTerms profit, Instrument instrument)
    {
        var exitSide = Sides.Reducing(lot.Quantity);
        var open = Targets.Open(profit, trade.Bracket.Targets, lot, instrument);
        for (var i = 0; i < open.Length; i++)
        {
            var price = ProtectionLevels.Target(profit.Targets[i], lot, instrument);
            var leg = i < trade.Bracket.Targets.Count ? trade.Bracket.Targets[i] : new ProtectiveLeg();
            RestingLeg.Keep(turn, new()
            {
                Trade = trade,
                Leg = Leg.TakeProfit,
                Target = i,
                Current = leg,
                Side = exitSide,
                Type = OrderType.Limit,
                Wanted = open[i].IsZero || price is null ? null : new(open[i], price, null),
            });
        }

        // Terms set later may have fewer targets than those before them.
        for (var i = open.Length; i < trade.Bracket.Targets.Count; i++)
        {
            Cancel(turn, trade.Bracket.Targets[i]);
        }
    }

    /// <summary>No protective order outlives its position.</summary>
    public static void Withdraw(Turn turn, Trade trade)
    {
        Cancel(turn, trade.Bracket.Stop);
        CancelTargets(turn, trade);
    }

    private static void CancelTargets(Turn turn, Trade trade)
    {
        foreach (var leg in trade.Bracket.Targets)
        {
            Cancel(turn, leg);
        }
    }

    private static void Cancel(Turn turn, ProtectiveLeg leg)
    {
        Cancel(turn, leg.Order);
        Cancel(turn, leg.Outgoing);
    }

    private static void Cancel(Turn turn, ClientOrderId? id)
    {
        if (id is { } open && turn.State.Orders.TryGetValue(open, out var order))
        {
            OrderChanges.Cancel(turn, order, "The position it protected is gone.");
        }
    }

    /// <summary>A stray lot, and one that no stop can be placed for, is closed at the market.</summary>
    private static void KeepClosing(Turn turn, Trade trade, Holding holding, int own)
    {
        var stray = LotBook.IndexOf(holding.Lots, trade.Id, stray: true);
        if (stray >= 0)
        {
            ClosingOrders.Keep(turn, trade, holding.Lots[stray]);
        }
        else if (own >= 0 && trade.Bracket.Emergency)
        {
            // Where a stop binds the balance, it has to be gone before anything else can sell.
            var isBound = LockedBalance.Applies(turn.Profile, holding.Instrument) && LockedBalance.HasOpenLegs(turn.State, trade);
            if (!isBound && LockedBalance.MakeRoom(turn, holding, trade.Id, holding.Lots[own].Quantity.Abs(), lot => lot.Trade == trade.Id))
            {
                ClosingOrders.Keep(turn, trade, holding.Lots[own]);
            }
        }
        else
        {
            Cancel(turn, trade.Bracket.Closing);
        }
    }

    private static bool Rests(AccountState state, ProtectiveLeg leg) =>
        leg.Order is { } id && state.Orders.TryGetValue(id, out var order) && order.State.IsWorking && order.Pending is null;

    private static bool HasEnded(AccountState state, ProtectiveLeg leg) =>
        leg.Order is { } id && state.Orders.TryGetValue(id, out var order) && order.State.IsTerminal;
}
