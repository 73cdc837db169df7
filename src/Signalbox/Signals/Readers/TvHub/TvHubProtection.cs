using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TvHub;

/// <summary>Targets and stop of a TV-Hub command. A zero or a negative number is how it leaves one out.</summary>
internal static class TvHubProtection
{
    private const int TargetsMax = 20;

    public static TakeProfitTerms? TakeProfit(JsonFields fields)
    {
        var several = fields.Objects("targets", TargetsMax, "invalid-take-profit-value-required").Select(Target).OfType<TargetTerms>().ToArray();
        if (several.Length > 0)
        {
            return new() { Targets = [.. several] };
        }

        return Above(fields, "takeProfitPercent") is { } percent ? TakeProfitTerms.Of(new() { Percent = percent })
            : Above(fields, "takeProfit") is { } price ? TakeProfitTerms.Of(new() { LimitPrice = new Price(price) })
            : null;
    }

    public static StopLossTerms? StopLoss(JsonFields fields)
    {
        var percent = Above(fields, "stopLossPercent");
        var price = Above(fields, "stopLoss");
        var trail = Above(fields, "trailingStopPercent") ?? Above(fields, "trailingStop");
        if (trail is { } distance)
        {
            return new() { Type = StopLossType.TrailingStop, TrailPercent = distance };
        }

        return price is { } level ? new() { StopPrice = new Price(level) } : percent is { } part ? new() { Percent = part } : null;
    }

    private static TargetTerms? Target(JsonFields target)
    {
        target.Any("idx");
        var share = Above(target, "amount");
        return Above(target, "takeProfitPercent") is { } percent ? new() { Percent = percent, SharePercent = share }
            : Above(target, "price") is { } price ? new() { LimitPrice = new Price(price), SharePercent = share }
            : null;
    }

    private static decimal? Above(JsonFields fields, string name) => fields.Number(name, "invalid-number") is { } number and > 0 ? number : null;
}
