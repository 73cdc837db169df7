using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Server.Backup;

/// <summary>Reads the pieces a <see cref="BackupWriter"/> wrote.</summary>
internal sealed class BackupReader(OpeningStream opening)
{
    private const int NameBytesMax = 64 * 1024;
    private const int WholeBytesMax = 16 * 1024 * 1024;

    private readonly byte[] buffer = new byte[SealingStream.ChunkBytes];

    /// <summary>The next piece's name; null after the last one.</summary>
    public string? Next()
    {
        var length = Number();
        if (length == 0)
        {
            opening.End();
            return null;
        }

        if (length is < 0 or > NameBytesMax)
        {
            throw new BackupException("This backup was written by another version of Signalbox, or it is damaged.");
        }

        var name = new byte[length];
        opening.Read(name);
        return Encoding.UTF8.GetString(name);
    }

    /// <summary>The piece's bytes; the span is good until the next call.</summary>
    public void CopyTo(Action<ReadOnlyMemory<byte>> take)
    {
        for (var left = Number(); left > 0; left = Number())
        {
            for (; left > 0; left -= Math.Min(left, buffer.Length))
            {
                var some = buffer.AsMemory(0, Math.Min(left, buffer.Length));
                opening.Read(some.Span);
                take(some);
            }
        }
    }

    public byte[] Whole()
    {
        using var content = new MemoryStream();
        CopyTo(some =>
        {
            content.Write(some.Span);
            if (content.Length > WholeBytesMax)
            {
                throw new BackupException("A small piece of this backup is too large: it is damaged.");
            }
        });
        return content.ToArray();
    }

    private int Number()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        opening.Read(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
