using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Accounts;

/// <summary>State is a fold of the journal: restart, replay, audit and simulation all come through here.</summary>
internal static class AccountFold
{
    private const int ForeignFillsKept = 1_000;

    public static AccountState Apply(AccountState state, AccountEvent happened) => happened switch
    {
        AccountConfigured configured => state with { Profile = configured.Profile },
        TradingStateChanged changed => state with { TradingState = new(changed.Mode, changed.Why, changed.At) },
        InstrumentSeen seen => See(state, seen.Instrument),
        MarketWatchChanged changed => state with
        {
            Holdings = state.Holdings.SetItem(changed.Instrument, state.Holdings[changed.Instrument] with { IsWatched = changed.IsWatched }),
        },
        OrderIntended intended => Intend(state, intended.Ticket),
        OrderFilled filled => Fill(state, filled),
        OrderEvent order => Change(state, order),
        LotClaimed claimed => Claim(state, claimed),
        SignalTaken or TradeEvent => TradeFold.Apply(state, happened),
        ForeignFillSeen foreign => Foreign(state, foreign),
        PositionAdjusted adjusted => Adjust(state, adjusted),
        ReconciliationEvent reconciliation => Reconcile(state, reconciliation),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

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
        return TradeFold.Assign(state, ticket) with
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
        fill.Quantity,
        fill.Price,
        fill.At);

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
        var fill = new LotFill(null, null, default, false, foreign.Fill.Side, foreign.Fill.Quantity, foreign.Fill.Price, foreign.Fill.At);
        return Meet(state, foreign.Fill.Instrument, fill, foreign.Closes) with
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
        return Meet(state, adjusted.Instrument, fill, adjusted.Closes) with { Doubted = state.Doubted.Remove(adjusted.Instrument) };
    }

    private static AccountState Meet(AccountState state, InstrumentId instrument, LotFill fill, Text.ValueList<LotClose> closes)
    {
        var holding = state.Holdings[instrument];
        return state with
        {
            Holdings = state.Holdings.SetItem(instrument, holding with { Lots = LotBook.Fold(holding.Lots, fill, closes, holding.Instrument) }),
        };
    }

    private static AccountState Reconcile(AccountState state, ReconciliationEvent happened) => happened switch
    {
        ReconciliationStarted => state with { Reconciling = true },
        ReconciliationEnded => state with { Reconciling = false },
        PositionDoubted doubted => state with { Doubted = state.Doubted.SetItem(doubted.Instrument, new(doubted.Venue, doubted.Since)) },
        DoubtCleared cleared => state with { Doubted = state.Doubted.Remove(cleared.Instrument) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
    };

    private static DateTimeOffset Latest(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
