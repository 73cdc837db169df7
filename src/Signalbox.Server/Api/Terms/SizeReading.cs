using Signalbox.Server.Api.Input;
using Signalbox.Signals.Terms;

namespace Signalbox.Server.Api.Terms;

internal static class SizeReading
{
    public static SizeTerms? Read(SizeDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        if (document.Quantity is null)
        {
            check.Refuse($"{path}.quantity", "A quantity is required.");
        }

        check.Positive($"{path}.quantity", document.Quantity);
        if (document.Type is QuantityType.PercentOfPosition or QuantityType.RiskPercent)
        {
            check.Require(document.Quantity is null or <= 100m, $"{path}.quantity", "A percentage of this kind is at most 100.");
        }

        return new() { Quantity = document.Quantity ?? 1m, Type = document.Type };
    }
}
