using Signalbox.Identity;

namespace Signalbox.Venues.Coinbase;

/// <summary>Our 128 bits in the form of a UUID, which every kind of product takes.</summary>
public static class CoinbaseIds
{
    private const int Chars = 36;

    public static string Write(ClientOrderId id) => string.Create(Chars, id.ToString(), static (text, hex) =>
    {
        var at = 0;
        for (var index = 0; index < hex.Length; index++)
        {
            if (index is 8 or 12 or 16 or 20)
            {
                text[at++] = '-';
            }

            text[at++] = hex[index];
        }
    });

    /// <summary>Null for an id that cannot be one of ours.</summary>
    public static ClientOrderId? Read(string? text) =>
        text is { Length: Chars } && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
        && ClientOrderId.TryParse(text.Replace("-", "", StringComparison.Ordinal), out var id)
            ? id
            : null;
}
