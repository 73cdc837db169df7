using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Up to 36 letters, digits, dashes and underscores are taken as <c>orderLinkId</c>, so ours fit as they are.</summary>
public static class BybitIds
{
    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 36);

    public static string Write(ClientOrderId id) => Text.Write(id);

    public static ClientOrderId? Read(string? text) => Text.Read(text);
}
