using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals;

/// <summary>Signals that no account could carry out: refused before they are owed to anybody.</summary>
public static class ImpossibleSignals
{
    private const decimal LeverageMax = 1_000m;

    /// <summary>Thirty days: what shall happen later is another signal.</summary>
    private const decimal SecondsMost = 30 * 86_400m;

    public static Refusal? Refuse(Signal signal) =>
        OfAction(signal)
        ?? OfTiming(signal.Timing)
        ?? (signal.Size is { } size ? ImpossibleTerms.Of(size) : null)
        ?? (signal.Order is { } order ? OfOrder(signal, order) : null)
        ?? (signal.TakeProfit is { } profit ? ImpossibleTerms.Of(profit) ?? TargetSide(signal, profit) : null)
        ?? (signal is { StopLoss: { } stop, TakeProfit: null } ? ImpossibleTerms.Of(stop, int.MaxValue) : null)
        ?? (signal is { StopLoss: { } both, TakeProfit: { } targets } ? ImpossibleTerms.Of(both, targets.Targets.Count) : null)
        ?? StopSide(signal);

    private static Refusal? OfAction(Signal signal) => signal switch
    {
        { Action: SignalAction.Target, TargetPosition: null } => new("target-missing", "A signal for a target position needs the position to reach.", "position"),
        { Action: SignalAction.Protect, StopLoss: null, TakeProfit: null } =>
            new("nothing-to-protect", "The action protect needs a stop loss or a take profit to attach. Add one.", "stopLoss"),
        { TargetPosition: not null, Action: not SignalAction.Target } =>
            new("target-position-needs-target", $"The action {Text.Words.Of(signal.Action)} reaches no target position. Send the action target, or leave targetPosition out.", "targetPosition"),
        { Sentiment: not null, Action: not (SignalAction.Buy or SignalAction.Sell) } =>
            new("sentiment-needs-buy-or-sell", $"A sentiment goes only with buy and sell, and the action is {Text.Words.Of(signal.Action)}. Leave it out or change the action.", "sentiment"),
        { BreakevenOffset: not null, Action: not SignalAction.Breakeven } =>
            new("breakeven-offset-needs-breakeven", $"breakevenOffset goes only with the action breakeven, and the action is {Text.Words.Of(signal.Action)}. Leave it out, or name it in the stop loss with breakevenAfterTarget.", "breakevenOffset"),
        { Timing.MaxLagSeconds: > 0m, SentAt: null, Action: SignalAction.Buy or SignalAction.Sell or SignalAction.Add or SignalAction.Reverse or SignalAction.Target } =>
            new("max-lag-needs-time", "How old the signal is cannot be told: it names the age it may have and not when it arose, or not in a form that can be read. Send the time as well, or leave the age out.", "sentAt"),
        { Leverage: <= 0 or > LeverageMax } => new("invalid-leverage", $"A leverage is above zero and at most {LeverageMax}.", "leverage"),
        { Action: SignalAction.Exit, Size.Type: QuantityType.RiskDollarAmount or QuantityType.RiskPercent } =>
            new("risk-size-for-exit", "An exit cannot be sized by risk. Send a quantity or a percentage of the position.", "quantityType"),
        { Action: SignalAction.Breakeven, Order.Type: not (OrderType.Stop or OrderType.StopLimit) } =>
            new("breakeven-order-type", "Breakeven moves a stop: the order type is stop or stop_limit.", "orderType"),
        { ReduceOnly: true, Action: SignalAction.Add or SignalAction.Reverse } =>
            new("reduce-only-opens", $"{Text.Words.Of(signal.Action)} opens or grows a position, so it cannot be reduce-only.", "reduceOnly"),
        _ => null,
    };

    private static Refusal? OfTiming(SignalTiming? timing) => timing switch
    {
        { CancelAfterSeconds: <= 0 or > SecondsMost } =>
            new("invalid-cancel-after", $"An order is cancelled after more than 0 and at most {SecondsMost} seconds.", "timing.cancelAfterSeconds"),
        { DelaySeconds: < 0 or > SecondsMost } => new("invalid-delay", $"A delay is from 0 to {SecondsMost} seconds.", "timing.delaySeconds"),
        { MaxLagSeconds: <= 0 } => new("invalid-max-lag", "The age a signal may have is above zero.", "timing.maxLagSeconds"),
        _ => null,
    };

    private static Refusal? OfOrder(Signal signal, OrderTerms order) =>
        ImpossibleTerms.Of(order) ?? (signal.TimeInForce is { } life ? ImpossibleTerms.Of(order, life, signal.Timing?.GoodTill) : null);

    private static Refusal? StopSide(Signal signal) => signal.StopLoss?.StopPrice is { } stop && SideOf(signal) is { } side && Entry(signal) is { } entry
        ? ProtectionSides.RefuseStop(side, entry, stop)
        : null;

    private static Refusal? TargetSide(Signal signal, TakeProfitTerms profit) => SideOf(signal) is { } side && Entry(signal) is { } entry
        ? ProtectionSides.RefuseTargets(side, entry, profit)
        : null;

    /// <summary>Only the price the order itself names is certain; a market moves.</summary>
    private static Price? Entry(Signal signal) => signal.Order?.LimitPrice ?? signal.Order?.StopPrice;

    private static Side? SideOf(Signal signal) => (signal.Action, signal.Sentiment) switch
    {
        (SignalAction.Buy, null or Sentiment.Bullish) => Side.Buy,
        (SignalAction.Sell, null or Sentiment.Bearish) => Side.Sell,
        _ => null,
    };
}
