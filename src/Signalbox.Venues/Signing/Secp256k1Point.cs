namespace Signalbox.Venues.Signing;

/// <summary>
/// Points of secp256k1 in projective coordinates, added by formulas that hold for all of them (Renes, Costello and Batina,
/// 2016), so that no case needs a branch.
/// </summary>
internal readonly struct Secp256k1Point(UInt256 x, UInt256 y, UInt256 z)
{
    private const int Windows = 64;
    private const int Digits = 16;

    public static readonly Modulus256 Field = new(UInt256.Parse("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F"));

    private static readonly UInt256 Seven = Field.Enter(new(7, 0, 0, 0));
    private static readonly UInt256 TwentyOne = Field.Enter(new(21, 0, 0, 0));
    private static readonly UInt256 RootExponent = UInt256.Parse("3FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFBFFFFF0C");

    public static readonly Secp256k1Point Nothing = new(default, Field.One, default);

    public static readonly Secp256k1Point Base = new(
        Field.Enter(UInt256.Parse("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798")),
        Field.Enter(UInt256.Parse("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8")),
        Field.One);

    // Every multiple of the base point by a digit at each of the 64 places of a scalar written in base 16.
    private static readonly Secp256k1Point[] Table = MakeTable();

    private readonly UInt256 x = x;
    private readonly UInt256 y = y;
    private readonly UInt256 z = z;

    /// <summary>The base point times a scalar. Every digit costs the same and reads the same memory.</summary>
    public static Secp256k1Point BaseTimes(in UInt256 scalar)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Bytes];
        scalar.Write(bytes);
        var sum = Nothing;
        for (var window = 0; window < Windows; window++)
        {
            var digit = (bytes[UInt256.Bytes - 1 - (window / 2)] >> (4 * (window % 2))) & 0xF;
            sum += Chosen(window, digit);
        }

        return sum;
    }

    /// <summary>The point with this coordinate whose other one is odd or even; null when the curve has none there.</summary>
    public static Secp256k1Point? Lift(in UInt256 across, bool isOdd)
    {
        if (across.IsBelow(Field.Modulus) == 0)
        {
            return null;
        }

        var x = Field.Enter(across);
        var square = Field.Add(Field.Multiply(Field.Multiply(x, x), x), Seven);
        var y = Field.Power(square, RootExponent);
        if (!Field.Subtract(Field.Multiply(y, y), square).IsZero)
        {
            return null;
        }

        return new(x, Field.Leave(y).IsOdd == isOdd ? y : Field.Subtract(default, y), Field.One);
    }

    /// <summary>This point times a scalar, for points and scalars that everybody knows.</summary>
    public Secp256k1Point PublicTimes(in UInt256 scalar)
    {
        var product = Nothing;
        foreach (var limb in (ReadOnlySpan<ulong>)[scalar.L3, scalar.L2, scalar.L1, scalar.L0])
        {
            for (var bit = 63; bit >= 0; bit--)
            {
                product += product;
                if (((limb >> bit) & 1) == 1)
                {
                    product += this;
                }
            }
        }

        return product;
    }

    public static Secp256k1Point operator +(in Secp256k1Point p, in Secp256k1Point q)
    {
        var f = Field;
        var xx = f.Multiply(p.x, q.x);
        var yy = f.Multiply(p.y, q.y);
        var zz = f.Multiply(p.z, q.z);
        var xy = f.Subtract(f.Multiply(f.Add(p.x, p.y), f.Add(q.x, q.y)), f.Add(xx, yy));
        var yz = f.Subtract(f.Multiply(f.Add(p.y, p.z), f.Add(q.y, q.z)), f.Add(yy, zz));
        var xz = f.Subtract(f.Multiply(f.Add(p.x, p.z), f.Add(q.x, q.z)), f.Add(xx, zz));
        var xx3 = f.Add(f.Add(xx, xx), xx);
        var zzb = f.Multiply(TwentyOne, zz);
        var xzb = f.Multiply(TwentyOne, xz);
        var plus = f.Add(yy, zzb);
        var minus = f.Subtract(yy, zzb);
        return new(
            f.Subtract(f.Multiply(xy, minus), f.Multiply(yz, xzb)),
            f.Add(f.Multiply(minus, plus), f.Multiply(xzb, xx3)),
            f.Add(f.Multiply(plus, yz), f.Multiply(xx3, xy)));
    }

    /// <summary>Both coordinates as plain numbers.</summary>
    public (UInt256 X, UInt256 Y) Affine()
    {
        var inverse = Field.Inverse(z);
        return (Field.Leave(Field.Multiply(x, inverse)), Field.Leave(Field.Multiply(y, inverse)));
    }

    public bool IsNothing => z.IsZero;

    // Reads all sixteen, so that memory does not tell which one was wanted.
    private static Secp256k1Point Chosen(int window, int digit)
    {
        var chosen = Nothing;
        for (var each = 0; each < Digits; each++)
        {
            var isWanted = (ulong)((long)((uint)(each ^ digit) - 1UL) >> 63);
            ref readonly var entry = ref Table[(window * Digits) + each];
            chosen = new(chosen.x.Or(entry.x, isWanted), chosen.y.Or(entry.y, isWanted), chosen.z.Or(entry.z, isWanted));
        }

        return chosen;
    }

    private static Secp256k1Point[] MakeTable()
    {
        var table = new Secp256k1Point[Windows * Digits];
        var step = Base;
        for (var window = 0; window < Windows; window++)
        {
            var multiple = Nothing;
            for (var digit = 0; digit < Digits; digit++)
            {
                table[(window * Digits) + digit] = multiple;
                multiple += step;
            }

            step = multiple;
        }

        return table;
    }
}
