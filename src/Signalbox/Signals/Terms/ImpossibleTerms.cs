using Signalbox.Markets;

namespace Signalbox.Signals.Terms;

/// <summary>
/// Terms that contradict themselves, whoever set them and whatever the market does. Asked when a signal comes in, and again
/// for what was resolved from it and from the settings.
/// </summary>
public static class ImpossibleTerms
{
    private const int TargetsMax = 20;

    public static Refusal? Of(OrderTerms order)
    {
        var trails = Count(order.TrailAmount is not null, order.TrailPercent is not null);
        return order switch
        {
            { Type: OrderType.TrailingStop, LimitPrice: not null } =>
                new("trailing-stop-with-limit", "A trailing stop has no limit price. Leave limitPrice out, or choose stop_limit.", "limitPrice"),
            { Type: OrderType.TrailingStop } when trails != 1 =>
                new("invalid-trailing-stop", "A trailing stop needs exactly one of trailAmount and trailPercent.", "trailAmount"),
            { Type: not OrderType.TrailingStop } when trails > 0 =>
                new("trail-needs-trailing-stop", $"A {Text.Words.Of(order.Type)} order does not trail. Leave the trail out, choose trailing_stop, or put it into the stop loss if the stop is what shall trail.", order.TrailAmount is not null ? "trailAmount" : "trailPercent"),
            { LimitPrice: not null, Type: not (OrderType.Limit or OrderType.StopLimit) } =>
                new("limit-price-needs-limit", $"A {Text.Words.Of(order.Type)} order has no limit price. Leave limitPrice out, or choose limit or stop_limit.", "limitPrice"),
            { StopPrice: not null, Type: not (OrderType.Stop or OrderType.StopLimit) } =>
                new("stop-price-needs-stop", $"A {Text.Words.Of(order.Type)} order has no stop price. Leave stopPrice out, or choose stop or stop_limit; the stop of the position belongs into the stop loss.", "stopPrice"),
            { TrailAmount: <= 0 } or { TrailPercent: <= 0 or >= 100 } =>
                new("invalid-trailing-stop", "A trail is above zero, and below 100 percent.", order.TrailAmount is not null ? "trailAmount" : "trailPercent"),
            { LimitPrice.Value: <= 0 } => new("invalid-price", "A price is above zero.", "limitPrice"),
            { StopPrice.Value: <= 0 } => new("invalid-price", "A price is above zero.", "stopPrice"),
            { PostOnly: true, Type: not OrderType.Limit } =>
                new("post-only-needs-limit", "Only a limit order can be post-only.", "postOnly"),
            { VisibleQuantity: not null, Type: not OrderType.Limit } =>
                new("iceberg-needs-limit", "Only a limit order can show a part of its quantity.", "visibleQuantity"),
            { VisibleQuantity.Value: <= 0 } => new("invalid-visible-quantity", "The visible quantity is above zero.", "visibleQuantity"),
            _ => null,
        };
    }

    /// <param name="goodTill">The time the signal names, if any.</param>
    public static Refusal? Of(OrderTerms order, TimeInForce life, DateTimeOffset? goodTill) => life switch
    {
        TimeInForce.Gtd when goodTill is null => new("good-till-missing", "A good-till-date order needs the time at which it ends.", "goodTill"),
        TimeInForce.Ioc or TimeInForce.Fok when order.PostOnly =>
            new("post-only-time-in-force", "A post-only order has to rest, so it cannot be immediate. Choose gtc, day or gtd.", "timeInForce"),
        TimeInForce.Ioc or TimeInForce.Fok when order.VisibleQuantity is not null =>
            new("iceberg-time-in-force", "An order that shows a part of its quantity has to rest, so it cannot be immediate. Choose gtc, day or gtd.", "timeInForce"),
        _ => null,
    };

    public static Refusal? Of(SizeTerms size) =>
        size.Quantity <= 0 ? new("invalid-quantity", "A quantity is above zero.", "quantity") : null;

