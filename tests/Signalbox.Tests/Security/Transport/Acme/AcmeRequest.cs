using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>A request whose signature holds.</summary>
/// <param name="Account">Its address; null where the request carries the key itself.</param>
/// <param name="Payload">Empty for a request that only reads.</param>
internal sealed record AcmeRequest(string Thumbprint, string? Account, string Nonce, string Url, byte[] Payload)
{
    public JsonElement Json => JsonElement.Parse(Encoding.UTF8.GetString(Payload));

    /// <param name="keyOf">The key of an account's address; null: there is no such account.</param>
    public static async Task<AcmeRequest> ReadAsync(HttpRequest http, Func<string, JsonElement?> keyOf)
    {
        Require(http.ContentType == "application/jose+json", "The content type is wrong.");
        Require(http.Headers.UserAgent.ToString().StartsWith("Signalbox/", StringComparison.Ordinal), "The request does not say who asks.");
        using var body = await JsonDocument.ParseAsync(http.Body);
        Require(body.RootElement.EnumerateObject().Select(each => each.Name).Order().SequenceEqual(["payload", "protected", "signature"]), "It is no flattened JWS.");
        var (head, payload) = (body.RootElement.GetProperty("protected").GetString()!, body.RootElement.GetProperty("payload").GetString()!);
        var header = JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(head)));
        Require(header.GetProperty("alg").GetString() == "ES256", "The algorithm is wrong.");
        var carries = header.TryGetProperty("jwk", out var jwk);
        var account = header.TryGetProperty("kid", out var kid) ? kid.GetString() : null;
        Require(carries != account is not null, "It names either its key or its account.");
        var key = carries ? jwk : keyOf(account!) ?? throw new InvalidOperationException("There is no such account.");
        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        Require(
            verifier.VerifyData(Encoding.ASCII.GetBytes($"{head}.{payload}"), Base64Url.DecodeFromChars(body.RootElement.GetProperty("signature").GetString()), HashAlgorithmName.SHA256),
            "The signature does not hold.");
        return new(ThumbprintOf(key), account, header.GetProperty("nonce").GetString()!, header.GetProperty("url").GetString()!, Base64Url.DecodeFromChars(payload)) { Key = key.Clone() };
    }

    public JsonElement Key { get; private init; }

    public static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }

    private static string ThumbprintOf(JsonElement key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{key.GetProperty("x").GetString()}}","y":"{{key.GetProperty("y").GetString()}}"}""")));
}
