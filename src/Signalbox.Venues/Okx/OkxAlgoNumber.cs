using Signalbox.Identity;

namespace Signalbox.Venues.Okx;

/// <summary>Orders that wait for their price are numbered by themselves and kept elsewhere; their numbers are marked as such.</summary>
public static class OkxAlgoNumber
{
    private const string Mark = "algo-";

    public static VenueOrderId Write(string number) => new(Mark + number);

    /// <summary>Null for a number of an ordinary order.</summary>
    public static string? Read(VenueOrderId? number) =>
        number?.Value is { } text && text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..] : null;
}
