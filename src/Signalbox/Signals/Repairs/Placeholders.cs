using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Signals.Readers.Json;

namespace Signalbox.Signals.Repairs;

/// <summary>
/// Finds what an alert's sender should have replaced and did not: TradingView's <c>{{close}}</c>, TrendSpider's
/// <c>%last_price%</c>. Such a signal says nothing reliable, so it is refused by name instead of being half understood.
/// </summary>
internal static partial class Placeholders
{
    /// <summary>The first placeholder left in the text; null when there is none. The sender's own notes may hold any.</summary>
    public static string? Find(SignalText text)
    {
        var utf8 = text.Utf8.Span;
        if (utf8.IndexOf("{{"u8) < 0 && !utf8.Contains((byte)'%'))
        {
            return null;
        }

        return text.RootFields is { } fields ? Find(fields) : FindIn(text.Plain);
    }

    private static string? Find(JsonFields fields)
    {
        foreach (var (name, value) in fields.All)
        {
            if (name != "extras" && FindIn(Encoding.UTF8.GetString(value.Raw)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? FindIn(string text)
    {
        if (text.Contains("{{", StringComparison.Ordinal) && TradingView().Match(text) is { Success: true } curly)
        {
            return curly.Value;
        }

        return HasLetterBehindPercent(text) && TrendSpider().Match(text) is { Success: true } percent ? percent.Groups[1].Value : null;
    }

    /// <summary>What most texts with a percentage in them do not have.</summary>
    private static bool HasLetterBehindPercent(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('%') is >= 0 and var at)
        {
            text = text[(at + 1)..];
            if (text is [>= 'a' and <= 'z', ..])
            {
                return true;
            }
        }

        return false;
    }

    // Nothing in it is tried twice, so that no text takes longer than its length.
    [GeneratedRegex(@"\{\{(?>\s*)[A-Za-z_](?>[\w.]*)(?>\s*)(?:\([^{}()]{0,100}\)(?>\s*))?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex TradingView();

    // Words only, and never straight after a digit: 5%p% of something is a size.
    [GeneratedRegex("""(?:^|[\s"'=:,(])(%(?>[a-z]+)(?>(?:_[a-z]+)+)%|%symbol%|%price%)""", RegexOptions.CultureInvariant)]
    private static partial Regex TrendSpider();
}
