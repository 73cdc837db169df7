using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Protection;

/// <summary>Moving a stop to where the position loses nothing.</summary>
internal static class Breakeven
{
    /// <summary>A stop at the average entry, so far beyond it in profit.</summary>
    public static StopLossTerms Stop(Lot lot, Instrument instrument, decimal offset, StopLossTerms? before)
    {
        var entry = lot.AveragePrice(instrument);
        var level = entry + (lot.Quantity > Quantity.Zero ? offset : -offset);
        return new() { Type = before?.Type == StopLossType.StopLimit ? StopLossType.StopLimit : StopLossType.Stop, StopPrice = level };
    }

    /// <summary>Once so many targets were filled, the stop moves by itself.</summary>
    public static void MoveIfDue(Turn turn, Trade trade, Lot lot, Instrument instrument)
    {
        if (trade.StopTerms is not { BreakevenAfterTarget: > 0 } stop || trade.ProfitTerms is not { } profit)
        {
            return;
        }

        if (Targets.Taken(profit, trade.Bracket.Targets, lot, instrument) >= stop.BreakevenAfterTarget)
        {
            turn.Record(new ProtectionSet(trade.Id, Stop(lot, instrument, stop.BreakevenOffset ?? 0m, stop), profit, trade.Id));
        }
    }
}
