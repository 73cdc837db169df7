using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Changes an open order in place. Only a smaller quantity at the same prices keeps its priority.</summary>
internal sealed class Amending(Tape tape, Crosser crosser)
{
    public Refusal? Amend(OrderBook book, Order order, Amendment amendment)
    {
        var wanted = new OrderAmended(order.Number, amendment.Quantity, amendment.LimitPrice ?? order.LimitPrice,
            amendment.StopPrice ?? order.StopPrice, order.Priority);
        if (Refuse(book, order, wanted) is { } refusal)
        {
            return refusal;
        }

        if (order.LimitPrice == wanted.LimitPrice && order.StopPrice == wanted.StopPrice && wanted.Quantity <= order.Quantity)
        {
            order.Level?.Shrink(order.Quantity - wanted.Quantity);
            tape.Write(order.Account, wanted);
            return null;
        }

        book.Lift(order);
        tape.Write(order.Account, wanted with { Priority = tape.Next() });
        if (order.IsDormant) book.Wait(order);
        else crosser.Enter(book, order);
        return null;
    }

    private static Refusal? Refuse(OrderBook book, Order order, OrderAmended wanted) =>
        RefuseShape(book.Listing.Instrument, order, wanted)
        ?? RefuseMarket(book, order, wanted)
        ?? RefuseFunds(book, order, wanted);

    private static Refusal? RefuseShape(Instrument instrument, Order order, OrderAmended wanted)
    {
        if (wanted.Quantity <= order.Filled)
        {
            return new(RejectReason.BelowMinimum, $"{order.Filled} is already filled; the quantity cannot go down to {wanted.Quantity}.");
        }

        if ((wanted.LimitPrice is null) != (order.LimitPrice is null) || (wanted.StopPrice is null) != (order.StopPrice is null))
        {
            return new(RejectReason.Other, $"A {order.Terms.Type} order has no such price to change.");
        }

        return OrderShape.RefuseQuantity(instrument, wanted.Quantity)
            ?? OrderShape.RefusePrices(instrument, wanted.LimitPrice, wanted.StopPrice)
            ?? OrderShape.RefuseNotional(instrument, wanted.Quantity, wanted.LimitPrice, order.Terms.ReduceOnly);
    }

    private static Refusal? RefuseMarket(OrderBook book, Order order, OrderAmended wanted)
    {
        if (order.IsDormant)
        {
            return wanted.StopPrice == order.StopPrice
                ? null
                : Admission.RefusePassed(book, order.Terms.Direction, wanted.StopPrice!.Value);
        }

        return wanted.StopPrice != order.StopPrice
            ? new(RejectReason.Other, "The stop has triggered already; its price cannot change any more.")
            : Admission.RefuseTaking(book, order.Side, wanted.LimitPrice, order.Terms.PostOnly);
    }

    // The order's own reservation counts as free while the new terms are judged.
    private static Refusal? RefuseFunds(OrderBook book, Order order, OrderAmended wanted)
    {
        var funds = order.Account.Funds;
        if (order.IsDormant && order.Account.Mode == FundsMode.Margin)
        {
            return null;
        }

        funds.Release(order);
        var price = wanted.LimitPrice ?? wanted.StopPrice;
        var refusal = funds.Refuse(Admission.DemandOf(book, order.Terms, wanted.Quantity - order.Filled, price));
        funds.Reserve(order);
        return refusal;
    }
}
