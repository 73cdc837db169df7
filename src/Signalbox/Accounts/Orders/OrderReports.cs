using Signalbox.Accounts.Positions;
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
        foreach (var close in closes)
        {
            turn.Touch(close.Trade);
        }
    }

    /// <param name="isLookup">The report came with its fills: what is missing now is asked for again later, not at once.</param>
    public static void OnReport(Turn turn, OrderReport report, bool isLookup)
    {
        if (Find(turn.State, report) is not { State.IsTerminal: false } order)
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
                if (turn.State.Orders[order.Id].State == OrderState.Accepted)
                {
                    turn.Record(new OrderTriggered(order.Id));
                    turn.Wake(new TimerKey.Escalate(order.Id), turn.Profile.Bounds.EscalateAfter);
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
                // Its fills have made it Filled already, unless it was amended down to what had traded.
                turn.Record(new OrderAmended(order.Id, LevelsOf(report)));
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
            || !turn.State.Holdings.TryGetValue(fill.Instrument, out var holding))
        {
            // Whatever it changed, the comparison of positions finds it.
            return;
        }

        var meets = new LotFill(null, null, default, false, fill.Side, fill.Quantity, fill.Price, fill.At);
        var closes = LotBook.Closes(holding.Lots, meets, holding.Instrument);
        turn.Record(new ForeignFillSeen(fill, closes));
        turn.TouchActive(fill.Instrument);
        foreach (var close in closes)
        {
            turn.Touch(close.Trade);
        }
    }

    private static Order? Find(AccountState state, FillReport fill) =>
        fill.ClientOrderId is { } id ? state.Orders.GetValueOrDefault(id) : FindByVenueId(state, fill.VenueOrderId);

    private static Order? Find(AccountState state, OrderReport report) =>
        report.ClientOrderId is { } id ? state.Orders.GetValueOrDefault(id) : FindByVenueId(state, report.VenueOrderId);

    // Venues echo the client id nearly always; a scan is cheaper than an index kept for every order.
    private static Order? FindByVenueId(AccountState state, Identity.VenueOrderId id)
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
