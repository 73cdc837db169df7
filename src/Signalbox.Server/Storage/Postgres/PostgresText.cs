using System.Buffers;
using System.Globalization;
using System.Text;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>
/// Texts that senders choose may hold what PostgreSQL's text cannot: NUL and halves of surrogate pairs. They are escaped,
/// so that one strange id does not refuse a whole transaction, and two different ids never become the same.
/// </summary>
internal static class PostgresText
{
    private const char Mark = '\\';

    private static readonly SearchValues<char> Special =
        SearchValues.Create([Mark, '\0', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                escaped.Append(text[i]).Append(text[++i]);
            }
            else if (text[i] == Mark || text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                escaped.Append(Mark).Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.ToString();
    }

    public static string Unescape(string stored)
    {
        if (!stored.Contains(Mark, StringComparison.Ordinal))
        {
            return stored;
        }

        var text = new StringBuilder(stored.Length);
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] == Mark && i + 4 < stored.Length)
            {
                text.Append((char)int.Parse(stored.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(stored[i]);
            }
        }

        return text.ToString();
    }
}
