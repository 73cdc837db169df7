namespace Signalbox.Server.Security.Webhooks;

/// <summary>What a strategy asks of those who call its webhook, beyond the secret in the address.</summary>
/// <param name="Sources">Names of known senders and ranges of addresses. Default: any address.</param>
/// <param name="Limits">Default: <see cref="RequestLimits.Usual"/>.</param>
/// <param name="ToleranceSeconds">How far a signature's time may be from ours.</param>
/// <param name="ClientCertificate">Whether a trusted proxy must have seen TradingView's client certificate.</param>
/// <param name="SecretExpiresAt">When the secret in the address stops being one. Default: never.</param>
public sealed record WebhookProtection(
    IReadOnlyList<string>? Sources = null, RequestLimits? Limits = null, int ToleranceSeconds = 300, bool ClientCertificate = false, DateTimeOffset? SecretExpiresAt = null)
{
    public IReadOnlyList<string> Sources { get; init; } = Sources ?? [];

    public RequestLimits Limits { get; init; } = Limits ?? RequestLimits.Usual;
}

/// <summary>How many requests a webhook takes.</summary>
/// <param name="PerSecond">In the long run.</param>
/// <param name="Burst">At once, after a quiet time.</param>
/// <param name="PerMinute">In any 60 seconds; null: not limited.</param>
/// <param name="PerHour">In any 3,600 seconds; null: not limited.</param>
public sealed record RequestLimits(int PerSecond = 1_000, int Burst = 5_000, int? PerMinute = null, int? PerHour = null)
{
    public static readonly RequestLimits Usual = new();

    /// <summary>What TradersPost allows.</summary>
    public static readonly RequestLimits Modest = new(PerMinute: 60, PerHour: 500);
}
