using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>One order as the exchange holds it. Changes only by events applied to its account, and by where it rests.</summary>
public sealed class Order
{
    private List<Fill>? fills;

    internal Order(Account account, Listing listing, OrderAccepted accepted, DateTimeOffset at)
    {
        Account = account;
        Listing = listing;
        Terms = accepted.Terms;
        Number = accepted.Order;
        Priority = accepted.Order;
        Quantity = accepted.Terms.Quantity;
        LimitPrice = accepted.Terms.LimitPrice;
        StopPrice = accepted.Terms.StopPrice;
        Visible = NextSlice;
        PlacedAt = ChangedAt = at;
    }

    public Account Account { get; }

    public Listing Listing { get; }

    /// <summary>As accepted; quantity and prices may have been amended since.</summary>
    public OrderTerms Terms { get; }

    public long Number { get; }

    public Side Side => Terms.Side;

    public Quantity Quantity { get; internal set; }

    public Quantity Filled { get; private set; }

    public Quantity Remaining => Quantity - Filled;

    public Price? LimitPrice { get; internal set; }

    public Price? StopPrice { get; internal set; }

    public VenueOrderState State { get; internal set; }

    /// <summary>Why it was cancelled.</summary>
    public CancelReason? Reason { get; internal set; }

    public DateTimeOffset PlacedAt { get; }

    public DateTimeOffset ChangedAt { get; internal set; }

    /// <summary>What the fills cost together, so that an average price can be told.</summary>
    public decimal FilledCost { get; private set; }

    public IReadOnlyList<Fill> Fills => fills ?? [];

    public bool IsOpen => State is VenueOrderState.Working or VenueOrderState.Triggered;

    /// <summary>A stop that waits for its price and is not in the book.</summary>
    public bool IsDormant => State == VenueOrderState.Working && Terms.IsConditional;

    /// <summary>Lower goes first at the same price.</summary>
    internal long Priority { get; set; }

    internal Quantity Visible { get; set; }

    /// <summary>What its account set aside for it, so that exactly that is given back.</summary>
    internal Reservation Reserved { get; set; }

    internal OrderBook? Book { get; set; }

    internal PriceLevel? Level { get; set; }

    internal Order? Previous { get; set; }

    internal Order? Next { get; set; }

    internal Quantity NextSlice => Terms.Display is { } display ? Quantity.Min(display, Remaining) : Remaining;

    internal bool Accepts(Price price) =>
        LimitPrice is not { } limit || (Side == Side.Buy ? price <= limit : price >= limit);

    internal void Fill(OrderFilled fill, DateTimeOffset at)
    {
        Filled += fill.Quantity;
        // What an iceberg takes comes from all of it; only what it makes comes from the slice on show.
        Visible = fill.IsMaker ? Visible - fill.Quantity : NextSlice;
        FilledCost += Listing.Cost(fill.Quantity, fill.Price);
        if (Account.Mode != FundsMode.House)
        {
            (fills ??= new(1)).Add(new(fill, at));
        }
    }
}

public readonly record struct Fill(OrderFilled What, DateTimeOffset At);

/// <param name="Quantity">Margin: how much it may add to a position.</param>
/// <param name="Amount">Margin: what that would cost. Spot: how much of the currency is locked.</param>
internal readonly record struct Reservation(Quantity Quantity, decimal Amount);
