using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Risk.Limits;

/// <summary>An entry that is about to be intended or raised, as the gate looks at it.</summary>
public readonly record struct GatedOrder
{
    public required Instrument Instrument { get; init; }

    public required Side Side { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>What an entry that rests already comes to with this; null: it is a new one, and this is all of it.</summary>
    public Quantity? GrowsTo { get; init; }

    /// <summary>It only moves to a worse price: it opens no more, and nothing more is at stake.</summary>
    public bool IsWorthNoMore { get; init; }

    /// <summary>What it is valued by; null where nothing is known, and then whatever needs a value refuses it.</summary>
    public required Price? Price { get; init; }

    /// <summary>The worst price it accepts, or the one it would meet now; null for an order that waits for a trigger.</summary>
    public required Price? Worst { get; init; }

    /// <summary>The last trade; null where none is known that is fresh.</summary>
    public required Price? LastTrade { get; init; }
}

/// <summary>How much of one level's limits is used, before the order.</summary>
public readonly record struct LimitUse
{
    /// <summary>What this account holds of the instrument under the level; signed.</summary>
    public Quantity Position { get; init; }

    /// <summary>What its working entries may still buy.</summary>
    public Quantity Buys { get; init; }

    public Quantity Sells { get; init; }

    /// <summary>What everybody else under the level holds or may come to hold; unsigned.</summary>
    public Quantity Others { get; init; }

    public Money OthersNotional { get; init; }

    public int OpenOrders { get; init; }

    public int OrdersInMinute { get; init; }

    public int OrdersToday { get; init; }

    /// <summary>How long ago the same entry was intended; null: not lately.</summary>
    public TimeSpan? SameBefore { get; init; }

    /// <summary>The largest the position may become on the side of one more order.</summary>
    public Quantity Projected(Side side, Quantity quantity) =>
        (side == Side.Buy ? Position + Buys + quantity : Position - Sells - quantity).Abs();
}

/// <summary>
/// Compares one entry with the limits of one level. It allocates nothing unless it refuses; a refusal names the limit, the
/// numbers compared, and whose limit it is.
/// </summary>
public static class OrderGate
{
    public static Refusal? Judge(ScopedLimits scoped, in LimitUse use, in GatedOrder order)
    {
        var limits = scoped.Limits;
        return (order.Quantity.IsZero ? null : JudgeMore(scoped, use, order))
            ?? (order.IsWorthNoMore ? null : JudgeNotional(scoped.Scope, limits, use, order))
            ?? JudgeCollar(scoped.Scope, limits, order);
    }

    private static Refusal? JudgeMore(ScopedLimits scoped, in LimitUse use, in GatedOrder order)
    {
        // An entry that grows is one of the open ones already.
        var limits = scoped.Limits;
        return JudgeCount(scoped.Scope, limits.OpenOrdersMax, order.GrowsTo is null ? use.OpenOrders : use.OpenOrders - 1, "open-orders-limit", "open entries")
            ?? JudgeCount(scoped.Scope, limits.OrdersPerMinuteMax, use.OrdersInMinute, "order-rate-limit", "entries in the last minute")
            ?? JudgeCount(scoped.Scope, limits.OrdersPerDayMax, use.OrdersToday, "daily-orders-limit", "entries today")
            ?? JudgeDuplicate(scoped.Scope, limits, use)
            ?? JudgeQuantity(scoped.Scope, limits, use, order);
    }

    private static Refusal? JudgeCount(RiskScope scope, int? most, int used, string code, string what) => most is { } max && used >= max
        ? new(code, $"There are {used} {what} and {scope.Named()} may have {max}.")
        : null;

    private static Refusal? JudgeDuplicate(RiskScope scope, RiskLimits limits, in LimitUse use) =>
        limits.DuplicateSeconds is { } seconds && use.SameBefore is { } before && before.TotalSeconds < seconds
            ? new("duplicate-order", $"The same entry was sent {before.TotalSeconds:0.0} s ago and {scope.Named()} refuses it again within {seconds} s.")
            : null;

    private static Refusal? JudgeQuantity(RiskScope scope, RiskLimits limits, in LimitUse use, in GatedOrder order)
    {
        if (limits.PositionQuantityMax is not { } most)
        {
            return null;
        }

        var projected = use.Others + use.Projected(order.Side, order.Quantity);
        return projected.Value <= most ? null : new("position-quantity-limit",
            $"With {order.Quantity} more, the position in {order.Instrument.Id} may become {projected} and the limit of {scope.Named()} is {Decimals.Canonical(most)}.", "quantity");
    }

    private static Refusal? JudgeNotional(RiskScope scope, RiskLimits limits, in LimitUse use, in GatedOrder order)
    {
        if (!limits.NeedsPrice)
        {
            return null;
        }

        if (order.Price is not { Value: > 0 } price)
        {
            return new("unpriced", $"No current price of {order.Instrument.Id} is known, so the order cannot be compared with the limits of {scope.Named()}.");
        }

        var worth = order.Instrument.Notional(order.GrowsTo ?? order.Quantity, price);
        if (limits.OrderNotionalMax is { } mostOrder && worth.Value > mostOrder)
        {
            return new("order-notional-limit",
                $"The order is worth {worth} {order.Instrument.Quote} and the limit of {scope.Named()} is {Decimals.Canonical(mostOrder)}.", "quantity");
        }

        var projected = use.OthersNotional + order.Instrument.Notional(use.Projected(order.Side, order.Quantity), price);
        return limits.PositionNotionalMax is not { } most || projected.Value <= most ? null : new("position-notional-limit",
            $"With this order, the position in {order.Instrument.Id} may be worth {projected} {order.Instrument.Quote} and the limit of {scope.Named()} is {Decimals.Canonical(most)}.", "quantity");
    }

    private static Refusal? JudgeCollar(RiskScope scope, RiskLimits limits, in GatedOrder order)
    {
        if (limits.PriceCollarPercent is not { } most || order.Worst is not { } worst)
        {
            return null;
        }

        if (order.LastTrade is not { Value: > 0 } last)
        {
            return new("unpriced", $"No fresh trade of {order.Instrument.Id} is known, so its price cannot be compared with the collar of {scope.Named()}.");
        }

        var worse = order.Side.Sign * (worst - last) * 100m / last.Value;
        return worse <= most ? null : new("price-collar",
            $"The price {worst} is {worse:0.####} % worse than the last trade at {last} and the collar of {scope.Named()} is {Decimals.Canonical(most)} %.", "limitPrice");
    }
}
