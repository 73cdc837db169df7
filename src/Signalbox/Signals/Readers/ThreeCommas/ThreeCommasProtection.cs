using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.ThreeCommas;

/// <summary>Targets and stop of a custom signal, where they are enabled: percentages of the price, or prices.</summary>
internal static class ThreeCommasProtection
{
    private const int StepsMax = 20;

    public static TakeProfitTerms? TakeProfit(JsonFields fields)
    {
        if (Enabled(fields, "take_profit") is not { } profit)
        {
            return null;
        }

        profit.Any("order_type");
        RefuseTrailing(profit);
        var steps = profit.Objects("steps", StepsMax, "invalid-take-profit-value-required").Select(Step).ToArray();
        if (steps.Length > 0)
        {
            return new() { Targets = [.. steps] };
        }

        var (percent, price) = Level(profit, "invalid-take-profit-percent");
        return percent is null && price is null ? null : TakeProfitTerms.Of(new() { Percent = percent, LimitPrice = price });
    }

    public static StopLossTerms? StopLoss(JsonFields fields)
    {
        if (Enabled(fields, "stop_loss") is not { } loss)
        {
            return null;
        }

        loss.Any("order_type");
        RefuseTrailing(loss);
        var breakeven = loss.Flag("breakeven", "invalid-stop-loss-type") == true ? 1 : 0;
        var (percent, price) = Level(loss, "invalid-stop-loss-percent");
        if (percent is null && price is null)
        {
            loss.Refuse("invalid-stop-loss-value-required", "A stop loss that is enabled needs its price or its percentage.", "trigger_price_percent");
        }

        return price is null ? new() { Percent = percent, BreakevenAfterTarget = breakeven } : new() { StopPrice = price, BreakevenAfterTarget = breakeven };
    }

    private static JsonFields? Enabled(JsonFields fields, string name) =>
        fields.Object(name, "invalid-payload") is { } found && found.Flag("enabled", "invalid-payload") != false ? found : null;

    private static void RefuseTrailing(JsonFields fields)
    {
        var isOn = fields.Any("trailing") switch
        {
            { Kind: JsonValueKind.Object } => fields.Object("trailing", "invalid-payload")!.Flag("enabled", "invalid-payload") != false,
            { Kind: JsonValueKind.True } => true,
            _ => false,
        };
        if (isOn)
        {
            fields.Refuse("unsupported-parameter", "The field trailing lets a target or stop of the bot trail, which is not done here. Leave it out.", "trailing");
        }
    }

    private static TargetTerms Step(JsonFields step)
    {
        step.Any("order_type");
        RefuseTrailing(step);
        var (percent, price) = Level(step, "invalid-take-profit-percent");
        if (percent is null && price is null)
        {
            step.Refuse("invalid-take-profit-value-required", "A step of a take profit needs its price or its percentage.", "price");
        }

        return new()
        {
            Percent = percent,
            LimitPrice = price,
            SharePercent = step.Positive("volume", "invalid-take-profit-percent") ?? step.Positive("volume_percent", "invalid-take-profit-percent"),
        };
    }

    /// <summary>A plain price, a percentage, or an object that says which of the two its value is.</summary>
    private static (decimal? Percent, Price? Price) Level(JsonFields fields, string code)
    {
        if (fields.Number("trigger_price_percent", code) is { } percent)
        {
            return (Math.Abs(percent), null);
        }

        if (fields.Any("price") is { Kind: JsonValueKind.Object } && fields.Object("price", code) is { } level)
        {
            var type = level.Text("type", 64, code) ?? "";
            var value = level.Number("value", code);
            return type.Contains("percent", StringComparison.OrdinalIgnoreCase) ? (value is { } part ? Math.Abs(part) : null, null) : (null, value is { } number and > 0 ? new Price(number) : null);
        }

        return (null, fields.Price("price", code) ?? fields.Price("trigger_price", code));
    }
}
