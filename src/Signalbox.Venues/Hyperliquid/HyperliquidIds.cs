using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>A cloid is 0x and 32 hexadecimal digits: exactly our 128 bits.</summary>
public static class HyperliquidIds
{
    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 34, prefix: "0x");

    public static string Write(ClientOrderId id) => Text.Write(id);

    public static ClientOrderId? Read(string? text) => Text.Read(text?.ToLowerInvariant());
}
