using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>
/// Signs time, method, path with its query, and body, with HMAC-SHA256 as base64. Keys of version 2 and 3 send their
/// passphrase signed too. The venue takes a request for five seconds from its time.
/// </summary>
public sealed class KucoinSigner
{
    public const string KeyHeader = "KC-API-KEY";
    public const string SignHeader = "KC-API-SIGN";
    public const string TimeHeader = "KC-API-TIMESTAMP";
    public const string PassphraseHeader = "KC-API-PASSPHRASE";
    public const string VersionHeader = "KC-API-KEY-VERSION";

    private readonly string key;
    private readonly byte[] secret;
    private readonly string passphrase;
    private readonly string version;

    public KucoinSigner(string key, string secret, string passphrase, int version = 3)
    {
        this.key = key;
        this.secret = Encoding.UTF8.GetBytes(secret);
        this.passphrase = version < 2 ? passphrase : Sign(Encoding.UTF8.GetBytes(passphrase));
        this.version = version.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What the header of the passphrase carries.</summary>
    public string Passphrase => passphrase;

    public string Sign(string timestamp, string method, string target, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes($"{timestamp}{method}{target}");
        if (body.IsEmpty)
        {
            return Sign(head);
        }

        var whole = new byte[head.Length + body.Length];
        head.CopyTo(whole, 0);
        body.CopyTo(whole.AsSpan(head.Length));
        return Sign(whole);
    }

    internal WireRequest Seal(HttpMethod method, string path, QueryWriter? query, SigningTime time) => Seal(method, path, query?.ToString() ?? "", null, time);

    internal WireRequest Seal(HttpMethod method, string path, ReadOnlyMemory<byte> body, SigningTime time) => Seal(method, path, "", body, time);

    private WireRequest Seal(HttpMethod method, string path, string query, ReadOnlyMemory<byte>? body, SigningTime time)
    {
        var timestamp = UnixTime.Milliseconds(time.At);
        var target = query.Length == 0 ? path : $"{path}?{query}";
        return new()
        {
            Method = method,
            Path = path,
            Query = query,
            Body = body,
            Headers =
            [
                new(KeyHeader, key),
                new(SignHeader, Sign(timestamp, method.Method, target, body is { } bytes ? bytes.Span : default)),
                new(TimeHeader, timestamp),
                new(PassphraseHeader, passphrase),
                new(VersionHeader, version),
            ],
        };
    }

    private string Sign(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, payload, digest);
        return Convert.ToBase64String(digest);
    }
}
