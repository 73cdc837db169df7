using System.Text;

namespace Signalbox.Server.Storage.Records;

/// <summary>
/// Text as these tables keep it. What a database's text cannot hold (NUL, halves of characters) is shown as �; the journal
/// keeps it as it came.
/// </summary>
internal static class KeptText
{
    public static string Of(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || (char.IsSurrogate(text[at]) && !IsPair(text, at++)))
            {
                return Mended(text);
            }
        }

        return text;
    }

    private static string Mended(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return mended.ToString();
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
