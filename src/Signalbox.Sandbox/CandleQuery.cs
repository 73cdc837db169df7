namespace Signalbox.Sandbox;

/// <summary>Which candles: from a time on, or the last ones until a time.</summary>
/// <param name="Length">Of one candle; <see cref="Month"/> stands for calendar months, and weeks begin on Mondays.</param>
public sealed record CandleQuery(TimeSpan Length, DateTimeOffset? From, DateTimeOffset? Until, int Limit)
{
    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>How far east of Greenwich days, weeks and months begin. Default not at all.</summary>
    public TimeSpan Shift { get; init; }

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // The epoch was a Thursday.
    private static readonly DateTimeOffset FirstMonday = DateTimeOffset.UnixEpoch.AddDays(4);

    /// <summary>When the candle that holds a time opens, where this query has its days begin.</summary>
    public DateTimeOffset OpeningOf(DateTimeOffset at) => OpeningOf(at + Shift, Length) - Shift;

    public DateTimeOffset After(DateTimeOffset opensAt) => After(opensAt + Shift, Length) - Shift;

    /// <summary>When the candle that holds a time opens.</summary>
    public static DateTimeOffset OpeningOf(DateTimeOffset at, TimeSpan length)
    {
        if (length == Month)
        {
            return new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        }

        var origin = length == Week ? FirstMonday : DateTimeOffset.UnixEpoch;
        var since = (at - origin).Ticks;
        return origin.AddTicks(since - (((since % length.Ticks) + length.Ticks) % length.Ticks));
    }

    public static DateTimeOffset After(DateTimeOffset opensAt, TimeSpan length) => length == Month ? opensAt.AddMonths(1) : opensAt + length;
}
