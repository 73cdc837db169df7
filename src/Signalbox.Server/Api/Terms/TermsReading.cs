using Signalbox.Server.Api.Input;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Terms;

/// <summary>From the document to the engine's terms, with everything that contradicts itself noted in the check.</summary>
internal static class TermsReading
{
    private const decimal CancelAfterSecondsMax = 3_600m;
    private const decimal DelaySecondsMax = 604_800m;
    private const decimal LeverageMax = 1_000m;

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
            EntryCancelAfterSeconds = check.Within($"{path}.entryCancelAfterSeconds", document.EntryCancelAfterSeconds, 1m, CancelAfterSecondsMax),
            ExitCancelAfterSeconds = check.Within($"{path}.exitCancelAfterSeconds", document.ExitCancelAfterSeconds, 1m, CancelAfterSecondsMax),
            EntrySpread = Spread(document.EntrySpread, $"{path}.entrySpread", check),
            ExitSpread = Spread(document.ExitSpread, $"{path}.exitSpread", check),
            SlippagePercentMax = check.Within($"{path}.slippagePercentMax", document.SlippagePercentMax, 0m, 100m),
            DelaySeconds = check.Within($"{path}.delaySeconds", document.DelaySeconds, 0m, DelaySecondsMax),
            Leverage = check.Within($"{path}.leverage", document.Leverage, 1m, LeverageMax),
            ExtendedHours = document.ExtendedHours,
            Symbols = SymbolsReading.Read(document.Symbols, $"{path}.symbols", check),
        };
    }

    private static SpreadLimit? Spread(SpreadDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        check.ExactlyOne(path, "amount and percent", document.Amount is not null, document.Percent is not null);
        check.Positive($"{path}.amount", document.Amount);
        check.Positive($"{path}.percent", document.Percent);
        return new() { Amount = document.Amount, Percent = document.Percent };
    }
}
