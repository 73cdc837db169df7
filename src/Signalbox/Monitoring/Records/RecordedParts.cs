using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Monitoring.Records;

/// <summary>A part of a position and who opened it.</summary>
/// <param name="Signal">Absent for what nobody claimed.</param>
/// <param name="Quantity">Signed: short is negative.</param>
/// <param name="IsStray">Opened by an exit that filled beyond its position; it is being closed again.</param>
/// <param name="Strategy">Absent where nobody claimed it, or its trade is not known any more.</param>
public sealed record RecordedLot(string? Signal, string? Subscription, Quantity Quantity, Price AveragePrice, DateTimeOffset OpenedAt, bool IsStray, string? Strategy = null);

/// <summary>A stop or a target that rests, or is on its way.</summary>
public sealed record RecordedProtection(
    string Signal, string Subscription, string Leg, string OrderId, string Status, Quantity Quantity, Price? StopPrice, Price? LimitPrice);

/// <summary>What a fill took from one lot.</summary>
public sealed record RecordedClose(string? Signal, string? Subscription, Quantity Quantity, Money Profit);

/// <summary>What sizes and prices were computed from.</summary>
public sealed record RecordedPricing(Price? Basis, MarketView? Market, FundsView? Funds);

/// <summary>The order a person was asked about, as it stood then.</summary>
public sealed record RecordedApproval(Side Side, Quantity? Quantity, Price? Basis, DateTimeOffset AskedAt, DateTimeOffset Deadline);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(Signals.Signal))]
[JsonSerializable(typeof(Strategies.ResolvedTerms))]
[JsonSerializable(typeof(Strategies.Routing.SignalTarget))]
[JsonSerializable(typeof(Accounts.Trades.TradeRequest))]
[JsonSerializable(typeof(Accounts.Trades.TradePlan))]
[JsonSerializable(typeof(Accounts.Rules.Verdict[]))]
[JsonSerializable(typeof(Accounts.Orders.Adjustment[]))]
[JsonSerializable(typeof(Strategies.ResolvedTerms[]))]
[JsonSerializable(typeof(Strategies.Routing.SignalTarget[]))]
[JsonSerializable(typeof(TargetTerms))]
[JsonSerializable(typeof(Strategies.Windows.TradingWindow))]
[JsonSerializable(typeof(Strategies.Windows.Weekday))]
[JsonSerializable(typeof(Accounts.Gates.GateInput))]
[JsonSerializable(typeof(Accounts.Gates.GatePart))]
[JsonSerializable(typeof(Strategies.Resolved<Strategies.Gates.Gate>))]
[JsonSerializable(typeof(Strategies.Gates.AlignmentRule))]
[JsonSerializable(typeof(TradeId))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(RecordedLot[]))]
[JsonSerializable(typeof(RecordedProtection[]))]
[JsonSerializable(typeof(RecordedClose[]))]
[JsonSerializable(typeof(RecordedPricing))]
[JsonSerializable(typeof(RecordedApproval))]
internal sealed partial class RecordJson : JsonSerializerContext;
