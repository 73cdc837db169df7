using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Signalbox.Signals.Terms;
using Signalbox.Strategies.Gates;
using Signalbox.Text;

namespace Signalbox.Strategies;

/// <summary>Who set a value.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TermsOrigin>))]
public enum TermsOrigin
{
    System,
    Strategy,
    Subscription,
    Signal,

    /// <summary>A person, when approving the trade.</summary>
    Person,
}

/// <summary>A value and who set it.</summary>
public readonly record struct Resolved<T>(T Value, TermsOrigin Origin);

/// <summary>What holds for one signal at one subscription, each unit with its origin.</summary>
public sealed record ResolvedTerms
{
    public required Resolved<SizeTerms> EntrySize { get; init; }

    /// <summary>Null: an exit leaves with the whole position.</summary>
    public required Resolved<SizeTerms?> ExitSize { get; init; }

    public required Resolved<OrderTerms> EntryOrder { get; init; }

    public required Resolved<OrderTerms> ExitOrder { get; init; }

    public required Resolved<TimeInForce> EntryTimeInForce { get; init; }

    public required Resolved<TimeInForce> ExitTimeInForce { get; init; }

    public required Resolved<TakeProfitTerms?> TakeProfit { get; init; }

    public required Resolved<StopLossTerms?> StopLoss { get; init; }

    public required Resolved<bool> CancelOpenOrders { get; init; }

    public Resolved<decimal?> EntryCancelAfterSeconds { get; init; }

    public Resolved<decimal?> ExitCancelAfterSeconds { get; init; }

    public Resolved<SpreadLimit?> EntrySpread { get; init; }

    public Resolved<SpreadLimit?> ExitSpread { get; init; }

    public Resolved<decimal?> SlippagePercentMax { get; init; }

    public Resolved<decimal?> DelaySeconds { get; init; }

    public Resolved<decimal?> Leverage { get; init; }

    public Resolved<bool> ExtendedHours { get; init; }

    /// <summary>Null: the usual ones.</summary>
    public Resolved<SymbolTerms?> Symbols { get; init; }

    /// <summary>The strategy's; null in events written before it was kept.</summary>
    public AssetClass? AssetClass { get; init; }

    public required TradeRules Rules { get; init; }

    /// <summary>The gates that judge, in the order they are asked.</summary>
    [JsonConverter(typeof(ValueListConverter<Resolved<Gate>>))]
    public ValueList<Resolved<Gate>> Gates { get; init; }

    /// <summary>What a size is multiplied by: a number that a person typed is meant as it stands.</summary>
    public decimal MultiplierOf(TermsOrigin size) => size == TermsOrigin.Person ? 1m : Rules.QuantityMultiplier;
}
