using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Signalbox.Venues.Signing;

/// <summary>
/// Signatures as RFC 8032 defines Ed25519; the platform has none of its own. It signs only; nothing here verifies.
/// </summary>
public sealed class Ed25519
{
    public const int SeedBytes = 32;
    public const int SignatureBytes = 64;

    private static readonly BigInteger Order =
        (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    private readonly byte[] scalar = new byte[32];
    private readonly byte[] prefix;

    public Ed25519(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedBytes)
        {
            throw new ArgumentException($"An Ed25519 key has {SeedBytes} bytes.", nameof(seed));
        }

        var digest = SHA512.HashData(seed);
        digest.AsSpan(0, 32).CopyTo(scalar);
        scalar[0] &= 248;
        scalar[31] &= 127;
        scalar[31] |= 64;
        prefix = digest[32..];
        Edwards25519.BaseTimes(scalar).Write(PublicKey);
    }

    public byte[] PublicKey { get; } = new byte[32];

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureBytes];
        var nonce = Reduced(Digest(prefix, [], message));
        Edwards25519.BaseTimes(Bytes(nonce)).Write(signature);
        var challenge = Reduced(Digest(signature.AsSpan(0, 32), PublicKey, message));
        var secret = new BigInteger(scalar, isUnsigned: true);
        Bytes((nonce + (challenge * secret)) % Order).CopyTo(signature, 32);
        return signature;
    }

    private static byte[] Digest(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> message)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        digest.AppendData(first);
        digest.AppendData(second);
        digest.AppendData(message);
        return digest.GetHashAndReset();
    }

    private static BigInteger Reduced(byte[] digest) => new BigInteger(digest, isUnsigned: true) % Order;

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[32];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
