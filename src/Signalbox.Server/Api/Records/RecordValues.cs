using System.Globalization;
using Signalbox.Markets;

namespace Signalbox.Server.Api.Records;

/// <summary>From the tables' texts and ticks to what documents show.</summary>
internal static class RecordValues
{
    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? Time(long? ticks) => ticks is { } known ? Time(known) : null;

    public static Price? Price(string? text) => text is null ? null : new(Number(text));

    public static Quantity Quantity(string text) => new(Number(text));

    public static Money Money(string text) => new(Number(text));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
