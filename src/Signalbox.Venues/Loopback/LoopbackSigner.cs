using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Venues.Loopback;

/// <summary>HMAC-SHA256 over timestamp, window, method, path and body, with the timestamp and the window beside it.</summary>
public sealed class LoopbackSigner(string key, string secret)
{
    public const string KeyHeader = "X-Loopback-Key";
    public const string TimestampHeader = "X-Loopback-Timestamp";
    public const string WindowHeader = "X-Loopback-Window";
    public const string SignatureHeader = "X-Loopback-Signature";

    private readonly byte[] secretBytes = Encoding.UTF8.GetBytes(secret);

    /// <param name="at">The time the request counts as made; a command carries the time of its intent.</param>
    /// <param name="window">The exchange refuses the request unprocessed when it arrives later than this.</param>
    public KeyValuePair<string, string>[] Sign(string method, string path, ReadOnlySpan<byte> body, DateTimeOffset at, TimeSpan window)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var validFor = ((long)window.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return
        [
            new(KeyHeader, key),
            new(TimestampHeader, timestamp),
            new(WindowHeader, validFor),
            new(SignatureHeader, Signature(timestamp, validFor, method, path, body)),
        ];
    }

    public string Signature(string timestamp, string window, string method, string path, ReadOnlySpan<byte> body)
    {
        var head = string.Concat(timestamp, window, method, path);
        var text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + body.Length);
        try
        {
            var length = Encoding.UTF8.GetBytes(head, text);
            body.CopyTo(text.AsSpan(length));
            Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(secretBytes, text.AsSpan(0, length + body.Length), digest);
            return Convert.ToHexStringLower(digest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }
}
