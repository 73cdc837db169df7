using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Signalbox.Server.Backup;

/// <summary>
/// Writes what it is given in chunks of AES-256-GCM. Each chunk's nonce is its number and whether it is the last one, so
/// that chunks can be neither moved nor dropped, and a file without its end does not open.
/// </summary>
internal sealed class SealingStream(Stream file, BackupKey key) : IDisposable
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;

    private readonly AesGcm aes = new(key.Key, TagBytes);
    private readonly byte[] chunk = new byte[ChunkBytes];
    private readonly byte[] box = new byte[sizeof(int) + ChunkBytes + TagBytes];
    private int filled;
    private long number;

    /// <summary>Of what was written; reading back must come to the same.</summary>
    public IncrementalHash Digest { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Begin() => file.Write(key.Head);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Digest.AppendData(bytes);
        while (bytes.Length > 0)
        {
            if (filled == ChunkBytes)
            {
                Flush(isLast: false);
            }

            var some = Math.Min(bytes.Length, ChunkBytes - filled);
            bytes[..some].CopyTo(chunk.AsSpan(filled));
            filled += some;
            bytes = bytes[some..];
        }
    }

    public void End() => Flush(isLast: true);

    public void Dispose()
    {
        aes.Dispose();
        Digest.Dispose();
        CryptographicOperations.ZeroMemory(chunk);
    }

    public static void WriteNonce(Span<byte> nonce, long number, bool isLast)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        BinaryPrimitives.WriteInt32BigEndian(nonce[sizeof(long)..], isLast ? 1 : 0);
    }

    private void Flush(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        WriteNonce(nonce, number++, isLast);
        BinaryPrimitives.WriteInt32BigEndian(box, isLast ? -filled - 1 : filled);
        aes.Encrypt(nonce, chunk.AsSpan(0, filled), box.AsSpan(sizeof(int), filled), box.AsSpan(sizeof(int) + filled, TagBytes), key.Head);
        file.Write(box.AsSpan(0, sizeof(int) + filled + TagBytes));
        filled = 0;
    }
}
