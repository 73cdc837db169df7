using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Takes orders off the market, and those that must go with them.</summary>
internal sealed class OrderEnding(Tape tape, Expiries expiries)
{
    public void Cancel(Order order, CancelReason reason)
    {
        Withdraw(order);
        tape.Write(order.Account, new OrderCancelled(order.Number, reason));
    }

    public void ExpireDue()
    {
        while (expiries.Due(tape.Now) is { } order)
        {
            Withdraw(order);
            tape.Write(order.Account, new OrderExpired(order.Number));
        }
    }

    /// <summary>Removes an order from every index of the engine; the account keeps it until an event ends it.</summary>
    public void Withdraw(Order order)
    {
        order.Book?.Remove(order);
        expiries.Remove(order);
    }

    /// <summary>One cancels the other: the first of a group that fills or triggers ends the rest.</summary>
    public void CancelSiblings(Order order)
    {
        if (order.Terms.OcoGroup is not null)
        {
            CancelGroup(order);
        }
    }

    /// <summary>A reduce-only order does not outlive the position it reduces.</summary>
    public void CancelOrphans(Account account, InstrumentId instrument)
    {
        if (account.Funds.Find(instrument) is { ReduceOnlyOrders: > 0 } position)
        {
            CancelOrphans(account, position);
        }
    }

    /// <summary>How much an order may still take off its account's position.</summary>
    public static Quantity Reducible(Order order) => order.Account.Funds.Find(order.Terms.Instrument) is { } position
        ? Reducible(position, order.Side)
        : Quantity.Zero;

    private static Quantity Reducible(Position position, Side side) =>
        side == Sides.Reducing(position.Quantity) ? position.Quantity.Abs() : Quantity.Zero;

    // These two stand apart from their callers so that a trade without such orders allocates no closure.
    private void CancelGroup(Order order) => CancelWhere(order.Account, CancelReason.OneCancelsOther,
        other => other != order && other.Terms.OcoGroup == order.Terms.OcoGroup);

    private void CancelOrphans(Account account, Position position) => CancelWhere(account, CancelReason.NothingToReduce,
        order => order.Terms.ReduceOnly && order.Listing == position.Listing && Reducible(position, order.Side).IsZero);

    private void CancelWhere(Account account, CancelReason reason, Predicate<Order> belongs)
    {
        List<Order>? found = null;
        foreach (var order in account.OpenOrders)
        {
            if (belongs(order))
            {
                (found ??= []).Add(order);
            }
        }

        found?.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        found?.ForEach(order => Cancel(order, reason));
    }
}
