using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals;

/// <summary>What must hold in every signal whatever language it came in: what nobody could carry out is refused at the door.</summary>
public static class SignalCheck
{
    private const int TickerLengthMax = 64;
    private const int LeverageMax = 1_000;
    private const int CancelAfterSecondsMax = 30 * 86_400;
    private const int DelaySecondsMax = 7 * 86_400;

    /// <summary>Null: it can be carried out, as far as the signal alone tells.</summary>
    public static Refusal? Refuse(Signal signal) =>
        OfNames(signal) ?? OfAction(signal) ?? OfOrder(signal.Order) ?? OfStop(signal.StopLoss) ?? OfTargets(signal.TakeProfit) ?? OfTiming(signal.Timing);

    private static Refusal? OfNames(Signal signal) =>
        signal.Ticker.Length > TickerLengthMax ? new("ticker-does-not-exist", $"A ticker has at most {TickerLengthMax} characters.", "ticker") : null;

    private static Refusal? OfAction(Signal signal) => signal switch
    {
        { Action: SignalAction.Target, TargetPosition: null } =>
            new("target-position-required", "The action target needs the position to reach. Name it, 0 for flat.", "targetPosition"),
        { Action: SignalAction.Protect, StopLoss: null, TakeProfit: null } =>
            new("nothing-to-protect", "The action protect needs a stop loss or a take profit to attach. Add one.", "stopLoss"),
        { Size: { Quantity: <= 0 } } => new("invalid-quantity", "A quantity is above zero.", "size.quantity"),
        { Leverage: <= 0 or > LeverageMax } => new("invalid-leverage", $"A leverage is above zero and at most {LeverageMax}.", "leverage"),
        _ => null,
    };

    private static Refusal? OfOrder(OrderTerms? order)
    {
        if (order is { Type: OrderType.TrailingStop } && order.TrailAmount is null == order.TrailPercent is null)
        {
            return new("invalid-trailing-stop", "A trailing stop order needs exactly one of an amount and a percentage to trail by.", "order.trailAmount");
        }

        return order is { PostOnly: true, Type: OrderType.Market or OrderType.Stop or OrderType.TrailingStop }
            ? new("post-only-needs-limit", "A post-only order rests at its price, so it is a limit order. Name a limit, or leave post-only out.", "order.postOnly")
            : null;
    }

    private static Refusal? OfStop(StopLossTerms? stop)
    {
        if (stop is null)
        {
            return null;
        }

        var levels = Count(stop.StopPrice is not null, stop.Percent is not null, stop.Amount is not null, stop.LossAmount is not null);
        if (levels > 1)
        {
            return new("invalid-stop-loss", "A stop loss has one level: a price, a percentage, a distance or a loss in money. Remove the others.", "stopLoss");
        }

        var trails = Count(stop.TrailAmount is not null, stop.TrailPercent is not null);
        var isTrailing = stop.Type == StopLossType.TrailingStop;
        if (isTrailing && (trails > 1 || (trails == 0 && (stop.Percent ?? stop.Amount) is null)))
        {
            return new("invalid-stop-loss", "A trailing stop has one distance to trail by: an amount or a percentage.", "stopLoss.trailAmount");
        }

        return !isTrailing && levels == 0 && (stop.BreakevenAfterTarget == 0 || stop.Type == StopLossType.StopLimit)
            ? new("invalid-stop-loss", "A stop loss needs a level: a price, a percentage, a distance or a loss in money.", "stopLoss")
            : null;
    }

    private static Refusal? OfTargets(TakeProfitTerms? profit)
    {
        if (profit is null)
        {
            return null;
        }

        var shares = 0m;
        foreach (var (index, target) in profit.Targets.Index())
        {
            if (Count(target.LimitPrice is not null, target.Percent is not null, target.Amount is not null, target.ProfitAmount is not null) != 1)
            {
                return new("invalid-take-profit", "A target has exactly one level: a price, a percentage, a distance or a profit in money.", $"takeProfit.targets[{index}]");
            }

            shares += target.SharePercent ?? 0m;
        }

        return profit.Targets.Count == 0 ? new("invalid-take-profit", "A take profit needs at least one target.", "takeProfit.targets")
            : shares > 100m ? new("invalid-take-profit", "The shares of the targets come to more than 100 %. Lower them.", "takeProfit.targets")
            : null;
    }

    private static Refusal? OfTiming(SignalTiming? timing) =>
        timing?.CancelAfterSeconds is <= 0 or > CancelAfterSecondsMax
            ? new("invalid-cancel-after", $"An order is cancelled after more than 0 and at most {CancelAfterSecondsMax} seconds.", "timing.cancelAfterSeconds")
        : timing?.DelaySeconds is < 0 or > DelaySecondsMax
            ? new("invalid-delay", $"A delay is from 0 to {DelaySecondsMax} seconds.", "timing.delaySeconds")
        : timing?.MaxLagSeconds is <= 0
            ? new("invalid-max-lag", "The age a signal may have is above zero.", "timing.maxLagSeconds")
        : null;

    private static int Count(params ReadOnlySpan<bool> set) => set.Count(true);
}
