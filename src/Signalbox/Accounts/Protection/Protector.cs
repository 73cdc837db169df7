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
            Guard(turn, trade, holding.Lots[own], holding.Instrument);
        }
    }

    /// <summary>Whether its protection needs the market to be looked at: a stop that trails, or one we keep for the venue.</summary>
    public static bool DependsOnMarket(AccountState state, Trade trade) =>
        trade.StopTerms is { } stop && (stop.Type == StopLossType.TrailingStop || !state.Profile!.Capabilities.Stops);

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
        var targetsRest = trade.ProfitTerms is null || trade.Bracket.Targets.All(leg => leg.Order is null || Rests(state, leg) || HasEnded(state, leg));
        return stopRests && targetsRest && (trade.ProfitTerms is null || trade.Bracket.Targets.Count > 0);
    }

    private static void Guard(Turn turn, Trade trade, Lot lot, Instrument instrument)
    {
        if (trade.Bracket.Emergency)
        {
            Withdraw(turn, trade);
            return;
        }

        Breakeven.MoveIfDue(turn, trade, lot, instrument);
        Trailing.Follow(turn, turn.State.Trades[trade.Id], lot, instrument);
        trade = turn.State.Trades[trade.Id];
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
    }

    /// <summary>No protective order outlives its position.</summary>
    private static void Withdraw(Turn turn, Trade trade)
    {
        Cancel(turn, trade.Bracket.Stop);
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
            ClosingOrders.Keep(turn, trade, holding.Lots[own]);
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
