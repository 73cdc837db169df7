using System.Security.Cryptography;

namespace Signalbox.Server.Security.Sealing;

/// <summary>AES-256-GCM as nonce, ciphertext, tag. Nonces are random; a data key seals one secret, a master key few.</summary>
internal static class AesBox
{
    public const int OverheadBytes = NonceBytes + TagBytes;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var box = new byte[plain.Length + OverheadBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), associated);
        return box;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when anything was changed.</summary>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associated)
    {
        if (box.Length < OverheadBytes)
        {
            throw new CryptographicException("The box is shorter than its nonce and tag.");
        }

        var plain = new byte[box.Length - OverheadBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], plain, associated);
        return plain;
    }
}
