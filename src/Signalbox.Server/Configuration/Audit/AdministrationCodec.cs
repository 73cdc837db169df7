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
[JsonSerializable(typeof(WebhookProtectionChanged))]
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
[JsonSerializable(typeof(PersonInvited))]
[JsonSerializable(typeof(InvitationAccepted))]
[JsonSerializable(typeof(InvitationRevoked))]
[JsonSerializable(typeof(UserLocked))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SignedOut))]
[JsonSerializable(typeof(SessionProven))]
[JsonSerializable(typeof(SessionsEnded))]
[JsonSerializable(typeof(SecondFactorEnrolled))]
[JsonSerializable(typeof(SecondFactorRemoved))]
[JsonSerializable(typeof(ExternalIdentityLinked))]
[JsonSerializable(typeof(ExternalIdentityUnlinked))]
[JsonSerializable(typeof(PasskeyAdded))]
[JsonSerializable(typeof(PasskeyRenamed))]
[JsonSerializable(typeof(PasskeyRemoved))]
[JsonSerializable(typeof(RecoveryCodesRenewed))]
[JsonSerializable(typeof(SignInRulesChanged))]
[JsonSerializable(typeof(ManualOrderSent))]
[JsonSerializable(typeof(SignalReplayed))]
[JsonSerializable(typeof(IncidentsAcknowledged))]
[JsonSerializable(typeof(AlertRulesChanged))]
[JsonSerializable(typeof(DestinationCreated))]
[JsonSerializable(typeof(DestinationChanged))]
[JsonSerializable(typeof(DestinationDeleted))]
[JsonSerializable(typeof(DestinationTested))]
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
[JsonSerializable(typeof(PersonalFields))]
[JsonSerializable(typeof(PersonErased))]
[JsonSerializable(typeof(PersonExported))]
[JsonSerializable(typeof(AuditExported))]
[JsonSerializable(typeof(RecordsExported))]
[JsonSerializable(typeof(RecordsRebuilt))]
[JsonSerializable(typeof(VaultKeyRotated))]
[JsonSerializable(typeof(CheckpointNotPosted))]
[JsonSerializable(typeof(BackupWritten))]
[JsonSerializable(typeof(ArchiveWritten))]
[JsonSerializable(typeof(ArchiveRemoved))]
[JsonSerializable(typeof(ArchiveTaken))]
[JsonSerializable(typeof(RetentionChanged))]
[JsonSerializable(typeof(BackupFailed))]
[JsonSerializable(typeof(SecretExpirySet))]
[JsonSerializable(typeof(PaperPriceSet))]
[JsonSerializable(typeof(PaperPriceCleared))]
[JsonSerializable(typeof(LayoutSaved))]
internal sealed partial class AdministrationJson : JsonSerializerContext;

/// <summary>The administration stream's events as the journal keeps them.</summary>
public static class AdministrationCodec
{
    private static readonly AdministrationJson Json = AdministrationJson.Default;

    public static readonly EventCodec<AdministrationEvent> Events = new(
        Json.StrategyCreated, Json.StrategyChanged, Json.StrategyDeleted, Json.WebhookSecretRotated, Json.WebhookProtectionChanged, Json.BodySecretsReplaced,
        Json.SubscriptionCreated, Json.SubscriptionChanged, Json.SubscriptionDeleted,
        Json.GateSecretSet, Json.GateSecretDeleted,
        Json.ConnectionCreated, Json.ConnectionChanged, Json.ConnectionDeleted,
        Json.RiskLimitsChanged, Json.TradingStateSet,
        Json.UserCreated, Json.UserChanged, Json.PersonInvited, Json.InvitationAccepted, Json.InvitationRevoked, Json.UserLocked, Json.SignedIn, Json.SignedOut, Json.SessionProven,
        Json.SessionsEnded, Json.SecondFactorEnrolled, Json.SecondFactorRemoved, Json.RecoveryCodesRenewed,
        Json.ExternalIdentityLinked, Json.ExternalIdentityUnlinked, Json.PasskeyAdded, Json.PasskeyRenamed, Json.PasskeyRemoved, Json.SignInRulesChanged,
        Json.ManualOrderSent, Json.SignalReplayed, Json.IncidentsAcknowledged, Json.AlertRulesChanged, Json.ManualCancelSent, Json.ManualAmendmentSent, Json.TradeApprovalGiven, Json.TradeApprovalRefused,
        Json.PermissionGranted, Json.PermissionRevoked, Json.StrategyPublished, Json.StrategyUnpublished,
        Json.ClientCreated, Json.ClientSecretRotated, Json.ClientDisabled, Json.ClientEnabled, Json.AccessTokenIssued,
        Json.TokenIssued, Json.TokenRevoked, Json.LayoutSaved,
        Json.PersonErased, Json.PersonExported, Json.AuditExported, Json.RecordsExported, Json.RecordsRebuilt, Json.VaultKeyRotated, Json.SecretExpirySet, Json.BackupWritten, Json.BackupFailed, Json.CheckpointNotPosted,
        Json.ArchiveWritten, Json.ArchiveRemoved, Json.ArchiveTaken, Json.RetentionChanged,
        Json.PaperPriceSet, Json.PaperPriceCleared,
        Json.DestinationCreated, Json.DestinationChanged, Json.DestinationDeleted, Json.DestinationTested);

    /// <summary>An event that is about to be written, as it was.</summary>
    public static AdministrationEvent Read(EventDraft draft) =>
        Events.Read(new(StreamId.Administration, 0, 0, draft.At, draft.Type, draft.Payload, HashChain.Origin));
}
