using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

/// <summary>Looks at every fill at the moment it happens.</summary>
internal sealed class TradeWatch
{
    private readonly Dictionary<long, List<OrderFilled>> byTrade = [];
    private readonly Dictionary<Account, Quantity> held = [];
    private readonly List<Account> seen = [];

    public void Happened(Happening happening)
    {
        if (!seen.Contains(happening.Account))
        {
            seen.Add(happening.Account);
        }

        if (happening is { Event: OrderCancelled, Order.Terms.TimeInForce: TimeInForce.Fok })
        {
            Assert.True(happening.Order!.Filled.IsZero, "a fill-or-kill order was filled in part");
        }

        if (happening.Event is OrderFilled fill)
        {
            (byTrade.TryGetValue(fill.Trade, out var sides) ? sides : byTrade[fill.Trade] = []).Add(fill);
            ReduceOnlyNeverAdds(happening.Account, happening.Order!);
            BestAndOldestGoesFirst(happening.Order!, fill);
        }
    }

    public void EveryTradeHasTwoSides()
    {
        foreach (var sides in byTrade.Values)
        {
            Assert.Equal(2, sides.Count);
            Assert.Equal(sides[0].Quantity, sides[1].Quantity);
            Assert.Equal(sides[0].Price, sides[1].Price);
            Assert.NotEqual(sides[0].Side, sides[1].Side);
            Assert.Single(sides, fill => fill.IsMaker);
        }
    }

    private void ReduceOnlyNeverAdds(Account account, Order order)
    {
        var before = held.GetValueOrDefault(account);
        var after = account.Holds(order.Terms.Instrument);
        held[account] = after;
        if (order.Terms.ReduceOnly)
        {
            Assert.True(after.Abs() < before.Abs(), $"reduce-only took {before} to {after}");
            Assert.True(after.Value * before.Value >= 0, $"reduce-only turned {before} into {after}");
        }
    }

    private void BestAndOldestGoesFirst(Order order, OrderFilled fill)
    {
        if (!fill.IsMaker)
        {
            Assert.True(order.Accepts(fill.Price), "a taker got a price worse than its limit");
            return;
        }

        Assert.Equal(order.LimitPrice, fill.Price);
        foreach (var other in seen.SelectMany(account => account.OpenOrders).Where(other => other != order && other.Level is not null && !other.IsDormant))
        {
            if (other.Side == order.Side && other.Terms.Instrument == order.Terms.Instrument)
            {
                var isWorse = order.Side == Side.Buy ? other.LimitPrice < fill.Price : other.LimitPrice > fill.Price;
                Assert.True(isWorse || (other.LimitPrice == fill.Price && other.Priority > order.Priority),
                    $"order {order.Number} traded before {other.Number}, which was first");
            }
        }
    }
}
