namespace Signalbox.Strategies.Gates.Language;

/// <summary>
/// What one expression may cost at most. There are no loops: evaluating visits every part once, so these bound its time.
/// </summary>
public static class GateBounds
{
    public const int CharsMax = 1_000;

    /// <summary>Parentheses and signs within each other.</summary>
    public const int DepthMax = 32;

    /// <summary>Values, fields, operators and calls together.</summary>
    public const int NodesMax = 200;

    /// <summary>Closed trades kept to look back on.</summary>
    public const int TradesMax = 50;
}
