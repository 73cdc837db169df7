using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>Attaches or moves stop and targets of the position found, lot by lot, in place where the venue can amend.</summary>
internal static class ProtectionChange
{
    public static void Apply(Turn turn, Trade trade)
    {
        var instrument = trade.Request.Instrument;
        var reach = turn.State.ReachOf(trade.Id.Subscription);
        if (reach.Only is null && LotBook.IndexOf(turn.State.Holdings[instrument].Lots, null) >= 0)
        {
            // What nobody claimed gets an owner, so that somebody keeps its protection; a subscription alone has no claim to it.
            turn.Record(new LotClaimed(instrument, trade.Id));
        }

        foreach (var lot in turn.State.Holdings[instrument].Lots)
        {
            if (lot is { Trade: { } owner, Stray: false } && reach.Includes(lot))
            {
                var (stop, profit) = TermsFor(turn, trade, lot);
                turn.Record(new ProtectionSet(owner, stop, profit, trade.Id));
                turn.Touch(owner);
            }
        }

        TradeFlow.End(turn, trade.Id, TradeStatus.Filled, null, null);
    }

    private static (StopLossTerms? Stop, TakeProfitTerms? Profit) TermsFor(Turn turn, Trade trade, Lot lot)
    {
        var owner = turn.State.Trades.GetValueOrDefault(lot.Trade!.Value);
        if (trade.Request.Action != SignalAction.Breakeven)
        {
            // A leg the signal does not name stays as it is.
            var terms = trade.Request.Terms;
            return (terms.StopLoss.Value ?? owner?.StopTerms, terms.TakeProfit.Value ?? owner?.ProfitTerms);
        }

        var instrument = turn.State.Holdings[trade.Request.Instrument].Instrument;
        var stop = Breakeven.Stop(lot, instrument, trade.Request.BreakevenOffset ?? 0m, owner?.StopTerms);
        return (trade.Request.Terms.EntryOrder.Value.Type == OrderType.StopLimit ? stop with { Type = StopLossType.StopLimit } : stop, owner?.ProfitTerms);
    }
}
