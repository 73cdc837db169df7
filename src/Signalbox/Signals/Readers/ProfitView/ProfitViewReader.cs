using Signalbox.Signals.Readers.Commands;

namespace Signalbox.Signals.Readers.ProfitView;

/// <summary>
/// ProfitView's scripts: a command a line, sides as keys, <c>long=5% type=market</c>, <c>close=short</c>, <c>delay=2s</c>, labels and
/// error handling. What its labels and errors steer is done here anyway: a step whose position is missing is passed over, and
/// a stop that cannot be placed closes the position.
/// </summary>
public sealed class ProfitViewReader : ISignalReader
{
    private const int LinesMax = 50;

    private static readonly string[] Sides = ["long", "short", "buy", "sell", "[side]"];

    public string Name => "profitview";

    public bool Recognises(SignalText text)
    {
        if (text.LooksLikeJson || !text.Plain.Contains('=', StringComparison.Ordinal))
        {
            return false;
        }

        var lines = Lines(text.Plain);
        return lines.Count > 0 && lines.TrueForAll(ProfitViewLine.IsOne) && lines.Exists(IsCommand);
    }

    public Reading Read(SignalText text)
    {
        var lines = Lines(text.Plain);
        if (lines.Count > LinesMax)
        {
            return Reading.Refused(new("batch-too-long", $"The script has {lines.Count} lines; at most {LinesMax} are read. Send it in parts."));
        }

        var script = new ProfitViewScript();
        foreach (var line in lines)
        {
            var fields = new CommandFields(ProfitViewLine.Pairs(line));
            script.Read(fields);
            fields.RefuseUnread(ProfitViewScript.Known);
            if (fields.Refusal is { } refusal)
            {
                return Reading.Refused(refusal);
            }
        }

        return script.Signals.Count > 0 ? Reading.Of(script.Signals) : Reading.Refused(new("nothing-to-do", "No line of the script orders anything."));
    }

    // One of its own words as a key: a line of another key=value language has none of these.
    private static bool IsCommand(string line) => ProfitViewLine.Pairs(line) is var pairs
        && (pairs.Exists(pair => Sides.Contains(pair.Name, StringComparer.OrdinalIgnoreCase))
            || pairs.Exists(pair => pair.Name.Equals("close", StringComparison.OrdinalIgnoreCase) && ProfitViewScript.IsSide(pair.Value)));

    private static List<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];
}
