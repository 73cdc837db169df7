using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Strategies.Windows;

/// <summary>When a subscription may trade, in a time zone of its own.</summary>
/// <param name="TimeZone">An IANA name such as <c>America/New_York</c>. Default UTC.</param>
/// <param name="AllowExitsOutside">Exits and cancels pass at any time.</param>
/// <param name="Open">From is inclusive, to is exclusive; a window may cross midnight.</param>
public sealed record TradingWindows(
    [property: JsonConverter(typeof(ValueListConverter<TradingWindow>))] ValueList<TradingWindow> Open,
    string TimeZone = "UTC",
    bool AllowExitsOutside = true)
{
    public bool IsOpen(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        foreach (var window in Open)
        {
            if (window.Contains(local.DayOfWeek, TimeOnly.FromTimeSpan(local.TimeOfDay)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault() =>
        !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) ? $"The time zone {TimeZone} is not known. Use a name such as Europe/Berlin."
        : Open.Count == 0 ? "There is no window, so it would never trade. Add one, or remove the setting to trade at any time."
        : Open.Any(window => window.Days.Count == 0) ? "A window has no day, so it never opens. Name its days."
        : null;
}

/// <param name="Days">The days on which it begins.</param>
/// <param name="From">Local time, inclusive.</param>
/// <param name="To">Local time, exclusive; not after <paramref name="From"/>: it ends on the next day.</param>
public sealed record TradingWindow(
    [property: JsonConverter(typeof(ValueListConverter<Weekday>))] ValueList<Weekday> Days,
    TimeOnly From,
    TimeOnly To)
{
    public bool Contains(DayOfWeek day, TimeOnly time)
    {
        if (From < To)
        {
            return BeginsOn(day) && time >= From && time < To;
        }

        return (BeginsOn(day) && time >= From) || (BeginsOn(DayBefore(day)) && time < To);
    }

    private bool BeginsOn(DayOfWeek day)
    {
        foreach (var each in Days)
        {
            if ((DayOfWeek)each == day)
            {
                return true;
            }
        }

        return false;
    }

    private static DayOfWeek DayBefore(DayOfWeek day) => (DayOfWeek)(((int)day + 6) % 7);
}

[JsonConverter(typeof(SnakeCaseEnumConverter<Weekday>))]
public enum Weekday
{
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}
