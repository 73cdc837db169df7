using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Security.Webhooks;

namespace Signalbox.Server.Api.Strategies;

/// <summary>How many requests a webhook takes.</summary>
public sealed record WebhookLimitsDocument(
    [property: Description("In the long run.")] int PerSecond = 1_000,
    [property: Description("At once, after a quiet time.")] int Burst = 5_000,
    [property: Description("In any 60 seconds; absent: not limited.")] int? PerMinute = null,
    [property: Description("In any 3600 seconds; absent: not limited.")] int? PerHour = null);

/// <summary>What a strategy asks of those who call its webhook, whole.</summary>
public sealed record WebhookProtectionInput(
    [property: Required, Description("The version you read; the webhook has its own.")] long? Version = null,
    [property: Description("Names of known senders and ranges of addresses, such as tradingview or 203.0.113.0/24. Absent or empty: any address.")] IReadOnlyList<string>? Sources = null,
    [property: Description("Absent: 1000 a second with a burst of 5000.")] WebhookLimitsDocument? Limits = null,
    [property: Description("How far a signature's time may be from the server's, 1 to 3600. Absent: 300.")] int ToleranceSeconds = 300,
    [property: Description("Whether a trusted proxy must have seen TradingView's client certificate.")] bool ClientCertificate = false,
    [property: Description("When the secret in the address stops being one; absent: never.")] DateTimeOffset? SecretExpiresAt = null);

/// <summary>How a webhook is protected; no secret is shown.</summary>
public sealed record WebhookProtectionDocument(
    [property: Description("Of these settings; the strategy has its own.")] long Version,
    IReadOnlyList<string> Sources, WebhookLimitsDocument Limits, int ToleranceSeconds, bool ClientCertificate, DateTimeOffset? SecretExpiresAt,
    [property: Description("Calls must carry a signature.")] bool IsSigned,
    [property: Description("Calls must carry the webhook's own token.")] bool HasBearer,
    [property: Description("Until then the address before the present one works too; absent: it does not.")] DateTimeOffset? FormerSecretUntil,
    [property: Description("The senders that may be named as sources, with the addresses they stand for.")] IReadOnlyList<WebhookSenderDocument> Senders)
{
    public static WebhookProtectionDocument Of(WebhookStanding standing, SourceList sources, DateTimeOffset now)
    {
        var (protection, limits) = (standing.Protection, standing.Protection.Limits);
        return new(
            standing.Version, protection.Sources, new(limits.PerSecond, limits.Burst, limits.PerMinute, limits.PerHour), protection.ToleranceSeconds,
            protection.ClientCertificate, protection.SecretExpiresAt, standing.IsSigned, standing.HasBearer,
            standing.FormerSecretUntil > now ? standing.FormerSecretUntil : null,
            [.. sources.Named.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => new WebhookSenderDocument(each.Key, [.. each.Value.Select(range => range.ToString())]))]);
    }
}

public sealed record WebhookSenderDocument(string Name, IReadOnlyList<string> Addresses);

/// <summary>A secret that is shown this once.</summary>
public sealed record WebhookSecretDocument(string Secret);

/// <summary>What this node refused at the webhook since it started.</summary>
public sealed record WebhookRefusalsDocument(
    [property: Description("By reason; wrong-secret counts calls of this strategy's address with a secret that is not its own.")] IReadOnlyList<WebhookRefusalCountDocument> Counts,
    [property: Description("The last of them, newest first.")] IReadOnlyList<WebhookRefusedCallDocument> Last,
    [property: Description("How often the address before the present one was still used.")] long FormerSecretUses,
    DateTimeOffset? FormerSecretUsedAt)
{
    public static WebhookRefusalsDocument Of(TallyReading reading) => new(
        [.. reading.Counts.Select(each => new WebhookRefusalCountDocument(each.Key, each.Value))],
        [.. reading.Last.Select(each => new WebhookRefusedCallDocument(each.At, each.Code, each.From))],
        reading.FormerUses, reading.FormerUsedAt);
}

public sealed record WebhookRefusalCountDocument(string Code, long Count);

/// <param name="From">The sender's address.</param>
public sealed record WebhookRefusedCallDocument(DateTimeOffset At, string Code, string From);
