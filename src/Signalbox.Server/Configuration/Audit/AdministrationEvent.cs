using System.Text.Json;

namespace Signalbox.Server.Configuration.Audit;

/// <summary>
/// Who changed what, and why; when is the journal's time. Before and after are the rows as documents, and no row type
/// that gets here has a field for a secret.
/// </summary>
public abstract record AdministrationEvent
{
    public Actor By { get; init; } = Actor.Server;

    public string? Why { get; init; }

    /// <summary>Where the request came from; null where the server acted by itself.</summary>
    public Origin? From { get; init; }

    /// <summary>What people's own keys keep: their names, addresses and what their rows say. Null in events of earlier versions.</summary>
    public IReadOnlyList<PersonalBox>? Personal { get; init; }

    /// <summary>The row it happened to.</summary>
    public required string Subject { get; init; }

    /// <summary>The user whose row it is, where the row is not the user: its name, before and after tell of that person.</summary>
    public string? Person { get; init; }

    /// <summary>What people call that row.</summary>
    public required string SubjectName { get; init; }

    /// <summary>The configuration version it made; null where the configuration did not change.</summary>
    public long? ConfigurationVersion { get; init; }

    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }
}

public sealed record StrategyCreated : AdministrationEvent;

public sealed record StrategyChanged : AdministrationEvent;

public sealed record StrategyDeleted : AdministrationEvent;

public sealed record WebhookSecretRotated : AdministrationEvent;

/// <summary>What callers of a strategy's webhook must prove is other than before.</summary>
public sealed record WebhookProtectionChanged : AdministrationEvent;

/// <summary>The credentials that bodies of the strategy may carry are others now.</summary>
public sealed record BodySecretsReplaced : AdministrationEvent;

public sealed record SubscriptionCreated : AdministrationEvent;

public sealed record SubscriptionChanged : AdministrationEvent;

public sealed record SubscriptionDeleted : AdministrationEvent;

/// <summary>A secret for scorers was set or replaced.</summary>
public sealed record GateSecretSet : AdministrationEvent;

public sealed record GateSecretDeleted : AdministrationEvent;

public sealed record ConnectionCreated : AdministrationEvent;

/// <summary>Replaced credentials show only as the names that were set.</summary>
public sealed record ConnectionChanged : AdministrationEvent;

public sealed record ConnectionDeleted : AdministrationEvent;

public sealed record RiskLimitsChanged : AdministrationEvent;

/// <summary>Trading was stopped or released by a person.</summary>
public sealed record TradingStateSet : AdministrationEvent;

public sealed record UserCreated : AdministrationEvent;

public sealed record UserChanged : AdministrationEvent;

/// <summary>A link was made by which the user comes in for the first time; any before it is over.</summary>
public sealed record PersonInvited : AdministrationEvent;

/// <summary>Whoever had the link chose how to sign in.</summary>
public sealed record InvitationAccepted : AdministrationEvent;

public sealed record InvitationRevoked : AdministrationEvent;

/// <summary>Too many failed sign-ins in a row.</summary>
public sealed record UserLocked : AdministrationEvent;

public sealed record SignedIn : AdministrationEvent;

/// <summary>Sessions were ended by somebody else than a sign-out.</summary>
public sealed record SessionsEnded : AdministrationEvent;

public sealed record SecondFactorEnrolled : AdministrationEvent;

public sealed record SecondFactorRemoved : AdministrationEvent;

/// <summary>Why names the issuer.</summary>
public sealed record ExternalIdentityLinked : AdministrationEvent;

public sealed record ExternalIdentityUnlinked : AdministrationEvent;

/// <summary>Before and after name the passkey.</summary>
public sealed record PasskeyAdded : AdministrationEvent;

public sealed record PasskeyRenamed : AdministrationEvent;

public sealed record PasskeyRemoved : AdministrationEvent;

public sealed record RecoveryCodesRenewed : AdministrationEvent;

/// <summary>Who needs a second factor was changed.</summary>
public sealed record SignInRulesChanged : AdministrationEvent;

/// <summary>Whoever is signed in proved anew who it is, for an action that moves risk.</summary>
public sealed record SessionProven : AdministrationEvent;

public sealed record SignedOut : AdministrationEvent;

