namespace Signalbox.Markets.Symbols;

/// <summary>A ticker without what says nothing about the instrument: case, blanks, and the exchange whose chart it was.</summary>
internal static class TickerText
{
    public const int LengthMax = 64;

    private const string Separators = "/-_. ";

    /// <summary>The small letter one venue puts before its trading pairs: <c>tBTCUSD</c>.</summary>
    public const char PairMark = 't';

    /// <summary>The ticker in capitals but for a <see cref="PairMark"/>; empty where it is empty or longer than any ticker.</summary>
    public static ReadOnlySpan<char> Capitals(ReadOnlySpan<char> ticker, Span<char> buffer)
    {
        var text = ticker.Trim();
        if (text.Length > Math.Min(LengthMax, buffer.Length))
        {
            return default;
        }

        var capitals = buffer[..text.ToUpperInvariant(buffer)];
        if (text.Length > 4 && text[0] == PairMark && char.IsAsciiLetterUpper(text[1]))
        {
            capitals[0] = PairMark;
        }

        return capitals;
    }

    /// <summary>
    /// The text after the exchange: <c>BINANCE:BTCUSDT.P</c>, <c>CME_MINI_DL:MNQ1!</c>. A colon after a slash belongs to
    /// the symbol, as in <c>BTC/USDT:USDT</c>. The exchange of the chart does not choose the venue of the order.
    /// </summary>
    public static ReadOnlySpan<char> AfterExchange(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon > 0 && text[0] != PairMark && !text[..colon].ContainsAny('/', '-', ' ') ? text[(colon + 1)..] : text;
    }

    /// <summary>The text without separators; empty where something else than letters, digits and separators is in it.</summary>
    public static ReadOnlySpan<char> Compact(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                buffer[length++] = letter;
            }
            else if (!Separators.Contains(letter, StringComparison.Ordinal))
            {
                return default;
            }
        }

        return buffer[..length];
    }
}
