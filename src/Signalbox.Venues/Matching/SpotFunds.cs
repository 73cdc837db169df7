using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>
/// Currencies change hands. Every order with a price, waiting stops included, locks what it would pay, so a stop and a
/// target for the same balance cannot both rest.
/// </summary>
internal sealed class SpotFunds : Funds
{
    private readonly Dictionary<string, decimal> locked = new(StringComparer.Ordinal);

    public override decimal Available(string currency) => Total(currency) - locked.GetValueOrDefault(currency);

    public override Refusal? Refuse(in Demand demand)
    {
        if (demand.ReduceOnly)
        {
            return new(RejectReason.Unsupported, "A spot account has no positions, so no order can be reduce-only.");
        }

        var currency = Pays(demand.Listing, demand.Side);
        var needed = Payment(demand.Listing, demand.Side, demand.Quantity, demand.Price);
        var available = Available(currency);
        return needed > available ? Short(currency, needed, available) : null;
    }

    public override Quantity Affordable(Order order, Quantity quantity, Price price)
    {
        if (order.LimitPrice is not null)
        {
            return quantity;
        }

        var available = Available(Pays(order.Listing, order.Side));
        if (Payment(order.Listing, order.Side, quantity, price) <= available)
        {
            return quantity;
        }

        var payable = order.Side == Side.Sell ? available : available / Payment(order.Listing, order.Side, new(1m), price);
        return Rounding.DownToLot(new(Math.Max(0m, payable)), order.Listing.Instrument.LotSize);
    }

    public override void Reserve(Order order)
    {
        if ((order.LimitPrice ?? (order.IsDormant ? order.StopPrice : null)) is { } price)
        {
            var amount = Payment(order.Listing, order.Side, order.Remaining, price);
            order.Reserved = new(order.Remaining, amount);
            Lock(Pays(order.Listing, order.Side), amount);
        }
    }

    public override void Release(Order order)
    {
        Lock(Pays(order.Listing, order.Side), -order.Reserved.Amount);
        order.Reserved = default;
    }

    public override (decimal Fee, string Currency) FeeOf(Order order, Quantity quantity, Price price, bool isMaker)
    {
        var listing = order.Listing;
        return listing.FeeInReceived && order.Side == Side.Buy
            ? (listing.Fee(quantity.Value, isMaker), listing.Instrument.Base)
            : (listing.Fee(listing.Cost(quantity, price), isMaker), listing.Instrument.Quote);
    }

    public override void Settle(Order order, OrderFilled fill)
    {
        var instrument = order.Listing.Instrument;
        Move(instrument.Base, fill.Side.Sign * fill.Quantity.Value);
        Move(instrument.Quote, -fill.Side.Sign * order.Listing.Cost(fill.Quantity, fill.Price));
        Move(fill.FeeCurrency, -fill.Fee.Value);
    }

    private void Lock(string currency, decimal amount)
    {
        if (amount != 0)
        {
            locked[currency] = locked.GetValueOrDefault(currency) + amount;
        }
    }

    private static string Pays(Listing listing, Side side) => side == Side.Buy ? listing.Instrument.Quote : listing.Instrument.Base;

    private static decimal Payment(Listing listing, Side side, Quantity quantity, Price? price)
    {
        if (side == Side.Sell)
        {
            return quantity.Value;
        }

        var value = price is { } known ? listing.Cost(quantity, known) : 0m;
        return listing.FeeInReceived ? value : value + Math.Max(listing.Fee(value, isMaker: false), listing.Fee(value, isMaker: true));
    }
}
