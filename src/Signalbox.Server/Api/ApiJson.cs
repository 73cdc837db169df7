using System.Text.Json.Serialization;
using Signalbox.Server.Api.Alerts;
using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Clients;
using Signalbox.Server.Api.Connections;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Histories;
using Signalbox.Server.Api.Invitations;
using Signalbox.Server.Api.Layouts;
using Signalbox.Server.Api.Limits;
using Signalbox.Server.Api.Lines;
using Signalbox.Server.Api.Manual;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Paper;
using Signalbox.Server.Api.People;
using Signalbox.Server.Api.Performance;
using Signalbox.Server.Api.Permissions;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Api.Sessions;
using Signalbox.Server.Api.Setup;
using Signalbox.Server.Api.Stops;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Api.Tokens;
using Signalbox.Server.Api.Transfers;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Api.Vaults;
using Signalbox.Server.Guidance;
using Signalbox.Server.Health;
using Signalbox.Server.Jobs;
using Signalbox.Server.Live;
using Signalbox.Server.Notifications;
using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Api;

/// <summary>How the API's documents look: camelCase, absent instead of null, decimals as text, enumerations as snake_case words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(StrategyInput))]
[JsonSerializable(typeof(StrategyDocument))]
[JsonSerializable(typeof(Page<StrategyDocument>))]
[JsonSerializable(typeof(WebhookDocument))]
[JsonSerializable(typeof(WebhookProtectionInput))]
[JsonSerializable(typeof(WebhookProtectionDocument))]
[JsonSerializable(typeof(WebhookSecretDocument))]
[JsonSerializable(typeof(WebhookRefusalsDocument))]
[JsonSerializable(typeof(BodySecretsInput))]
[JsonSerializable(typeof(BodySecretsDocument))]
[JsonSerializable(typeof(SubscriptionInput))]
[JsonSerializable(typeof(SubscriptionDocument))]
[JsonSerializable(typeof(Page<SubscriptionDocument>))]
[JsonSerializable(typeof(AlertRulesInput))]
[JsonSerializable(typeof(AlertRulesDocument))]
[JsonSerializable(typeof(DestinationInput))]
[JsonSerializable(typeof(DestinationDocument))]
[JsonSerializable(typeof(DestinationsDocument))]
[JsonSerializable(typeof(DestinationTestDocument))]
[JsonSerializable(typeof(EffectiveInput))]
[JsonSerializable(typeof(EffectiveTermsDocument))]
[JsonSerializable(typeof(ConnectionInput))]
[JsonSerializable(typeof(ConnectionDocument))]
[JsonSerializable(typeof(Page<ConnectionDocument>))]
[JsonSerializable(typeof(BrokersDocument))]
[JsonSerializable(typeof(LayoutInput))]
[JsonSerializable(typeof(LayoutDocument))]
[JsonSerializable(typeof(LimitInput))]
[JsonSerializable(typeof(LimitDocument))]
[JsonSerializable(typeof(RiskDocument))]
[JsonSerializable(typeof(PerformanceDocument))]
[JsonSerializable(typeof(DayDocument))]
[JsonSerializable(typeof(KillSwitchInput))]
[JsonSerializable(typeof(ReleaseInput))]
[JsonSerializable(typeof(TradingStateInput))]
[JsonSerializable(typeof(StandingDocument))]
[JsonSerializable(typeof(KillSwitchDocument))]
[JsonSerializable(typeof(PermissionInput))]
[JsonSerializable(typeof(PermissionDocument))]
[JsonSerializable(typeof(PermissionListDocument))]
[JsonSerializable(typeof(PublicationInput))]
[JsonSerializable(typeof(PublicationDocument))]
[JsonSerializable(typeof(CatalogueDocument))]
[JsonSerializable(typeof(InvitationInput))]
[JsonSerializable(typeof(InvitationDocument))]
[JsonSerializable(typeof(InvitationLinkDocument))]
[JsonSerializable(typeof(Page<InvitationDocument>))]
[JsonSerializable(typeof(OpenInvitationInput))]
[JsonSerializable(typeof(AcceptInvitationInput))]
[JsonSerializable(typeof(OpenInvitationDocument))]
[JsonSerializable(typeof(NewUserInput))]
[JsonSerializable(typeof(UserInput))]
[JsonSerializable(typeof(UserDocument))]
[JsonSerializable(typeof(Page<UserDocument>))]
[JsonSerializable(typeof(TokenInput))]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(IssuedTokenDocument))]
[JsonSerializable(typeof(Page<TokenDocument>))]
[JsonSerializable(typeof(ClientInput))]
[JsonSerializable(typeof(ClientDocument))]
[JsonSerializable(typeof(ClientSecretDocument))]
[JsonSerializable(typeof(Page<ClientDocument>))]
[JsonSerializable(typeof(SignInInput))]
[JsonSerializable(typeof(PasswordInput))]
[JsonSerializable(typeof(ProofInput))]
[JsonSerializable(typeof(SecondStepInput))]
[JsonSerializable(typeof(SecondStepDocument))]
[JsonSerializable(typeof(SecondFactorDocument))]
[JsonSerializable(typeof(SignInMethodsDocument))]
[JsonSerializable(typeof(ExternalBeginDocument))]
[JsonSerializable(typeof(ExternalLinkDocument))]
[JsonSerializable(typeof(PasskeyOptionsDocument))]
[JsonSerializable(typeof(PasskeySignInInput))]
[JsonSerializable(typeof(NewPasskeyInput))]
[JsonSerializable(typeof(NewPasskeyDocument))]
[JsonSerializable(typeof(PasskeyNameInput))]
[JsonSerializable(typeof(PasskeysDocument))]
[JsonSerializable(typeof(AuthenticatorDocument))]
[JsonSerializable(typeof(ConfirmationInput))]
[JsonSerializable(typeof(RecoveryCodesDocument))]
[JsonSerializable(typeof(SignInRulesDocument))]
[JsonSerializable(typeof(SignInRulesInput))]
[JsonSerializable(typeof(OpenSessionsDocument))]
[JsonSerializable(typeof(ProofDocument))]
[JsonSerializable(typeof(SessionDocument))]
[JsonSerializable(typeof(SetupInput))]
[JsonSerializable(typeof(Page<AuditDocument>))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(TransferDocument))]
[JsonSerializable(typeof(ImportInput))]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(RestoreInput))]
[JsonSerializable(typeof(GateLanguageDocument))]
[JsonSerializable(typeof(GateCheckInput))]
[JsonSerializable(typeof(GateCheckDocument))]
[JsonSerializable(typeof(GateSecretInput))]
[JsonSerializable(typeof(GateSecretDocument))]
[JsonSerializable(typeof(Page<GateSecretDocument>))]
[JsonSerializable(typeof(PaperPriceInput))]
[JsonSerializable(typeof(PaperPriceDocument))]
[JsonSerializable(typeof(SignalDocument))]
[JsonSerializable(typeof(Page<SignalSummaryDocument>))]
[JsonSerializable(typeof(TradeDocument))]
[JsonSerializable(typeof(Page<TradeDocument>))]
[JsonSerializable(typeof(Page<TradeSummaryDocument>))]
[JsonSerializable(typeof(PlacedOrderDocument))]
[JsonSerializable(typeof(Page<PlacedOrderDocument>))]
[JsonSerializable(typeof(Page<FillDocument>))]
[JsonSerializable(typeof(Page<PositionDocument>))]
[JsonSerializable(typeof(Page<EquityDocument>))]
[JsonSerializable(typeof(Page<IncidentDocument>))]
[JsonSerializable(typeof(OpenIncidentCountDocument))]
[JsonSerializable(typeof(ManualOrderInput))]
[JsonSerializable(typeof(AmendmentInput))]
[JsonSerializable(typeof(ApprovalInput))]
[JsonSerializable(typeof(RefusalInput))]
[JsonSerializable(typeof(ReplayInput))]
[JsonSerializable(typeof(AcknowledgementInput))]
[JsonSerializable(typeof(LineDocument))]
[JsonSerializable(typeof(VenueCallsDocument))]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(JobsDocument))]
[JsonSerializable(typeof(JobProgressDocument))]
[JsonSerializable(typeof(UpkeepDocument))]
[JsonSerializable(typeof(RetentionDocument))]
[JsonSerializable(typeof(RetentionInput))]
[JsonSerializable(typeof(NodeHealthDocument))]
[JsonSerializable(typeof(QuoteDocument))]
[JsonSerializable(typeof(DepthDocument))]
[JsonSerializable(typeof(CandleDocument))]
[JsonSerializable(typeof(CandlesDocument))]
[JsonSerializable(typeof(InstrumentsDocument))]
[JsonSerializable(typeof(AuditDocument))]
[JsonSerializable(typeof(PersonDocument))]
[JsonSerializable(typeof(EraseInput))]
[JsonSerializable(typeof(VaultDocument))]
[JsonSerializable(typeof(SecretDateDocument))]
[JsonSerializable(typeof(RotatedDocument))]
[JsonSerializable(typeof(ExpiryInput))]
[JsonSerializable(typeof(IReadOnlyList<AuditDocument>))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(AccountsDocument))]
[JsonSerializable(typeof(ParsedBodyDocument))]
[JsonSerializable(typeof(ParseRefusalDocument))]
[JsonSerializable(typeof(ComposeInput))]
[JsonSerializable(typeof(ComposedDocument))]
internal sealed partial class ApiJson : JsonSerializerContext;
