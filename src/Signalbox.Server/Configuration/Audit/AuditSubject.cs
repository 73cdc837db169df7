namespace Signalbox.Server.Configuration.Audit;

/// <summary>What a history is of: rows of different kinds may have the same id.</summary>
public sealed record AuditSubject(string Id, IReadOnlyList<Type> Events)
{
    public static AuditSubject Strategy(string id) =>
        new(id, [typeof(StrategyCreated), typeof(StrategyChanged), typeof(StrategyDeleted), typeof(WebhookSecretRotated), typeof(BodySecretsReplaced)]);

    public static AuditSubject Subscription(string id) => new(id, [typeof(SubscriptionCreated), typeof(SubscriptionChanged), typeof(SubscriptionDeleted)]);

    public bool Is(AdministrationEvent happened) => happened.Subject == Id && Events.Contains(happened.GetType());
}
