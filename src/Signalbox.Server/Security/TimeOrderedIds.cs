using System.Buffers.Binary;
using System.Security.Cryptography;
using Signalbox.Identity;

namespace Signalbox.Server.Security;

/// <summary>
/// UUIDs of version 7: milliseconds, then the fraction of the millisecond in 12 bits, then 62 random bits. Sorted as text,
/// the ids of one process stand in the order of their creation, also while its clock stands still or goes back.
/// </summary>
public sealed class TimeOrderedIds(TimeProvider clock) : IIdSource
{
    private const int FractionBits = 12;

    private long last;

    public Guid Next()
    {
        var moment = NextMoment();
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, moment >> FractionBits << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (moment & 0xFFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes, bigEndian: true);
    }

    /// <summary>Milliseconds and fraction in one number, above every earlier one.</summary>
    private long NextMoment()
    {
        var (milliseconds, ticks) = Math.DivRem(clock.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMillisecond);
        var now = (milliseconds << FractionBits) | ((ticks << FractionBits) / TimeSpan.TicksPerMillisecond);
        while (true)
        {
            var before = Interlocked.Read(ref last);
            var next = Math.Max(now, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
            {
                return next;
            }
        }
    }
}
