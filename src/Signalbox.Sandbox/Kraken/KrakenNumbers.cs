using System.Globalization;

namespace Signalbox.Sandbox.Kraken;

/// <summary>The engine's numbers in the shape of spot's: <c>O00000-00000-000042</c> for orders, the same with a T for trades.</summary>
internal static class KrakenNumbers
{
    public static string Order(long number) => Write('O', number);

    public static string Trade(long number) => Write('T', number);

    public static string Amendment(long number) => $"TA{Order(number)[2..]}";

    /// <summary>Null for what is no number of ours.</summary>
    public static long? Read(string? text) =>
        text is ['O' or 'T', ..] && text.Length == 19 && text[6] == '-' && long.TryParse(text[1..].Replace("-", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Write(char kind, long number)
    {
        var digits = number.ToString("D16", CultureInfo.InvariantCulture);
        return $"{kind}{digits[..5]}-{digits[5..10]}-{digits[10..]}";
    }
}
