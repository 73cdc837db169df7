using Signalbox.Server.Api.Input;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Terms;

/// <summary>From the document to the engine's terms, with everything that contradicts itself noted in the check.</summary>
internal static class TermsReading
{
    public static TradeTerms Read(TermsDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return TradeTerms.Empty;
        }

        if (document.EntrySize is { Type: QuantityType.PercentOfPosition })
        {
            check.Refuse($"{path}.entrySize.type", "An entry has no position yet to take a percentage of. Choose another quantity type.");
        }

        return new()
        {
            EntrySize = SizeReading.Read(document.EntrySize, $"{path}.entrySize", check),
            ExitSize = SizeReading.Read(document.ExitSize, $"{path}.exitSize", check),
            EntryOrder = OrderReading.Read(document.EntryOrder, $"{path}.entryOrder", check),
            ExitOrder = OrderReading.Read(document.ExitOrder, $"{path}.exitOrder", check),
            EntryTimeInForce = document.EntryTimeInForce,
            ExitTimeInForce = document.ExitTimeInForce,
            TakeProfit = ProtectionReading.Read(document.TakeProfit, $"{path}.takeProfit", check),
            StopLoss = ProtectionReading.Read(document.StopLoss, $"{path}.stopLoss", check),
        };
    }
}
