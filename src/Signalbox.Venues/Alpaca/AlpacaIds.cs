using Signalbox.Identity;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>
/// Up to 128 characters are taken, so ours fit as they are. The venue changes an order by putting another in its place, with
/// an id of its own: that one is named after ours and the number it replaces, so that it is recognised after a restart too,
/// and the same change sent twice has the same id.
/// </summary>
public static class AlpacaIds
{
    private const char Separator = '.';

    private static readonly ClientIdText Text = new(ClientIdText.Hex, charsMax: 128);

    public static string Write(ClientOrderId id) => Text.Write(id);

    /// <summary>The id of what takes the place of an order.</summary>
    public static string Write(ClientOrderId id, VenueOrderId replaced) => $"{Text.Write(id)}{Separator}{replaced.Value}";

    public static ClientOrderId? Read(string? text)
    {
        var end = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        return Text.Read(end < 0 ? text : text![..end]);
    }
}
