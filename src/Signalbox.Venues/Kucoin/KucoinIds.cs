using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>Up to 40 letters, digits, dashes and underscores are taken as <c>clientOid</c>, so ours fit as they are.</summary>
public static class KucoinIds
{
    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 40);

    public static string Write(ClientOrderId id) => Text.Write(id);

    public static ClientOrderId? Read(string? text) => Text.Read(text);

    /// <summary>An id that is not one of ours.</summary>
    internal static string? Foreign(string? text) => Read(text) is null && text is { Length: > 0 } ? text : null;
}
