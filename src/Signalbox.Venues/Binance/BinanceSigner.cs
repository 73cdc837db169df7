using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Signing;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance;

/// <summary>
/// Signs the query followed by the body, with whichever kind of key the account has: a secret (HMAC-SHA256 as hex), or a
/// private key as PEM (RSA or Ed25519, as base64).
/// </summary>
public sealed class BinanceSigner : IDisposable
{
    public const string KeyHeader = "X-MBX-APIKEY";

    private const long WindowMsMax = 60_000;
    private const string Ed25519Oid = "1.3.101.112";

    private readonly byte[]? secret;
    private readonly RSA? rsa;
    private readonly Ed25519? ed25519;

    /// <param name="secret">The secret of an HMAC key, or a private key as PEM.</param>
    public BinanceSigner(string key, string secret)
    {
        Key = key;
        Headers = [new(KeyHeader, key)];
        if (!secret.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            this.secret = Encoding.UTF8.GetBytes(secret);
        }
        else if (PrivateKeyPem.Find(secret, Ed25519Oid) is { } seed)
        {
            ed25519 = new(seed);
        }
        else
        {
            rsa = RSA.Create();
            rsa.ImportFromPem(secret);
        }
    }

    public string Key { get; }

    public KeyValuePair<string, string>[] Headers { get; }

    /// <summary>An Ed25519 key can log a whole WebSocket session in; the others sign each request.</summary>
    public bool SignsSessions => ed25519 is not null;

    public string Sign(string payload)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(payload.Length));
        try
        {
            return Sign(bytes.AsSpan(0, Encoding.UTF8.GetBytes(payload, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Signs a request; its parameters go into the query, or into the body of what creates or changes something.</summary>
    internal WireRequest Seal(HttpMethod method, string path, QueryWriter parameters, SigningTime time)
    {
        var window = Math.Clamp((long)time.Window.TotalMilliseconds, 1, WindowMsMax);
        var signed = parameters.Add("recvWindow", window).Add("timestamp", UnixTime.Milliseconds(time.At)).ToString();
        var whole = $"{signed}&signature={Uri.EscapeDataString(Sign(signed))}";
        return method == HttpMethod.Post || method == HttpMethod.Put
            ? new() { Method = method, Path = path, Body = Encoding.ASCII.GetBytes(whole), ContentType = WireRequest.Form, Headers = Headers }
            : new() { Method = method, Path = path, Query = whole, Headers = Headers };
    }

    public void Dispose() => rsa?.Dispose();

    private string Sign(ReadOnlySpan<byte> payload)
    {
        if (secret is not null)
        {
            Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(secret, payload, digest);
            return Convert.ToHexStringLower(digest);
        }

        return Convert.ToBase64String(ed25519 is not null
            ? ed25519.Sign(payload)
            : rsa!.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
