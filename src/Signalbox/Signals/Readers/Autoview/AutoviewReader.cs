using System.Collections.Frozen;
using Signalbox.Signals.Readers.Commands;

namespace Signalbox.Signals.Readers.Autoview;

/// <summary>Autoview's commands: short keys with values, one command a line or between pipes, further orders after an ampersand.</summary>
public sealed class AutoviewReader : ISignalReader
{
    private const int CommandsMax = 50;

    private static readonly FrozenSet<string> Keys = new[]
    {
        "a", "ab", "aid", "amr", "ar", "b", "bcc", "c", "cc", "close", "cm", "cmo", "collateral", "cot", "d", "delay", "dt", "e", "eh", "fp", "fsl", "ftp",
        "h", "id", "iceberg", "l", "lt", "lp", "mt", "p", "ps", "q", "ro", "s", "shared", "sl", "slm", "sr", "t", "tp", "tpm", "ts", "tsl", "u", "w", "wa", "y",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Name => "autoview";

    public bool Recognises(SignalText text)
    {
        if (text.LooksLikeJson || !text.Plain.Contains('=', StringComparison.Ordinal))
        {
            return false;
        }

        var commands = Commands(text.Plain);
        return commands.Count > 0
            && commands.TrueForAll(command => Tokens(command).TrueForAll(IsPair))
            && commands.Exists(command => Tokens(command).Exists(token => Starts(token, "b=") || Starts(token, "c=")));
    }

    public Reading Read(SignalText text)
    {
        var commands = Commands(text.Plain);
        if (commands.Count > CommandsMax)
        {
            return Reading.Refused(new("batch-too-long", $"The alert has {commands.Count} commands; at most {CommandsMax} are read. Send it in parts."));
        }

        var signals = new List<Signal>();
        var around = new AutoviewContext();
        foreach (var command in commands)
        {
            var fields = new CommandFields(Tokens(command).Select(token => token.Split('=', 2)).Select(pair => (pair[0], pair[1])));
            var signal = AutoviewCommand.Read(fields, around);
            fields.RefuseUnread(Keys, name => name.ToUpperInvariant() is "ID" or "AID");
            if (fields.Refusal is { } refusal)
            {
                return Reading.Refused(refusal);
            }

            if (signal is not null)
            {
                signals.Add(signal with { UnknownFields = fields.Unread() });
            }
        }

        return signals.Count > 0 ? Reading.Of(signals) : Reading.Refused(new("nothing-to-do", "The alert orders nothing. Add b=long, b=short or c=position to a command.", "b"));
    }

    private static List<string> Commands(string text) =>
        [.. WithoutNote(text).Split(['\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];

    // Scripts put a word for their reader in front of the first command: LONG | s=BTCUSDT b=long.
    private static string WithoutNote(string text) =>
        text.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar && !text.AsSpan(0, bar).ContainsAny('=', '\n') ? text[(bar + 1)..] : text;

    // An ampersand ties another order to the command; its keys are read with the command's own.
    private static List<string> Tokens(string command) => [.. command.Split([' ', '\t', '&', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsPair(string token) => token.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && Keys.Contains(token[..equals]);

    private static bool Starts(string token, string key) => token.StartsWith(key, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What earlier commands of an alert said that holds for the next: the symbol, and a pause.</summary>
internal sealed class AutoviewContext
{
    public string? Symbol { get; set; }

    public decimal DelaySeconds { get; set; }
}
