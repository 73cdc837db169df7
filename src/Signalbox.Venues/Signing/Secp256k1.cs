namespace Signalbox.Venues.Signing;

/// <summary>
/// ECDSA over secp256k1 as Ethereum signs: the nonce from key and digest (RFC 6979), the lower of the two possible values,
/// and which of the points it was, so that the signer's key can be told from the signature.
/// <para>
/// What is guaranteed: no branch and no memory address in the products of points, in the arithmetic modulo the order and in
/// its inverse depends on the key or the nonce. Not guaranteed: that the platform's compiler and multiplication keep to it,
/// that copies of the key in managed memory are erased, and anything about who can watch the power of the machine.
/// </para>
/// </summary>
internal static class Secp256k1
{
    public static readonly Modulus256 Order = new(UInt256.Parse("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"));

    private static readonly UInt256 HalfOrder = UInt256.Parse("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0");

    public static bool IsKey(in UInt256 key) => !key.IsZero && key.IsBelow(Order.Modulus) != 0;

    public static RecoverableSignature Sign(in UInt256 key, ReadOnlySpan<byte> digest)
    {
        var hash = Reduced(UInt256.Read(digest));
        var nonces = new DeterministicNonces(key, hash);
        while (true)
        {
            var nonce = nonces.Next();
            if (Sign(key, hash, nonce) is { } signature)
            {
                return signature;
            }
        }
    }

    /// <summary>The signer's public key; null when nobody can have signed so.</summary>
    public static Secp256k1Point? Recover(ReadOnlySpan<byte> digest, RecoverableSignature signature)
    {
        if (!IsKey(signature.R) || !IsKey(signature.S) || Secp256k1Point.Lift(signature.R, signature.IsOdd) is not { } point)
        {
            return null;
        }

        var inverse = Order.Inverse(Order.Enter(signature.R));
        var minusHash = Order.Subtract(default, Order.Multiply(inverse, Order.Enter(Reduced(UInt256.Read(digest)))));
        var times = Order.Multiply(inverse, Order.Enter(signature.S));
        var key = point.PublicTimes(Order.Leave(times)) + Secp256k1Point.Base.PublicTimes(Order.Leave(minusHash));
        return key.IsNothing ? null : key;
    }

    private static RecoverableSignature? Sign(in UInt256 key, in UInt256 hash, in UInt256 nonce)
    {
        var (x, y) = Secp256k1Point.BaseTimes(nonce).Affine();
        var r = Reduced(x);
        var sum = Order.Add(Order.Enter(hash), Order.Multiply(Order.Enter(r), Order.Enter(key)));
        var s = Order.Leave(Order.Multiply(Order.Inverse(Order.Enter(nonce)), sum));
        // A coordinate above the order could not be told from the signature; none has ever been seen.
        if (r.IsZero || s.IsZero || x.IsBelow(Order.Modulus) == 0)
        {
            return null;
        }

        var isHigh = HalfOrder.IsBelow(s);
        return new(r, s.Or(UInt256.Subtract(Order.Modulus, s, out _), isHigh), y.IsOdd ^ (isHigh != 0));
    }

    // A number of 256 bits is less than twice the order.
    private static UInt256 Reduced(in UInt256 number)
    {
        var less = UInt256.Subtract(number, Order.Modulus, out var borrow);
        return less.Or(number, 0 - borrow);
    }
}

/// <param name="IsOdd">Whether the other coordinate of the nonce's point is odd.</param>
internal readonly record struct RecoverableSignature(UInt256 R, UInt256 S, bool IsOdd);
