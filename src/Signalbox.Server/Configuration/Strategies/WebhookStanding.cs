using Signalbox.Server.Security.Webhooks;

namespace Signalbox.Server.Configuration.Strategies;

/// <summary>How a strategy's webhook is protected, without any secret: for its owner and the audit trail.</summary>
/// <param name="IsSigned">Calls must carry a signature.</param>
/// <param name="HasBearer">Calls must carry the webhook's own token.</param>
/// <param name="FormerSecretUntil">Until then the secret before the present one is taken too; null: it is not.</param>
/// <param name="Version">Of these settings; the strategy has its own.</param>
public sealed record WebhookStanding(WebhookProtection Protection, bool IsSigned, bool HasBearer, DateTimeOffset? FormerSecretUntil, long Version);
