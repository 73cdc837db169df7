using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Accounts.Reconciliation;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Signalbox.Risk.Limits;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Signalbox.Strategies.Gates;
using Signalbox.Strategies.Windows;

namespace Signalbox.Accounts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(AccountConfigured))]
[JsonSerializable(typeof(InstrumentSeen))]
[JsonSerializable(typeof(OrderIntended))]
[JsonSerializable(typeof(OrderSent))]
[JsonSerializable(typeof(OrderAccepted))]
[JsonSerializable(typeof(OrderTriggered))]
[JsonSerializable(typeof(OrderFilled))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(OrderRejected))]
[JsonSerializable(typeof(OrderExpired))]
[JsonSerializable(typeof(OrderOutcomeUnknown))]
[JsonSerializable(typeof(OrderNotSent))]
[JsonSerializable(typeof(OrderProbedAbsent))]
[JsonSerializable(typeof(OrderProbedPresent))]
[JsonSerializable(typeof(OrderSentAgain))]
[JsonSerializable(typeof(OrderChangeIntended))]
[JsonSerializable(typeof(OrderChangeLapsed))]
[JsonSerializable(typeof(OrderChangeDenied))]
[JsonSerializable(typeof(OrderAmended))]
[JsonSerializable(typeof(OrderChangeRefused))]
[JsonSerializable(typeof(OrderConfirmed))]
[JsonSerializable(typeof(OrderAnomaly))]
[JsonSerializable(typeof(ForeignFillSeen))]
[JsonSerializable(typeof(PositionAdjusted))]
[JsonSerializable(typeof(ReconciliationStarted))]
[JsonSerializable(typeof(ReconciliationEnded))]
[JsonSerializable(typeof(PositionDoubted))]
[JsonSerializable(typeof(DoubtCleared))]
[JsonSerializable(typeof(SignalTaken))]
[JsonSerializable(typeof(TradeQueued))]
[JsonSerializable(typeof(TradeFollows))]
[JsonSerializable(typeof(TradeReleased))]
[JsonSerializable(typeof(ExternalOrderSeen))]
[JsonSerializable(typeof(ExternalOrderGone))]
[JsonSerializable(typeof(FillVoided))]
[JsonSerializable(typeof(WatchArmed))]
[JsonSerializable(typeof(NakedSeen))]
[JsonSerializable(typeof(NakedCleared))]
[JsonSerializable(typeof(TradeParked))]
[JsonSerializable(typeof(GroupDecided))]
[JsonSerializable(typeof(GroupLost))]
[JsonSerializable(typeof(SwapAdvanced))]
[JsonSerializable(typeof(BalanceReleased))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(TradeStarted))]
[JsonSerializable(typeof(TradingStateChanged))]
[JsonSerializable(typeof(TradeJudged))]
[JsonSerializable(typeof(ApprovalRequested))]
[JsonSerializable(typeof(TradeApproved))]
[JsonSerializable(typeof(TradeRevised))]
[JsonSerializable(typeof(ProtectionSet))]
[JsonSerializable(typeof(LotClaimed))]
[JsonSerializable(typeof(DustLeft))]
[JsonSerializable(typeof(TrailMoved))]
[JsonSerializable(typeof(TriggerSet))]
[JsonSerializable(typeof(TriggerReached))]
[JsonSerializable(typeof(MarketWatchChanged))]
[JsonSerializable(typeof(TradeAdvanced))]
[JsonSerializable(typeof(TradePriced))]
[JsonSerializable(typeof(TradeEnded))]
[JsonSerializable(typeof(TradeProgressed))]
[JsonSerializable(typeof(ProtectionWaived))]
[JsonSerializable(typeof(EmergencyDeclared))]
[JsonSerializable(typeof(AlarmRaised))]
[JsonSerializable(typeof(Holding))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Trade))]
[JsonSerializable(typeof(Lot))]
[JsonSerializable(typeof(LotClose))]
[JsonSerializable(typeof(Adjustment))]
[JsonSerializable(typeof(ProtectiveLeg))]
[JsonSerializable(typeof(TargetTerms))]
[JsonSerializable(typeof(TickerMeaning))]
[JsonSerializable(typeof(TradeId))]
[JsonSerializable(typeof(LossMarked))]
[JsonSerializable(typeof(LossLimitBreached))]
[JsonSerializable(typeof(ScopedLimits))]
[JsonSerializable(typeof(RecentEntry))]
[JsonSerializable(typeof(ScoringStarted))]
[JsonSerializable(typeof(ScorerAnswered))]
[JsonSerializable(typeof(ScoringQuoted))]
[JsonSerializable(typeof(ClosedTrade))]
[JsonSerializable(typeof(GateInput))]
[JsonSerializable(typeof(GatePart))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(TimeInForce))]
[JsonSerializable(typeof(TradingWindow))]
[JsonSerializable(typeof(Weekday))]
[JsonSerializable(typeof(Resolved<Gate>))]
[JsonSerializable(typeof(AlignmentRule))]
internal sealed partial class AccountJson : JsonSerializerContext;

/// <summary>The account's events and snapshots as the journal keeps them.</summary>
public static class AccountCodec
{
    private static readonly AccountJson Json = AccountJson.Default;

    public static readonly EventCodec<AccountEvent> Events = new(
        Json.AccountConfigured, Json.InstrumentSeen,
        Json.OrderIntended, Json.OrderSent, Json.OrderAccepted, Json.OrderTriggered, Json.OrderFilled, Json.OrderCancelled,
        Json.OrderRejected, Json.OrderExpired, Json.OrderOutcomeUnknown, Json.OrderNotSent, Json.OrderProbedAbsent, Json.OrderProbedPresent,
        Json.OrderSentAgain, Json.OrderChangeIntended, Json.OrderChangeLapsed, Json.OrderChangeDenied, Json.OrderAmended, Json.OrderChangeRefused, Json.OrderConfirmed, Json.OrderAnomaly,
        Json.ForeignFillSeen, Json.PositionAdjusted, Json.DustLeft,
        Json.ReconciliationStarted, Json.ReconciliationEnded, Json.PositionDoubted, Json.DoubtCleared,
        Json.ScoringStarted, Json.ScorerAnswered, Json.ScoringQuoted,
        Json.SignalTaken, Json.TradeQueued, Json.TradeFollows, Json.TradeReleased, Json.ExternalOrderSeen, Json.ExternalOrderGone, Json.FillVoided, Json.WatchArmed, Json.NakedSeen, Json.NakedCleared, Json.TradeParked, Json.GroupDecided, Json.GroupLost, Json.SwapAdvanced, Json.BalanceReleased, Json.TradeStarted, Json.TradingStateChanged, Json.TradeJudged, Json.ApprovalRequested, Json.TradeApproved, Json.TradeRevised, Json.ProtectionSet, Json.LotClaimed, Json.TrailMoved, Json.TriggerSet, Json.TriggerReached, Json.MarketWatchChanged, Json.TradeAdvanced, Json.TradePriced, Json.TradeEnded,
        Json.TradeProgressed, Json.ProtectionWaived, Json.EmergencyDeclared, Json.AlarmRaised,
        Json.LossMarked, Json.LossLimitBreached);

    public static byte[] WriteState(AccountState state) => JsonSerializer.SerializeToUtf8Bytes(state, Json.AccountState);

    public static AccountState ReadState(ReadOnlyMemory<byte> utf8) =>
        JsonSerializer.Deserialize(utf8.Span, Json.AccountState) ?? throw new JsonException("The snapshot is null.");
}
