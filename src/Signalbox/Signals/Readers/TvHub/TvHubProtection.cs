using System.Collections.Frozen;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TvHub;

/// <summary>Targets and stop of a TV-Hub command. A zero or a negative number is how it leaves one out.</summary>
internal static class TvHubProtection
{
    private const int TargetsMax = 20;

    /// <summary>True: a percentage of the entry. False: a price.</summary>
    private static readonly FrozenDictionary<string, bool> Types = new Dictionary<string, bool> { ["percent"] = true, ["absolute"] = false }
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="size">Of the entry: the amounts of targets may count the same units.</param>
    public static TakeProfitTerms? TakeProfit(JsonFields fields, SizeTerms? size)
    {
        var isPercent = fields.Word("targetType", Types, "invalid-take-profit-percent", "percent or absolute");
        var inPercent = fields.Flag("targetAmountInPercent", "invalid-take-profit-percent") ?? false;
        var several = fields.Objects("targets", TargetsMax, "invalid-take-profit-value-required")
            .Select(target => Target(target, isPercent)).OfType<(TargetTerms Target, decimal? Amount)>().ToArray();
        if (several.Length > 0)
        {
            return new() { Targets = [.. several.Select(each => each.Target with { SharePercent = inPercent ? each.Amount : Share(fields, each.Amount, several.Length, size) })] };
        }

        return Above(fields, "takeProfitPercent") is { } percent ? TakeProfitTerms.Of(new() { Percent = percent })
            : Above(fields, "takeProfit") is { } price ? TakeProfitTerms.Of(new() { LimitPrice = new Price(price) })
            : null;
    }

    public static StopLossTerms? StopLoss(JsonFields fields)
    {
        var isPercent = fields.Word("stopLossType", Types, "invalid-stop-loss-type", "percent or absolute");
        var percent = Above(fields, "stopLossPercent");
        var price = Above(fields, "stopLoss");
        var level = price is { } absolute && isPercent != true ? new StopLossTerms { StopPrice = new Price(absolute) }
            : percent is { } part && (isPercent != false || price is null) ? new() { Percent = part }
            : null;
        var trail = Above(fields, "trailingStopLossPercent") ?? Above(fields, "trailingStopPercent") ?? Above(fields, "trailingStop");
        var from = Above(fields, "trailingStopLossActivationPercent");
        if (fields.Flag("useTrailingStopLoss", "invalid-stop-loss-type") is { } uses && !uses || trail is null && !fields.Has("useTrailingStopLoss"))
        {
            return level;
        }

        if (trail is null)
        {
            fields.Refuse("invalid-stop-loss-trail-value-required", "The field useTrailingStopLoss needs trailingStopLossPercent beside it.", "trailingStopLossPercent");
        }

        return (level ?? new()) with { Type = StopLossType.TrailingStop, TrailPercent = trail, TrailFromPercent = from };
    }

    /// <summary>An amount counts units of the position unless the command says that it is a percentage.</summary>
    private static decimal? Share(JsonFields fields, decimal? amount, int targets, SizeTerms? size)
    {
        if (amount is not { } units || targets == 1 && size is not { Type: QuantityType.FixedQuantity })
        {
            return null;
        }

        if (size is { Type: QuantityType.FixedQuantity, Quantity: var whole } && units <= whole)
        {
            return Math.Round(units / whole * 100m, 8);
        }

        fields.Refuse("unsupported-parameter",
            "The amount of a target counts units here, and they are no part of the command's. Send \"targetAmountInPercent\": true with percentages.", "targetAmountInPercent");
        return null;
    }

    private static (TargetTerms Target, decimal? Amount)? Target(JsonFields target, bool? isPercent)
    {
        target.Any("idx");
        if (target.Names.FirstOrDefault(name => name.Contains("trail", StringComparison.OrdinalIgnoreCase)) is { } trail && target.Any(trail)?.Text is not ("0" or "false"))
        {
            target.Refuse("unsupported-parameter", "A target that trails is not done here. Leave its trailing out.", trail);
        }

        var amount = Above(target, "amount");
        var (percent, price) = (Above(target, "takeProfitPercent"), Above(target, "price"));
        return percent is { } part && isPercent != false ? (new TargetTerms { Percent = part }, amount)
            : price is { } level ? (new TargetTerms { LimitPrice = new Price(level) }, amount)
            : percent is { } only ? (new TargetTerms { Percent = only }, amount)
            : null;
    }

    private static decimal? Above(JsonFields fields, string name) => fields.Number(name, "invalid-number") is { } number and > 0 ? number : null;
}
