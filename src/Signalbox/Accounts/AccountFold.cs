using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Venues;

namespace Signalbox.Accounts;

/// <summary>State is a fold of the journal: restart, replay, audit and simulation all come through here.</summary>
internal static class AccountFold
{
    private const int ForeignFillsKept = 1_000;

    public static AccountState Apply(AccountState state, AccountEvent happened) => happened switch
    {
        AccountConfigured configured => state with { Profile = configured.Profile },
        TradingStateChanged changed => Stop(state, changed),
        LossMarked marked => state with { LossMarks = state.LossMarks.SetItem(marked.Key, marked.Mark) },
        LimitEvent => state,
        InstrumentSeen seen => See(state, seen.Instrument),
        MarketWatchChanged changed => state with
        {
            Holdings = state.Holdings.SetItem(changed.Instrument, state.Holdings[changed.Instrument] with { IsWatched = changed.IsWatched }),
        },
        OrderIntended intended => Intend(state, intended.Ticket),
        OrderFilled filled => Fill(state, filled),
        FillVoided voided => Void(state, voided),
        OrderEvent order => Change(state, order),
        WatchEvent watch => Watch(state, watch),
        LotClaimed claimed => Claim(state, claimed),
        SignalTaken or TradeEvent => TradeFold.Apply(state, happened),
        ForeignFillSeen foreign => Foreign(state, foreign),
        PositionAdjusted adjusted => Adjust(state, adjusted),
        ReconciliationEvent reconciliation => Reconcile(state, reconciliation),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

    private static AccountState Stop(AccountState state, TradingStateChanged changed)
    {
        var now = new TradingState(changed.Mode, changed.Why, changed.At, changed.KeepsWorking, changed.FlattenId);
        var scope = changed.Scope ?? RiskScope.Of(state.Profile!.Account);
        state = scope.Level == RiskLevel.Account ? state with { TradingState = now }
            : changed.Mode == TradingMode.Active ? state with { Standing = state.Standing.Remove(scope) }
            : state with { Standing = state.Standing.SetItem(scope, now) };

        // Who releases it accepts what was lost so far: losses are counted anew.
        return changed.Mode == TradingMode.Active ? state with { LossMarks = state.LossMarks.RemoveRange(state.LossMarks.Keys.Where(key => key.Scope == scope)) } : state;
    }

    private static AccountState See(AccountState state, Instrument instrument)
    {
        var holding = state.Holdings.TryGetValue(instrument.Id, out var known)
            ? known with { Instrument = instrument }
            : new Holding { Instrument = instrument };
        return state with { Holdings = state.Holdings.SetItem(instrument.Id, holding) };
    }

    private static AccountState Intend(AccountState state, OrderTicket ticket)
    {
        var order = new Order
        {
            Ticket = ticket,
            Levels = new(ticket.Quantity, ticket.LimitPrice, ticket.StopPrice),
            SendBy = ticket.SendBy,
        };
        var holding = state.Holdings[ticket.Instrument];
        return RecentEntries.Note(TradeFold.Assign(state, ticket), ticket) with
        {
            Orders = state.Orders.SetItem(ticket.Id, order),
            Holdings = state.Holdings.SetItem(ticket.Instrument, holding with { OpenOrders = holding.OpenOrders.Add(ticket.Id) }),
        };
    }

    private static AccountState Change(AccountState state, OrderEvent happened)
    {
        var order = state.Orders[happened.Order];
        var holding = state.Holdings[order.Ticket.Instrument];
        var changed = OrderFold.Apply(order, happened, holding.Instrument);
        state = TradeFold.Note(state with { Orders = state.Orders.SetItem(order.Id, changed) }, order.Ticket, happened);
        return changed.State.IsTerminal && !order.State.IsTerminal ? Finish(state, changed, holding) : state;
    }

    private static AccountState Fill(AccountState state, OrderFilled filled)
    {
        var order = state.Orders[filled.Order];
        var holding = state.Holdings[order.Ticket.Instrument];
        var fill = FillOf(state, order.Ticket, filled.Fill);
        state = state with
        {
            Holdings = state.Holdings.SetItem(holding.Instrument.Id, holding with { Lots = LotBook.Fold(holding.Lots, fill, filled.Closes, holding.Instrument) }),
            LastFillAt = Latest(state.LastFillAt, filled.Fill.At),
        };
        state = ResultBook.Note(state, holding.Instrument, filled.Closes, order.Ticket.Trade, filled.FeeIn(holding.Instrument.Settle));
        return Change(TradeRecords.Note(state, holding, filled), filled);
    }

    private static AccountState Claim(AccountState state, LotClaimed claimed)
    {
        var holding = state.Holdings[claimed.Instrument];
        return state with { Holdings = state.Holdings.SetItem(claimed.Instrument, holding with { Lots = LotBook.Claim(holding.Lots, claimed.Trade) }) };
    }

    /// <summary>How a fill of this order meets the lots: exits prefer the lot they protect.</summary>
    internal static LotFill FillOf(AccountState state, OrderTicket ticket, FillReport fill) => new(
        ticket.Trade,
        ticket.Leg is Leg.StopLoss or Leg.TakeProfit || ticket.ClosesLot ? ticket.Trade : null,
        state.ReachOf(ticket.Trade?.Subscription),
        ticket.Leg != Leg.Entry,
        fill.Side,
        Moved(fill, state.Holdings[ticket.Instrument].Instrument),
        fill.Price,
        fill.At)
    {
        IsExcess = ticket.Leg == Leg.Entry && ticket.Trade is { } id && state.Trades.GetValueOrDefault(id)?.GroupLostTo is not null,
    };

    /// <summary>How a fill of somebody else's order meets the lots.</summary>
    internal static LotFill FillOf(FillReport fill, Instrument instrument) =>
        new(null, null, default, false, fill.Side, Moved(fill, instrument), fill.Price, fill.At);

    /// <summary>Where the fee is taken from what was bought, less arrives than was traded.</summary>
    internal static Quantity Moved(FillReport fill, Instrument instrument) =>
        instrument.Kind == InstrumentKind.Spot && fill.FeeCurrency == instrument.Base
            ? Quantity.Max(new(fill.Quantity.Value - (fill.Side.Sign * fill.Fee.Value)), Quantity.Zero)
            : fill.Quantity;

    private static AccountState Finish(AccountState state, Order order, Holding holding)
    {
        state = state with
        {
            Holdings = state.Holdings.SetItem(holding.Instrument.Id, state.Holdings[holding.Instrument.Id] with { OpenOrders = holding.OpenOrders.Remove(order.Id) }),
            FinishedOrders = state.FinishedOrders.Add(order.Id),
        };
        if (state.FinishedOrders.Count <= (state.Profile?.Bounds.FinishedOrdersKept ?? int.MaxValue))
        {
            return state;
        }

        var finished = state.FinishedOrders.Drop(out var oldest);
        return state with
        {
            FinishedOrders = finished,
            Orders = state.Orders.Remove(oldest),
            ForgottenUpTo = Latest(state.ForgottenUpTo, state.Orders[oldest].LastFillAt ?? DateTimeOffset.UnixEpoch),
        };
    }

    private static AccountState Foreign(AccountState state, ForeignFillSeen foreign)
    {
        return Meet(state, foreign.Fill.Instrument, FillOf(foreign.Fill, state.Holdings[foreign.Fill.Instrument].Instrument), foreign.Closes) with
        {
            LastFillAt = Latest(state.LastFillAt, foreign.Fill.At),
            ForeignFills = Remember(state.ForeignFills, foreign.Fill.FillId),
        };
    }

    private static Finished<FillId> Remember(Finished<FillId> known, FillId fill)
    {
        known = known.Add(fill);
        return known.Count <= ForeignFillsKept ? known : known.Drop(out _);
    }

    private static AccountState Adjust(AccountState state, PositionAdjusted adjusted)
    {
        var fill = new LotFill(null, null, default, false, adjusted.Side, adjusted.Quantity, adjusted.Price, adjusted.At);
        state = Meet(state, adjusted.Instrument, fill, adjusted.Closes) with { Doubted = state.Doubted.Remove(adjusted.Instrument) };
        var holding = state.Holdings[adjusted.Instrument];
        return state with { Holdings = state.Holdings.SetItem(adjusted.Instrument, holding with { AdjustedAsOf = adjusted.At }) };
    }

    private static AccountState Void(AccountState state, FillVoided voided)
    {
        var ticket = state.Orders[voided.Order].Ticket;
        return Change(Meet(state, ticket.Instrument, VoidedFills.Reverse(ticket, voided.Fill, state.Holdings[ticket.Instrument].Instrument), voided.Closes), voided);
    }

    private static AccountState Watch(AccountState state, WatchEvent happened)
    {
        var holding = state.Holdings[happened.Instrument];
        holding = happened switch
        {
            WatchArmed armed => holding with { WatchAt = armed.Due },
            NakedSeen seen => holding with { NakedSince = seen.Since },
            NakedCleared => holding with { NakedSince = null, NakedAlarmed = false },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
        };
        return state with { Holdings = state.Holdings.SetItem(happened.Instrument, holding) };
    }

    private static AccountState Meet(AccountState state, InstrumentId instrument, LotFill fill, Text.ValueList<LotClose> closes)
    {
        var holding = state.Holdings[instrument];
        return ResultBook.Note(state, holding.Instrument, closes, null, Money.Zero) with
        {
            Holdings = state.Holdings.SetItem(instrument, holding with { Lots = LotBook.Fold(holding.Lots, fill, closes, holding.Instrument) }),
        };
    }

    private static AccountState Reconcile(AccountState state, ReconciliationEvent happened) => happened switch
    {
        ReconciliationStarted started => state with { Reconciling = true, ReconcilingSince = started.At },
        ReconciliationEnded => state with { Reconciling = false },
        PositionDoubted doubted => state with { Doubted = state.Doubted.SetItem(doubted.Instrument, new(doubted.Venue, doubted.Since)) },
        ExternalOrderSeen seen => state with { ExternalOrders = state.ExternalOrders.SetItem(seen.Report.VenueOrderId, seen.Report) },
        ExternalOrderGone gone => state with { ExternalOrders = state.ExternalOrders.Remove(gone.VenueOrderId) },
        DoubtCleared cleared => state with { Doubted = state.Doubted.Remove(cleared.Instrument) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

    private static DateTimeOffset Latest(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
