using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>
/// Signs time, method, path and body with HMAC-SHA256 as base64. The time is good for half a minute either way; orders and
/// amendments can say how long they are good beyond it.
/// </summary>
public sealed class OkxSigner(string key, string secret, string passphrase, bool isDemo = false)
{
    public const string KeyHeader = "OK-ACCESS-KEY";
    public const string SignHeader = "OK-ACCESS-SIGN";
    public const string TimeHeader = "OK-ACCESS-TIMESTAMP";
    public const string PassphraseHeader = "OK-ACCESS-PASSPHRASE";
    public const string ExpiryHeader = "expTime";
    public const string DemoHeader = "x-simulated-trading";

    private const string LoginTarget = "GET/users/self/verify";

    /// <summary>How far the venue lets the time of a request be from its own.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private readonly byte[] secretBytes = Encoding.UTF8.GetBytes(secret);

    public string Key => key;

    public string Passphrase => passphrase;

    /// <summary>Headers of requests that anybody may make: demo trading lists instruments of its own.</summary>
    public KeyValuePair<string, string>[] OpenHeaders { get; } = isDemo ? [new(DemoHeader, "1")] : [];

    public string Sign(string timestamp, string method, string target, string body) => Sign($"{timestamp}{method}{target}{body}");

    /// <param name="timestamp">In seconds.</param>
    public string SignLogin(string timestamp) => Sign(timestamp + LoginTarget);

    internal WireRequest Ask(string path, QueryWriter query, DateTimeOffset at)
    {
        var text = query.ToString();
        var target = text.Length == 0 ? path : $"{path}?{text}";
        return new() { Method = HttpMethod.Get, Path = path, Query = text, Headers = Headers(at, "GET", target, "", null) };
    }

    /// <param name="until">The venue does nothing with it afterwards. Null where it knows no such limit.</param>
    internal WireRequest Tell(string path, string body, DateTimeOffset at, DateTimeOffset? until = null) => new()
    {
        Method = HttpMethod.Post,
        Path = path,
        Body = Encoding.UTF8.GetBytes(body),
        Headers = Headers(at, "POST", path, body, until),
    };

    private KeyValuePair<string, string>[] Headers(DateTimeOffset at, string method, string target, string body, DateTimeOffset? until)
    {
        var timestamp = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return
        [
            new(KeyHeader, key),
            new(SignHeader, Sign(timestamp, method, target, body)),
            new(TimeHeader, timestamp),
            new(PassphraseHeader, passphrase),
            .. OpenHeaders,
            .. until is { } end ? [new(ExpiryHeader, UnixTime.Milliseconds(end))] : Array.Empty<KeyValuePair<string, string>>(),
        ];
    }

    private string Sign(string payload)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secretBytes, Encoding.UTF8.GetBytes(payload), digest);
        return Convert.ToBase64String(digest);
    }
}
