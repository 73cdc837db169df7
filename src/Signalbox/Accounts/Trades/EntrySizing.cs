using Signalbox.Accounts.Protection;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals;
using Signalbox.Signals.Terms;

namespace Signalbox.Accounts.Trades;

/// <summary>How much an entry is for, from the resolved size and the position found.</summary>
internal static class EntrySizing
{
    public static SizingResult Of(Turn turn, Trade trade, Price? basis)
    {
        var instrument = turn.State.Holdings[trade.Request.Instrument].Instrument;
        var position = turn.State.Holdings[instrument.Id].Tradable(turn.State.ReachOf(trade.Id.Subscription));
        if (trade.Request.TargetPosition is { } target)
        {
            // What filled meanwhile may have reached it, or gone beyond.
            var missing = target - position;
            return Math.Sign(missing.Value) == trade.Plan!.Enter?.Sign
                ? Fixed(missing.Abs(), instrument, basis)
                : new(null, new("nothing-left-to-enter", $"The position in {instrument.Id} is {position} by now, so nothing was entered."));
        }

        var terms = trade.Request.Terms;
        if (trade.Request.Action == SignalAction.Reverse && terms.EntrySize.Origin == Strategies.TermsOrigin.System)
        {
            return Fixed((trade.ExitedFrom ?? position).Abs(), instrument, basis);
        }

        var sized = Sizing.Size(terms.EntrySize.Value, new()
        {
            Instrument = instrument,
            Multiplier = terms.MultiplierOf(terms.EntrySize.Origin),
            WholeUnits = terms.Rules.WholeUnits,
            Price = basis,
            Funds = turn.FundsFor(instrument),
            Position = position.Abs(),
            StopDistance = basis is { } price && terms.StopLoss.Value is { } stop ? ProtectionLevels.StopDistance(stop, price) : null,
        });
        return terms.Rules.SubtractExitQuantity && terms.EntrySize.Origin != Strategies.TermsOrigin.Person && terms.EntrySize.Value.Type == QuantityType.FixedQuantity && sized.Quantity is { } quantity
            ? Subtract(trade, instrument, quantity)
            : sized;
    }

    private static SizingResult Fixed(Quantity quantity, Instrument instrument, Price? basis)
    {
        var rounded = Rounding.DownToLot(quantity, instrument.LotSize);
        return Sizing.BelowMinimum(rounded, instrument, basis) is { } tooSmall ? new(null, tooSmall) : new(rounded, null, quantity);
    }

    /// <summary>What closed the other side was part of the quantity the sender meant.</summary>
    private static SizingResult Subtract(Trade trade, Instrument instrument, Quantity quantity)
    {
        // However it was left: by the exit, by several, or by the stop that was faster.
        var exited = trade.Plan!.Exit == ExitStep.None ? Quantity.Zero : trade.ExitedFrom?.Abs() ?? Quantity.Zero;
        var rest = quantity - exited;
        return rest < instrument.MinQuantity
            ? new(null, new("nothing-left-to-enter", $"The quantity of {quantity} was used up by closing {exited}, so nothing was entered."))
            : new(rest, null, rest);
    }
}
