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

    /// <param name="state">Changed in place.</param>
    public static void Fold(AccountState state, AccountEvent happened)
    {
        switch (happened)
        {
            case SignalTaken taken:
                Put(state, new Trade { Request = taken.Request });
                break;
            case TradeStarted started:
                Start(state, started);
                break;
            case TradeEnded ended:
                End(state, ended);
                break;
            case TradeJudged:
                break;
            case TradeAdvanced { Stage: TradeStage.Flattening } advanced:
                Put(state, Change(state.Trades[advanced.Trade], advanced));
                state.Flattening = state.Flattening.Add(advanced.Trade);
                break;
            case TradeQueued queued:
                Put(state, HoldingOf(state, queued.Trade) is { } queue ? queue with { Waiting = queue.Waiting.Add(queued.Trade) } : null);
                break;
            case TradeFollows follows:
                Put(state, state.Trades[follows.Trade] with { Stage = TradeStage.Following });
                state.Followers = state.Followers.Add(follows.Trade);
                break;
            case TradeReleased released:
                Release(state, released);
                break;
            case TradeParked parked:
                Shut(state, parked);
                break;
            case ScoringStarted started:
                Score(state, started);
                break;
            case ApprovalRequested requested:
                Park(state, requested);
                break;
            case TriggerSet set:
                Await(state, set);
                break;
            case TriggerReached reached:
                Reach(state, reached);
                break;
            case AlarmRaised alarm:
                Alarm(state, alarm);
                break;
            case TradeEvent changed:
                Put(state, Change(state.Trades[changed.Trade], changed));
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no fold.");
        }
    }

    /// <summary>Events that change nothing but their trade.</summary>
    private static Trade Change(Trade trade, TradeEvent happened) => happened switch
    {
        TradeAdvanced advanced => trade with { Stage = advanced.Stage, StepUntil = advanced.Until },
        TradePriced => trade with { QuoteAsked = true },
        TradeProgressed progressed => trade with
        {
            Status = progressed.Status,
            Settled = progressed.Settled,
            Code = progressed.Code,
            Message = progressed.Message,
        },
        SwapAdvanced advanced => trade with { Bracket = Advance(trade.Bracket, advanced.Swap) },
        BalanceReleased released => trade with { Bracket = trade.Bracket with { ReleasedFor = released.For } },
        GroupDecided => trade with { GroupWon = true },
        GroupLost lost => trade with { GroupLostTo = lost.Winner },
        ScorerAnswered answered => trade with { Scoring = trade.Scoring! with { Answers = trade.Scoring.Answers.Add(answered.Answer) } },
        ScoringQuoted quoted => trade with { Scoring = trade.Scoring! with { AwaitsQuote = false, Quote = quoted.Quote } },
        TradeApproved approved => trade with
        {
            IsApproved = true,
            Stage = TradeStage.Waiting,
            Request = trade.Request with { ValidUntil = approved.ValidUntil },
        },
        TrailMoved moved => trade with { Bracket = trade.Bracket with { Trail = moved.Trail } },
        TradeRevised revised => trade with { Request = revised.Request },
        ProtectionSet set => trade with
        {
            Bracket = trade.Bracket with
            {
                Own = new(set.StopLoss, set.TakeProfit),
                Waived = false,
                StopsRefused = 0,

                // Another stop follows from where it was set, not from the best price of the one before.
                Trail = set.StopLoss == trade.StopTerms ? trade.Bracket.Trail : null,
            },
        },
        ProtectionWaived => trade with { Bracket = trade.Bracket with { Waived = true } },
        EmergencyDeclared => trade with { Bracket = trade.Bracket with { Emergency = true } },
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
    private static void Alarm(AccountState state, AlarmRaised alarm)
    {
        switch (alarm.Code)
        {
            case AlarmCodes.CannotClose or AlarmCodes.CannotFlatten:
                Put(state, OnBracket(state.Trades[alarm.Trade], static bracket => bracket with { Alarmed = true }));
                break;
            case AlarmCodes.TooSmallToProtect:
                Put(state, OnBracket(state.Trades[alarm.Trade], static bracket => bracket with { IsTooSmall = true }));
                break;
            case AlarmCodes.Naked:
                Put(state, HoldingOf(state, alarm.Trade) is { } naked ? naked with { NakedAlarmed = true } : null);
                break;
        }
    }

    private static Trade OnBracket(Trade trade, Func<Bracket, Bracket> change) => trade with { Bracket = change(trade.Bracket) };

    /// <summary>Tells the trade which order now works for it.</summary>
    public static void Assign(AccountState state, OrderTicket ticket)
    {
        if (ticket.Trade is { } id && state.Trades.TryGetValue(id, out var trade))
        {
            Put(state, Assign(state, trade, ticket));
        }
    }

    /// <summary>What is held from now on has nothing to do with what was held before: its targets are whole, its stop follows from its entry.</summary>
    public static void BeginBracket(AccountState state, TradeId id)
    {
        if (state.Trades.TryGetValue(id, out var trade) && (trade.Bracket.Trail is not null || trade.Bracket.Targets.Any(leg => !leg.Filled.IsZero)))
        {
            Put(state, trade with
            {
                Bracket = trade.Bracket with { Trail = null, Targets = [.. trade.Bracket.Targets.Select(leg => leg with { Filled = Quantity.Zero })] },
            });
        }
    }

    /// <summary>What happened to a protective order that the bracket must remember.</summary>
    public static void Note(AccountState state, OrderTicket ticket, OrderEvent happened)
    {
        if (ticket.Leg is Leg.StopLoss or Leg.TakeProfit
            && ticket.Trade is { } id
            && state.Trades.TryGetValue(id, out var trade)
            && Note(trade.Bracket, ticket, happened) is { } noted)
        {
            Put(state, trade with { Bracket = noted });
        }
    }

    private static Bracket? Note(Bracket bracket, OrderTicket ticket, OrderEvent happened) => (ticket.Leg, happened) switch
    {
        (Leg.StopLoss, OrderRejected) => bracket with
        {
            StopsRefused = bracket.StopsRefused + 1,
            PairsRefused = bracket.PairsRefused || ticket.PairedWith is not null,
        },
        (Leg.StopLoss, OrderAccepted) => bracket with { StopsRefused = 0 },
        (Leg.TakeProfit, FillVoided voided) => Filled(bracket, ticket.Target, -voided.Fill.Quantity.Value),
        (Leg.TakeProfit, OrderFilled filled) => Filled(bracket, ticket.Target, filled.Fill.Quantity.Value),
        _ => null,
    };

    private static Bracket Filled(Bracket bracket, int target, decimal quantity) => bracket with
    {
        Targets = bracket.Targets.SetItem(target, bracket.Targets[target] with { Filled = bracket.Targets[target].Filled + new Quantity(quantity) }),
    };

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

    private static void Start(AccountState state, TradeStarted started)
    {
        Put(state, state.Trades[started.Trade] with { Plan = started.Plan, ExitedFrom = started.Position, EntryRefused = started.EntryRefused });
        Activate(state, started.Trade);
    }

    /// <summary>It is the instrument's turn already: what follows the answers must not race with another signal.</summary>
    private static void Score(AccountState state, ScoringStarted started)
    {
        Put(state, state.Trades[started.Trade] with
        {
            Stage = TradeStage.Scoring,
            Plan = started.Plan,
            Scoring = new() { Scorers = started.Scorers, AwaitsQuote = started.AsksQuote },
        });
        Activate(state, started.Trade);
    }

    private static void Activate(AccountState state, TradeId id) =>
        Put(state, HoldingOf(state, id) is { } holding ? holding with { Active = id, Waiting = Without(holding.Waiting, id) } : null);

    /// <summary>While a person thinks, others of the instrument need not wait.</summary>
    private static void Park(AccountState state, ApprovalRequested requested)
    {
        Put(state, state.Trades[requested.Trade] with { Stage = TradeStage.AwaitingApproval, Plan = requested.Plan, ApproveBy = requested.Deadline });
        Put(state, HoldingOf(state, requested.Trade) is { } holding ? holding with { Waiting = Without(holding.Waiting, requested.Trade) } : null);
    }

    private static void Await(AccountState state, TriggerSet set)
    {
        Put(state, state.Trades[set.Trade] with { Stage = TradeStage.AwaitingTrigger, Trigger = set.Trigger });
        Put(state, HoldingOf(state, set.Trade) is { } holding ? holding with
        {
            Active = holding.Active == set.Trade ? null : holding.Active,
            Triggers = Without(holding.Triggers, set.Trade).Add(set.Trade),
        } : null);
    }

    private static void Release(AccountState state, TradeReleased released)
    {
        var trade = state.Trades[released.Trade];
        Put(state, trade with { Stage = TradeStage.Waiting, Request = trade.Request with { ValidUntil = released.ValidUntil } });
        state.Followers = state.Followers.Remove(released.Trade);
        Put(state, HoldingOf(state, released.Trade) is { } holding ? holding with { Closed = Without(holding.Closed, released.Trade) } : null);
    }

    /// <summary>Its next try is an order of its own.</summary>
    private static void Shut(AccountState state, TradeParked parked)
    {
        var trade = state.Trades[parked.Trade];
        Put(state, trade with
        {
            Stage = TradeStage.AwaitingMarket,
            ClosedSince = parked.Since,
            RetryAt = parked.Due,
            EntryOrder = null,
            Scoring = null,
            ExitOrder = trade.ExitOrder is { } id && state.Orders.GetValueOrDefault(id) is { Filled.IsZero: false } ? id : null,
        });
        Put(state, HoldingOf(state, parked.Trade) is { } holding ? holding with
        {
            Active = holding.Active == parked.Trade ? null : holding.Active,
            Closed = holding.Closed.Add(parked.Trade),
        } : null);
    }

    /// <summary>It queues like a signal that just came in.</summary>
    private static void Reach(AccountState state, TriggerReached reached)
    {
        var trade = state.Trades[reached.Trade];
        Put(state, trade with
        {
            Stage = TradeStage.Waiting,
            IsTriggered = true,
            Scoring = null,
            Request = trade.Request with { ValidUntil = reached.At + TriggeredFor },
        });
        Put(state, HoldingOf(state, reached.Trade) is { } holding ? holding with { Triggers = Without(holding.Triggers, reached.Trade) } : null);
    }

    private static void End(AccountState state, TradeEnded ended)
    {
        var trade = state.Trades[ended.Trade];
        Put(state, trade with
        {
            Stage = TradeStage.Done,
            EndedAs = ended.Status,
            Code = ended.Code ?? trade.EntryRefused?.Code,
            Message = ended.Message ?? trade.EntryRefused?.Message,
            Field = ended.Field,
        });
        Put(state, HoldingOf(state, ended.Trade) is { } holding ? holding with
        {
            Active = holding.Active == ended.Trade ? null : holding.Active,
            Waiting = Without(holding.Waiting, ended.Trade),
            Triggers = Without(holding.Triggers, ended.Trade),
            Closed = Without(holding.Closed, ended.Trade),
        } : null);
        state.Followers = state.Followers.Remove(ended.Trade);
        state.Flattening = state.Flattening.Remove(ended.Trade);
        state.FinishedTrades = state.FinishedTrades.Add(ended.Trade);
        Forget(state);
    }

    /// <summary>Forgets the oldest finished trade that nothing refers to any more.</summary>
    private static void Forget(AccountState state)
    {
        if (state.FinishedTrades.Count <= (state.Profile?.Bounds.FinishedTradesKept ?? int.MaxValue))
        {
            return;
        }

        var finished = state.FinishedTrades.Drop(out var oldest);
        if (IsReferred(state, oldest))
        {
            state.FinishedTrades = finished.Add(oldest);
        }
        else
        {
            state.FinishedTrades = finished;
            state.Trades = state.Trades.Remove(oldest);
        }
    }

    private static bool IsReferred(AccountState state, TradeId id)
    {
        // A stream of an earlier version may have ended one twice; its own entry is looked at first: thousands may rest, and looking
        // through all of them at each end would be quadratic.
        return state.Trades.TryGetValue(id, out var trade)
            && state.Holdings.TryGetValue(trade.Request.Instrument, out var holding)
            && ((trade.EntryOrder is { } entry && holding.OpenOrders.Contains(entry))
            || LotBook.IndexOf(holding.Lots, id) >= 0
            || LotBook.IndexOf(holding.Lots, id, stray: true) >= 0
            || holding.OpenOrders.Any(order => state.Orders[order].Ticket.Trade == id));
    }

    private static void Put(AccountState state, Trade trade) => state.Trades = state.Trades.SetItem(trade.Id, trade);

    private static void Put(AccountState state, Holding? holding)
    {
        if (holding is not null)
        {
            AccountFold.Put(state, holding);
        }
    }

    /// <summary>Null: a refused trade may name an instrument the account never held.</summary>
    private static Holding? HoldingOf(AccountState state, TradeId id) => state.Holdings.GetValueOrDefault(state.Trades[id].Request.Instrument);

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
