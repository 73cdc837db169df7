using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Matches an order with the opposite side of a book: best price first, then oldest first.</summary>
internal sealed class Crosser(Tape tape, StopOrders stops, OrderEnding ending)
{
    /// <summary>Matches what can be matched now; the rest joins the book or is cancelled, as its terms say.</summary>
    public void Enter(OrderBook book, Order order)
    {
        if (Forbids(book, order) is { } reason)
        {
            ending.Cancel(order, reason);
            return;
        }

        Match(book, order);
        if (order.IsOpen)
        {
            Settle(book, order);
        }
    }

    private static CancelReason? Forbids(OrderBook book, Order order)
    {
        if (order.Terms.TimeInForce == TimeInForce.Fok && !FillableAtOnce.Whole(book, order))
        {
            return CancelReason.FillOrKill;
        }

        // Refused when placed; an order that comes from another book, or from a trigger, finds out only now.
        return Admission.RefuseTaking(book, order.Side, order.LimitPrice, order.Terms.PostOnly) is null
            ? null
            : CancelReason.WouldTakeLiquidity;
    }

    private void Settle(OrderBook book, Order order)
    {
        if (order.LimitPrice is null)
        {
            ending.Cancel(order, CancelReason.NoLiquidity);
        }
        else if (order.Terms.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            ending.Cancel(order, CancelReason.ImmediateOrCancel);
        }
        else
        {
            book.Rest(order);
        }
    }

    private void Match(OrderBook book, Order taker)
    {
        var opposite = book.Resting(taker.Side.Opposite);
        while (taker.IsOpen && opposite.Best is { } level && taker.Accepts(level.Price))
        {
            var maker = level.First!;
            if (maker.Account == taker.Account)
            {
                ending.Cancel(taker, CancelReason.SelfTrade);
                return;
            }

            Meet(book, taker, maker);
        }
    }

    private void Meet(OrderBook book, Order taker, Order maker)
    {
        var price = maker.LimitPrice!.Value;
        var offered = Reduced(maker, maker.Visible);
        var wanted = Reduced(taker, taker.Remaining);
        var payable = taker.Account.Funds.Affordable(taker, Quantity.Min(wanted, offered), price);
        if (offered.IsZero)
        {
            ending.Cancel(maker, CancelReason.NothingToReduce);
        }
        else if (wanted.IsZero)
        {
            ending.Cancel(taker, CancelReason.NothingToReduce);
        }
        else if (payable.IsZero)
        {
            ending.Cancel(taker, CancelReason.InsufficientFunds);
        }
        else
        {
            Trade(book, taker, maker, payable, price);
        }
    }

    private void Trade(OrderBook book, Order taker, Order maker, Quantity quantity, Price price)
    {
        var trade = tape.Next();
        maker.Level!.Shrink(quantity);
        WriteFill(maker, trade, quantity, price, isMaker: true);
        WriteFill(taker, trade, quantity, price, isMaker: false);
        if (maker.IsOpen && maker.Visible.IsZero)
        {
            Replenish(book, maker);
        }

        stops.Print(book, price);
        After(maker);
        After(taker);
    }

    private void After(Order order)
    {
        if (!order.IsOpen)
        {
            ending.Withdraw(order);
        }

        ending.CancelSiblings(order);
        ending.CancelOrphans(order.Account, order.Terms.Instrument);
    }

    private void Replenish(OrderBook book, Order maker)
    {
        book.Lift(maker);
        tape.Write(maker.Account, new OrderReplenished(maker.Number, tape.Next()));
        book.Rest(maker);
    }

    private void WriteFill(Order order, long trade, Quantity quantity, Price price, bool isMaker)
    {
        var (fee, currency) = order.Account.Funds.FeeOf(order, quantity, price, isMaker);
        tape.Write(order.Account, new OrderFilled
        {
            Order = order.Number,
            Trade = trade,
            ClientId = order.Terms.ClientId,
            Instrument = order.Terms.Instrument,
            Side = order.Side,
            Quantity = quantity,
            Price = price,
            Fee = new(fee),
            FeeCurrency = currency,
            IsMaker = isMaker,
        });
    }

    private static Quantity Reduced(Order order, Quantity quantity) =>
        order.Terms.ReduceOnly ? Quantity.Min(quantity, OrderEnding.Reducible(order)) : quantity;
}
