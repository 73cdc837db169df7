using System.Buffers;

namespace Signalbox.Venues.Signing;

/// <summary>A private key of an Ethereum-like chain: what it signs, its address can be told from.</summary>
public sealed class EthereumKey
{
    private readonly UInt256 secret;

    /// <param name="hex">64 hexadecimal digits, with or without 0x before them.</param>
    public EthereumKey(string hex)
    {
        var digits = hex.AsSpan().Trim();
        digits = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits;
        Span<byte> bytes = stackalloc byte[UInt256.Bytes];
        if (digits.Length != 2 * UInt256.Bytes || Convert.FromHexString(digits, bytes, out _, out _) != OperationStatus.Done)
        {
            // The text may be a key with a slip in it: it is not shown.
            throw new FormatException("A private key has 64 hexadecimal digits.");
        }

        secret = UInt256.Read(bytes);
        if (!Secp256k1.IsKey(secret))
        {
            throw new FormatException("The number is no private key of the curve.");
        }

        Address = AddressOf(Secp256k1Point.BaseTimes(secret));
    }

    public EthereumAddress Address { get; }

    public EthereumSignature Sign(ReadOnlySpan<byte> digest)
    {
        var signed = Secp256k1.Sign(secret, digest);
        Span<byte> bytes = stackalloc byte[2 * UInt256.Bytes];
        signed.R.Write(bytes);
        signed.S.Write(bytes[UInt256.Bytes..]);
        return new(Hex(bytes[..UInt256.Bytes]), Hex(bytes[UInt256.Bytes..]), signed.IsOdd ? 28 : 27);
    }

    /// <summary>Who signed; null when nobody can have.</summary>
    public static EthereumAddress? Recover(ReadOnlySpan<byte> digest, EthereumSignature signature) =>
        signature.V is 27 or 28 or 0 or 1 && Number(signature.R) is { } r && Number(signature.S) is { } s
            && Secp256k1.Recover(digest, new(r, s, signature.V is 28 or 1)) is { } key
                ? AddressOf(key)
                : null;

    // The generated text would show nothing, but a debugger's should not either.
    public override string ToString() => $"{nameof(EthereumKey)} {{ {Address} }}";

    private static EthereumAddress AddressOf(in Secp256k1Point key)
    {
        var (x, y) = key.Affine();
        Span<byte> bytes = stackalloc byte[2 * UInt256.Bytes];
        x.Write(bytes);
        y.Write(bytes[UInt256.Bytes..]);
        Span<byte> hash = stackalloc byte[Keccak256.HashBytes];
        Keccak256.HashData(bytes, hash);
        return EthereumAddress.Read(hash[^EthereumAddress.Bytes..]);
    }

    private static string Hex(ReadOnlySpan<byte> number) => $"0x{Convert.ToHexStringLower(number).TrimStart('0').PadLeft(1, '0')}";

    private static UInt256? Number(string hex)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Bytes];
        var digits = hex.StartsWith("0x", StringComparison.Ordinal) && hex.Length <= 2 + (2 * UInt256.Bytes) ? hex[2..].PadLeft(2 * UInt256.Bytes, '0') : "";
        return digits.Length == 2 * UInt256.Bytes && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done ? UInt256.Read(bytes) : null;
    }
}

/// <summary>Numbers as 0x and hexadecimal digits without leading zeros.</summary>
/// <param name="V">27 or 28.</param>
public readonly record struct EthereumSignature(string R, string S, int V);
