using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Journal;

/// <summary>What an anchor's signature covers: every field, with lengths, so that no two anchors share a digest.</summary>
internal static class AnchorDigest
{
    public static byte[] Of(Anchor anchor)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData("signalbox anchor 1"u8);
        Append(sha, anchor.At.UtcTicks);
        Append(sha, anchor.Previous.Span);
        Append(sha, anchor.Heads.Count);
        foreach (var head in anchor.Heads)
        {
            Append(sha, Encoding.UTF8.GetBytes(head.Stream.Value));
            Append(sha, head.Version);
            Append(sha, head.Hash.Span);
        }

        return sha.GetHashAndReset();
    }

    private static void Append(IncrementalHash sha, ReadOnlySpan<byte> bytes)
    {
        Append(sha, bytes.Length);
        sha.AppendData(bytes);
    }

    private static void Append(IncrementalHash sha, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        sha.AppendData(bytes);
    }
}
