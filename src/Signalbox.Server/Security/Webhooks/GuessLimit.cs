using System.Net;
using System.Security.Cryptography;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>
/// How many wrong secrets an address has sent in this minute. A right secret is taken whatever came before it: else whoever
/// makes a sender's machines send wrong ones, as anybody can who has an account there, could keep a strategy's signals out.
/// The table has a fixed size. Addresses that share a place share a count, and lose nothing but a 404 for a 429.
/// </summary>
internal sealed class GuessLimit(TimeProvider clock, int perMinute = GuessLimit.PerMinute)
{
    public const int PerMinute = 20;
    private const int Places = 8_192;
    private static readonly long MinuteTicks = TimeSpan.TicksPerMinute;

    /// <summary>Each place: the minute in the upper 32 bits, how many in it in the lower.</summary>
    private readonly long[] places = new long[Places];

    // Without it, an attacker could look for an address that shares a victim's place.
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(16);

    /// <summary>Counts a wrong secret. Null: it may be answered as one. Else how long until the next may.</summary>
    public TimeSpan? Count(IPAddress? address)
    {
        var now = clock.GetUtcNow().Ticks;
        var minute = now / MinuteTicks & 0xFFFF_FFFF;
        ref var place = ref places[PlaceOf(address)];
        while (true)
        {
            var seen = Interlocked.Read(ref place);
            var count = (long)((ulong)seen >> 32) == minute ? (int)(seen & 0xFFFF_FFFF) : 0;
            if (count >= perMinute)
            {
                return TimeSpan.FromTicks(MinuteTicks - (now % MinuteTicks));
            }

            if (Interlocked.CompareExchange(ref place, (minute << 32) | (uint)(count + 1), seen) == seen)
            {
                return null;
            }
        }
    }

    /// <summary>Of IPv6 the first 64 bits: a sender has all that follow them.</summary>
    private int PlaceOf(IPAddress? address)
    {
        Span<byte> text = stackalloc byte[32];
        salt.CopyTo(text);
        if (address is null || !address.TryWriteBytes(text[16..], out var written))
        {
            written = 0;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(16 + Math.Min(written, 8))], digest);
        return BitConverter.ToUInt16(digest) % Places;
    }
}
