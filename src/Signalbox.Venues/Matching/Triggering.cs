namespace Signalbox.Venues.Matching;

/// <summary>Lets the stops that trades have touched enter the market, in the order in which they were touched.</summary>
internal sealed class Triggering(Tape tape, OrderEnding ending, Crosser crosser)
{
    /// <summary>Each of them may trade and touch others: it is done when none is left.</summary>
    public void Run(OrderBook book)
    {
        while (book.Touched.TryDequeue(out var order))
        {
            if (order.IsDormant)
            {
                Trigger(book, order);
            }
        }
    }

    public void Trigger(OrderBook book, Order order)
    {
        var refusal = Refuse(book, order);
        tape.Write(order.Account, new OrderTriggered(order.Number, tape.Next()));
        if (refusal is not null)
        {
            ending.Cancel(order, CancelReason.InsufficientFunds);
            return;
        }

        ending.CancelSiblings(order);
        crosser.Enter(book, order);
    }

    // A spot account has set the payment aside since the stop was placed.
    private static Refusal? Refuse(OrderBook book, Order order) => order.Account.Mode == FundsMode.Margin
        ? order.Account.Funds.Refuse(Admission.DemandOf(book, order.Terms, order.Remaining, order.LimitPrice))
        : null;
}
