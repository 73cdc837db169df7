using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>
/// An HMAC-SHA256 over <c>timestamp.body</c>, with the signing secret's own text as its key: what any shell can compute.
/// </summary>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="Digest">As it was sent.</param>
internal sealed record RequestSignature(long Timestamp, ReadOnlyMemory<byte> Digest)
{
    public const string TimestampHeader = "X-Signalbox-Timestamp";
    public const string SignatureHeader = "X-Signalbox-Signature";
    private const string Version = "v1=";

    /// <summary>The signature's own text: no two requests with another body or time share it.</summary>
    public string Text => Version + Convert.ToHexStringLower(Digest.Span);

    /// <summary>Null where a header is missing or is none.</summary>
    public static RequestSignature? Read(HttpRequest request)
    {
        var signature = request.Headers[SignatureHeader] is [{ } sent] && sent.StartsWith(Version, StringComparison.Ordinal) ? sent[Version.Length..] : "";
        return request.Headers[TimestampHeader] is [{ Length: <= 12 } text]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            && signature.Length == SHA256.HashSizeInBytes * 2 && signature.All(char.IsAsciiHexDigit)
                ? new(timestamp, Convert.FromHexString(signature))
                : null;
    }

    public bool IsOf(ReadOnlySpan<byte> body, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(Timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), Digest.Span);
    }

    public bool IsWithin(TimeSpan tolerance, DateTimeOffset now) => Math.Abs(now.ToUnixTimeSeconds() - Timestamp) <= (long)tolerance.TotalSeconds;
}
