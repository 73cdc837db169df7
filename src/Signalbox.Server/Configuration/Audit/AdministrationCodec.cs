using System.Text.Json.Serialization;
using Signalbox.Journal;

namespace Signalbox.Server.Configuration.Audit;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StrategyCreated))]
[JsonSerializable(typeof(StrategyChanged))]
[JsonSerializable(typeof(StrategyDeleted))]
[JsonSerializable(typeof(WebhookSecretRotated))]
[JsonSerializable(typeof(BodySecretsReplaced))]
[JsonSerializable(typeof(SubscriptionCreated))]
[JsonSerializable(typeof(SubscriptionChanged))]
[JsonSerializable(typeof(SubscriptionDeleted))]
[JsonSerializable(typeof(GateSecretSet))]
[JsonSerializable(typeof(GateSecretDeleted))]
[JsonSerializable(typeof(ConnectionCreated))]
[JsonSerializable(typeof(ConnectionChanged))]
[JsonSerializable(typeof(ConnectionDeleted))]
[JsonSerializable(typeof(RiskLimitsChanged))]
[JsonSerializable(typeof(TradingStateSet))]
[JsonSerializable(typeof(UserCreated))]
[JsonSerializable(typeof(UserChanged))]
[JsonSerializable(typeof(UserLocked))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SignedOut))]
[JsonSerializable(typeof(SessionProven))]
[JsonSerializable(typeof(ManualOrderSent))]
[JsonSerializable(typeof(SignalReplayed))]
[JsonSerializable(typeof(IncidentsAcknowledged))]
[JsonSerializable(typeof(ManualCancelSent))]
[JsonSerializable(typeof(ManualAmendmentSent))]
[JsonSerializable(typeof(TradeApprovalGiven))]
[JsonSerializable(typeof(TradeApprovalRefused))]
[JsonSerializable(typeof(PermissionGranted))]
[JsonSerializable(typeof(PermissionRevoked))]
[JsonSerializable(typeof(StrategyPublished))]
[JsonSerializable(typeof(StrategyUnpublished))]
[JsonSerializable(typeof(ClientCreated))]
[JsonSerializable(typeof(ClientSecretRotated))]
[JsonSerializable(typeof(ClientDisabled))]
[JsonSerializable(typeof(ClientEnabled))]
[JsonSerializable(typeof(AccessTokenIssued))]
[JsonSerializable(typeof(TokenIssued))]
[JsonSerializable(typeof(TokenRevoked))]
internal sealed partial class AdministrationJson : JsonSerializerContext;

/// <summary>The administration stream's events as the journal keeps them.</summary>
public static class AdministrationCodec
{
    private static readonly AdministrationJson Json = AdministrationJson.Default;

    public static readonly EventCodec<AdministrationEvent> Events = new(
        Json.StrategyCreated, Json.StrategyChanged, Json.StrategyDeleted, Json.WebhookSecretRotated, Json.BodySecretsReplaced,
        Json.SubscriptionCreated, Json.SubscriptionChanged, Json.SubscriptionDeleted,
        Json.GateSecretSet, Json.GateSecretDeleted,
        Json.ConnectionCreated, Json.ConnectionChanged, Json.ConnectionDeleted,
        Json.RiskLimitsChanged, Json.TradingStateSet,
        Json.UserCreated, Json.UserChanged, Json.UserLocked, Json.SignedIn, Json.SignedOut, Json.SessionProven,
        Json.ManualOrderSent, Json.SignalReplayed, Json.IncidentsAcknowledged, Json.ManualCancelSent, Json.ManualAmendmentSent, Json.TradeApprovalGiven, Json.TradeApprovalRefused,
        Json.PermissionGranted, Json.PermissionRevoked, Json.StrategyPublished, Json.StrategyUnpublished,
        Json.ClientCreated, Json.ClientSecretRotated, Json.ClientDisabled, Json.ClientEnabled, Json.AccessTokenIssued,
        Json.TokenIssued, Json.TokenRevoked);
}
