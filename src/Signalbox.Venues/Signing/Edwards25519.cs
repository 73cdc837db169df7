using System.Globalization;
using System.Numerics;

namespace Signalbox.Venues.Signing;

/// <summary>Points of the curve behind Ed25519, in extended coordinates, and multiples of its base point.</summary>
internal readonly struct Edwards25519(Field25519 x, Field25519 y, Field25519 z, Field25519 t)
{
    private const int Windows = 64;
    private const int Digits = 16;

    private static readonly Field25519 TwiceD = Constant("37095705934669439343138083508754565189542113879843219016388785533085940283555", 2);

    private static readonly Edwards25519 Identity = new(Field25519.Zero, Field25519.One, Field25519.One, Field25519.Zero);

    // Every multiple of the base point by a digit at each of the 64 places of a scalar written in base 16.
    private static readonly Edwards25519[] Table = MakeTable();

    private readonly Field25519 x = x;
    private readonly Field25519 y = y;
    private readonly Field25519 z = z;
    private readonly Field25519 t = t;

    /// <summary>The base point times a scalar of 32 bytes, the lowest first. Every digit costs the same.</summary>
    public static Edwards25519 BaseTimes(ReadOnlySpan<byte> scalar)
    {
        var sum = Identity;
        for (var window = 0; window < Windows; window++)
        {
            var digit = (scalar[window / 2] >> (4 * (window % 2))) & 0xF;
            sum += Chosen(window, digit);
        }

        return sum;
    }

    public static Edwards25519 operator +(in Edwards25519 p, in Edwards25519 q)
    {
        var a = (p.y - p.x) * (q.y - q.x);
        var b = (p.y + p.x) * (q.y + q.x);
        var c = p.t * TwiceD * q.t;
        var d = p.z * (q.z + q.z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(e * f, g * h, f * g, e * h);
    }

    /// <summary>32 bytes: the height, and in the last bit the sign of the other coordinate.</summary>
    public void Write(Span<byte> bytes)
    {
        var inverse = z.Inverse();
        Span<byte> across = stackalloc byte[32];
        (x * inverse).Write(across);
        (y * inverse).Write(bytes);
        bytes[31] |= (byte)((across[0] & 1) << 7);
    }

    // Reads all sixteen, so that memory does not tell which one was wanted.
    private static Edwards25519 Chosen(int window, int digit)
    {
        var chosen = Identity;
        for (var each = 0; each < Digits; each++)
        {
            var isWanted = (ulong)((long)((uint)(each ^ digit) - 1UL) >> 63);
            ref readonly var entry = ref Table[(window * Digits) + each];
            chosen = new(
                chosen.x.Or(entry.x, isWanted), chosen.y.Or(entry.y, isWanted), chosen.z.Or(entry.z, isWanted), chosen.t.Or(entry.t, isWanted));
        }

        return chosen;
    }

    private static Edwards25519[] MakeTable()
    {
        var table = new Edwards25519[Windows * Digits];
        var step = BasePoint();
        for (var window = 0; window < Windows; window++)
        {
            var multiple = Identity;
            for (var digit = 0; digit < Digits; digit++)
            {
                table[(window * Digits) + digit] = multiple;
                multiple += step;
            }

            step = multiple;
        }

        return table;
    }

    private static Edwards25519 BasePoint()
    {
        var x = Constant("15112221349535400772501151409588531511454012693041857206046113283949847762202");
        var y = Constant("46316835694926478169428394003475163141307993866256225615783033603165251855960");
        return new(x, y, Field25519.One, x * y);
    }

    private static Field25519 Constant(string number, int times = 1) =>
        Field25519.From(BigInteger.Parse(number, CultureInfo.InvariantCulture) * times % ((BigInteger.One << 255) - 19));
}
