using System.Buffers.Binary;
using System.Security.Cryptography;
using Signalbox.Identity;

namespace Signalbox.Server.Security;

/// <summary>
/// UUIDs of version 7: milliseconds, then the fraction of the millisecond in 12 bits, then 62 random bits. Sorted as text
/// they stand in the order of their creation.
/// </summary>
public sealed class TimeOrderedIds(TimeProvider clock) : IIdSource
{
    private const int FractionSteps = 4_096;

    public Guid Next()
    {
        var sinceEpoch = clock.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks;
        var (milliseconds, fraction) = Math.DivRem(sinceEpoch, TimeSpan.TicksPerMillisecond);
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        var sub = (ushort)(fraction * FractionSteps / TimeSpan.TicksPerMillisecond);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | sub));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes, bigEndian: true);
    }
}
