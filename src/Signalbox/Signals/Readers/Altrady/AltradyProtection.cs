using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.Altrady;

/// <summary>Targets and stop of an Altrady signal.</summary>
internal static class AltradyProtection
{
    private const int TargetsMax = 20;

    public static TakeProfitTerms? TakeProfit(JsonFields fields)
    {
        var targets = fields.Objects("take_profit", TargetsMax, "invalid-take-profit-value-required").Select(Target).ToArray();
        return targets.Length == 0 ? null : new() { Targets = [.. targets] };
    }

    public static StopLossTerms? StopLoss(JsonFields fields)
    {
        if (fields.Object("stop_loss", "invalid-stop-loss-value-required") is not { } loss)
        {
            return null;
        }

        var percent = loss.Positive("stop_percentage", "invalid-stop-loss-percent");
        var price = loss.Price("stop_price", "invalid-stop-loss-stop-price");
        if (percent is null && price is null)
        {
            loss.Refuse("invalid-stop-loss-value-required", "A stop loss needs stop_percentage or stop_price.", "stop_percentage");
        }

        // The pause before the stop acts leaves the position open to the loss it should end.
        foreach (var name in (string[])["cool_down_amount", "cooldown_amount", "cool_down_time_frame"])
        {
            Refuse(loss, name, "delays the stop after its price was reached, which is not done here. Leave it out.");
        }

        var protection = loss.Text("protection_type", 64, "invalid-stop-loss-type")?.ToUpperInvariant();
        if (protection is "FOLLOW_TAKE_PROFIT")
        {
            loss.Refuse("unsupported-parameter", "The protection FOLLOW_TAKE_PROFIT moves the stop from target to target, which is not done here. Send BREAK_EVEN or leave it out.", "protection_type");
        }

        return price is null
            ? new() { Percent = percent, BreakevenAfterTarget = protection is "BREAK_EVEN" ? 1 : 0 }
            : new() { StopPrice = price, BreakevenAfterTarget = protection is "BREAK_EVEN" ? 1 : 0 };
    }

    private static TargetTerms Target(JsonFields target)
    {
        var percent = target.Positive("price_percentage", "invalid-take-profit-percent");
        var price = target.Price("price", "invalid-take-profit-limit-price");
        if (percent is null == price is null)
        {
            target.Refuse("invalid-take-profit-value-required", "A target has either price_percentage or price.", "price_percentage");
        }

        Refuse(target, "trailing_distance", "trails the target, which is not done here. Leave it out.");
        return new() { Percent = percent, LimitPrice = price, SharePercent = target.Positive("position_percentage", "invalid-take-profit-percent") };
    }

    private static void Refuse(JsonFields fields, string name, string why)
    {
        if (fields.Number(name, "unsupported-parameter") is not (null or 0))
        {
            fields.Refuse("unsupported-parameter", $"The field {name} {why}", name);
        }
    }
}
