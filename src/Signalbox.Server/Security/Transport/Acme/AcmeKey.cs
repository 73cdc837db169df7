using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>The key of an account with a certificate authority: signs every request (ES256), and with it proves domains.</summary>
internal sealed class AcmeKey : IDisposable
{
    private readonly ECDsa key;
    private readonly JwkDocument jwk;
    private readonly string thumbprint;

    /// <param name="key">On P-256; belongs to this from now on.</param>
    public AcmeKey(ECDsa key)
    {
        this.key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        jwk = new("P-256", "EC", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        thumbprint = Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(jwk, AcmeJson.Default.JwkDocument)));
    }

    public void Dispose() => key.Dispose();

    /// <summary>What a challenge with this token is answered with.</summary>
    public string Authorize(string token) => $"{token}.{thumbprint}";

    /// <summary>A signed request as flattened JSON.</summary>
    /// <param name="kid">The account's address; null: it is not known yet, and the request carries the key itself.</param>
    public byte[] Sign(string url, string nonce, string? kid, ReadOnlySpan<byte> payload)
    {
        var header = new JwsHeader("ES256", kid is null ? jwk : null, kid, nonce, url);
        var protectedPart = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header, AcmeJson.Default.JwsHeader));
        var payloadPart = Base64Url.EncodeToString(payload);

        // Without saying otherwise the signature is the two numbers side by side, as JWS wants it.
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{protectedPart}.{payloadPart}"), HashAlgorithmName.SHA256);
        return JsonSerializer.SerializeToUtf8Bytes(new(protectedPart, payloadPart, Base64Url.EncodeToString(signature)), AcmeJson.Default.JwsDocument);
    }
}
