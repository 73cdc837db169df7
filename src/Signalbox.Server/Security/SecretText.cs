using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Server.Security;

/// <summary>
/// Random secrets and their hashes. A secret of 256 random bits needs no slow hash: nobody can try its possibilities.
/// </summary>
public static class SecretText
{
    private const int RandomBytes = 32;

    // No secret of ours is longer; what follows cannot make a wrong text right.
    private const int HashedCharsMax = 128;

    /// <summary>32 random bytes as base64url, 43 characters.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static string Hash(ReadOnlySpan<char> secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(secret, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Of a credential of another product, whatever its length.</summary>
    public static string HashWhole(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static void Hash(ReadOnlySpan<char> secret, Span<byte> digest)
    {
        var hashed = secret.Length > HashedCharsMax ? secret[..HashedCharsMax] : secret;
        Span<byte> utf8 = stackalloc byte[HashedCharsMax * 3];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(hashed, utf8)], digest);
    }

    /// <summary>Whether a secret has this hash, in the same time wherever they differ.</summary>
    public static bool Matches(ReadOnlySpan<char> secret, ReadOnlySpan<byte> hash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(secret, digest);
        return CryptographicOperations.FixedTimeEquals(digest, hash) & secret.Length <= HashedCharsMax;
    }
}
