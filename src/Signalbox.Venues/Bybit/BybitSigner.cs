using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// Signs time, key, window and what follows: the query of a question, the body of a command. A secret signs with
/// HMAC-SHA256 as hex, a private key as PEM with RSA as base64.
/// </summary>
public sealed class BybitSigner : IDisposable
{
    public const string KeyHeader = "X-BAPI-API-KEY";
    public const string TimeHeader = "X-BAPI-TIMESTAMP";
    public const string WindowHeader = "X-BAPI-RECV-WINDOW";
    public const string SignHeader = "X-BAPI-SIGN";

    private const long WindowMsMax = 60_000;

    private readonly string key;
    private readonly byte[]? secret;
    private readonly RSA? rsa;

    /// <param name="secret">The secret of an HMAC key, or an RSA private key as PEM.</param>
    public BybitSigner(string key, string secret)
    {
        this.key = key;
        if (secret.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            rsa = RSA.Create();
            rsa.ImportFromPem(secret);
        }
        else
        {
            this.secret = Encoding.UTF8.GetBytes(secret);
        }
    }

    public string Sign(string timestamp, string window, ReadOnlySpan<byte> payload)
    {
        var head = Encoding.UTF8.GetBytes($"{timestamp}{key}{window}");
        var whole = new byte[head.Length + payload.Length];
        head.CopyTo(whole, 0);
        payload.CopyTo(whole.AsSpan(head.Length));
        return Sign(whole);
    }

    /// <summary>For the private stream: the time until which the login is good.</summary>
    public string SignLogin(long expires) => Sign(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET/realtime{expires}")));

    public void Dispose() => rsa?.Dispose();

    internal WireRequest Ask(string path, QueryWriter query, SigningTime time)
    {
        var text = query.ToString();
        return new() { Method = HttpMethod.Get, Path = path, Query = text, Headers = Headers(time, Encoding.UTF8.GetBytes(text)) };
    }

    internal WireRequest Tell(string path, JsonBody body, SigningTime time)
    {
        var bytes = body.ToUtf8();
        return new() { Method = HttpMethod.Post, Path = path, Body = bytes, Headers = Headers(time, bytes.Span) };
    }

    private KeyValuePair<string, string>[] Headers(SigningTime time, ReadOnlySpan<byte> payload)
    {
        var timestamp = UnixTime.Milliseconds(time.At);
        var window = Math.Clamp((long)time.Window.TotalMilliseconds, 1, WindowMsMax).ToString(CultureInfo.InvariantCulture);
        return [new(KeyHeader, key), new(TimeHeader, timestamp), new(WindowHeader, window), new(SignHeader, Sign(timestamp, window, payload))];
    }

    private string Sign(byte[] payload) => secret is not null
        ? Convert.ToHexStringLower(HMACSHA256.HashData(secret, payload))
        : Convert.ToBase64String(rsa!.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
}
