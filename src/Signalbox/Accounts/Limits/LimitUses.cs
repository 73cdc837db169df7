using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk.Limits;

namespace Signalbox.Accounts.Limits;

/// <summary>How much of a level's limits this account uses, from its own state; the ledger adds what others do.</summary>
internal static class LimitUses
{
    public static LimitUse Of(Turn turn, OrderTicket ticket, ScopedLimits scoped)
    {
        var use = Own(turn.State, ticket, scoped, turn.Now);
        return scoped.IsShared && turn.Risk is { } risk
            ? risk.WithOthers(use, scoped.Scope, turn.Profile.Account, ticket.Instrument, turn.Now)
            : use;
    }

    /// <summary>The whole picture of one instrument under a level, for whoever wants to see it.</summary>
    public static LimitUse Of(AccountState state, RiskScope scope, InstrumentId instrument) =>
        state.Holdings.TryGetValue(instrument, out var holding) ? Position(state, scope, holding) : default;

    public static int OpenEntries(AccountState state, RiskScope scope)
    {
        var count = 0;
        foreach (var holding in state.Holdings.Values)
        {
            foreach (var id in holding.OpenOrders)
            {
                count += IsEntryUnder(state, scope, state.Orders[id]) ? 1 : 0;
            }
        }

        return count;
    }

    public static int EntriesSince(AccountState state, RiskScope scope, DateTimeOffset since)
    {
        var count = 0;
        for (var i = state.RecentEntries.Count - 1; i >= 0 && state.RecentEntries[i].At > since; i--)
        {
            count += Covers(state, scope, state.RecentEntries[i].Trade) ? 1 : 0;
        }

        return count;
    }

    public static int EntriesToday(AccountState state, RiskScope scope, DateOnly today)
    {
        var count = 0;
        foreach (var (subscription, entries) in state.EntriesToday)
        {
            count += entries.Day == today && (scope.Level == RiskLevel.Account || scope.Id == subscription.Value) ? entries.Count : 0;
        }

        return count;
    }

    private static LimitUse Own(AccountState state, OrderTicket ticket, ScopedLimits scoped, DateTimeOffset now)
    {
        var (scope, limits) = (scoped.Scope, scoped.Limits);
        var use = limits.PositionQuantityMax is null && limits.PositionNotionalMax is null ? default : Of(state, scope, ticket.Instrument);

        // Rates of shared levels are counted by the ledger: it sees every account's entries.
        var counts = scope.Level is RiskLevel.Account or RiskLevel.Subscription;
        return use with
        {
            OpenOrders = limits.OpenOrdersMax is null ? 0 : OpenEntries(state, scope),
            OrdersInMinute = counts && limits.OrdersPerMinuteMax is not null ? EntriesSince(state, scope, now.AddMinutes(-1)) : 0,
            OrdersToday = counts && limits.OrdersPerDayMax is not null ? EntriesToday(state, scope, state.TradingDay(now)) : 0,
            SameBefore = limits.DuplicateSeconds is null ? null : SameBefore(state, scope, ticket, now),
        };
    }

    private static TimeSpan? SameBefore(AccountState state, RiskScope scope, OrderTicket ticket, DateTimeOffset now)
    {
        for (var i = state.RecentEntries.Count - 1; i >= 0; i--)
        {
            if (state.RecentEntries[i].IsSame(ticket) && Covers(state, scope, state.RecentEntries[i].Trade))
            {
                return now - state.RecentEntries[i].At;
            }
        }

        return null;
    }

    private static LimitUse Position(AccountState state, RiskScope scope, Positions.Holding holding)
    {
        var (position, buys, sells) = (Quantity.Zero, Quantity.Zero, Quantity.Zero);
        foreach (var lot in holding.Lots)
        {
            position += Covers(state, scope, lot.Trade) ? lot.Quantity : Quantity.Zero;
        }

        foreach (var id in holding.OpenOrders)
        {
            var order = state.Orders[id];
            if (IsEntryUnder(state, scope, order))
            {
                (buys, sells) = order.Ticket.Side == Side.Buy ? (buys + OpenOf(state, order), sells) : (buys, sells + OpenOf(state, order));
            }
        }

        return new() { Position = position, Buys = buys, Sells = sells };
    }

    /// <summary>What an entry may still open, the slices that follow it and amendments under way included.</summary>
    public static Quantity OpenOf(AccountState state, Order order) =>
        !order.State.IsTerminal && order.Ticket is { Whole: { } whole, Trade: { } id } && state.Trades.TryGetValue(id, out var trade)
            ? Quantity.Max(whole - trade.Sliced - order.Filled, order.MayFill)
            : order.MayFill;

    private static bool IsEntryUnder(AccountState state, RiskScope scope, Order order) =>
        order is { Ticket.Leg: Leg.Entry, State.IsTerminal: false } && Covers(state, scope, order.Ticket.Trade);

    private static bool Covers(AccountState state, RiskScope scope, TradeId? trade) => scope.Level switch
    {
        RiskLevel.Subscription => trade?.Subscription.Value == scope.Id,
        RiskLevel.Strategy => trade is { } id && state.Trades.TryGetValue(id, out var known) && known.Request.Strategy.Value == scope.Id,
        _ => true,
    };
}
