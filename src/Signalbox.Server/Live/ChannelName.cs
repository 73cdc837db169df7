namespace Signalbox.Server.Live;

/// <summary>A channel's name, cut into its kind and what it is about.</summary>
internal sealed record ChannelName(string Text, string Kind, IReadOnlyList<string> About)
{
    public const string Signals = "signals";
    public const string Signal = "signal";
    public const string Orders = "orders";
    public const string Fills = "fills";
    public const string Positions = "positions";
    public const string Approvals = "approvals";
    public const string Equity = "equity";
    public const string Brokers = "brokers";
    public const string Health = "health";
    public const string Alerts = "alerts";
    public const string Audit = "audit";
    public const string Jobs = "jobs";
    public const string Strategy = "strategy";
    public const string Subscription = "subscription";
    public const string Quote = "quote";
    public const string Candles = "candles";
    public const string Depth = "depth";

    private const int CharsMax = 200;

    /// <summary>Each kind and how many parts follow it.</summary>
    private static readonly Dictionary<string, int> Parts = new(StringComparer.Ordinal)
    {
        [Signals] = 0, [Orders] = 0, [Fills] = 0, [Positions] = 0, [Approvals] = 0, [Equity] = 0, [Brokers] = 0, [Health] = 0, [Alerts] = 0, [Audit] = 0, [Jobs] = 0,
        [Signal] = 1, [Strategy] = 1, [Subscription] = 1, [Quote] = 2, [Depth] = 2, [Candles] = 3,
    };

    public static IEnumerable<string> Kinds => Parts.Keys;

    /// <summary>Null where there is no such channel.</summary>
    public static ChannelName? Read(string text)
    {
        var words = text.Split(':');
        return text.Length <= CharsMax && Parts.TryGetValue(words[0], out var parts) && words.Length == parts + 1 && Array.TrueForAll(words, word => word.Length > 0)
            ? new(text, words[0], words[1..])
            : null;
    }
}
