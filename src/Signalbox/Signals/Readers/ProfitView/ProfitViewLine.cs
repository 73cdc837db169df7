namespace Signalbox.Signals.Readers.ProfitView;

/// <summary>A line of a script: perhaps a label, then words and pairs.</summary>
internal static class ProfitViewLine
{
    /// <summary>The value of a word that stands without one.</summary>
    public const string Bare = "all";

    private static readonly string[] Words = ["cancel", "close"];
    private static readonly string[] Sides = ["long", "short", "buy", "sell"];

    public static bool IsOne(string line)
    {
        var tokens = Tokens(line);
        // A side alone is one of our plain text's words too, unless the quantity stands beside it.
        var hasQuantity = tokens.Exists(token => token.StartsWith("quantity=", StringComparison.OrdinalIgnoreCase) || token.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        return tokens.TrueForAll(token => token.Contains('=', StringComparison.Ordinal) || Words.Contains(token, StringComparer.OrdinalIgnoreCase)
            || hasQuantity && Sides.Contains(token, StringComparer.OrdinalIgnoreCase));
    }

    public static List<(string Name, string Value)> Pairs(string line) =>
        [.. Tokens(line).Select(token => token.Split('=', 2)).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : Bare))];

    // A label in front says where a jump leads.
    private static List<string> Tokens(string line) =>
        [.. line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(token => !token.StartsWith(':'))];
}
