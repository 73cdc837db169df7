using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Risk;

/// <summary>
/// Whether positions may be opened: at an account, for a strategy or a subscription, or everywhere. Latched: only a person
/// releases it, and a restart does not.
/// </summary>
/// <param name="KeepsWorking">Entries that rest already may still fill; off: they are cancelled.</param>
/// <param name="FlattenId">Positions are to be closed as well; another id asks again.</param>
public sealed record TradingState(TradingMode Mode, string Why, DateTimeOffset Since, bool KeepsWorking = false, string? FlattenId = null)
{
    public static readonly TradingState Active = new(TradingMode.Active, "", DateTimeOffset.UnixEpoch);

    /// <summary>Whether setting the other one would change anything but its reason.</summary>
    public bool IsSameAs(TradingState other) =>
        Mode == other.Mode && (Mode == TradingMode.Active || (KeepsWorking == other.KeepsWorking && (other.FlattenId is null || FlattenId == other.FlattenId)));

    public bool IsStricterThan(TradingState other) => Mode != other.Mode ? Mode > other.Mode : other.KeepsWorking && !KeepsWorking;
}

[JsonConverter(typeof(SnakeCaseEnumConverter<TradingMode>))]
public enum TradingMode
{
    Active,

    /// <summary>Positions may shrink and not grow.</summary>
    Reducing,

    /// <summary>Nothing is opened; working entries are cancelled.</summary>
    Halted,
}
