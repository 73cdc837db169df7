using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance;

/// <summary>Up to 36 characters of <c>.A-Z:/a-z0-9_-</c> are taken, so ours fit as they are.</summary>
public static class BinanceIds
{
    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 36);

    public static string Write(ClientOrderId id) => Text.Write(id);

    public static ClientOrderId? Read(string? text) => Text.Read(text);
}
