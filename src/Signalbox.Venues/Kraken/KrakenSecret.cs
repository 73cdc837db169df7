using System.Security.Cryptography;

namespace Signalbox.Venues.Kraken;

/// <summary>The secret of a key: base64, whose padding is often lost when it is copied.</summary>
internal sealed class KrakenSecret
{
    private readonly byte[] secret;

    public KrakenSecret(string text)
    {
        var bare = text.Trim().TrimEnd('=');
        secret = Convert.FromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='));
    }

    /// <summary>HMAC-SHA512 as base64.</summary>
    public string Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(secret, message, digest);
        return Convert.ToBase64String(digest);
    }
}
