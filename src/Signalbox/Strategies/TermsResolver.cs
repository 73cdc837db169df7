using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies.Gates;

namespace Signalbox.Strategies;

/// <summary>
/// Per unit: the signal's value, where the subscription lets the signal set it and the signal has one; else the
/// subscription's own; else the strategy's default; else the system's. The engine, the API and the screens all ask here.
/// </summary>
public static class TermsResolver
{
    private static readonly SizeTerms OneUnit = new() { Quantity = 1m };
    private static readonly OrderTerms MarketOrder = new() { Type = OrderType.Market };

    /// <param name="signal">Null shows what a signal that sets nothing would meet.</param>
    public static ResolvedTerms Resolve(Signal? signal, Subscription subscription, Strategy strategy)
    {
        var own = subscription.Overrides;
        var defaults = strategy.Defaults;
        var may = subscription.SignalMaySet;
        return new()
        {
            EntrySize = Pick(may.EntrySize, signal?.Size, own.EntrySize, defaults.EntrySize, OneUnit),
            ExitSize = PickOrNone(may.ExitSize, signal?.Size, own.ExitSize, defaults.ExitSize),
            EntryOrder = Pick(may.EntryOrder, signal?.Order, own.EntryOrder, defaults.EntryOrder, MarketOrder),
            ExitOrder = Pick(may.ExitOrder, signal?.Order, own.ExitOrder, defaults.ExitOrder, MarketOrder),
            EntryTimeInForce = Pick(may.EntryTimeInForce, signal?.TimeInForce, own.EntryTimeInForce, defaults.EntryTimeInForce, TimeInForce.Gtc),
            ExitTimeInForce = Pick(may.ExitTimeInForce, signal?.TimeInForce, own.ExitTimeInForce, defaults.ExitTimeInForce, TimeInForce.Gtc),
            TakeProfit = PickOrNone(may.TakeProfit, signal?.TakeProfit, own.TakeProfit, defaults.TakeProfit),
            StopLoss = PickOrNone(may.StopLoss, signal?.StopLoss, own.StopLoss, defaults.StopLoss),
            CancelOpenOrders = may.CancelOpenOrders && signal?.CancelOpenOrders is { } asked
                ? new(asked, TermsOrigin.Signal)
                : new(subscription.Rules.CancelOpenOrders, TermsOrigin.Subscription),
            EntryCancelAfterSeconds = PickOrNone(may.CancelAfter, signal?.Timing?.CancelAfterSeconds, own.EntryCancelAfterSeconds, defaults.EntryCancelAfterSeconds),
            ExitCancelAfterSeconds = PickOrNone(may.CancelAfter, signal?.Timing?.CancelAfterSeconds, own.ExitCancelAfterSeconds, defaults.ExitCancelAfterSeconds),
            EntrySpread = PickOrNone(may.Spread, SpreadOf(signal?.Guards), own.EntrySpread, defaults.EntrySpread),
            ExitSpread = PickOrNone(may.Spread, SpreadOf(signal?.Guards), own.ExitSpread, defaults.ExitSpread),
            SlippagePercentMax = PickOrNone(may.Slippage, signal?.Guards?.SlippagePercentMax, own.SlippagePercentMax, defaults.SlippagePercentMax),
            DelaySeconds = PickOrNone(may.Delay, signal?.Timing?.DelaySeconds, own.DelaySeconds, defaults.DelaySeconds),
            Leverage = PickOrNone(may.Leverage, signal?.Leverage, own.Leverage, defaults.Leverage),
            ExtendedHours = Pick(may.ExtendedHours, signal?.ExtendedHours, own.ExtendedHours, defaults.ExtendedHours, false),
            Symbols = PickOrNone(false, null, own.Symbols, defaults.Symbols),
            AssetClass = strategy.AssetClass,
            Rules = subscription.Rules is { Windows: null } rules && strategy.Windows is { } windows ? rules with { Windows = windows } : subscription.Rules,
            Gates = GateLists.Merge(strategy.Gates, subscription.Gates),
        };
    }

    /// <summary>The terms with what a person changed in them, unit by unit.</summary>
    public static ResolvedTerms Edit(ResolvedTerms terms, TradeTerms edits) => terms with
    {
        EntrySize = Edited(terms.EntrySize, edits.EntrySize),
        ExitSize = EditedOrNone(terms.ExitSize, edits.ExitSize),
        EntryOrder = Edited(terms.EntryOrder, edits.EntryOrder),
        ExitOrder = Edited(terms.ExitOrder, edits.ExitOrder),
        EntryTimeInForce = edits.EntryTimeInForce is { } entry ? new(entry, TermsOrigin.Person) : terms.EntryTimeInForce,
        ExitTimeInForce = edits.ExitTimeInForce is { } exit ? new(exit, TermsOrigin.Person) : terms.ExitTimeInForce,
        TakeProfit = EditedOrNone(terms.TakeProfit, edits.TakeProfit),
        StopLoss = EditedOrNone(terms.StopLoss, edits.StopLoss),
        Leverage = edits.Leverage is { } leverage ? new(leverage, TermsOrigin.Person) : terms.Leverage,
    };

    private static Resolved<T> Edited<T>(Resolved<T> terms, T? edit)
        where T : class => edit is null ? terms : new(edit, TermsOrigin.Person);

    private static Resolved<T?> EditedOrNone<T>(Resolved<T?> terms, T? edit)
        where T : class => edit is null ? terms : new(edit, TermsOrigin.Person);

    private static SpreadLimit? SpreadOf(SignalGuards? guards) =>
        guards is { SpreadMax: null, SpreadPercentMax: null } or null ? null : new() { Amount = guards.SpreadMax, Percent = guards.SpreadPercentMax };

    private static Resolved<T> Pick<T>(bool signalMay, T? signal, T? subscription, T? strategy, T system)
        where T : class
    {
        var found = PickOrNone(signalMay, signal, subscription, strategy);
        return new(found.Value ?? system, found.Origin);
    }

    private static Resolved<T> Pick<T>(bool signalMay, T? signal, T? subscription, T? strategy, T system)
        where T : struct =>
        signalMay && signal is { } asked ? new(asked, TermsOrigin.Signal)
        : subscription is { } own ? new(own, TermsOrigin.Subscription)
        : strategy is { } usual ? new(usual, TermsOrigin.Strategy)
        : new(system, TermsOrigin.System);

    private static Resolved<T?> PickOrNone<T>(bool signalMay, T? signal, T? subscription, T? strategy)
        where T : class =>
        signalMay && signal is not null ? new(signal, TermsOrigin.Signal)
        : subscription is not null ? new(subscription, TermsOrigin.Subscription)
        : strategy is not null ? new(strategy, TermsOrigin.Strategy)
        : new(null, TermsOrigin.System);

    private static Resolved<T?> PickOrNone<T>(bool signalMay, T? signal, T? subscription, T? strategy)
        where T : struct =>
        signalMay && signal is { } asked ? new(asked, TermsOrigin.Signal)
        : subscription is { } own ? new(own, TermsOrigin.Subscription)
        : strategy is { } usual ? new(usual, TermsOrigin.Strategy)
        : new(null, TermsOrigin.System);
}
