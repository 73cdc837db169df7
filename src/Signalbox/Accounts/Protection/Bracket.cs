using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Accounts.Protection;

/// <summary>The protective orders of one lot, and how hard it was to place them.</summary>
public sealed record Bracket
{
    public static readonly Bracket None = new();

    public ProtectiveLeg Stop { get; init; } = ProtectiveLeg.None;

    [JsonConverter(typeof(ValueListConverter<ProtectiveLeg>))]
    public ValueList<ProtectiveLeg> Targets { get; init; }

    /// <summary>Terms set after the entry, by a signal or because a target was reached; null: those of the trade.</summary>
    public BracketTerms? Own { get; init; }

    public Trail? Trail { get; init; }

    /// <summary>Stops the venue refused in a row.</summary>
    public int StopsRefused { get; init; }

    /// <summary>No stop could be placed: the position is being closed instead.</summary>
    public bool Emergency { get; init; }

    /// <summary>Closing failed too and a person was told.</summary>
    public bool Alarmed { get; init; }

    /// <summary>What is left is below what the venue trades: it is held, and a person was told.</summary>
    public bool IsTooSmall { get; init; }

    /// <summary>Where stop and target cannot rest together: a swap of the two under way, and when the last ones began.</summary>
    public Swap? Swap { get; init; }

    [JsonConverter(typeof(ValueListConverter<DateTimeOffset>))]
    public ValueList<DateTimeOffset> Swaps { get; init; }

    /// <summary>The venue refused stop and target as a pair: the stop rests alone.</summary>
    public bool PairsRefused { get; init; }

    /// <summary>An exit that needs the balance the protection would bind.</summary>
    public TradeId? ReleasedFor { get; init; }

    /// <summary>The order that closes the lot in an emergency, or a stray lot.</summary>
    public ProtectiveLeg Closing { get; init; } = ProtectiveLeg.None;

    /// <summary>A signal took the protection away on purpose; the watchdog honours it.</summary>
    public bool Waived { get; init; }
}

/// <param name="StopLoss">Null: no stop.</param>
/// <param name="TakeProfit">Null: no target.</param>
public sealed record BracketTerms(StopLossTerms? StopLoss, TakeProfitTerms? TakeProfit);

/// <summary>The newest order of a leg. A revision follows only a terminal state: an id never names two orders.</summary>
public sealed record ProtectiveLeg
{
    public static readonly ProtectiveLeg None = new();

    public ClientOrderId? Order { get; init; }

    public int Revision { get; init; }

    /// <summary>What targets took already, over all revisions.</summary>
    public Quantity Filled { get; init; }

    /// <summary>An order being replaced, cancelled once its successor is accepted.</summary>
    public ClientOrderId? Outgoing { get; init; }
}
