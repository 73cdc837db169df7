using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Risk.Limits;

/// <summary>Every limit one account works under: its own, its subscriptions', their strategies', and the global ones.</summary>
public sealed record LimitBook
{
    public static readonly LimitBook Empty = new();

    /// <summary>In the order of their scopes, so that equal books are equal texts.</summary>
    [JsonConverter(typeof(ValueListConverter<ScopedLimits>))]
    public ValueList<ScopedLimits> Items { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Items.Count == 0;

    [JsonIgnore]
    public bool NeedsHistory => Any(static each => each.Limits.NeedsHistory);

    /// <summary>Losses are watched here, by this account alone.</summary>
    [JsonIgnore]
    public bool WatchesLosses => Any(static each => each.Limits.HasLossLimit);

    /// <summary>Other accounts count towards a limit: the ledger has to be asked before anything is opened.</summary>
    [JsonIgnore]
    public bool NeedsLedger => Any(static each => each.IsShared);

    private bool Any(Func<ScopedLimits, bool> condition)
    {
        foreach (var each in Items)
        {
            if (condition(each))
            {
                return true;
            }
        }

        return false;
    }
}
