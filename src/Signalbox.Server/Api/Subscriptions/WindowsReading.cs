using System.Globalization;
using Signalbox.Server.Api.Input;
using Signalbox.Strategies.Windows;

namespace Signalbox.Server.Api.Subscriptions;

/// <summary>Trading windows, of a strategy or of a subscription.</summary>
internal static class WindowsReading
{
    private const int WindowsMax = 50;

    private static readonly string[] TimeFormats = ["HH:mm", "HH:mm:ss"];

    public static TradingWindows? Read(WindowsDocument? document, string path, InputCheck check)
    {
        if (document is null)
        {
            return null;
        }

        var open = document.Open ?? [];
        check.Require(open.Count <= WindowsMax, $"{path}.open", $"There are at most {WindowsMax} windows.");
        var windows = new TradingWindows(
            [.. open.Take(WindowsMax).Select((window, index) => Window(window, $"{path}.open[{index}]", check))], document.TimeZone, document.AllowExitsOutside);
        if (windows.Fault() is { } fault)
        {
            check.Refuse(path, fault);
        }

        return windows;
    }

    private static TradingWindow Window(WindowDocument document, string path, InputCheck check) =>
        new([.. (document.Days ?? []).Distinct()], Time(document.From, $"{path}.from", check), Time(document.To, $"{path}.to", check));

    private static TimeOnly Time(string? text, string path, InputCheck check)
    {
        if (TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        check.Refuse(path, "Expected a time of day such as 09:30.");
        return default;
    }
}
