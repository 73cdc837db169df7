using Signalbox.Signals.Readers.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>When the signal may act, and what must hold then.</summary>
internal static class GuardReader
{
    private const int CancelAfterSecondsMax = 3_600;
    private const int DelaySecondsMax = 86_400;

    public static SignalTiming? ReadTiming(JsonFields fields)
    {
        var timing = new SignalTiming
        {
            CancelAfterSeconds = Seconds(fields, "cancelAfter", 1, CancelAfterSecondsMax, "invalid-cancel-after"),
            DelaySeconds = Seconds(fields, "delay", 0, DelaySecondsMax, "invalid-delay"),
            IgnoreTradingWindows = fields.Flag("ignoreTradingWindows", "invalid-ignore-trading-windows") ?? false,
        };
        return timing is { CancelAfterSeconds: null, DelaySeconds: null, IgnoreTradingWindows: false } ? null : timing;
    }

    public static SignalGuards? ReadGuards(JsonFields fields)
    {
        var amount = fields.Positive("bidAskSpreadFilter", "invalid-bid-ask-spread-filter");
        var percent = fields.Positive("bidAskSpreadFilterPercent", "invalid-bid-ask-spread-filter");
        return amount is null && percent is null ? null : new() { SpreadMax = amount, SpreadPercentMax = percent };
    }

    private static decimal? Seconds(JsonFields fields, string name, int least, int most, string code)
    {
        var seconds = fields.Number(name, code);
        if (seconds < least || seconds > most)
        {
            fields.Refuse(code, $"The field {name} is a number of seconds from {least} to {most}.", name);
        }

        return seconds;
    }
}
