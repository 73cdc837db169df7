using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Server.Backup;

/// <summary>Named pieces of any length, one after the other.</summary>
internal sealed class BackupWriter(SealingStream sealing)
{
    public void Begin(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        Number(bytes.Length);
        sealing.Write(bytes);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            Number(bytes.Length);
            sealing.Write(bytes);
        }
    }

    public void End() => Number(0);

    public void Whole(string name, ReadOnlySpan<byte> content)
    {
        Begin(name);
        Write(content);
        End();
    }

    public void From(string name, Stream content, CancellationToken cancel)
    {
        Begin(name);
        var buffer = new byte[SealingStream.ChunkBytes];
        while (content.Read(buffer) is > 0 and var read)
        {
            cancel.ThrowIfCancellationRequested();
            Write(buffer.AsSpan(0, read));
        }

        End();
    }

    /// <summary>No piece follows.</summary>
    public void Close()
    {
        Number(0);
        sealing.End();
    }

    private void Number(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        sealing.Write(bytes);
    }
}
