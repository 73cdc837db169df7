using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Signalbox.Venues.Signing;

/// <summary>A number of 256 bits in four limbs, the lowest first.</summary>
internal readonly struct UInt256(ulong l0, ulong l1, ulong l2, ulong l3)
{
    public const int Bytes = 32;

    public readonly ulong L0 = l0;
    public readonly ulong L1 = l1;
    public readonly ulong L2 = l2;
    public readonly ulong L3 = l3;

    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    public bool IsOdd => (L0 & 1) == 1;

    public static UInt256 Read(ReadOnlySpan<byte> bigEndian) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bigEndian[24..]), BinaryPrimitives.ReadUInt64BigEndian(bigEndian[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bigEndian[8..]), BinaryPrimitives.ReadUInt64BigEndian(bigEndian));

    /// <summary>For constants, which are public.</summary>
    public static UInt256 Parse(string hex) => From(BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>For constants, which are public.</summary>
    public static UInt256 From(BigInteger number) => new(
        (ulong)(number & ulong.MaxValue), (ulong)((number >> 64) & ulong.MaxValue), (ulong)((number >> 128) & ulong.MaxValue), (ulong)(number >> 192));

    public BigInteger ToBigInteger() => L0 + ((BigInteger)L1 << 64) + ((BigInteger)L2 << 128) + ((BigInteger)L3 << 192);

    /// <summary>All ones where this is below the other, else zero.</summary>
    public ulong IsBelow(in UInt256 other)
    {
        Subtract(this, other, out var borrow);
        return 0 - borrow;
    }

    /// <summary>This number, or the other where the mask is all ones.</summary>
    public UInt256 Or(in UInt256 other, ulong mask) => new(
        L0 ^ (mask & (L0 ^ other.L0)), L1 ^ (mask & (L1 ^ other.L1)), L2 ^ (mask & (L2 ^ other.L2)), L3 ^ (mask & (L3 ^ other.L3)));

    public static UInt256 Add(in UInt256 a, in UInt256 b, out ulong carry)
    {
        carry = 0;
        var r0 = Sum(a.L0, b.L0, ref carry);
        var r1 = Sum(a.L1, b.L1, ref carry);
        var r2 = Sum(a.L2, b.L2, ref carry);
        return new(r0, r1, r2, Sum(a.L3, b.L3, ref carry));
    }

    public static UInt256 Subtract(in UInt256 a, in UInt256 b, out ulong borrow)
    {
        borrow = 0;
        var r0 = Difference(a.L0, b.L0, ref borrow);
        var r1 = Difference(a.L1, b.L1, ref borrow);
        var r2 = Difference(a.L2, b.L2, ref borrow);
        return new(r0, r1, r2, Difference(a.L3, b.L3, ref borrow));
    }

    public void Write(Span<byte> bigEndian)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bigEndian, L3);
        BinaryPrimitives.WriteUInt64BigEndian(bigEndian[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(bigEndian[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(bigEndian[24..], L0);
    }

    private static ulong Sum(ulong a, ulong b, ref ulong carry)
    {
        var sum = (UInt128)a + b + carry;
        carry = (ulong)(sum >> 64);
        return (ulong)sum;
    }

    private static ulong Difference(ulong a, ulong b, ref ulong borrow)
    {
        var difference = (UInt128)a - b - borrow;
        borrow = (ulong)(difference >> 64) & 1;
        return (ulong)difference;
    }
}
