using System.IO.Compression;

namespace Signalbox.Accounts.Hosting;

/// <summary>
/// Shortcuts for loading are packed, because a store that keeps one
/// lets nobody else commit meanwhile, and the texts of a thousand orders differ little.
/// </summary>
internal static class AccountSnapshots
{
    public static ReadOnlyMemory<byte> Pack(AccountState state)
    {
        using var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(AccountCodec.WriteState(state));
        }

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">It is no packed state.</exception>
    public static AccountState Unpack(ReadOnlyMemory<byte> packed)
    {
        using var text = new MemoryStream();
        using (var unpacking = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress))
        {
            unpacking.CopyTo(text);
        }

        return AccountCodec.ReadState(text.GetBuffer().AsMemory(0, (int)text.Length));
    }
}
