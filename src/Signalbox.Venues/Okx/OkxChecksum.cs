using System.Globalization;
using System.Text;
using Signalbox.Markets;

namespace Signalbox.Venues.Okx;

/// <summary>
/// What a book adds up to: the first 25 levels of both sides in turn, as they were written, by CRC-32. The venue sends it no
/// more and writes zero in its place; books that were recorded before still carry it.
/// </summary>
internal static class OkxChecksum
{
    private const int Levels = 25;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(EntryOf)];

    public static int Of(IBookView book)
    {
        var text = new StringBuilder(1_024);
        for (var index = 0; index < Levels; index++)
        {
            Append(text, book, Side.Buy, index);
            Append(text, book, Side.Sell, index);
        }

        return Of(Encoding.ASCII.GetBytes(text.ToString()));
    }

    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var each in bytes)
        {
            sum = Table[(byte)(sum ^ each)] ^ (sum >> 8);
        }

        return (int)~sum;
    }

    // Decimals keep the places they were written with, so the text is the venue's own.
    private static void Append(StringBuilder text, IBookView book, Side side, int index)
    {
        if (index >= book.Depth(side))
        {
            return;
        }

        var (price, quantity) = book.Level(side, index);
        text.Append(text.Length > 0 ? ":" : "").Append(CultureInfo.InvariantCulture, $"{price.Value}:{quantity.Value}");
    }

    private static uint EntryOf(int index)
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) == 1 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
        }

        return entry;
    }
}
