using System.Globalization;
using Signalbox.Venues.Bybit;

namespace Signalbox.Sandbox.Bybit;

/// <summary>The engine's numbers as the venue writes ids: digits on spot, longer names elsewhere.</summary>
internal static class BybitNumbers
{
    private const string Head = "5a9d0b0c-0000-4000-8000-";

    public static string Write(BybitProduct product, long number) => product == BybitProduct.Spot
        ? number.ToString(CultureInfo.InvariantCulture)
        : Head + number.ToString("x12", CultureInfo.InvariantCulture);

    public static long? Read(BybitProduct product, string? id) => product == BybitProduct.Spot
        ? long.TryParse(id, CultureInfo.InvariantCulture, out var digits) ? digits : null
        : id is not null && id.StartsWith(Head, StringComparison.Ordinal) && long.TryParse(id.AsSpan(Head.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