    /// <param name="targets">How many targets it may count.</param>
    public static Refusal? Of(StopLossTerms stop, int targets)
    {
        var levels = Count(stop.StopPrice is not null, stop.Percent is not null, stop.Amount is not null, stop.LossAmount is not null);
        var trails = Count(stop.TrailAmount is not null, stop.TrailPercent is not null);
        var isTrailing = stop.Type == StopLossType.TrailingStop;
        if (isTrailing ? levels > 1 || trails > 1 || levels + trails == 0 : levels != 1)
        {
            return new("invalid-stop-loss", isTrailing
                ? "A trailing stop needs one of trailAmount and trailPercent, and at most one of stopPrice, percent, amount and lossAmount for where it begins."
                : "A stop loss needs exactly one of stopPrice, percent, amount and lossAmount.", "stopLoss");
        }

        return stop switch
        {
            { Type: not StopLossType.TrailingStop } when trails > 0 || stop.TrailFromPercent is not null || stop.TrailFromPrice is not null =>
                new("stop-loss-does-not-trail", $"A {Text.Words.Of(stop.Type)} does not trail. Leave the trail out, or choose trailing_stop.", "stopLoss.trailAmount"),
            { TrailFromPercent: not null, TrailFromPrice: not null } =>
                new("trail-from-twice", "A trailing stop begins to trail at a price or at a percentage, not at both. Leave one of trailFromPercent and trailFromPrice out.", "stopLoss.trailFromPrice"),
            { BreakevenOffset: not null, BreakevenAfterTarget: 0 } =>
                new("breakeven-offset-without-target", "breakevenOffset says where the stop goes after a target, and no target is named. Add breakevenAfterTarget, or leave the offset out.", "stopLoss.breakevenOffset"),
            { LimitPrice: not null, Type: not StopLossType.StopLimit } =>
                new("stop-loss-with-limit", $"A {Text.Words.Of(stop.Type)} has no limit price. Leave it out, or choose stop_limit.", "stopLoss.limitPrice"),
            { StopPrice.Value: <= 0 } or { Percent: <= 0 or >= 100 } or { Amount: <= 0 } or { LossAmount.Value: <= 0 } or { TrailAmount: <= 0 } or { TrailPercent: <= 0 or >= 100 } =>
                new("invalid-stop-loss", "The values of a stop loss are above zero, and percentages below 100.", "stopLoss"),
            { BreakevenAfterTarget: var after } when after > targets =>
                new("breakeven-without-target", $"The stop is to move after target {after} and there are {targets}.", "stopLoss.breakevenAfterTarget"),
            _ => null,
        };
    }

    public static Refusal? Of(TakeProfitTerms profit)
    {
        if (profit.Targets.Count is 0 or > TargetsMax)
        {
            return new("invalid-take-profit", $"A take profit has 1 to {TargetsMax} targets.", "takeProfit.targets");
        }

        var shares = 0m;
        for (var i = 0; i < profit.Targets.Count; i++)
        {
            if (Of(profit.Targets[i], i) is { } refusal)
            {
                return refusal;
            }

            shares += profit.Targets[i].SharePercent ?? 0m;
        }

        return shares > 100m
            ? new("target-shares-over-100", $"The shares of the targets come to {shares} percent; all together are at most 100.", "takeProfit.targets")
            : shares == 100m && profit.Targets.Any(target => target.SharePercent is null)
                ? new("target-without-share", "The shares come to 100 percent and one target has none, so nothing is left for it.", "takeProfit.targets")
                : null;
    }

    private static Refusal? Of(TargetTerms target, int index)
    {
        if (Count(target.LimitPrice is not null, target.Percent is not null, target.Amount is not null, target.ProfitAmount is not null) != 1)
        {
            return new("invalid-take-profit", "A target needs exactly one of limitPrice, percent, amount and profitAmount.", Path(index));
        }

        return target is { LimitPrice.Value: <= 0 } or { Percent: <= 0 } or { Amount: <= 0 } or { ProfitAmount.Value: <= 0 } or { SharePercent: <= 0 or > 100 }
            ? new("invalid-take-profit", "The values of a target are above zero, and its share at most 100 percent.", Path(index))
            : null;
    }

    private static string Path(int index) => $"takeProfit.targets[{index}]";

    private static int Count(params ReadOnlySpan<bool> present)
    {
        var count = 0;
        foreach (var each in present)
        {
            count += each ? 1 : 0;
        }

        return count;
    }
}
