using System.Globalization;
using Signalbox.Identity;

namespace Signalbox.Venues.Binance.Usdm;

/// <summary>
/// Orders that wait for a price are numbered apart from the others, so their numbers carry a mark: the same digits name two
/// different orders.
/// </summary>
internal static class BinanceAlgoNumber
{
    private const string Mark = "algo-";

    public static VenueOrderId Write(long number) => new(Mark + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The venue's digits; null for a number of the other kind.</summary>
    public static string? Read(VenueOrderId? number) =>
        number?.Value is { } text && text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..] : null;
}
