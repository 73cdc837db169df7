using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Signalbox.Venues.Signing;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>
/// Reads the token of a request and looks whether it is right: whose it is, of when, for which request, and signed with that
/// key. Keys of the sandbox are given with their private half, as the client has it.
/// </summary>
internal sealed class CoinbaseGate(SandboxFloor floor)
{
    private const long GoodForSecondsMax = 120;
    private const long ClocksMayDifferSeconds = 30;

    /// <param name="request">Method, host and path; null for a stream.</param>
    public SandboxAccount? Find(string? token, string? request)
    {
        if (token?.Split('.') is not { Length: 3 } parts || Read(parts[0]) is not { } head || Read(parts[1]) is not { } claims
            || Text(head, "kid") is not { } key || floor.Find(key) is not { } account)
        {
            return null;
        }

        var isOfNow = Number(claims, "nbf") is { } from && Number(claims, "exp") is { } until && until - from <= GoodForSecondsMax
            && floor.Now.ToUnixTimeSeconds() is var now && from <= now + ClocksMayDifferSeconds && until >= now;
        return isOfNow && Text(claims, "sub") == key && Text(claims, "iss") is "cdp" or "coinbase-cloud" && IsFor(claims, request)
            && Text(head, "nonce") is { Length: > 0 } && IsSigned(account.Key.Secret, Text(head, "alg"), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), parts[2])
                ? account
                : null;
    }

    // Older clients name one request and newer ones a list of them; a stream's token names none. Clients cut https:// from an
    // address, which this one does not begin with.
    private static bool IsFor(JsonElement claims, string? request)
    {
        var named = claims.TryGetProperty("uris", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(each => each.ToString()).ToList()
            : Text(claims, "uri") is { } one ? [one]
            : [];
        return request is null ? named.Count == 0 : named.Any(each => each.Replace(" http://", " ", StringComparison.Ordinal) == request);
    }

    private static bool IsSigned(string secret, string? algorithm, byte[] text, string written)
    {
        try
        {
            var signature = Base64Url.DecodeFromChars(written);
            if (!secret.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                return algorithm == "EdDSA" && new Ed25519(Convert.FromBase64String(secret).AsSpan()[..Ed25519.SeedBytes]).Sign(text).AsSpan().SequenceEqual(signature);
            }

            using var key = ECDsa.Create();
            key.ImportFromPem(secret);
            return algorithm == "ES256" && key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static JsonElement? Read(string part)
    {
        try
        {
            return JsonCall.Object(Base64Url.DecodeFromChars(part));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;
}
