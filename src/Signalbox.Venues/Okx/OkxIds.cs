using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>Up to 32 letters and digits are taken, so ours fit as they are: exactly.</summary>
public static class OkxIds
{
    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 32);

    public static string Write(ClientOrderId id) => Text.Write(id);

    public static ClientOrderId? Read(string? text) => Text.Read(text);
}
