using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>
/// Positions on margin: a fill moves no money but its fee and the profit it realises. A listing with a leverage of one,
/// such as a stock, binds its whole value.
/// </summary>
internal sealed class MarginFunds(IReadOnlyDictionary<InstrumentId, Listing> listings) : Funds
{
    private readonly Dictionary<InstrumentId, Position> positions = [];

    public override IReadOnlyCollection<Position> Positions => positions.Values;

    public override Position? Find(InstrumentId instrument) => positions.GetValueOrDefault(instrument);

    public override decimal Available(string currency)
    {
        var available = Total(currency);
        foreach (var position in positions.Values)
        {
            var instrument = position.Listing.Instrument;
            if (instrument.Settle == currency)
            {
                available -= position.Margin;
                available += Marks(instrument.Id) is { } mark ? position.Unrealised(mark) : 0m;
            }
        }

        return available;
    }

    public override Refusal? Refuse(in Demand demand)
    {
        var instrument = demand.Listing.Instrument;
        if (demand.ReduceOnly)
        {
            return null;
        }

        var position = Find(instrument.Id) ?? new(demand.Listing);

        if (!instrument.Shortable && demand.Side == Side.Sell && position.Quantity - position.Offered < demand.Quantity)
        {
            return new(RejectReason.NotShortable, $"{instrument.Id} cannot be sold short: {position.Quantity} held, {position.Offered} already on offer.");
        }

        return demand.Price is { } price ? RefuseMargin(demand, position, price) : null;
    }

    /// <summary>Dormant stops bind nothing: they are checked when they trigger.</summary>
    public override void Reserve(Order order)
    {
        var position = PositionIn(order.Terms.Instrument);
        if (order.Terms.ReduceOnly)
        {
            position.ReduceOnlyOrders++;
        }
        else if (order is { IsDormant: false, LimitPrice: { } limit })
        {
            order.Reserved = new(order.Remaining, order.Listing.Cost(order.Remaining, limit));
            position.Reserve(order.Side, order.Reserved);
        }
    }

    public override void Release(Order order)
    {
        var position = PositionIn(order.Terms.Instrument);
        if (order.Terms.ReduceOnly)
        {
            position.ReduceOnlyOrders--;
        }

        position.Release(order.Side, order.Reserved);
        order.Reserved = default;
    }

    public override (decimal Fee, string Currency) FeeOf(Order order, Quantity quantity, Price price, bool isMaker) =>
        (order.Listing.Fee(order.Listing.Cost(quantity, price), isMaker), order.Listing.Instrument.Settle);

    public override void Settle(Order order, OrderFilled fill)
    {
        var profit = PositionIn(fill.Instrument).Take(fill.Side, fill.Quantity, fill.Price);
        Move(order.Listing.Instrument.Settle, profit - fill.Fee.Value);
    }

    private Refusal? RefuseMargin(in Demand demand, Position position, Price price)
    {
        var cost = demand.Listing.Cost(demand.Quantity, price);
        var more = position.MarginWith(demand.Side, new(demand.Quantity, cost)) - position.Margin;
        if (more <= 0)
        {
            // What only takes a position down is always allowed, however little is left.
            return null;
        }

        var needed = more + Math.Max(0m, demand.Listing.Fee(cost, isMaker: false));
        var available = Available(demand.Listing.Instrument.Settle);
        return needed > available ? Short(demand.Listing.Instrument.Settle, needed, available) : null;
    }

    private Position PositionIn(InstrumentId instrument)
    {
        if (!positions.TryGetValue(instrument, out var position))
        {
            position = new(listings[instrument]);
            positions.Add(instrument, position);
        }

        return position;
    }
}
