using System.Security.Cryptography;

namespace Signalbox.Venues.Signing;

/// <summary>Nonces for secp256k1 from the key and the digest alone, as RFC 6979 makes them with HMAC-SHA256.</summary>
internal sealed class DeterministicNonces
{
    private readonly byte[] key = new byte[UInt256.Bytes];
    private readonly byte[] value = new byte[UInt256.Bytes];
    private bool isAsked;

    public DeterministicNonces(in UInt256 secret, in UInt256 hash)
    {
        Array.Fill(value, (byte)1);
        Span<byte> seed = stackalloc byte[2 * UInt256.Bytes];
        secret.Write(seed);
        hash.Write(seed[UInt256.Bytes..]);
        Mix(0, seed);
        Mix(1, seed);
    }

    public UInt256 Next()
    {
        while (true)
        {
            if (isAsked)
            {
                Mix(0, []);
            }

            isAsked = true;
            HMACSHA256.HashData(key, value, value);
            var nonce = UInt256.Read(value);
            if (Secp256k1.IsKey(nonce))
            {
                return nonce;
            }
        }
    }

    private void Mix(byte mark, ReadOnlySpan<byte> seed)
    {
        Span<byte> text = stackalloc byte[UInt256.Bytes + 1 + (2 * UInt256.Bytes)];
        value.CopyTo(text);
        text[UInt256.Bytes] = mark;
        seed.CopyTo(text[(UInt256.Bytes + 1)..]);
        HMACSHA256.HashData(key, text[..(UInt256.Bytes + 1 + seed.Length)], key);
        HMACSHA256.HashData(key, value, value);
    }
}
