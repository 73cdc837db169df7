using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Signalbox.Server.Backup;

/// <summary>Reads what a <see cref="SealingStream"/> wrote; nothing of a chunk is handed out before it was proven.</summary>
internal sealed class OpeningStream(Stream file, BackupKey key) : IDisposable
{
    private readonly AesGcm aes = new(key.Key, SealingStream.TagBytes);
    private readonly byte[] chunk = new byte[SealingStream.ChunkBytes];
    private readonly byte[] box = new byte[SealingStream.ChunkBytes + SealingStream.TagBytes];
    private int length;
    private int at;
    private long number;
    private bool ended;

    public IncrementalHash Digest { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Fills all of it.</summary>
    public void Read(Span<byte> bytes)
    {
        var whole = bytes;
        while (bytes.Length > 0)
        {
            if (at == length)
            {
                Next();
            }

            var some = Math.Min(bytes.Length, length - at);
            chunk.AsSpan(at, some).CopyTo(bytes);
            at += some;
            bytes = bytes[some..];
        }

        Digest.AppendData(whole);
    }

    /// <summary>Nothing may follow what was read.</summary>
    public void End()
    {
        if (!ended && at == length)
        {
            Next();
        }

        if (!ended || at < length || file.ReadByte() >= 0)
        {
            throw Damaged();
        }
    }

    public void Dispose()
    {
        aes.Dispose();
        Digest.Dispose();
        CryptographicOperations.ZeroMemory(chunk);
    }

    private void Next()
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        if (ended || file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            throw new BackupException("The end of this backup is missing: it was not written whole, or cut off. Take another one.");
        }

        var said = BinaryPrimitives.ReadInt32BigEndian(head);
        ended = said < 0;
        length = ended ? -(said + 1) : said;
        at = 0;
        if (length > SealingStream.ChunkBytes || file.ReadAtLeast(box.AsSpan(0, length + SealingStream.TagBytes), length + SealingStream.TagBytes, false) < length + SealingStream.TagBytes)
        {
            throw Damaged();
        }

        Span<byte> nonce = stackalloc byte[12];
        SealingStream.WriteNonce(nonce, number++, ended);
        try
        {
            aes.Decrypt(nonce, box.AsSpan(0, length), box.AsSpan(length, SealingStream.TagBytes), chunk.AsSpan(0, length), key.Head);
        }
        catch (AuthenticationTagMismatchException) when (number == 1)
        {
            throw new BackupException("The passphrase does not open this backup, or the backup was changed.");
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged();
        }
    }

    private static BackupException Damaged() => new("This backup was changed or is damaged. Take another one.");
}
