using Signalbox.Markets;

namespace Signalbox.Venues.Matching;

/// <summary>The market maker's own: never short of anything, and nobody asks what it owns.</summary>
internal sealed class HouseFunds : Funds
{
    public override decimal Available(string currency) => decimal.MaxValue;

    public override Refusal? Refuse(in Demand demand) => null;

    public override void Reserve(Order order)
    {
    }

    public override void Release(Order order)
    {
    }

    public override (decimal Fee, string Currency) FeeOf(Order order, Quantity quantity, Price price, bool isMaker) =>
        (0m, order.Listing.Instrument.Settle);

    public override void Settle(Order order, OrderFilled fill)
    {
    }
}
