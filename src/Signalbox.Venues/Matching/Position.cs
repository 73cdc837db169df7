using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>What an account holds of one instrument on margin, and what its open orders could add to that.</summary>
public sealed class Position
{
    private Reservation buying;
    private Reservation selling;

    internal Position(Listing listing) => Listing = listing;

    public Listing Listing { get; }

    /// <summary>Signed: short is negative.</summary>
    public Quantity Quantity { get; private set; }

    /// <summary>What the position cost, with the sign of the position.</summary>
    public decimal Cost { get; private set; }

    public Price? AveragePrice => Quantity.IsZero ? null : Listing.Instrument.AveragePrice(Quantity, Cost);

    /// <summary>Open sells that are not reduce-only; what a sale must respect where nobody may be short.</summary>
    internal Quantity Offered => selling.Quantity;

    internal int ReduceOnlyOrders { get; set; }

    /// <summary>The margin bound by the worse of what is held and what the open orders could make of it.</summary>
    internal decimal Margin => MarginWith(Side.Buy, default);

    /// <summary>The same, as if one more order were open.</summary>
    internal decimal MarginWith(Side side, Reservation more)
    {
        var bought = side == Side.Buy ? Plus(buying, more) : buying;
        var sold = side == Side.Sell ? Plus(selling, more) : selling;
        var held = Math.Abs(Cost);
        var worst = Math.Max(held, Math.Max(Reach(Side.Buy, bought, held), Reach(Side.Sell, sold, held)));
        return worst / Listing.Leverage;
    }

    internal decimal Unrealised(Price mark) => Quantity.IsZero
        ? 0m
        : Listing.Instrument.Profit(Cost, Listing.Cost(Quantity, mark)).Value;

    internal void Reserve(Side side, Reservation more)
    {
        if (side == Side.Buy) buying = Plus(buying, more);
        else selling = Plus(selling, more);
    }

    internal void Release(Side side, Reservation less) => Reserve(side, new(-less.Quantity, -less.Amount));

    /// <summary>Applies a fill and returns the profit it realised.</summary>
    internal decimal Take(Side side, Quantity quantity, Price price)
    {
        var reduced = side == Sides.Reducing(Quantity) ? Quantity.Min(quantity, Quantity.Abs()) : Quantity.Zero;
        var profit = reduced.IsZero ? 0m : Reduce(side, reduced, price);
        var added = side.Directed(quantity - reduced);
        Quantity += added;
        Cost += Listing.Cost(added, price);
        return profit;
    }

    private decimal Reduce(Side side, Quantity quantity, Price price)
    {
        // A full exit releases the whole cost, so that no remainder of a division is ever left behind.
        var released = quantity == Quantity.Abs() ? Cost : Listing.RoundCost(Cost * quantity.Value / Quantity.Abs().Value);
        var exit = Listing.Cost(side.Opposite.Directed(quantity), price);
        Quantity += side.Directed(quantity);
        Cost -= released;
        return Listing.Instrument.Profit(released, exit).Value;
    }

    private decimal Reach(Side side, Reservation orders, decimal held)
    {
        if (side == Sides.Increasing(Quantity))
        {
            return held + orders.Amount;
        }

        // Orders against the position first take it down; only what goes beyond would have to be carried.
        var beyond = orders.Quantity - Quantity.Abs();
        return beyond > Quantity.Zero ? orders.Amount * beyond.Value / orders.Quantity.Value : 0m;
    }

    private static Reservation Plus(Reservation left, Reservation right) =>
        new(left.Quantity + right.Quantity, left.Amount + right.Amount);
}
