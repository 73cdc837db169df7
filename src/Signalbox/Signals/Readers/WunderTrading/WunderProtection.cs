using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.WunderTrading;

/// <summary>Targets, stop, breakeven and trailing of a WunderTrading order. Every deviation is a fraction of the entry price.</summary>
internal static class WunderProtection
{
    private const int TargetsMax = 20;
    private const decimal PortfolioSlack = 0.0001m;

    public static TakeProfitTerms? TakeProfit(JsonFields fields)
    {
        var targets = fields.Objects("takeProfits", TargetsMax, "invalid-take-profit-value-required").Select(Target).ToList();
        if (fields.Object("takeProfit", "invalid-take-profit-value-required") is { } single)
        {
            targets.Add(Target(single));
            if (targets.Count > 1)
            {
                fields.Refuse("invalid-take-profit-value-required", "The targets stand in takeProfit and in takeProfits. Send one of the two fields.", "takeProfit");
            }
        }

        if (targets.Count == 0)
        {
            return null;
        }

        if (targets.TrueForAll(target => target.SharePercent is not null) && Math.Abs(targets.Sum(target => target.SharePercent!.Value) - 100m) > PortfolioSlack)
        {
            fields.Refuse("invalid-take-profit-percent", "The portfolios of takeProfits have to add up to 1.", "takeProfits");
        }

        return new() { Targets = [.. targets] };
    }

    public static StopLossTerms? StopLoss(JsonFields fields, TakeProfitTerms? targets)
    {
        var fixedStop = fields.Object("stopLoss", "invalid-stop-loss-value-required") is { } loss ? Fixed(loss) : null;
        var stop = fields.Object("trailingStop", "invalid-stop-loss-trail-value-required") is { } trail ? Trailing(trail, fixedStop) : fixedStop;
        return fields.Object("moveToBreakeven", "invalid-breakeven-offset") is { } move ? Breakeven(move, stop, targets) : stop;
    }

    private static TargetTerms Target(JsonFields target)
    {
        var deviation = target.Fraction("priceDeviation", "invalid-take-profit-percent");
        var price = target.Price("price", "invalid-take-profit-limit-price");
        if (deviation is null == price is null)
        {
            target.Refuse("invalid-take-profit-value-required", "A target has either priceDeviation or price.", "priceDeviation");
        }

        return new() { Percent = deviation, LimitPrice = price, SharePercent = target.Fraction("portfolio", "invalid-take-profit-percent") };
    }

    private static StopLossTerms? Fixed(JsonFields loss)
    {
        var deviation = loss.Fraction("priceDeviation", "invalid-stop-loss-percent");
        var price = loss.Price("price", "invalid-stop-loss-stop-price");
        if (deviation is null == price is null)
        {
            loss.Refuse("invalid-stop-loss-value-required", "A stop loss has either priceDeviation or price.", "priceDeviation");
        }

        return price is null ? new() { Percent = deviation } : new() { StopPrice = price };
    }

    private static StopLossTerms? Trailing(JsonFields trail, StopLossTerms? start)
    {
        var from = trail.Fraction("activationPriceDeviation", "invalid-stop-loss-trail-percent") ?? trail.Fraction("activationPrice", "invalid-stop-loss-trail-percent");
        var distance = trail.Fraction("executePriceDeviation", "invalid-stop-loss-trail-percent") ?? trail.Fraction("executePrice", "invalid-stop-loss-trail-percent");
        if (distance is null)
        {
            trail.Refuse("invalid-stop-loss-trail-value-required", "A trailing stop needs executePrice, its distance as a fraction.", "executePrice");
        }

        return (start ?? new()) with { Type = StopLossType.TrailingStop, TrailPercent = distance, TrailFromPercent = from };
    }

    // The stop moves here when a target is filled, so the activation has to be where one lies.
    private static StopLossTerms? Breakeven(JsonFields move, StopLossTerms? stop, TakeProfitTerms? targets)
    {
        var written = move.Bounded("activationPrice", "invalid-breakeven-offset");
        var execution = move.Number("executePrice", "invalid-breakeven-offset") ?? 0m;
        var place = targets is null ? -1 : targets.Targets.ToList().FindIndex(target => written is { } level && (target.Percent == level * 100m || target.LimitPrice?.Value == level));
        if (stop is null || place < 0)
        {
            move.Refuse("unsupported-parameter",
                "moveToBreakeven is carried out when a target is filled: its activationPrice has to equal the priceDeviation or the price of one of takeProfits, beside a stopLoss.", "activationPrice");
            return stop;
        }

        if (execution != 0m)
        {
            move.Refuse("unsupported-parameter", "moveToBreakeven moves the stop to the entry itself here. Send 0 as executePrice.", "executePrice");
        }

        return stop with { BreakevenAfterTarget = place + 1 };
    }
}
