using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>Whether an order is complete and fits its instrument's filters, whatever the market does.</summary>
internal static class OrderShape
{
    public static Refusal? Refuse(Instrument instrument, OrderTerms terms) =>
        RefuseQuantity(instrument, terms.Quantity)
        ?? RefusePrices(instrument, terms.LimitPrice, terms.StopPrice)
        ?? RefuseMissing(terms)
        ?? RefuseLife(terms)
        ?? RefuseFlags(terms)
        ?? RefuseNotional(instrument, terms.Quantity, terms.LimitPrice, terms.ReduceOnly);

    public static Refusal? RefuseQuantity(Instrument instrument, Quantity quantity)
    {
        if (quantity < instrument.MinQuantity || quantity <= Quantity.Zero)
        {
            return new(RejectReason.BelowMinimum, $"The quantity {quantity} is below the minimum of {instrument.MinQuantity}.");
        }

        if (quantity > instrument.MaxQuantity)
        {
            return new(RejectReason.AboveMaximum, $"The quantity {quantity} is above the maximum of {instrument.MaxQuantity}.");
        }

        return Rounding.DownToLot(quantity, instrument.LotSize) != quantity
            ? new(RejectReason.Other, $"The quantity {quantity} is not a multiple of the lot {instrument.LotSize}.")
            : null;
    }

    public static Refusal? RefusePrices(Instrument instrument, Price? limit, Price? stop) =>
        RefusePrice(instrument, limit) ?? RefusePrice(instrument, stop);

    public static Refusal? RefuseNotional(Instrument instrument, Quantity quantity, Price? limit, bool reduceOnly) =>
        // What reduces a position may be as small as the position is.
        !reduceOnly && limit is { } price && instrument.MinNotional is { } least && instrument.Notional(quantity, price) < least
            ? new(RejectReason.BelowMinimum, $"The order is worth {instrument.Notional(quantity, price)} {instrument.Quote}; the least is {least}.")
            : null;

    private static Refusal? RefusePrice(Instrument instrument, Price? given)
    {
        if (given is not { } price)
        {
            return null;
        }

        if (price <= Price.Zero)
        {
            return new(RejectReason.PriceOutOfRange, $"The price {price} is not above zero.");
        }

        return Rounding.Down(price, instrument.TickSize) != price
            ? new(RejectReason.PriceOutOfRange, $"The price {price} is not a multiple of the tick {instrument.TickSize}.")
            : null;
    }

    private static Refusal? RefuseMissing(OrderTerms terms) => terms.Type switch
    {
        OrderType.Market when terms.LimitPrice is not null => Wrong("A market order has no limit price."),
        OrderType.Limit or OrderType.StopLimit when terms.LimitPrice is null => Wrong("The order needs a limit price."),
        OrderType.Stop or OrderType.StopLimit when terms.StopPrice is null => Wrong("The order needs a stop price."),
        OrderType.TrailingStop when terms.Trail is not { Distance: > 0 } => Wrong("The order needs a trail above zero."),
        OrderType.TrailingStop when terms.StopPrice is null => Wrong("There is no price yet for the stop to trail."),
        _ => null,
    };

    private static Refusal? RefuseLife(OrderTerms terms) => terms.TimeInForce switch
    {
        TimeInForce.Aon or TimeInForce.Opg or TimeInForce.Cls =>
            new(RejectReason.Unsupported, $"Time in force {terms.TimeInForce} is not offered here."),
        TimeInForce.Gtd or TimeInForce.Day when terms.ExpiresAt is null => Wrong("The order needs a time at which it ends."),
        _ => null,
    };

    private static Refusal? RefuseFlags(OrderTerms terms)
    {
        if (terms.PostOnly && (terms.Type is not OrderType.Limit || terms.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok))
        {
            return Wrong("Only a limit order that may rest can be post-only.");
        }

        return terms.Display is { } display && (terms.Type != OrderType.Limit || display <= Quantity.Zero || display > terms.Quantity)
            ? Wrong("Only a limit order can show a part of its quantity, and no more than all of it.")
            : null;
    }

    private static Refusal Wrong(string message) => new(RejectReason.Other, message);
}
