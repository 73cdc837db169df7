using System.Globalization;
using System.Text;
using Signalbox.Markets;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>
/// The checksum that comes with each change of a book: CRC-32 over the ten best asks and then the ten best bids, price and
/// quantity of each with all the decimals of the pair, without the point and without the zeros before.
/// </summary>
public static class KrakenChecksum
{
    private const int Levels = 10;
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(static value => Entry((uint)value))];

    public static uint Of(IBookView book, int priceDecimals, int quantityDecimals)
    {
        var text = new StringBuilder(512);
        foreach (var side in new[] { Side.Sell, Side.Buy })
        {
            for (var index = 0; index < Math.Min(Levels, book.Depth(side)); index++)
            {
                var (price, quantity) = book.Level(side, index);
                text.Append(Digits(price.Value, priceDecimals)).Append(Digits(quantity.Value, quantityDecimals));
            }
        }

        var crc = uint.MaxValue;
        foreach (var letter in text.ToString())
        {
            crc = (crc >> 8) ^ Table[(crc ^ letter) & 0xFF];
        }

        return ~crc;
    }

    private static string Digits(decimal value, int decimals) =>
        value.ToString($"F{decimals.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).TrimStart('0');

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        }

        return value;
    }
}
