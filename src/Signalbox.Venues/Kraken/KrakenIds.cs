using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken;

/// <summary>
/// Spot takes a UUID with or without its dashes, futures any text up to 100 characters: ours are 32 hexadecimal digits at
/// both. What comes back may have got dashes.
/// </summary>
public static class KrakenIds
{
    private const int DashedLength = 36;

    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 32);

    public static string Write(ClientOrderId id) => Text.Write(id);

    public static ClientOrderId? Read(string? text) =>
        Text.Read(text is { Length: DashedLength } ? text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() : text);
}
