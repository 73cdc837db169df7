using Signalbox.Signals.Readers.Commands;

namespace Signalbox.Signals.Readers.PineConnector;

/// <summary>
/// PineConnector's alerts, and those of products in its style: a license, a command, a symbol and parameters between commas.
/// TradeSgnl writes the symbol before the command.
/// </summary>
public sealed class PineConnectorReader : ISignalReader
{
    private const int LicenseLengthLeast = 5;
    private const int LicenseLengthMost = 40;
    private const int LicenseDigitsLeast = 8;
    private const int LinesMax = 50;

    public string Name => "pineconnector";

    public bool Recognises(SignalText text) =>
        !text.LooksLikeJson && text.Plain.Contains(',', StringComparison.Ordinal) && Lines(text.Plain) is { Count: > 0 } lines && lines.TrueForAll(IsOurs);

    public Reading Read(SignalText text)
    {
        if (Lines(text.Plain).Count > LinesMax)
        {
            return Reading.Refused(new("batch-too-long", $"The alert has more than {LinesMax} lines. Send it in parts."));
        }

        var signals = new List<Signal>();
        var secrets = new List<BodySecret>();
        Refusal? refusal = null;
        foreach (var line in Lines(text.Plain))
        {
            var parts = InOrder(Whole(Parts(line)));
            secrets.Add(new("license", parts[0]));
            var fields = new CommandFields(parts.Skip(3).Where(part => part.Length > 0).Select(Pair));
            if (fields.Text("secret") is { } secret)
            {
                secrets.Add(new("secret", secret));
            }

            signals.AddRange(PineCommands.Read(parts[1], parts[2], fields));
            fields.RefuseUnread(PineCommands.Parameters);
            refusal ??= fields.Refusal;
        }

        var reading = refusal is null ? Reading.Of(signals) : Reading.Refused(refusal);
        return reading with { Secrets = [.. secrets.DistinctBy(secret => secret.Value)] };
    }

    /// <summary>
    /// A license of digits alone is unmistakable, so that a slip in the command is told and the license hidden; beside one, a
    /// command may stand without a symbol.
    /// </summary>
    private static bool IsOurs(string line) => Parts(line) switch
    {
        [var license, var command] => IsOfDigits(license) && PineCommands.IsKnown(command),
        [var license, var command, var symbol, ..] => IsLicense(license)
            && (PineCommands.IsKnown(command) || PineCommands.IsKnown(symbol) || IsOfDigits(license) && command.Length > 0 && command.All(char.IsAsciiLetter)),
        _ => false,
    };

    private static string[] Whole(string[] parts) => parts.Length == 2 ? [.. parts, ""] : parts;

    private static string[] InOrder(string[] parts) =>
        !PineCommands.IsKnown(parts[1]) && PineCommands.IsKnown(parts[2]) ? [parts[0], parts[2], parts[1], .. parts[3..]] : parts;

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string[] Parts(string line) => line.Split(',', StringSplitOptions.TrimEntries);

    private static bool IsOfDigits(string license) => IsLicense(license) && license.Length >= LicenseDigitsLeast && license.All(char.IsAsciiDigit);

    private static bool IsLicense(string text) =>
        text.Length is >= LicenseLengthLeast and <= LicenseLengthMost && text.Any(char.IsAsciiDigit) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static (string Name, string Value) Pair(string part)
    {
        var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
        return pair.Length == 2 ? (pair[0], pair[1]) : (part, "true");
    }
}
