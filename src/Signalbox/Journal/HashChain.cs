using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Journal;

/// <summary>Chains each event of a stream to the one before it, so that no stored event can change unnoticed.</summary>
public static class HashChain
{
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>What the first event of a stream is chained to.</summary>
    public static readonly ReadOnlyMemory<byte> Origin = new byte[Bytes];

    // previous hash, version, epoch, ticks, and the lengths of stream name and type.
    private const int FixedBytes = Bytes + 8 + 8 + 8 + 4 + 4;

    public static byte[] Next(ReadOnlySpan<byte> previous, StreamId stream, long version, long epoch, EventDraft draft)
    {
        var textBytes = Encoding.UTF8.GetMaxByteCount(stream.Value.Length + draft.Type.Length);

        // One call over one buffer: copying the payload costs less than an incremental hash does.
        var buffer = ArrayPool<byte>.Shared.Rent(FixedBytes + textBytes + draft.Payload.Length);
        try
        {
            var length = WriteHeader(buffer, previous, stream, version, epoch, draft);
            draft.Payload.Span.CopyTo(buffer.AsSpan(length));
            return SHA256.HashData(buffer.AsSpan(0, length + draft.Payload.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether a stored event follows the one before it.</summary>
    public static bool Follows(ReadOnlySpan<byte> previous, JournalEvent stored) =>
        Next(previous, stored.Stream, stored.Version, stored.Epoch, new(stored.Type, stored.At, stored.Payload))
            .AsSpan().SequenceEqual(stored.Hash.Span);

    private static int WriteHeader(Span<byte> header, ReadOnlySpan<byte> previous, StreamId stream, long version, long epoch, EventDraft draft)
    {
        previous.CopyTo(header);
        var at = Bytes;
        BinaryPrimitives.WriteInt64BigEndian(header[at..], version);
        BinaryPrimitives.WriteInt64BigEndian(header[(at += 8)..], epoch);
        BinaryPrimitives.WriteInt64BigEndian(header[(at += 8)..], draft.At.UtcTicks);
        at = WriteText(header, at + 8, stream.Value);
        return WriteText(header, at, draft.Type);
    }

    private static int WriteText(Span<byte> header, int at, string text)
    {
        var written = Encoding.UTF8.GetBytes(text, header[(at + 4)..]);
        BinaryPrimitives.WriteInt32BigEndian(header[at..], written);
        return at + 4 + written;
    }
}