/// <summary>An order sent by hand: its accounts and the signal it was sent as.</summary>
public sealed record ManualOrderSent : AdministrationEvent;

/// <summary>Which incidents call a person was changed.</summary>
public sealed record AlertRulesChanged : AdministrationEvent;

/// <summary>Somebody is told of incidents outside a page. Of the address no more is shown than its host.</summary>
public sealed record DestinationCreated : AdministrationEvent;

/// <summary>A replaced address shows only as that.</summary>
public sealed record DestinationChanged : AdministrationEvent;

public sealed record DestinationDeleted : AdministrationEvent;

/// <summary>A test was sent there; after says how it ended.</summary>
public sealed record DestinationTested : AdministrationEvent;

/// <summary>Somebody has seen alerts.</summary>
public sealed record IncidentsAcknowledged : AdministrationEvent;

/// <summary>A past signal sent again, to a paper account.</summary>
public sealed record SignalReplayed : AdministrationEvent;

public sealed record ManualCancelSent : AdministrationEvent;

public sealed record ManualAmendmentSent : AdministrationEvent;

public sealed record TradeApprovalGiven : AdministrationEvent;

public sealed record TradeApprovalRefused : AdministrationEvent;

/// <summary>A user was given a level at a strategy or an account, or another one than before.</summary>
public sealed record PermissionGranted : AdministrationEvent;

public sealed record PermissionRevoked : AdministrationEvent;

/// <summary>A strategy can be found in the catalogue, or says something else there.</summary>
public sealed record StrategyPublished : AdministrationEvent;

public sealed record StrategyUnpublished : AdministrationEvent;

/// <summary>A machine may fetch access tokens in its maker's name.</summary>
public sealed record ClientCreated : AdministrationEvent;

/// <summary>The secret before is refused from then on.</summary>
public sealed record ClientSecretRotated : AdministrationEvent;

/// <summary>Its access tokens stopped working at once.</summary>
public sealed record ClientDisabled : AdministrationEvent;

public sealed record ClientEnabled : AdministrationEvent;

public sealed record AccessTokenIssued : AdministrationEvent;

public sealed record TokenIssued : AdministrationEvent;

public sealed record TokenRevoked : AdministrationEvent;

/// <summary>The person's key was destroyed: nobody reads the personal fields of earlier events any more.</summary>
public sealed record PersonErased : AdministrationEvent;

/// <summary>Everything about a person was handed out.</summary>
public sealed record PersonExported : AdministrationEvent;

/// <summary>Someone took a copy of the audit trail.</summary>
public sealed record AuditExported : AdministrationEvent;

/// <summary>Someone took a copy of signals, trades, orders or fills: by which filter, and how many rows.</summary>
public sealed record RecordsExported : AdministrationEvent;

/// <summary>The tables of what happened were thrown away, to be projected again from the journal.</summary>
public sealed record RecordsRebuilt : AdministrationEvent;

/// <summary>Every sealed secret was sealed again with another master key.</summary>
public sealed record VaultKeyRotated : AdministrationEvent;

/// <summary>A person said until when a secret is good.</summary>
public sealed record SecretExpirySet : AdministrationEvent;

/// <summary>The daily backup is whole and was read back.</summary>
public sealed record BackupWritten : AdministrationEvent;

public sealed record BackupFailed : AdministrationEvent;

/// <summary>The archive of a month is closed: its hash is in this entry.</summary>
public sealed record ArchiveWritten : AdministrationEvent;

/// <summary>The retention of an archive was over, and its file was deleted.</summary>
public sealed record ArchiveRemoved : AdministrationEvent;

/// <summary>Someone took a copy of an archive.</summary>
public sealed record ArchiveTaken : AdministrationEvent;

/// <summary>How long archives are kept is other than before.</summary>
public sealed record RetentionChanged : AdministrationEvent;

/// <summary>A checkpoint did not reach the place it is posted to.</summary>
public sealed record CheckpointNotPosted : AdministrationEvent;

/// <summary>A paper account's market left the common one.</summary>
public sealed record PaperPriceSet : AdministrationEvent;

public sealed record PaperPriceCleared : AdministrationEvent;

/// <summary>A user arranged a page otherwise; what it looks like is not told.</summary>
public sealed record LayoutSaved : AdministrationEvent;
