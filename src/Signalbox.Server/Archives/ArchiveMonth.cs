using System.Globalization;

namespace Signalbox.Server.Archives;

/// <summary>A calendar month in UTC, written as 2026-01.</summary>
internal readonly record struct ArchiveMonth(int Year, int Month) : IComparable<ArchiveMonth>
{
    private const string Format = "yyyy-MM";

    public DateTimeOffset Start => new(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset End => Start.AddMonths(1);

    public ArchiveMonth Next => Of(End);

    public ArchiveMonth Previous => Of(Start.AddDays(-1));

    public static ArchiveMonth Of(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month);

    public static ArchiveMonth Read(string text) => Of(DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public int CompareTo(ArchiveMonth other) => Start.CompareTo(other.Start);

    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);
}
