using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Trades;

/// <summary>The steps a trade takes, in order: cancel, exit, enter. Quantities are settled when a step begins.</summary>
public sealed record TradePlan
{
    public bool CancelOpenOrders { get; init; }

    public ExitStep Exit { get; init; }

    /// <summary>Stops and targets of the position are set or moved; nothing trades.</summary>
    public bool Protect { get; init; }

    /// <summary>Everything the account holds and has resting goes.</summary>
    public bool Flatten { get; init; }

    /// <summary>The side to enter on; null: nothing is entered.</summary>
    public Side? Enter { get; init; }

    [JsonIgnore]
    public bool IsReversal => Exit != ExitStep.None && Enter is not null;
}

[JsonConverter(typeof(SnakeCaseEnumConverter<ExitStep>))]
public enum ExitStep
{
    None,
    Whole,

    /// <summary>The resolved exit size, at most the position.</summary>
    Part,
}
