using System.Collections.Frozen;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TvHub;

/// <summary>How much a TV-Hub command trades: units, or a percentage of what its type names, or a sum in the quote currency.</summary>
internal static class TvHubSize
{
    private static readonly FrozenDictionary<string, QuantityType> Types = new Dictionary<string, QuantityType>
    {
        ["absolute"] = QuantityType.FixedQuantity,
        ["fixed"] = QuantityType.FixedQuantity,
        ["quote"] = QuantityType.DollarAmount,
        ["absoluteUsd"] = QuantityType.DollarAmount,
        ["percent"] = QuantityType.PercentOfAvailable,
        ["percentAvailableBalance"] = QuantityType.PercentOfAvailable,
        ["percentBalance"] = QuantityType.PercentOfEquity,
        ["percentWallet"] = QuantityType.PercentOfEquity,
        ["percentEquity"] = QuantityType.PercentOfEquity,
        ["percentPosition"] = QuantityType.PercentOfPosition,
        ["risk"] = QuantityType.RiskPercent,
        ["riskPercent"] = QuantityType.RiskPercent,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, bool> Parts = new Dictionary<string, bool> { ["percent"] = true, ["absolute"] = false }
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static SizeTerms? Read(JsonFields fields, SignalAction action)
    {
        var type = fields.Word("unitsType", Types, "invalid-quantity-type", "absolute, percent, percentBalance, percentWallet, percentPosition or risk");
        var units = Above(fields, "units") ?? Above(fields, "quantity");
        var percent = Above(fields, "unitsPercent");
        var sum = fields.Flag("useFixedSize", "invalid-quantity-type") == true ? Sum(fields) : null;
        if (action == SignalAction.Exit)
        {
            return Part(fields) ?? (percent is { } part ? new() { Quantity = part, Type = QuantityType.PercentOfPosition }
                : units is { } closed ? new() { Quantity = closed, Type = type == QuantityType.PercentOfPosition ? type.Value : QuantityType.FixedQuantity }
                : null);
        }

        return sum is { } money ? new() { Quantity = money, Type = QuantityType.DollarAmount }
            : percent is { } share ? new() { Quantity = share, Type = type is null or QuantityType.FixedQuantity ? QuantityType.PercentOfAvailable : type.Value }
            : units is { } amount ? new() { Quantity = amount, Type = type ?? QuantityType.FixedQuantity }
            : null;
    }

    private static SizeTerms? Part(JsonFields fields)
    {
        var isPercent = fields.Word("partialCloseType", Parts, "invalid-quantity-type", "percent or absolute") ?? true;
        return fields.Flag("usePartialClose", "invalid-quantity") == true && Above(fields, "partialCloseValue") is { } part
            ? new() { Quantity = part, Type = isPercent ? QuantityType.PercentOfPosition : QuantityType.FixedQuantity }
            : null;
    }

    private static decimal? Sum(JsonFields fields)
    {
        var sum = Above(fields, "fixedQuoteSize");
        if (sum is null)
        {
            fields.Refuse("quantity-type-requires-quantity", "The field useFixedSize needs fixedQuoteSize beside it.", "fixedQuoteSize");
        }

        return sum;
    }

    // The command carries a zero for what it does not set.
    private static decimal? Above(JsonFields fields, string name) => fields.Number(name, "invalid-quantity") is { } number and > 0 ? number : null;
}
