using System.Numerics;

namespace Signalbox.Venues.Signing;

/// <summary>
/// Arithmetic modulo one odd number of 256 bits, in Montgomery's form. Every operation takes the same steps whatever the
/// numbers are; only the modulus, which is public, decides what is done.
/// </summary>
internal sealed class Modulus256
{
    private readonly ulong inverse;
    private readonly UInt256 square;
    private readonly UInt256 lessTwo;

    public Modulus256(UInt256 modulus)
    {
        Modulus = modulus;
        var whole = modulus.ToBigInteger();
        var radix = BigInteger.One << 256;
        One = UInt256.From(radix % whole);
        square = UInt256.From(radix * radix % whole);
        lessTwo = UInt256.From(whole - 2);
        inverse = NegatedInverse(modulus.L0);
    }

    public UInt256 Modulus { get; }

    /// <summary>One in Montgomery's form.</summary>
    public UInt256 One { get; }

    /// <summary>Into Montgomery's form; the number may be any of 256 bits.</summary>
    public UInt256 Enter(in UInt256 number) => Multiply(number, square);

    /// <summary>Out of Montgomery's form.</summary>
    public UInt256 Leave(in UInt256 number) => Multiply(number, new(1, 0, 0, 0));

    public UInt256 Add(in UInt256 a, in UInt256 b)
    {
        var sum = UInt256.Add(a, b, out var carry);
        return Reduced(sum, carry);
    }

    public UInt256 Subtract(in UInt256 a, in UInt256 b)
    {
        var difference = UInt256.Subtract(a, b, out var borrow);
        return difference.Or(UInt256.Add(difference, Modulus, out _), 0 - borrow);
    }

    /// <summary>The product of two numbers in Montgomery's form.</summary>
    public UInt256 Multiply(in UInt256 a, in UInt256 b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        Step(a.L0, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a.L1, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a.L2, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a.L3, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        return Reduced(new(t0, t1, t2, t3), t4);
    }

    /// <summary>A power in Montgomery's form; the exponent is public.</summary>
    public UInt256 Power(in UInt256 number, in UInt256 exponent)
    {
        var result = One;
        foreach (var limb in (ReadOnlySpan<ulong>)[exponent.L3, exponent.L2, exponent.L1, exponent.L0])
        {
            for (var bit = 63; bit >= 0; bit--)
            {
                result = Multiply(result, result);
                if (((limb >> bit) & 1) == 1)
                {
                    result = Multiply(result, number);
                }
            }
        }

        return result;
    }

    /// <summary>One over a number, for a modulus that is prime: its power of the modulus less two.</summary>
    public UInt256 Inverse(in UInt256 number) => Power(number, lessTwo);

    // Adds one limb times the other number, then as much of the modulus as makes the lowest limb zero, and drops that limb.
    private void Step(ulong limb, in UInt256 b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = 0;
        t0 = AddProduct(t0, limb, b.L0, ref carry);
        t1 = AddProduct(t1, limb, b.L1, ref carry);
        t2 = AddProduct(t2, limb, b.L2, ref carry);
        t3 = AddProduct(t3, limb, b.L3, ref carry);
        var top = (UInt128)t4 + carry;

        var times = t0 * inverse;
        carry = 0;
        AddProduct(t0, times, Modulus.L0, ref carry);
        t0 = AddProduct(t1, times, Modulus.L1, ref carry);
        t1 = AddProduct(t2, times, Modulus.L2, ref carry);
        t2 = AddProduct(t3, times, Modulus.L3, ref carry);
        top += carry;
        t3 = (ulong)top;
        t4 = (ulong)(top >> 64);
    }

    private static ulong AddProduct(ulong sum, ulong a, ulong b, ref ulong carry)
    {
        var high = Math.BigMul(a, b, out var low);
        var whole = new UInt128(high, low) + sum + carry;
        carry = (ulong)(whole >> 64);
        return (ulong)whole;
    }

    private UInt256 Reduced(in UInt256 number, ulong carry)
    {
        var less = UInt256.Subtract(number, Modulus, out var borrow);
        return number.Or(less, 0 - (carry | (borrow ^ 1)));
    }

    // Each round of Newton's doubles the bits that are right.
    private static ulong NegatedInverse(ulong odd)
    {
        ulong found = 1;
        for (var round = 0; round < 6; round++)
        {
            found *= 2 - (odd * found);
        }

        return 0 - found;
    }
}
