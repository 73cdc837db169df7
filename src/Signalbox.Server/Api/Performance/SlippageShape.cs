using System.Globalization;
using Signalbox.Markets;
using Signalbox.Monitoring.Records;
using Signalbox.Performance.Results;
using Signalbox.Server.Api.Records;
using Signalbox.Text;

namespace Signalbox.Server.Api.Performance;

/// <summary>Slippage of entries, seen from each side.</summary>
internal static class SlippageShape
{
    public static SlippagesDocument Of(IReadOnlyList<EntrySlippage> entries, PerformanceNames names) => new(
        Groups(entries, entry => entry.Strategy, names.Strategy),
        Groups(entries, entry => entry.Account, names.Account),
        Groups(entries, entry => entry.Symbol, static symbol => symbol),
        Groups(entries, entry => entry.At.UtcDateTime.ToString("HH", CultureInfo.InvariantCulture), static hour => $"{hour}:00"),
        Groups(entries, entry => names.Mode(entry.Account), static mode => mode));

    /// <summary>Null where the signal named no price: only one that did can be held to it.</summary>
    public static EntrySlippage? Of(EntryRow row) =>
        row.Signal is { } json && RecordText.Signal(json).SignalPrice is { Value: > 0 } signalled && RecordValues.Price(row.AveragePrice) is { } paid
            ? new(row.Strategy, row.Account, row.Instrument, row.Side == Words.Of(Side.Buy) ? Side.Buy : Side.Sell, signalled, paid) { At = RecordValues.Time(row.At) }
            : null;

    private static IReadOnlyList<SlippageDocument> Groups(IReadOnlyList<EntrySlippage> entries, Func<EntrySlippage, string> keyOf, Func<string, string> nameOf) =>
    [
        .. entries.GroupBy(keyOf).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SlippageDocument(
            group.Key, nameOf(group.Key), group.Count(), Math.Round(group.Average(entry => entry.BasisPoints), 2), Math.Round(group.Max(entry => entry.BasisPoints), 2))),
    ];
}
