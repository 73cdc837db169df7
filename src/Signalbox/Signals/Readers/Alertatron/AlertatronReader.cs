using System.Text.RegularExpressions;

namespace Signalbox.Signals.Readers.Alertatron;

/// <summary>
/// Alertatron's blocks, and those of its ancestor Instabot and of LinkMyTrading: <c>Key(BTCUSDT) { market(…); wait(3s); } #bot</c>
/// anywhere in the text, commands in order. Also the first form of the language, <c>[XBTUSD:OpenLong();StopLoss(250):signature]</c>.
/// </summary>
public sealed partial class AlertatronReader : ISignalReader
{
    private const int CommandsMax = 50;
    private const int LengthMax = 16_000;

    public string Name => "alertatron";

    public bool Recognises(SignalText text) => text.Json.Root is null && text.Plain.Length <= LengthMax
        && (text.Plain.Contains('{', StringComparison.Ordinal) && Block.IsMatch(text.Plain) || text.Plain.Contains('[', StringComparison.Ordinal) && First.IsMatch(text.Plain));

    public Reading Read(SignalText text)
    {
        var signals = new List<Signal>();
        foreach (Match found in Block.Matches(text.Plain))
        {
            var block = new AlertatronBlock(found.Groups["name"].Value, found.Groups["symbol"].Value);
            var commands = AlertatronScript.Commands(found.Groups["body"].Value);
            if (commands.Count > CommandsMax)
            {
                return Reading.Refused(new("batch-too-long", $"The block has {commands.Count} commands; at most {CommandsMax} are read. Send it in parts."));
            }

            if (block.Read(commands) is { } refusal)
            {
                return Reading.Refused(refusal);
            }

            signals.AddRange(block.Signals);
        }

        return First.Match(text.Plain) is { Success: true } first && signals.Count == 0 ? ReadFirst(first)
            : signals.Count > 0 ? Reading.Of(signals)
            : Reading.Refused(new("nothing-to-do", "No command of the message orders anything."));
    }

    private static Reading ReadFirst(Match found)
    {
        var signature = found.Groups["signature"];
        var reading = AlertatronFirstForm.Read(found.Groups["symbol"].Value, AlertatronScript.Commands(found.Groups["body"].Value));
        return signature.Success ? reading with { Secrets = [new("signature", signature.Value)] } : reading;
    }

    // A name begins where a word does and is taken whole, so that no text takes longer than its length.
    [GeneratedRegex(@"(?<![\w.\-])(?>(?<name>[\w.\-]{1,64}))[ \t]*\([ \t]*(?<symbol>[\w.:/!\-]{1,64})[ \t]*\)\s*\{(?<body>(?=[^{}]*(?:\w[ \t]*\(|\btype[ \t]*=))[^{}]{0,8000})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"\[(?<symbol>[\w./!\-]{1,64}):(?<body>(?:\w{1,40}\([^()\[\]]{0,200}\)\s*(?:;\s*)?)+)(?::(?<signature>[^\]\s]{1,200}))?\]", RegexOptions.CultureInvariant)]
    private static partial Regex First { get; }
}
