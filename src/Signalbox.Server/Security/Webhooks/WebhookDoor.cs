using System.Collections.Concurrent;
using System.Net;
using Signalbox.Identity;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>
/// Lets webhook calls in, or tells why not. In this order, each cheaper than the next, and a strategy's own limit only counts
/// calls that have proven what it asks for: 1 the secret, 2 where it comes from, 3 certificate and token, 4 the signature over
/// the body, 5 how many there were.
/// </summary>
internal sealed class WebhookDoor(SourceList sources, Vault vault, WebhookTally tally, TimeProvider clock)
{
    private readonly GuessLimit guesses = new(clock);
    private readonly ConcurrentDictionary<StrategyId, RequestRate> rates = new();

    /// <summary>The key the call proved, before its body is read.</summary>
    public (WebhookKey? Key, DoorRefusal? Refusal) Open(HttpContext http, WebhookGate gate, string strategy, string secret)
    {
        // 1. The secret.
        var from = http.Connection.RemoteIpAddress;
        if (gate.Admit(strategy, secret, clock.GetUtcNow()) is not { } admitted)
        {
            tally.Refuse(gate.Knows(strategy) ? strategy : null, "wrong-secret", from);
            return (null, guesses.Count(from) is { } wait ? DoorRefusal.TooManyGuesses(wait) : DoorRefusal.NotFound);
        }

        if (admitted.ByFormerSecret)
        {
            tally.UseFormer(strategy);
        }

        // 2 and 3, and 5 where there is nothing to wait for.
        var key = admitted.Key;
        var refusal = CheckHead(http, admitted) ?? (key.SigningSealed is null ? Limit(key) : null);
        return refusal is null ? (key, null) : (null, Noted(key, refusal, from));
    }

    /// <summary>4 and 5 for a strategy that takes signed calls only; the signature where there is one.</summary>
    public (RequestSignature? Signature, DoorRefusal? Refusal) CheckBody(HttpContext http, WebhookKey key, ReadOnlySpan<byte> body)
    {
        if (key.SigningSealed is not { } signing)
        {
            return (null, null);
        }

        var signature = RequestSignature.Read(http.Request);
        var refusal = signature is null ? DoorRefusal.NoSignature
            : !signature.IsOf(body, vault.Open(signing, SigningOwner(key.Strategy))) ? DoorRefusal.WrongSignature
            : !signature.IsWithin(TimeSpan.FromSeconds(key.Protection.ToleranceSeconds), clock.GetUtcNow()) ? DoorRefusal.OldSignature(key.Protection.ToleranceSeconds)
            : http.Request.Headers.ContainsKey("Idempotency-Key") ? DoorRefusal.UnsignedId
            : Limit(key);
        return refusal is null ? (signature, null) : (null, Noted(key, refusal, http.Connection.RemoteIpAddress));
    }

    internal static VaultOwner SigningOwner(StrategyId strategy) => new("strategies", strategy.Value, "signing_sealed");

    private DoorRefusal? CheckHead(HttpContext http, Admitted admitted)
    {
        var key = admitted.Key;
        return !admitted.ByFormerSecret && key.Protection.SecretExpiresAt <= clock.GetUtcNow() ? DoorRefusal.Expired
            : !sources.Allows(key.Sources, http.Connection.RemoteIpAddress) ? ElsewhereThan(key.Sources)
            : key.Protection.ClientCertificate && !ClientCertificate.IsTradingView(http) ? DoorRefusal.NoCertificate
            : key.BearerHash is { } bearer && !CarriesBearer(http.Request, bearer.Span) ? DoorRefusal.NoBearer
            : null;
    }

    private static DoorRefusal ElsewhereThan(IReadOnlyList<AllowedSource> allowed) => allowed switch
    {
        [{ Text: SourceList.TradingView }] => DoorRefusal.NotTradingView,
        [{ Text: SourceList.TrendSpider }] => DoorRefusal.NotTrendSpider,
        _ => DoorRefusal.WrongAddress,
    };

    private static bool CarriesBearer(HttpRequest request, ReadOnlySpan<byte> hash)
    {
        const string Bearer = "Bearer ";
        var sent = request.Headers.Authorization.ToString();
        return sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && SecretText.Matches(sent.AsSpan(Bearer.Length).Trim(), hash);
    }

    private DoorRefusal? Limit(WebhookKey key)
    {
        var limits = key.Protection.Limits;
        var rate = rates.GetOrAdd(key.Strategy, static (_, made) => new(made.limits, made.clock), (limits, clock));
        if (rate.Limits != limits)
        {
            rates[key.Strategy] = rate = new(limits, clock);
        }

        return rate.Take() is { } wait ? DoorRefusal.TooMany(wait) : null;
    }

    private DoorRefusal Noted(WebhookKey key, DoorRefusal refusal, IPAddress? from)
    {
        tally.Refuse(key.Strategy.Value, refusal.Code, from);
        return refusal;
    }
}
