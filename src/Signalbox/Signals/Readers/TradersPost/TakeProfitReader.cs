using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>The takeProfit object: exactly one of limitPrice, percent and amount.</summary>
internal static class TakeProfitReader
{
    public static TakeProfitTerms? Read(JsonFields fields)
    {
        if (fields.Object("takeProfit", "invalid-take-profit-value-required") is not { } profit)
        {
            return null;
        }

        var target = new TargetTerms
        {
            LimitPrice = profit.Price("limitPrice", "invalid-take-profit-limit-price"),
            Percent = profit.Positive("percent", "invalid-take-profit-percent"),
            Amount = profit.Positive("amount", "invalid-take-profit-amount"),
        };
        if (target is { Percent: not null, Amount: not null })
        {
            profit.Refuse("invalid-take-profit-amount-and-percent", "A take profit has either a percent or an amount. Remove one of them.", "percent");
        }
        else if (target.LimitPrice is not null && (target.Percent ?? target.Amount) is not null)
        {
            profit.Refuse("invalid-take-profit-relative-and-absolute", "A take profit has either a limitPrice or a distance. Remove one of them.", "limitPrice");
        }
        else if (target == new TargetTerms())
        {
            profit.Refuse("invalid-take-profit-value-required", "A take profit needs one of limitPrice, percent and amount.", "limitPrice");
        }

        return TakeProfitTerms.Of(target);
    }
}
