namespace Signalbox.Markets.Futures;

/// <summary>
/// The days on which United States futures exchanges settle: Monday to Friday without the exchange holidays, computed by
/// their rules, so that no table has to be kept up to date.
/// </summary>
internal static class BusinessDays
{
    public static bool IsBusinessDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    public static DateOnly AtOrBefore(DateOnly day)
    {
        while (!IsBusinessDay(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    public static DateOnly Before(DateOnly day, int count)
    {
        for (var left = count; left > 0; left--)
        {
            day = AtOrBefore(day.AddDays(-1));
        }

        return day;
    }

    /// <summary>The last business day of the month, or one before it: 1 is the last.</summary>
    public static DateOnly FromEnd(ContractMonth month, int place)
    {
        var last = AtOrBefore(month.FirstDay.AddMonths(1).AddDays(-1));
        return Before(last, place - 1);
    }

    /// <summary>The business day of the month with this place: 1 is the first.</summary>
    public static DateOnly FromStart(ContractMonth month, int place)
    {
        var day = month.FirstDay;
        for (var found = IsBusinessDay(day) ? 1 : 0; found < place;)
        {
            day = day.AddDays(1);
            found += IsBusinessDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>The first, second … of a weekday in the month, holiday or not.</summary>
    public static DateOnly Weekday(ContractMonth month, DayOfWeek weekday, int place)
    {
        var first = month.FirstDay;
        return first.AddDays((weekday - first.DayOfWeek + 7) % 7 + 7 * (place - 1));
    }

    public static DateOnly LastWeekday(ContractMonth month, DayOfWeek weekday)
    {
        var last = month.FirstDay.AddMonths(1).AddDays(-1);
        return last.AddDays(-((last.DayOfWeek - weekday + 7) % 7));
    }

    private static bool IsHoliday(DateOnly day)
    {
        var month = new ContractMonth(day.Year, day.Month);
        return day.Month switch
        {
            1 => IsObserved(day, 1) || day == Weekday(month, DayOfWeek.Monday, 3),
            2 => day == Weekday(month, DayOfWeek.Monday, 3),
            5 => day == LastWeekday(month, DayOfWeek.Monday),
            6 => day.Year >= 2022 && IsObserved(day, 19),
            7 => IsObserved(day, 4),
            9 => day == Weekday(month, DayOfWeek.Monday, 1),
            11 => day == Weekday(month, DayOfWeek.Thursday, 4),
            12 => IsObserved(day, 25),
            _ => false,
        } || day == EasterSunday(day.Year).AddDays(-2);
    }

    // A holiday on Saturday is kept on Friday, one on Sunday on Monday. New Year on a Saturday is not moved into the old year.
    private static bool IsObserved(DateOnly day, int date) =>
        day.Day == date
        || day.Day == date - 1 && day.DayOfWeek == DayOfWeek.Friday
        || day.Day == date + 1 && day.DayOfWeek == DayOfWeek.Monday;

    /// <summary>The Gregorian computus.</summary>
    private static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
        var fullMoon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
        var weekday = (year + year / 4 + fullMoon + 2 - century + century / 4) % 7;
        var fromMarch = fullMoon - weekday;
        var month = 3 + (fromMarch + 40) / 44;
        return new(year, month, fromMarch + 28 - 31 * (month / 4));
    }
}
