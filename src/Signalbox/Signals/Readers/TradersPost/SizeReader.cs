using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>quantity and quantityType: what the number counts, and the actions it can go with.</summary>
internal static class SizeReader
{
    public static SizeTerms? Read(JsonFields fields, SignalAction action)
    {
        var quantity = fields.Positive("quantity", "invalid-quantity");
        var type = fields.Word("quantityType", Words.QuantityTypes, "invalid-quantity-type", Words.QuantityTypeList);
        if (type is null)
        {
            return quantity is { } plain ? new() { Quantity = plain } : null;
        }

        if (quantity is null)
        {
            fields.Refuse("quantity-type-requires-quantity", "The field quantityType needs a quantity beside it. Add the quantity or remove the type.", "quantity");
            return null;
        }

        RefuseMisfit(fields, type.Value, action);
        return new() { Quantity = quantity.Value, Type = type.Value };
    }

    private static void RefuseMisfit(JsonFields fields, QuantityType type, SignalAction action)
    {
        if (type is QuantityType.RiskDollarAmount or QuantityType.RiskPercent && action is not (SignalAction.Buy or SignalAction.Sell or SignalAction.Add))
        {
            fields.Refuse("invalid-risk-dollar-amount-action", "A quantity by risk goes only with the actions buy, sell and add: it is what an entry may lose.", "quantityType");
        }
        else if (type == QuantityType.PercentOfPosition && action is not (SignalAction.Buy or SignalAction.Sell or SignalAction.Exit))
        {
            fields.Refuse("invalid-percent-of-position-action", "The quantityType percent_of_position goes only with the actions buy, sell and exit.", "quantityType");
        }
        else if (action is SignalAction.Cancel or SignalAction.Breakeven)
        {
            fields.Refuse("invalid-quantity-type-action", "A quantityType goes only with the actions buy, sell, exit and add. Remove it or change the action.", "quantityType");
        }
    }
}
