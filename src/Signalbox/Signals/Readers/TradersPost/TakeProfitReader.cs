using Signalbox.Markets;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>The takeProfit object: exactly one of limitPrice, percent, amount and pnlAmount.</summary>
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
            LimitPrice = profit.Price("limitPrice", "invalid-take-profit-limit-price") ?? profit.Price("price", "invalid-take-profit-limit-price"),
            Percent = profit.Positive("percent", "invalid-take-profit-percent"),
            Amount = profit.Positive("amount", "invalid-take-profit-amount"),
            ProfitAmount = profit.Positive("pnlAmount", "invalid-take-profit-pnl-amount") is { } money ? new Money(money) : null,
        };
        RefuseMixture(profit, target);
        return TakeProfitTerms.Of(target);
    }

    private static void RefuseMixture(JsonFields profit, TargetTerms target)
    {
        var distances = (target.Percent is null ? 0 : 1) + (target.Amount is null ? 0 : 1) + (target.ProfitAmount is null ? 0 : 1);
        if (distances > 1)
        {
            profit.Refuse("invalid-take-profit-amount-and-percent", "A take profit has one of percent, amount and pnlAmount. Remove the others.", "percent");
        }
        else if (target.LimitPrice is not null && distances > 0)
        {
            profit.Refuse("invalid-take-profit-relative-and-absolute", "A take profit has either a limitPrice or a distance. Remove one of them.", "limitPrice");
        }
        else if (target.LimitPrice is null && distances == 0)
        {
            profit.Refuse("invalid-take-profit-value-required", "A take profit needs one of limitPrice, percent, amount and pnlAmount.", "limitPrice");
        }
    }
}
