using System.Buffers.Binary;
using System.Numerics;

namespace Signalbox.Venues.Signing;

/// <summary>
/// Numbers modulo 2^255 - 19 in five limbs of 51 bits. Every operation takes the same steps whatever the numbers are.
/// </summary>
internal readonly struct Field25519(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
{
    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong l0 = l0;
    private readonly ulong l1 = l1;
    private readonly ulong l2 = l2;
    private readonly ulong l3 = l3;
    private readonly ulong l4 = l4;

    public static readonly Field25519 Zero;
    public static readonly Field25519 One = new(1, 0, 0, 0, 0);

    /// <summary>For constants; the number is public.</summary>
    public static Field25519 From(BigInteger number) => new(
        (ulong)(number & Mask), (ulong)((number >> 51) & Mask), (ulong)((number >> 102) & Mask),
        (ulong)((number >> 153) & Mask), (ulong)(number >> 204));

    public static Field25519 operator +(in Field25519 a, in Field25519 b) =>
        Carried(a.l0 + b.l0, a.l1 + b.l1, a.l2 + b.l2, a.l3 + b.l3, a.l4 + b.l4);

    // Twice the modulus is added first, so that no limb goes below zero.
    public static Field25519 operator -(in Field25519 a, in Field25519 b) => Carried(
        a.l0 + 0xFFFFFFFFFFFDA - b.l0, a.l1 + 0xFFFFFFFFFFFFE - b.l1, a.l2 + 0xFFFFFFFFFFFFE - b.l2,
        a.l3 + 0xFFFFFFFFFFFFE - b.l3, a.l4 + 0xFFFFFFFFFFFFE - b.l4);

    public static Field25519 operator *(in Field25519 a, in Field25519 b)
    {
        // What overflows 2^255 comes back nineteen-fold.
        ulong b1 = 19 * b.l1, b2 = 19 * b.l2, b3 = 19 * b.l3, b4 = 19 * b.l4;
        var r0 = Wide(a.l0, b.l0) + Wide(a.l1, b4) + Wide(a.l2, b3) + Wide(a.l3, b2) + Wide(a.l4, b1);
        var r1 = Wide(a.l0, b.l1) + Wide(a.l1, b.l0) + Wide(a.l2, b4) + Wide(a.l3, b3) + Wide(a.l4, b2);
        var r2 = Wide(a.l0, b.l2) + Wide(a.l1, b.l1) + Wide(a.l2, b.l0) + Wide(a.l3, b4) + Wide(a.l4, b3);
        var r3 = Wide(a.l0, b.l3) + Wide(a.l1, b.l2) + Wide(a.l2, b.l1) + Wide(a.l3, b.l0) + Wide(a.l4, b4);
        var r4 = Wide(a.l0, b.l4) + Wide(a.l1, b.l3) + Wide(a.l2, b.l2) + Wide(a.l3, b.l1) + Wide(a.l4, b.l0);
        r1 += r0 >> 51;
        r2 += r1 >> 51;
        r3 += r2 >> 51;
        r4 += r3 >> 51;
        return Carried(
            ((ulong)r0 & Mask) + (19 * (ulong)(r4 >> 51)), (ulong)r1 & Mask, (ulong)r2 & Mask, (ulong)r3 & Mask, (ulong)r4 & Mask);
    }

    /// <summary>One over this number: its power of the modulus less two.</summary>
    public Field25519 Inverse()
    {
        var result = One;
        for (var bit = 254; bit >= 0; bit--)
        {
            result *= result;
            // The exponent 2^255 - 21 has every bit but the second and the fourth.
            if (bit is not (2 or 4))
            {
                result *= this;
            }
        }

        return result;
    }

    /// <summary>This number, or the other where the mask is all ones.</summary>
    public Field25519 Or(in Field25519 other, ulong mask) => new(
        l0 ^ (mask & (l0 ^ other.l0)), l1 ^ (mask & (l1 ^ other.l1)), l2 ^ (mask & (l2 ^ other.l2)),
        l3 ^ (mask & (l3 ^ other.l3)), l4 ^ (mask & (l4 ^ other.l4)));

    /// <summary>32 bytes, the lowest first, below the modulus.</summary>
    public void Write(Span<byte> bytes)
    {
        var whole = Carried(l0, l1, l2, l3, l4);
        // One more than the modulus in the number? Then nineteen more carries into bit 255, which is cut off.
        var over = (whole.l0 + 19) >> 51;
        over = (whole.l1 + over) >> 51;
        over = (whole.l2 + over) >> 51;
        over = (whole.l3 + over) >> 51;
        over = (whole.l4 + over) >> 51;
        var r0 = whole.l0 + (19 * over);
        var r1 = whole.l1 + (r0 >> 51);
        var r2 = whole.l2 + (r1 >> 51);
        var r3 = whole.l3 + (r2 >> 51);
        var r4 = (whole.l4 + (r3 >> 51)) & Mask;
        (r0, r1, r2, r3) = (r0 & Mask, r1 & Mask, r2 & Mask, r3 & Mask);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, r0 | (r1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (r1 >> 13) | (r2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (r2 >> 26) | (r3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], (r3 >> 39) | (r4 << 12));
    }

    private static UInt128 Wide(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new(high, low);
    }

    private static Field25519 Carried(ulong r0, ulong r1, ulong r2, ulong r3, ulong r4)
    {
        r1 += r0 >> 51;
        r2 += r1 >> 51;
        r3 += r2 >> 51;
        r4 += r3 >> 51;
        r0 = (r0 & Mask) + (19 * (r4 >> 51));
        return new(r0 & Mask, (r1 & Mask) + (r0 >> 51), r2 & Mask, r3 & Mask, r4 & Mask);
    }
}
