using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Accounts.Orders;

/// <summary>
/// What the venue tells of orders, in whatever order it arrives: fills before acknowledgements, twice, or late. Fills alone
/// move positions; a report only reveals that some are missing.
/// </summary>
internal static class OrderReports
{
    public static void OnFill(Turn turn, FillReport fill)
    {
        var order = Find(turn.State, fill);
        if (order is null)
        {
            OnForeignFill(turn, fill);
            return;
        }

        if (order.Fills.Contains(fill.FillId))
        {
            return;
        }

        var holding = turn.State.Holdings[order.Ticket.Instrument];
        var closes = LotBook.Closes(holding.Lots, AccountFold.FillOf(turn.State, order.Ticket, fill), holding.Instrument);
        if (order.State is OrderState.Intended or OrderState.Sent or OrderState.Unknown)
        {
            OrderSending.Accept(turn, order, fill.VenueOrderId);
        }

        turn.Record(new OrderFilled(order.Id, fill, closes));
        turn.Touch(order.Ticket.Trade);
        CancelGroups.OnFill(turn, order);
        TouchRestingExits(turn, closes, order.Ticket.Instrument);
        foreach (var close in closes)
        {
            turn.Touch(close.Trade);
            LeaveDust(turn, close.Trade, order.Ticket.Instrument);
        }
    }

    /// <summary>Fees taken in the base asset leave less than a lot of nearly every trade: it must not keep the trade for ever.</summary>
    private static void LeaveDust(Turn turn, TradeId? closed, InstrumentId instrument)
    {
        var holding = turn.State.Holdings[instrument];
        if (closed is { } id
            && turn.State.Trades.GetValueOrDefault(id) is { Stage: TradeStage.Done } trade
            && LotBook.IndexOf(holding.Lots, id) is var own and >= 0
            && holding.Lots[own].Quantity.Abs() < holding.Instrument.LotSize
            && (trade.EntryOrder is not { } entry || !holding.OpenOrders.Contains(entry)))
        {
            turn.Record(new DustLeft(instrument, id));
        }
    }

    /// <param name="isLookup">The report came with its fills: what is missing now is asked for again later, not at once.</param>
    public static void OnReport(Turn turn, OrderReport report, bool isLookup)
    {
        if (Find(turn.State, report) is not { } order)
        {
            ExternalOrders.OnReport(turn, report);
            return;
        }

        if (order.State.IsTerminal)
        {
            return;
        }

        turn.Touch(order.Ticket.Trade);
        if (report.FilledQuantity > order.Filled)
        {
            AskForFills(turn, order, isLookup);
            if (report.State is not (VenueOrderState.Working or VenueOrderState.Triggered))
            {
                // Ending it now would let the trade go on from a position that is not the real one.
                return;
            }
        }

        Conclude(turn, order, report, isLookup);
    }

    private static void Conclude(Turn turn, Order order, OrderReport report, bool isLookup)
    {
        switch (report.State)
        {
            case VenueOrderState.Working:
                Work(turn, order, report, isLookup);
                break;
            case VenueOrderState.Triggered:
                Work(turn, order, report, isLookup);
                if (turn.State.Orders[order.Id] is { State.IsWorking: true, IsTriggered: false })
                {
                    turn.Record(new OrderTriggered(order.Id));
                    StopOrders.ArmEscalation(turn, order);
                }

                break;
            case VenueOrderState.Cancelled:
                turn.Record(new OrderCancelled(order.Id, report.Reason ?? "Cancelled at the venue."));
                break;
            case VenueOrderState.Rejected:
                turn.Record(new OrderRejected(order.Id, RejectReason.Other, "reported", report.Reason ?? "Rejected by the venue."));
                break;
            case VenueOrderState.Expired:
                turn.Record(new OrderExpired(order.Id, "expired", report.Reason ?? "Expired at the venue."));
                break;
            case VenueOrderState.Filled:
                // Its fills have made it Filled already, unless it was amended down to what had traded, or one of them was declared void.
                turn.Record(new OrderAmended(order.Id, LevelsOf(report) with { Quantity = order.Filled }));
                break;
        }
    }

