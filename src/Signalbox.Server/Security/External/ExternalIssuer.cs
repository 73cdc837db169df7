using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Signalbox.Server.Security.External;

/// <summary>Whom the issuer vouches for.</summary>
/// <param name="SignedInAt">When that person last proved itself there; null: the issuer does not say.</param>
internal sealed record Vouched(string Subject, DateTimeOffset? SignedInAt);

/// <summary>
/// The issuer as its own discovery document describes it. A code is exchanged over a connection of our own, and the token
/// that comes back counts only if everything about it is right: who signed it, for whom, for which sign-in, and until when.
/// </summary>
internal sealed class ExternalIssuer(ExternalOptions options, HttpClient http, TimeProvider clock)
{
    private const int AnswerBytesMax = 256 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FactsKept = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMinutes(1);

    // No symmetric ones: the client's secret is no signing key. And never none.
    private static readonly string[] Algorithms = ["RS256", "PS256", "ES256", "RS384", "ES384"];

    private Facts? known;
    private DateTimeOffset askedAgainAt = DateTimeOffset.MinValue;

    public string Name => options.IssuerName!;

    public async Task<Uri> AuthorizationAsync(CancellationToken cancel) => (await FactsAsync(cancel)).Authorization;

    /// <summary>Whom the issuer vouches for; null where anything about its answer is wrong.</summary>
    public async Task<Vouched?> RedeemAsync(string code, ExternalAttempt attempt, Uri redirect, CancellationToken cancel)
    {
        try
        {
            var facts = await FactsAsync(cancel);
            return await ExchangeAsync(facts, code, attempt.Verifier, redirect, cancel) is { } token ? await SubjectAsync(facts, token, attempt.Nonce, cancel) : null;
        }
        catch (Exception failure) when (IsAtFault(failure, cancel))
        {
            return null;
        }
    }

    /// <summary>Whether it failed because of what the issuer answered, or did not answer in time.</summary>
    public static bool IsAtFault(Exception failure, CancellationToken aborted) =>
        failure is HttpRequestException or IOException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException
            or CryptographicException
        || (failure is OperationCanceledException && !aborted.IsCancellationRequested);

    private async Task<Vouched?> SubjectAsync(Facts facts, string token, string nonce, CancellationToken cancel)
    {
        var result = await ValidateAsync(facts, token);
        if (result.Exception is SecurityTokenInvalidSignatureException && MayAskAgain())
        {
            // Issuers change their keys, and sign with the new one at once.
            result = await ValidateAsync(await AskAsync(cancel), token);
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken { Subject.Length: > 0 } valid }
            && valid.TryGetPayloadValue<string>("nonce", out var given) && given == nonce
            && (valid.Audiences.Count() == 1 || (valid.TryGetPayloadValue<string>("azp", out var party) && party == options.ClientId))
                ? new(valid.Subject, SignedInAt(valid))
                : null;
    }

    private static DateTimeOffset? SignedInAt(JsonWebToken token) =>
        token.TryGetPayloadValue<long>("auth_time", out var seconds) && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Once in a while: an issuer that signs with what it does not publish is not asked for every sign-in.</summary>
    private bool MayAskAgain()
    {
        var now = clock.GetUtcNow();
        if (now - askedAgainAt < AskedAgainAfter)
        {
            return false;
        }

        askedAgainAt = now;
        return true;
    }

    private Task<TokenValidationResult> ValidateAsync(Facts facts, string token) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = facts.Issuer,
            ValidAudience = options.ClientId,
            IssuerSigningKeys = facts.Keys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateIssuerSigningKey = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });

    // Without a beginning the framework says the first of all times, from which nothing can be taken away.
    private bool IsNow(DateTime? from, DateTime? until) =>
        clock.GetUtcNow().UtcDateTime is var now && until is { } end && now - Skew < end && !(from > now + Skew);

    private async Task<string?> ExchangeAsync(Facts facts, string code, string verifier, Uri redirect, CancellationToken cancel)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect.AbsoluteUri,
            ["code_verifier"] = verifier,
            ["client_id"] = options.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, facts.Token) { Content = new FormUrlEncodedContent(form) };
        if (options.ClientSecret is { } secret)
        {
            var pair = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        using var answer = await http.SendAsync(request, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        using var document = JsonDocument.Parse(await ReadAsync(answer, cancel));
        return document.RootElement.GetProperty("id_token").GetString();
    }

    private async Task<Facts> FactsAsync(CancellationToken cancel)
    {
        // Without a key it is no whole answer, and nobody could sign in with it.
        return known is { } kept && clock.GetUtcNow() - kept.At < (kept.Keys.Count > 0 ? FactsKept : AskedAgainAfter) ? kept : await AskAsync(cancel);
    }

    private async Task<Facts> AskAsync(CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(await GetAsync(new($"{Name}/.well-known/openid-configuration"), cancel));
        var root = document.RootElement;
        if (root.GetProperty("issuer").GetString() is not { } issuer || issuer.TrimEnd('/') != Name)
        {
            throw new InvalidOperationException("The discovery document names another issuer.");
        }

        var keys = new JsonWebKeySet(await GetAsync(AddressOf(root, "jwks_uri"), cancel)).GetSigningKeys();
        known = new(issuer, AddressOf(root, "authorization_endpoint"), AddressOf(root, "token_endpoint"), keys, clock.GetUtcNow());
        return known;
    }

    // A code or a key over plain HTTP would be anybody's; on the machine itself nobody is between.
    private static Uri AddressOf(JsonElement root, string name)
    {
        var address = new Uri(root.GetProperty(name).GetString()!);
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? address
            : throw new InvalidOperationException($"The issuer's {name} is not HTTPS.");
    }

    private async Task<string> GetAsync(Uri address, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(address, cancel);
        answer.EnsureSuccessStatusCode();
        return await ReadAsync(answer, cancel);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await answer.Content.LoadIntoBufferAsync(AnswerBytesMax, cancel);
        return await answer.Content.ReadAsStringAsync(cancel);
    }

    private sealed record Facts(string Issuer, Uri Authorization, Uri Token, IList<SecurityKey> Keys, DateTimeOffset At);
}
