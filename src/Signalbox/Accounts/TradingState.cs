using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Accounts;

/// <summary>Whether an account may open positions. Latched: only a person releases it, and a restart does not.</summary>
public sealed record TradingState(TradingMode Mode, string Why, DateTimeOffset Since)
{
    public static readonly TradingState Active = new(TradingMode.Active, "", DateTimeOffset.UnixEpoch);
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
