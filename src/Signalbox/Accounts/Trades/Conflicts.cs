using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Accounts.Trades;

/// <summary>What a signal does to others of its instrument that are not done yet, by the policy its subscription declares.</summary>
internal static class Conflicts
{
    public static void Settle(Turn turn, TradeRequest newer)
    {
        switch (newer.Terms.Rules.Conflicts)
        {
            case ConflictPolicy.Replace:
                Replace(turn, newer);
                break;
            case ConflictPolicy.Net:
                Net(turn, newer);
                break;
        }
    }

    /// <summary>
    /// An exit begins although entries that came before it are still held back. They are not to open afterwards what it was sent to
    /// leave: all of it where it leaves everything, else as much as it asks for beyond what is held.
    /// </summary>
    public static void Overtake(Turn turn, TradeRequest exit)
    {
        if (exit.Action != SignalAction.Exit)
        {
            return;
        }

        var holding = turn.State.Holdings[exit.Instrument];
        var left = exit.Terms.ExitSize.Value switch
        {
            null => decimal.MaxValue,
            { Type: QuantityType.FixedQuantity } size => size.Quantity - holding.Tradable(turn.State.ReachOf(exit.Id.Subscription)).Abs().Value,
            _ => 0m,
        };
        foreach (var waiting in holding.Waiting.TakeWhile(waiting => waiting != exit.Id))
        {
            var older = turn.State.Trades[waiting].Request;
            if (left <= 0 || !IsSameReach(turn.State, waiting, exit)
                || older.Action is not (SignalAction.Buy or SignalAction.Sell or SignalAction.Add or SignalAction.Reverse or SignalAction.Target))
            {
                continue;
            }

            if (left == decimal.MaxValue)
            {
                TradeFlow.Drop(turn, waiting, "overtaken", $"It was held back until the venue's picture was settled, and signal {exit.Id.Signal} left the position meanwhile.");
            }
            else if (older is { Action: not SignalAction.Target, Terms.EntrySize.Value: { Type: QuantityType.FixedQuantity } other })
            {
                var common = Math.Min(left, other.Quantity);
                left -= common;
                Shrink(turn, older, other.Quantity - common, exit.Id);
            }
        }
    }

    /// <summary>Whoever waits goes, and an entry that is not filled yet is taken back. Exits under way are left to finish.</summary>
    private static void Replace(Turn turn, TradeRequest newer)
    {
        var holding = turn.State.Holdings[newer.Instrument];
        foreach (var waiting in holding.Waiting)
        {
            if (IsSameReach(turn.State, waiting, newer))
            {
                TradeFlow.Drop(turn, waiting, "replaced", $"Signal {newer.Id.Signal} took its place.");
            }
        }

        if (holding.Active is not { } active || !IsSameReach(turn.State, active, newer))
        {
            return;
        }

        if (turn.State.Trades[active].Stage is TradeStage.Scoring or TradeStage.Pricing or TradeStage.Cancelling)
        {
            // Nothing was sent for it yet.
            TradeFlow.End(turn, active, TradeStatus.Cancelled, "replaced", $"Signal {newer.Id.Signal} took its place.");
        }
        else if (turn.State.Trades[active] is { Stage: TradeStage.Entering, EntryOrder: { } entry }
            && turn.State.Orders.TryGetValue(entry, out var order))
        {
            OrderChanges.Cancel(turn, order, $"Replaced by signal {newer.Id.Signal}.");
        }
    }

    /// <summary>A waiting entry on the other side and this one cancel each other out as far as they go.</summary>
    private static void Net(Turn turn, TradeRequest newer)
    {
        if (SideOf(newer) is not { } side || newer.Terms.EntrySize.Value is not { Type: QuantityType.FixedQuantity } size)
        {
            return;
        }

        var left = size.Quantity;
        foreach (var waiting in turn.State.Holdings[newer.Instrument].Waiting)
        {
            var older = turn.State.Trades[waiting].Request;
            if (left <= 0 || SideOf(older) != side.Opposite || !IsSameReach(turn.State, waiting, newer)
                || older.Terms.EntrySize.Value is not { Type: QuantityType.FixedQuantity } other)
            {
                continue;
            }

            var common = Math.Min(left, other.Quantity);
            left -= common;
            Shrink(turn, older, other.Quantity - common, newer.Id);
        }

        if (left < size.Quantity)
        {
            Shrink(turn, newer, left, newer.Id);
        }
    }

    private static void Shrink(Turn turn, TradeRequest request, decimal left, TradeId cause)
    {
        if (left <= 0)
        {
            TradeFlow.Drop(turn, request.Id, "netted", $"It was netted against signal {cause.Signal}.");
            return;
        }

        var size = request.Terms.EntrySize;
        var terms = request.Terms with { EntrySize = size with { Value = size.Value with { Quantity = left } } };
        turn.Record(new TradeRevised(request.Id, request with { Terms = terms }, $"Netted against signal {cause.Signal}."));
    }

    private static Side? SideOf(TradeRequest request) => request.Action switch
    {
        SignalAction.Buy => Side.Buy,
        SignalAction.Sell => Side.Sell,
        _ => null,
    };

    private static bool IsSameReach(AccountState state, TradeId other, TradeRequest newer) =>
        state.ReachOf(newer.Id.Subscription).Only is not { } subscription || other.Subscription == subscription;
}
