using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Signals;

namespace Signalbox.Accounts;

/// <summary>
/// Whether positions may be opened: the account has a state of its own and keeps those of wider and narrower scopes beside
/// it; the strictest counts. Stopping takes back every entry that is not filled yet, unless it is only a pause.
/// </summary>
internal static class TradingStates
{
    /// <summary>What holds for entries of a trade: the strictest of everything it falls under.</summary>
    public static TradingState Of(AccountState state, TradeRequest request) => Of(state, request.Strategy, request.Id.Subscription);

    public static TradingState Of(AccountState state, StrategyId strategy, SubscriptionId subscription)
    {
        var strictest = state.TradingState;
        if (state.Standing.IsEmpty)
        {
            return strictest;
        }

        foreach (var (scope, standing) in state.Standing)
        {
            strictest = standing.IsStricterThan(strictest) && scope.Covers(strategy, subscription) ? standing : strictest;
        }

        return strictest;
    }

    /// <summary>What was set for one scope.</summary>
    public static TradingState At(AccountState state, RiskScope scope) =>
        scope.Level == RiskLevel.Account ? state.TradingState : state.Standing.GetValueOrDefault(scope, TradingState.Active);

    public static void Set(Turn turn, AccountCommand.SetTradingState wanted)
    {
        var scope = wanted.Scope ?? RiskScope.Of(turn.Profile.Account);
        var before = At(turn.State, scope);
        if (!before.IsSameAs(new(wanted.Mode, wanted.Why, turn.Now, wanted.KeepsWorking, wanted.FlattenId)))
        {
            turn.Record(new TradingStateChanged(wanted.Mode, wanted.Why, wanted.By, turn.Now)
            {
                Scope = wanted.Scope,
                KeepsWorking = wanted.KeepsWorking,
                FlattenId = wanted.FlattenId,
            });
        }

        if (wanted.Mode == TradingMode.Active)
        {
            return;
        }

        foreach (var holding in turn.State.Holdings.Values)
        {
            foreach (var id in holding.OpenOrders)
            {
                TakeBack(turn, turn.State.Orders[id].Ticket.Trade);
            }

            DropWaiting(turn, holding.Waiting);
        }

        // What was ordered once is not ordered again by every start under the same state: what is held by then is somebody's own.
        if (wanted.FlattenId is { } flatten && before.FlattenId != flatten)
        {
            Flattening.Order(turn, scope, flatten, $"{wanted.By}: {wanted.Why}");
        }
    }

    /// <summary>The states of wider scopes as they stand now; told at every start, so that none is missed while the account was away.</summary>
    public static void Follow(Turn turn, IReadOnlyList<KeyValuePair<RiskScope, TradingState>> standing)
    {
        foreach (var (scope, wanted) in standing)
        {
            Set(turn, new(wanted.Mode, wanted.Why, "risk") { Scope = scope, KeepsWorking = wanted.KeepsWorking, FlattenId = wanted.FlattenId });
        }

        foreach (var scope in turn.State.Standing.Keys)
        {
            if (scope.Level is RiskLevel.Global or RiskLevel.Strategy && !standing.Any(each => each.Key == scope))
            {
                Set(turn, new(TradingMode.Active, "It was released while the account was away.", "risk") { Scope = scope });
            }
        }
    }

    /// <summary>Cancels a stopped trade's entry while it is open; a cancel that failed is tried again when something happens to it.</summary>
    public static void TakeBack(Turn turn, TradeId? id)
    {
        if (id is not { } known || !turn.State.Trades.TryGetValue(known, out var trade)
            || Of(turn.State, trade.Request) is not { Mode: not TradingMode.Active, KeepsWorking: false } standing
            || trade.EntryOrder is not { } entry || !turn.State.Orders.TryGetValue(entry, out var order))
        {
            return;
        }

        turn.Touch(known);
        OrderChanges.Cancel(turn, order, $"The account is {Text.Words.Of(standing.Mode)}.");
    }

    /// <summary>Signals that wait would meet the same state when their turn comes; they are told now.</summary>
    private static void DropWaiting(Turn turn, Text.ValueList<TradeId> waiting)
    {
        foreach (var id in waiting)
        {
            var request = turn.State.Trades[id].Request;
            var standing = Of(turn.State, request);
            if (standing.Mode != TradingMode.Active && request.Action is not (SignalAction.Exit or SignalAction.Cancel or SignalAction.Flatten))
            {
                TradeFlow.End(turn, id, TradeStatus.Denied, Text.Words.Of(standing.Mode), "The account was stopped before its turn came.");
            }
        }
    }
}
