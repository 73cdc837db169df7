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

        if (Targets.Taken(profit, trade.Bracket.Targets, lot, instrument) >= stop.BreakevenAfterTarget
            && Stop(lot, instrument, stop.BreakevenOffset ?? 0m, stop) is var moved && !IsLooser(moved, stop, trade, lot, instrument))
        {
            turn.Record(new ProtectionSet(trade.Id, moved, profit, trade.Id));
        }
    }

    /// <summary>A stop that has trailed beyond the entry stays where it is.</summary>
    private static bool IsLooser(StopLossTerms moved, StopLossTerms now, Trade trade, Lot lot, Instrument instrument) =>
        ProtectionLevels.Stop(now, lot, trade.Bracket.Trail, instrument) is { } level
        && (lot.Quantity > Quantity.Zero ? level > moved.StopPrice : level < moved.StopPrice);
}
