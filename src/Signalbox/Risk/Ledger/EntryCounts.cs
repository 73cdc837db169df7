using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Risk.Ledger;

/// <summary>How many entries a scope has open, had in the last minute, and had today.</summary>
public sealed record EntryCounts
{
    /// <summary>Times kept at most, and so the highest rate a shared limit may name.</summary>
    public const int TimesMax = 256;

    public static readonly EntryCounts None = new();

    public int Open { get; init; }

    /// <summary>When entries of the last minute were reserved, oldest first.</summary>
    [JsonConverter(typeof(ValueListConverter<DateTimeOffset>))]
    public ValueList<DateTimeOffset> Times { get; init; }

    public DateOnly Day { get; init; }

    public int Today { get; init; }

    public EntryCounts Opened(DateTimeOffset at)
    {
        var times = Times;
        while (times.Count > 0 && (at - times[0] > TimeSpan.FromMinutes(1) || times.Count >= TimesMax))
        {
            times = times.RemoveAt(0);
        }

        var day = RiskLedger.DayOf(at);
        return this with { Open = Open + 1, Times = times.Add(at), Day = day, Today = day == Day ? Today + 1 : 1 };
    }

    public EntryCounts Ended() => this with { Open = Open - 1 };

    public int Since(DateTimeOffset since)
    {
        var count = 0;
        for (var i = Times.Count - 1; i >= 0 && Times[i] > since; i--)
        {
            count++;
        }

        return count;
    }

    public int On(DateOnly day) => Day == day ? Today : 0;
}
