using System.Collections.Concurrent;

namespace Signalbox.Strategies.Gates.Language;

/// <summary>
/// The programs of expressions that are in use. Which text means which program never changes, so remembering it changes no
/// decision.
/// </summary>
public static class GatePrograms
{
    private const int KeptMax = 4_096;
    private static readonly ConcurrentDictionary<string, GateProgram?> Known = new(StringComparer.Ordinal);

    /// <summary>Null for a text that was valid once and no longer is: its field is gone in this version.</summary>
    public static GateProgram? Of(string expression)
    {
        if (Known.TryGetValue(expression, out var known))
        {
            return known;
        }

        if (Known.Count >= KeptMax)
        {
            Known.Clear();
        }

        return Known[expression] = GateProgram.Compile(expression).Program;
    }
}
