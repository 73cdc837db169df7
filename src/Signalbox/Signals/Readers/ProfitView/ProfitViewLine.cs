namespace Signalbox.Signals.Readers.ProfitView;

/// <summary>A line of a script: perhaps a label, then words and pairs.</summary>
internal static class ProfitViewLine
{
    private static readonly string[] Words = ["cancel", "close"];

    public static bool IsOne(string line) => Tokens(line).TrueForAll(token => token.Contains('=', StringComparison.Ordinal) || Words.Contains(token, StringComparer.OrdinalIgnoreCase));

    public static List<(string Name, string Value)> Pairs(string line) =>
        [.. Tokens(line).Select(token => token.Split('=', 2)).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : "all"))];

    // A label in front says where a jump leads.
    private static List<string> Tokens(string line) =>
        [.. line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(token => !token.StartsWith(':'))];
}
