using System.Collections.Frozen;
using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TvHub;

/// <summary>How much a TV-Hub command trades: units, or a percentage of what its type names.</summary>
internal static class TvHubSize
{
    private static readonly FrozenDictionary<string, QuantityType> Types = new Dictionary<string, QuantityType>
    {
        ["absolute"] = QuantityType.FixedQuantity,
        ["fixed"] = QuantityType.FixedQuantity,
        ["quote"] = QuantityType.DollarAmount,
        ["absoluteUsd"] = QuantityType.DollarAmount,
        ["percentBalance"] = QuantityType.PercentOfAvailable,
        ["percentAvailableBalance"] = QuantityType.PercentOfAvailable,
        ["percentWallet"] = QuantityType.PercentOfEquity,
        ["percentEquity"] = QuantityType.PercentOfEquity,
        ["risk"] = QuantityType.RiskPercent,
        ["riskPercent"] = QuantityType.RiskPercent,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static SizeTerms? Read(JsonFields fields, SignalAction action)
    {
        var type = fields.Word("unitsType", Types, "invalid-quantity-type", "absolute, percentBalance, percentWallet or riskPercent");
        var units = Above(fields, "units") ?? Above(fields, "quantity");
        var percent = Above(fields, "unitsPercent");
        if (action == SignalAction.Exit)
        {
            return percent is { } part ? new() { Quantity = part, Type = QuantityType.PercentOfPosition } : units is { } closed ? new() { Quantity = closed } : null;
        }

        return percent is { } share ? new() { Quantity = share, Type = type is null or QuantityType.FixedQuantity ? QuantityType.PercentOfAvailable : type.Value }
            : units is { } amount ? new() { Quantity = amount, Type = type ?? QuantityType.FixedQuantity }
            : null;
    }

    // The command carries a zero for what it does not set.
    private static decimal? Above(JsonFields fields, string name) => fields.Number(name, "invalid-quantity") is { } number and > 0 ? number : null;
}
