using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Signals;

namespace Signalbox.Accounts.Limits;

/// <summary>The last question before an entry is intended: does it keep every limit it falls under? Whatever reduces is not asked.</summary>
internal static class RiskGate
{
    /// <summary>Null when it may go.</summary>
    /// <param name="basis">What the order was priced by.</param>
    public static Verdict? Judge(Turn turn, Trade trade, OrderTicket ticket, Price? basis)
    {
        var untold = LossWatch.Look(turn);
        var standing = TradingStates.Of(turn.State, trade.Request);
        if (standing.Mode != TradingMode.Active)
        {
            return TradingStateRule.Refuse(standing);
        }

        return (untold ?? JudgeLimits(turn, trade, ticket, basis)) is { } refusal
            ? Verdict.Fail("risk-limits", refusal.Code, refusal.Message)
            : null;
    }

    /// <summary>
    /// Whether a resting entry may be changed to these levels. What it may open more, and what it becomes worth more, is judged
    /// like a new entry of the difference; null when it may, and always where it only becomes less.
    /// </summary>
    public static Refusal? JudgeRaise(Turn turn, Order order, OrderLevels levels)
    {
        if (EntryRaise.Of(turn.State, order, levels) is not { } raise)
        {
            return null;
        }

        if (order.Ticket.Trade is not { } id || !turn.State.Trades.TryGetValue(id, out var trade))
        {
            return new("trade-unknown", "The trade of this order is not known any more, and so the limits it falls under. Cancel it and send another.");
        }

        if (!raise.IsWorthMore)
        {
            return JudgeLimits(turn, trade, raise.Ticket, Gated(turn, raise));
        }

        var untold = LossWatch.Look(turn);
        var standing = TradingStates.Of(turn.State, trade.Request);
        return standing.Mode != TradingMode.Active && TradingStateRule.Refuse(standing) is var refused
            ? new(refused.Code!, refused.Detail)
            : untold ?? JudgeLimits(turn, trade, raise.Ticket, Gated(turn, raise));
    }

    /// <summary>Whether a limit needs a price that is not known yet: the venue is asked once before anything is refused.</summary>
    public static bool NeedsQuote(Turn turn, Trade trade, Price? basis)
    {
        foreach (var scoped in turn.Profile.Limits.Items)
        {
            if (scoped.Scope.Covers(trade.Request.Strategy, trade.Id.Subscription)
                && ((scoped.Limits.NeedsPrice && basis is null) || (scoped.Limits.PriceCollarPercent is not null && turn.MarketOf(trade.Request.Instrument)?.IsFresh(turn.Now) != true)))
            {
                return true;
            }
        }

        return false;
    }

    private static Refusal? JudgeLimits(Turn turn, Trade trade, OrderTicket ticket, Price? basis)
    {
        var limits = turn.Profile.Limits;
        if (limits.IsEmpty)
        {
            return null;
        }

        return JudgeLimits(turn, trade, ticket, Gated(turn, ticket, basis));
    }

    private static Refusal? JudgeLimits(Turn turn, Trade trade, OrderTicket ticket, in GatedOrder order)
    {
        foreach (var scoped in turn.Profile.Limits.Items)
        {
            if (!scoped.Scope.Covers(trade.Request.Strategy, trade.Id.Subscription))
            {
                continue;
            }

            if (scoped.IsShared && turn.Risk is null)
            {
                return new("risk-ledger-unavailable", $"What other accounts use of the limits of {scoped.Scope.Named()} is not known now. Try again in a moment.");
            }

            if (OrderGate.Judge(scoped, LimitUses.Of(turn, ticket, scoped), order) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static GatedOrder Gated(Turn turn, OrderTicket ticket, Price? basis)
    {
        var market = turn.MarketOf(ticket.Instrument) is { } view && view.IsFresh(turn.Now) ? view : null;
        return new()
        {
            Instrument = turn.State.Holdings[ticket.Instrument].Instrument,
            Side = ticket.Side,
            Quantity = ticket.Whole ?? ticket.Quantity,
            Price = basis ?? market?.For(ticket.Side),
            Worst = ticket.Type switch
            {
                OrderType.Market => market?.For(ticket.Side) ?? basis,
                OrderType.Limit => ticket.LimitPrice,
                _ => null,
            },
            LastTrade = market?.Last ?? market?.Mid,
        };
    }

    private static GatedOrder Gated(Turn turn, EntryRaise raise)
    {
        var order = Gated(turn, raise.Ticket, raise.Ticket.LimitPrice ?? raise.Ticket.StopPrice ?? raise.Ticket.ValuedAt);
        return order with
        {
            Quantity = raise.Added,
            GrowsTo = raise.Whole,
            IsWorthNoMore = !raise.IsWorthMore,
            Worst = raise.Added.IsZero && !raise.IsPricedWorse ? null : order.Worst,
        };
    }
}