    private static void Work(Turn turn, Order order, OrderReport report, bool isLookup)
    {
        if (!order.State.IsWorking)
        {
            OrderSending.Accept(turn, order, report.VenueOrderId);
        }

        var levels = LevelsOf(report);
        var isAsWanted = order.Pending is { IsSent: true, Levels: { } wanted } && wanted == levels;

        // A frame of the stream may be older than the last amendment; a lookup is not.
        var wasAmendedElsewhere = isLookup && order.Pending is null && order.Levels != levels;
        if (isAsWanted || wasAmendedElsewhere)
        {
            turn.Record(new OrderAmended(order.Id, levels));
        }
        else if (!isLookup && order.Pending is null && order.Levels != levels)
        {
            // Perhaps an old frame; perhaps an earlier amendment that arrived after a later one.
            OrderLookup.Ask(turn, order);
        }
    }

    private static OrderLevels LevelsOf(OrderReport report) => new(report.Quantity, report.LimitPrice, report.StopPrice);

    private static void AskForFills(Turn turn, Order order, bool isLookup)
    {
        if (isLookup)
        {
            turn.Wake(new TimerKey.Probe(order.Id), turn.Profile.Bounds.ProbeSpacing);
        }
        else
        {
            OrderLookup.Ask(turn, order);
        }
    }

    private static void OnForeignFill(Turn turn, FillReport fill)
    {
        if (fill.At <= turn.State.ForgottenUpTo
            || turn.State.ForeignFills.Contains(fill.FillId)
            || !turn.State.Holdings.TryGetValue(fill.Instrument, out var holding)
            || fill.At <= holding.AdjustedAsOf)
        {
            // Whatever it changed, the comparison of positions finds it.
            return;
        }

        var meets = AccountFold.FillOf(fill, holding.Instrument);
        var closes = LotBook.Closes(holding.Lots, meets, holding.Instrument);
        turn.Record(new ForeignFillSeen(fill, closes));
        turn.TouchActive(fill.Instrument);
        TouchRestingExits(turn, closes, fill.Instrument);
        foreach (var close in closes)
        {
            turn.Touch(close.Trade);
            if (fill.Cause is FillCause.Liquidation or FillCause.AutoDeleveraging && close.Trade is { } owner && turn.State.Trades.ContainsKey(owner))
            {
                turn.Record(new AlarmRaised(owner, AlarmCodes.Liquidated, $"The venue closed {close.Quantity} {fill.Instrument} at {fill.Price}: {Words.Of(fill.Cause)}."));
            }
        }
    }

    /// <summary>What a smaller position means for exits that rest in the book.</summary>
    public static void TouchRestingExits(Turn turn, ValueList<LotClose> closes, InstrumentId instrument)
    {
        if (closes.Count == 0)
        {
            return;
        }

        foreach (var id in turn.State.Holdings[instrument].OpenOrders)
        {
            if (turn.State.Orders[id].Ticket is { Leg: Leg.Exit, Trade: { } trade })
            {
                turn.Touch(trade);
            }
        }
    }

    private static Order? Find(AccountState state, FillReport fill) =>
        fill.ClientOrderId is { } id ? state.Orders.GetValueOrDefault(id) : FindByVenueId(state, fill.VenueOrderId);

    private static Order? Find(AccountState state, OrderReport report) =>
        report.ClientOrderId is { } id ? state.Orders.GetValueOrDefault(id) : FindByVenueId(state, report.VenueOrderId);

    // Venues echo the client id nearly always; a scan is cheaper than an index kept for every order.
    private static Order? FindByVenueId(AccountState state, VenueOrderId id)
    {
        foreach (var order in state.Orders.Values)
        {
            if (order.VenueOrderId == id)
            {
                return order;
            }
        }

        return null;
    }
}
