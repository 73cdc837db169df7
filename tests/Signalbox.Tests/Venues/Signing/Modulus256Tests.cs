using System.Numerics;
using System.Security.Cryptography;
using Signalbox.Venues.Signing;
using Xunit;

namespace Signalbox.Tests.Venues.Signing;

public sealed class Modulus256Tests
{
    /// <summary>The platform's own arithmetic of large numbers, which is slow and takes other steps, says the same.</summary>
    [Fact]
    public void Arithmetic_IsThatOfLargeNumbers()
    {
        foreach (var modulus in (Modulus256[])[Secp256k1.Order, Secp256k1Point.Field])
        {
            var whole = modulus.Modulus.ToBigInteger();
            UInt256[] edges = [default, new(1, 0, 0, 0), UInt256.From(whole - 1), UInt256.From(whole - 2), UInt256.From(whole / 2)];
            foreach (var a in edges.Concat(Samples(40)))
            {
                foreach (var b in edges.Concat(Samples(5)))
                {
                    var (x, y) = (a.ToBigInteger() % whole, b.ToBigInteger() % whole);
                    var (enteredX, enteredY) = (modulus.Enter(a), modulus.Enter(b));
                    Assert.Equal(x * y % whole, modulus.Leave(modulus.Multiply(enteredX, enteredY)).ToBigInteger());
                    Assert.Equal((x + y) % whole, modulus.Leave(modulus.Add(enteredX, enteredY)).ToBigInteger());
                    Assert.Equal((x - y + whole) % whole, modulus.Leave(modulus.Subtract(enteredX, enteredY)).ToBigInteger());
                }
            }
        }
    }

    [Fact]
    public void Inverse_TimesTheNumber_IsOne()
    {
        foreach (var number in Samples(20))
        {
            var entered = Secp256k1.Order.Enter(number);

            Assert.Equal(BigInteger.One, Secp256k1.Order.Leave(Secp256k1.Order.Multiply(entered, Secp256k1.Order.Inverse(entered))).ToBigInteger());
        }
    }

    private static IEnumerable<UInt256> Samples(int count) =>
        Enumerable.Range(1, count).Select(number => UInt256.Read(SHA256.HashData([(byte)number])));
}
