using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>The stopLoss object: a type and exactly one of stopPrice, percent and amount.</summary>
internal static class StopLossReader
{
    public static StopLossTerms? Read(JsonFields fields)
    {
        if (fields.Object("stopLoss", "invalid-stop-loss-value-required") is not { } loss)
        {
            return null;
        }

        var stop = new StopLossTerms
        {
            Type = loss.Word("type", Words.StopLossTypes, "invalid-stop-loss-type", "stop or stop_limit") ?? StopLossType.Stop,
            StopPrice = loss.Price("stopPrice", "invalid-stop-loss-stop-price"),
            Percent = loss.Positive("percent", "invalid-stop-loss-percent"),
            Amount = loss.Positive("amount", "invalid-stop-loss-amount"),
            LimitPrice = loss.Price("limitPrice", "invalid-stop-loss-limit-price"),
        };
        if (stop is { Percent: not null, Amount: not null })
        {
            loss.Refuse("invalid-stop-loss-amount-and-percent", "A stop loss has either a percent or an amount. Remove one of them.", "percent");
        }
        else if (stop.StopPrice is not null && (stop.Percent ?? stop.Amount) is not null)
        {
            loss.Refuse("invalid-stop-loss-relative-and-absolute", "A stop loss has either a stopPrice or a distance. Remove one of them.", "stopPrice");
        }
        else if (stop.StopPrice is null && (stop.Percent ?? stop.Amount) is null)
        {
            loss.Refuse("invalid-stop-loss-value-required", "A stop loss needs one of stopPrice, percent and amount.", "stopPrice");
        }

        return stop;
    }
}
