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

    public static AccountState Apply(AccountState state, AccountEvent happened)
    {
        var after = state with { };
        Fold(after, happened);
        return after;
    }

    /// <param name="state">A copy nobody else has: it is changed in place, so that a decision of many events copies it once.</param>
    public static void Fold(AccountState state, AccountEvent happened)
    {
        switch (happened)
        {
            case AccountConfigured configured:
                state.Profile = configured.Profile;
                break;
            case TradingStateChanged changed:
                Stop(state, changed);
                break;
            case LossMarked marked:
                state.LossMarks = state.LossMarks.SetItem(marked.Key, marked.Mark);
                break;
            case LimitEvent:
                break;
            case InstrumentSeen seen:
                See(state, seen.Instrument);
                break;
            case MarketWatchChanged changed:
                Put(state, state.Holdings[changed.Instrument] with { IsWatched = changed.IsWatched });
                break;
            case OrderIntended intended:
                Intend(state, intended.Ticket);
                break;
            case OrderFilled filled:
                Fill(state, filled);
                break;
            case FillVoided voided:
                Void(state, voided);
                break;
            case OrderEvent order:
                Change(state, order);
                break;
            case WatchEvent watch:
                Watch(state, watch);
                break;
            case LotClaimed claimed:
                Claim(state, claimed);
                break;
            case DustLeft dust:
                Disown(state, dust);
                break;
            case SignalTaken or TradeEvent:
                TradeFold.Fold(state, happened);
                break;
            default:
                FoldOutside(state, happened);
                break;
        }
    }

    /// <summary>What came from outside: fills and positions that are not ours, and the venue's picture.</summary>
    private static void FoldOutside(AccountState state, AccountEvent happened)
    {
        switch (happened)
        {
            case ForeignFillSeen foreign:
                Foreign(state, foreign);
                break;
            case PositionAdjusted adjusted:
                Adjust(state, adjusted);
                break;
            case ReconciliationEvent reconciliation:
                Reconcile(state, reconciliation);
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no fold.");
        }
    }

    private static void Stop(AccountState state, TradingStateChanged changed)
    {
        var now = new TradingState(changed.Mode, changed.Why, changed.At, changed.KeepsWorking, changed.FlattenId);
        var scope = changed.Scope ?? RiskScope.Of(state.Profile!.Account);
        if (scope.Level == RiskLevel.Account)
        {
            state.TradingState = now;
        }
        else
        {
            state.Standing = changed.Mode == TradingMode.Active ? state.Standing.Remove(scope) : state.Standing.SetItem(scope, now);
        }

        // Who releases it accepts what was lost so far: losses are counted anew.
        if (changed.Mode == TradingMode.Active)
        {
            state.LossMarks = state.LossMarks.RemoveRange(state.LossMarks.Keys.Where(key => key.Scope == scope));
        }
    }

    private static void See(AccountState state, Instrument instrument) => Put(state, state.Holdings.TryGetValue(instrument.Id, out var known)
        ? known with { Instrument = instrument }
        : new Holding { Instrument = instrument });

    private static void Intend(AccountState state, OrderTicket ticket)
    {
        TradeFold.Assign(state, ticket);
        RecentEntries.Note(state, ticket);
        state.Orders = state.Orders.SetItem(ticket.Id, new()
        {
            Ticket = ticket,
            Levels = new(ticket.Quantity, ticket.LimitPrice, ticket.StopPrice),
            SendBy = ticket.SendBy,
        });
        var holding = state.Holdings[ticket.Instrument];
        Put(state, holding with { OpenOrders = holding.OpenOrders.Add(ticket.Id) });
    }

    private static void Change(AccountState state, OrderEvent happened)
    {
        var order = state.Orders[happened.Order];
        var holding = state.Holdings[order.Ticket.Instrument];
        var changed = OrderFold.Apply(order, happened, holding.Instrument);
        state.Orders = state.Orders.SetItem(order.Id, changed);
        TradeFold.Note(state, order.Ticket, happened);
        if (changed.State.IsTerminal && !order.State.IsTerminal)
        {
            Finish(state, changed);
        }
    }

    private static void Fill(AccountState state, OrderFilled filled)
    {
        var order = state.Orders[filled.Order];
        var holding = state.Holdings[order.Ticket.Instrument];
        var fill = FillOf(state, order.Ticket, filled.Fill);
        Put(state, holding with { Lots = LotBook.Fold(holding.Lots, fill, filled.Closes, holding.Instrument) });
        if (order.Ticket is { Leg: Leg.Entry, Trade: { } owner } && LotBook.IndexOf(holding.Lots, owner) < 0)
        {
            TradeFold.BeginBracket(state, owner);
        }

        state.LastFillAt = Latest(state.LastFillAt, filled.Fill.At);
        ResultBook.Note(state, holding.Instrument, filled.Closes, order.Ticket.Trade, filled.FeeIn(holding.Instrument.Settle));
        TradeRecords.Note(state, holding, filled);
        Change(state, filled);
    }

    private static void Claim(AccountState state, LotClaimed claimed)
    {
        var holding = state.Holdings[claimed.Instrument];
        Put(state, holding with { Lots = LotBook.Claim(holding.Lots, claimed.Trade) });
    }

    private static void Disown(AccountState state, DustLeft dust)
    {
        var holding = state.Holdings[dust.Instrument];
        Put(state, holding with { Lots = LotBook.Disown(holding.Lots, dust.Trade) });
    }

    internal static void Put(AccountState state, Holding holding) => state.Holdings = state.Holdings.SetItem(holding.Instrument.Id, holding);

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

    private static void Finish(AccountState state, Order order)
    {
        var holding = state.Holdings[order.Ticket.Instrument];
        Put(state, holding with { OpenOrders = holding.OpenOrders.Remove(order.Id) });
        state.FinishedOrders = state.FinishedOrders.Add(order.Id);
        if (state.FinishedOrders.Count > (state.Profile?.Bounds.FinishedOrdersKept ?? int.MaxValue))
        {
            state.FinishedOrders = state.FinishedOrders.Drop(out var oldest);
            state.ForgottenUpTo = Latest(state.ForgottenUpTo, state.Orders[oldest].LastFillAt ?? DateTimeOffset.UnixEpoch);
            state.Orders = state.Orders.Remove(oldest);
        }
    }

    private static void Foreign(AccountState state, ForeignFillSeen foreign)
    {
        Meet(state, foreign.Fill.Instrument, FillOf(foreign.Fill, state.Holdings[foreign.Fill.Instrument].Instrument), foreign.Closes);
        state.LastFillAt = Latest(state.LastFillAt, foreign.Fill.At);
        state.ForeignFills = Remember(state.ForeignFills, foreign.Fill.FillId);
    }

    private static Finished<FillId> Remember(Finished<FillId> known, FillId fill)
    {
        known = known.Add(fill);
        return known.Count <= ForeignFillsKept ? known : known.Drop(out _);
    }

    private static void Adjust(AccountState state, PositionAdjusted adjusted)
    {
        var fill = new LotFill(null, null, default, false, adjusted.Side, adjusted.Quantity, adjusted.Price, adjusted.At);
        Meet(state, adjusted.Instrument, fill, adjusted.Closes);
        state.Doubted = state.Doubted.Remove(adjusted.Instrument);
        Put(state, state.Holdings[adjusted.Instrument] with { AdjustedAsOf = adjusted.At });
    }

    private static void Void(AccountState state, FillVoided voided)
    {
        var ticket = state.Orders[voided.Order].Ticket;
        Meet(state, ticket.Instrument, VoidedFills.Reverse(ticket, voided.Fill, state.Holdings[ticket.Instrument].Instrument), voided.Closes);
        Change(state, voided);
    }

    private static void Watch(AccountState state, WatchEvent happened)
    {
        var holding = state.Holdings[happened.Instrument];
        Put(state, happened switch
        {
            WatchArmed armed => holding with { WatchAt = armed.Due },
            NakedSeen seen => holding with { NakedSince = seen.Since },
            NakedCleared => holding with { NakedSince = null, NakedAlarmed = false },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} has no fold."),
        });
    }

    private static void Meet(AccountState state, InstrumentId instrument, LotFill fill, Text.ValueList<LotClose> closes)
    {
        var holding = state.Holdings[instrument];
        ResultBook.Note(state, holding.Instrument, closes, null, Money.Zero);
        Put(state, holding with { Lots = LotBook.Fold(holding.Lots, fill, closes, holding.Instrument) });
    }

    private static void Reconcile(AccountState state, ReconciliationEvent happened)
    {
        switch (happened)
        {
            case ReconciliationStarted started:
                (state.Reconciling, state.ReconcilingSince) = (true, started.At);
                break;
            case ReconciliationEnded:
                state.Reconciling = false;
                break;
            case PositionDoubted doubted:
                state.Doubted = state.Doubted.SetItem(doubted.Instrument, new(doubted.Venue, doubted.Since));
                break;
            case ExternalOrderSeen seen:
                state.ExternalOrders = state.ExternalOrders.SetItem(seen.Report.VenueOrderId, seen.Report);
                break;
            case ExternalOrderGone gone:
                state.ExternalOrders = state.ExternalOrders.Remove(gone.VenueOrderId);
                break;
            case DoubtCleared cleared:
                state.Doubted = state.Doubted.Remove(cleared.Instrument);
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no fold.");
        }
    }

    private static DateTimeOffset Latest(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
