using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Accounts.Trades;

/// <summary>How each event changes a trade and the queue of its instrument.</summary>
internal static class TradeFold
{
    /// <summary>A trigger that was reached counts this long.</summary>
    private static readonly TimeSpan TriggeredFor = TimeSpan.FromSeconds(60);

    private const int SwapsKept = 16;

    public static AccountState Apply(AccountState state, AccountEvent happened) => happened switch
    {
        SignalTaken taken => Take(state, taken.Request),
        TradeQueued queued => Queue(state, queued.Trade),
        TradeFollows follows => With(state, follows.Trade, trade => trade with { Stage = TradeStage.Following }) with { Followers = state.Followers.Add(follows.Trade) },
        TradeReleased released => Release(state, released),
        TradeParked parked => Shut(state, parked),
        SwapAdvanced advanced => With(state, advanced.Trade, trade => trade with { Bracket = Advance(trade.Bracket, advanced.Swap) }),
        BalanceReleased released => With(state, released.Trade, trade => trade with { Bracket = trade.Bracket with { ReleasedFor = released.For } }),
        GroupDecided decided => With(state, decided.Trade, trade => trade with { GroupWon = true }),
        GroupLost lost => With(state, lost.Trade, trade => trade with { GroupLostTo = lost.Winner }),
        TradeStarted started => Start(state, started),
        TradeJudged => state,
        ScoringStarted started => Score(state, started),
        ScorerAnswered answered => OnScoring(state, answered.Trade, scoring => scoring with { Answers = scoring.Answers.Add(answered.Answer) }),
        ScoringQuoted quoted => OnScoring(state, quoted.Trade, scoring => scoring with { AwaitsQuote = false, Quote = quoted.Quote }),
        ApprovalRequested requested => Park(state, requested),
        TradeApproved approved => With(state, approved.Trade, trade => trade with
        {
            IsApproved = true,
            Stage = TradeStage.Waiting,
            Request = trade.Request with { ValidUntil = approved.ValidUntil },
        }),
        TrailMoved moved => With(state, moved.Trade, trade => trade with { Bracket = trade.Bracket with { Trail = moved.Trail } }),
        TriggerSet set => Await(state, set),
        TriggerReached reached => Reach(state, reached),
        TradeRevised revised => With(state, revised.Trade, trade => trade with { Request = revised.Request }),
        ProtectionSet set => With(state, set.Trade, trade => trade with
        {
            Bracket = trade.Bracket with { Own = new(set.StopLoss, set.TakeProfit), Waived = false, StopsRefused = 0 },
        }),
        TradeAdvanced advanced => With(state, advanced.Trade, trade => trade with { Stage = advanced.Stage }),
        TradePriced priced => With(state, priced.Trade, trade => trade with { QuoteAsked = true }),
        TradeEnded ended => End(state, ended),
        TradeProgressed progressed => With(state, progressed.Trade, trade => trade with
        {
            Status = progressed.Status,
            Settled = progressed.Settled,
            Code = progressed.Code,
            Message = progressed.Message,
        }),
        ProtectionWaived waived => With(state, waived.Trade, trade => trade with { Bracket = trade.Bracket with { Waived = true } }),
        EmergencyDeclared declared => With(state, declared.Trade, trade => trade with { Bracket = trade.Bracket with { Emergency = true } }),
        AlarmRaised alarm => Alarm(state, alarm),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

    /// <summary>Keeps when the last swaps began, so that they stay rare.</summary>
    private static Bracket Advance(Bracket bracket, Swap? swap)
    {
        if (swap?.Phase != SwapPhase.Withdrawing)
        {
            return bracket with { Swap = swap };
        }

        var swaps = bracket.Swaps.Count < SwapsKept ? bracket.Swaps : bracket.Swaps.RemoveAt(0);
        return bracket with { Swap = swap, Swaps = swaps.Add(swap.Since) };
    }

    /// <summary>Remembers what a person was told, so that it is said once.</summary>
    private static AccountState Alarm(AccountState state, AlarmRaised alarm) => alarm.Code switch
    {
        AlarmCodes.CannotClose or AlarmCodes.CannotFlatten => With(state, alarm.Trade, trade => trade with { Bracket = trade.Bracket with { Alarmed = true } }),
        AlarmCodes.TooSmallToProtect => With(state, alarm.Trade, trade => trade with { Bracket = trade.Bracket with { IsTooSmall = true } }),
        AlarmCodes.Naked => OnHolding(state, alarm.Trade, holding => holding with { NakedAlarmed = true }),
        _ => state,
    };

    /// <summary>Tells the trade which order now works for it.</summary>
    public static AccountState Assign(AccountState state, OrderTicket ticket) => ticket.Trade is not { } id || !state.Trades.TryGetValue(id, out var trade)
        ? state
        : state with { Trades = state.Trades.SetItem(id, Assign(state, trade, ticket)) };

    /// <summary>What happened to a protective order that the bracket must remember.</summary>
    public static AccountState Note(AccountState state, OrderTicket ticket, OrderEvent happened) => (ticket.Leg, happened) switch
    {
        (Leg.StopLoss, OrderRejected) => OnBracket(state, ticket, bracket => bracket with
        {
            StopsRefused = bracket.StopsRefused + 1,
            PairsRefused = bracket.PairsRefused || ticket.PairedWith is not null,
        }),
        (Leg.StopLoss, OrderAccepted) => OnBracket(state, ticket, bracket => bracket with { StopsRefused = 0 }),
        (Leg.TakeProfit, FillVoided voided) => OnBracket(state, ticket, bracket => bracket with
        {
            Targets = bracket.Targets.SetItem(ticket.Target, bracket.Targets[ticket.Target] with { Filled = bracket.Targets[ticket.Target].Filled - voided.Fill.Quantity }),
        }),
        (Leg.TakeProfit, OrderFilled filled) => OnBracket(state, ticket, bracket => bracket with
        {
            Targets = bracket.Targets.SetItem(ticket.Target, bracket.Targets[ticket.Target] with { Filled = bracket.Targets[ticket.Target].Filled + filled.Fill.Quantity }),
        }),
        _ => state,
    };

    private static AccountState OnBracket(AccountState state, OrderTicket ticket, Func<Bracket, Bracket> change) =>
        ticket.Trade is { } id && state.Trades.ContainsKey(id)
            ? With(state, id, trade => trade with { Bracket = change(trade.Bracket) })
            : state;

    private static Trade Assign(AccountState state, Trade trade, OrderTicket ticket) => ticket.Leg switch
    {
        Leg.Entry => trade with { EntryOrder = ticket.Id, Entries = trade.Entries + 1, Sliced = Sliced(state, trade, ticket, trade.EntryOrder) },
        Leg.Exit when ticket.Flattens => trade with { Flattened = trade.Flattened.SetItem(ticket.Instrument, ticket.Revision + 1) },
        Leg.Exit when ticket.ClosesLot => trade with { Bracket = trade.Bracket with { Closing = Next(state, trade.Bracket.Closing, ticket) } },
        Leg.Exit => trade with { ExitOrder = ticket.Id, Exits = trade.Exits + 1, Sliced = Sliced(state, trade, ticket, trade.ExitOrder) },
        Leg.StopLoss => trade with { Bracket = trade.Bracket with { Stop = Next(state, trade.Bracket.Stop, ticket) } },
        Leg.TakeProfit => trade with { Bracket = trade.Bracket with { Targets = SetTarget(state, trade.Bracket.Targets, ticket) } },
        _ => throw new InvalidOperationException($"{ticket.Leg} is no leg of a trade."),
    };

    private static Quantity Sliced(AccountState state, Trade trade, OrderTicket ticket, ClientOrderId? before) =>
        ticket.Whole is not null && before is { } id && state.Orders.GetValueOrDefault(id) is { Ticket.Whole: not null } slice
            ? trade.Sliced + slice.Filled
            : Quantity.Zero;

    /// <summary>The order before it is on its way out; where that one had ended, an older one may still be.</summary>
    private static ProtectiveLeg Next(AccountState state, ProtectiveLeg leg, OrderTicket ticket) => leg with
    {
        Order = ticket.Id,
        Revision = ticket.Revision,
        Outgoing = leg.Order is { } before && state.Orders.GetValueOrDefault(before) is { State.IsTerminal: false } ? before : leg.Outgoing,
    };

    private static Text.ValueList<ProtectiveLeg> SetTarget(AccountState state, Text.ValueList<ProtectiveLeg> targets, OrderTicket ticket)
    {
        while (targets.Count <= ticket.Target)
        {
            targets = targets.Add(new());
        }

        return targets.SetItem(ticket.Target, Next(state, targets[ticket.Target], ticket));
    }

    private static AccountState Take(AccountState state, TradeRequest request) =>
        state with { Trades = state.Trades.SetItem(request.Id, new() { Request = request }) };

    private static AccountState Queue(AccountState state, TradeId id) =>
        OnHolding(state, id, holding => holding with { Waiting = holding.Waiting.Add(id) });

    private static AccountState Start(AccountState state, TradeStarted started)
    {
        state = With(state, started.Trade, trade => trade with { Plan = started.Plan, ExitedFrom = started.Position, EntryRefused = started.EntryRefused });
        return OnHolding(state, started.Trade, holding => holding with { Active = started.Trade, Waiting = Without(holding.Waiting, started.Trade) });
    }

    /// <summary>It is the instrument's turn already: what follows the answers must not race with another signal.</summary>
    private static AccountState Score(AccountState state, ScoringStarted started)
    {
        state = With(state, started.Trade, trade => trade with
        {
            Stage = TradeStage.Scoring,
            Plan = started.Plan,
            Scoring = new() { Scorers = started.Scorers, AwaitsQuote = started.AsksQuote },
        });
        return OnHolding(state, started.Trade, holding => holding with { Active = started.Trade, Waiting = Without(holding.Waiting, started.Trade) });
    }

    private static AccountState OnScoring(AccountState state, TradeId id, Func<Scoring, Scoring> change) =>
        With(state, id, trade => trade with { Scoring = change(trade.Scoring!) });

    /// <summary>While a person thinks, others of the instrument need not wait.</summary>
    private static AccountState Park(AccountState state, ApprovalRequested requested)
    {
        state = With(state, requested.Trade, trade => trade with { Stage = TradeStage.AwaitingApproval, Plan = requested.Plan });
        return OnHolding(state, requested.Trade, holding => holding with { Waiting = Without(holding.Waiting, requested.Trade) });
    }

    private static AccountState Await(AccountState state, TriggerSet set)
    {
        state = With(state, set.Trade, trade => trade with { Stage = TradeStage.AwaitingTrigger, Trigger = set.Trigger });
        return OnHolding(state, set.Trade, holding => holding with
        {
            Active = holding.Active == set.Trade ? null : holding.Active,
            Triggers = Without(holding.Triggers, set.Trade).Add(set.Trade),
        });
    }

    private static AccountState Release(AccountState state, TradeReleased released)
    {
        state = With(state, released.Trade, trade => trade with
        {
            Stage = TradeStage.Waiting,
            Request = trade.Request with { ValidUntil = released.ValidUntil },
        }) with { Followers = state.Followers.Remove(released.Trade) };
        return OnHolding(state, released.Trade, holding => holding with { Closed = Without(holding.Closed, released.Trade) });
    }

    /// <summary>Its next try is an order of its own.</summary>
    private static AccountState Shut(AccountState state, TradeParked parked)
    {
        state = With(state, parked.Trade, trade => trade with
        {
            Stage = TradeStage.AwaitingMarket,
            ClosedSince = parked.Since,
            RetryAt = parked.Due,
            EntryOrder = null,
            Scoring = null,
            ExitOrder = trade.ExitOrder is { } id && state.Orders.GetValueOrDefault(id) is { Filled.IsZero: false } ? id : null,
        });
        return OnHolding(state, parked.Trade, holding => holding with
        {
            Active = holding.Active == parked.Trade ? null : holding.Active,
            Closed = holding.Closed.Add(parked.Trade),
        });
    }

    /// <summary>It queues like a signal that just came in.</summary>
    private static AccountState Reach(AccountState state, TriggerReached reached)
    {
        state = With(state, reached.Trade, trade => trade with
        {
            Stage = TradeStage.Waiting,
            IsTriggered = true,
            Scoring = null,
            Request = trade.Request with { ValidUntil = reached.At + TriggeredFor },
        });
        return OnHolding(state, reached.Trade, holding => holding with { Triggers = Without(holding.Triggers, reached.Trade) });
    }

    private static AccountState End(AccountState state, TradeEnded ended)
    {
        state = With(state, ended.Trade, trade => trade with
        {
            Stage = TradeStage.Done,
            EndedAs = ended.Status,
            Code = ended.Code ?? trade.EntryRefused?.Code,
            Message = ended.Message ?? trade.EntryRefused?.Message,
            Field = ended.Field,
        });
        state = OnHolding(state, ended.Trade, holding => holding with
        {
            Active = holding.Active == ended.Trade ? null : holding.Active,
            Waiting = Without(holding.Waiting, ended.Trade),
            Triggers = Without(holding.Triggers, ended.Trade),
            Closed = Without(holding.Closed, ended.Trade),
        });
        return Forget(state with
        {
            Followers = state.Followers.Remove(ended.Trade),
            FinishedTrades = state.FinishedTrades.Add(ended.Trade),
        });
    }

    /// <summary>Forgets the oldest finished trade that nothing refers to any more.</summary>
    private static AccountState Forget(AccountState state)
    {
        if (state.FinishedTrades.Count <= (state.Profile?.Bounds.FinishedTradesKept ?? int.MaxValue))
        {
            return state;
        }

        var finished = state.FinishedTrades.Drop(out var oldest);
        return IsReferred(state, oldest)
            ? state with { FinishedTrades = finished.Add(oldest) }
            : state with { FinishedTrades = finished, Trades = state.Trades.Remove(oldest) };
    }

    private static bool IsReferred(AccountState state, TradeId id)
    {
        // Its own entry is looked at first: thousands may rest, and looking through all of them at each end would be quadratic.
        var trade = state.Trades[id];
        return state.Holdings.TryGetValue(trade.Request.Instrument, out var holding)
            && ((trade.EntryOrder is { } entry && holding.OpenOrders.Contains(entry))
            || LotBook.IndexOf(holding.Lots, id) >= 0
            || LotBook.IndexOf(holding.Lots, id, stray: true) >= 0
            || holding.OpenOrders.Any(order => state.Orders[order].Ticket.Trade == id));
    }

    private static AccountState With(AccountState state, TradeId id, Func<Trade, Trade> change) =>
        state with { Trades = state.Trades.SetItem(id, change(state.Trades[id])) };

    private static AccountState OnHolding(AccountState state, TradeId id, Func<Holding, Holding> change)
    {
        // A refused trade may name an instrument the account never held.
        var instrument = state.Trades[id].Request.Instrument;
        return state.Holdings.TryGetValue(instrument, out var holding)
            ? state with { Holdings = state.Holdings.SetItem(instrument, change(holding)) }
            : state;
    }

    private static Text.ValueList<TradeId> Without(Text.ValueList<TradeId> waiting, TradeId id)
    {
        for (var i = 0; i < waiting.Count; i++)
        {
            if (waiting[i] == id)
            {
                return waiting.RemoveAt(i);
            }
        }

        return waiting;
    }
}
