using Signalbox.Markets;
using Signalbox.Strategies.Gates.Language;

namespace Signalbox.Accounts.Gates;

/// <summary>Of the lots the trade reads.</summary>
internal static class PositionFacts
{
    public static GateValue AveragePrice(GateFacts facts)
    {
        var (quantity, cost) = Held(facts);
        return quantity.IsZero || cost == 0 ? GateValue.Missing : GateValue.Of(facts.Context.Instrument.AveragePrice(quantity, cost).Value);
    }

    public static GateValue Unrealised(GateFacts facts)
    {
        var (quantity, cost) = Held(facts);
        var (market, instrument) = (facts.Context.Market, facts.Context.Instrument);
        return quantity.IsZero || market is null || !market.IsFresh(facts.Now) || market.Mid is not { } mark
            ? GateValue.Missing
            : GateValue.Of(instrument.Profit(cost, instrument.Cost(quantity, mark)).Value);
    }

    public static DateTimeOffset? OpenedAt(GateFacts facts)
    {
        DateTimeOffset? oldest = null;
        var context = facts.Context;
        if (!context.State.Holdings.TryGetValue(context.Instrument.Id, out var holding))
        {
            return null;
        }

        foreach (var lot in holding.Lots)
        {
            if (context.State.ReachOf(context.Request.Id.Subscription).Includes(lot) && (oldest is null || lot.OpenedAt < oldest))
            {
                oldest = lot.OpenedAt;
            }
        }

        return oldest;
    }

    private static (Quantity Quantity, decimal Cost) Held(GateFacts facts)
    {
        var context = facts.Context;
        return context.State.Holdings.TryGetValue(context.Instrument.Id, out var holding)
            ? holding.Held(context.State.ReachOf(context.Request.Id.Subscription))
            : (Quantity.Zero, 0m);
    }
}
