using System.ComponentModel;
using Signalbox.Strategies.Windows;

namespace Signalbox.Server.Api.Subscriptions;

/// <summary>When a subscription may trade.</summary>
public sealed record WindowsDocument(
    IReadOnlyList<WindowDocument>? Open = null,
    [property: Description("A name such as Europe/Berlin. Absent: UTC.")] string TimeZone = "UTC",
    [property: Description("Exits and cancels pass at any time.")] bool AllowExitsOutside = true)
{
    public static WindowsDocument Of(TradingWindows windows) => new(
        [.. windows.Open.Select(WindowDocument.Of)], windows.TimeZone, windows.AllowExitsOutside);
}

public sealed record WindowDocument(
    [property: Description("The days on which it begins.")] IReadOnlyList<Weekday>? Days = null,
    [property: Description("Local time as HH:mm or HH:mm:ss, inclusive.")] string? From = null,
    [property: Description("Exclusive; not after from: it ends on the next day.")] string? To = null)
{
    public static WindowDocument Of(TradingWindow window) => new([.. window.Days], Written(window.From), Written(window.To));

    private static string Written(TimeOnly time) =>
        time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
