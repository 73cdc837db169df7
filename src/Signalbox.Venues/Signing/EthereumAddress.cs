using System.Buffers.Binary;
using System.Globalization;

namespace Signalbox.Venues.Signing;

/// <summary>An account of an Ethereum-like chain: 20 bytes, written in lower case.</summary>
public readonly record struct EthereumAddress(UInt128 High, uint Low)
{
    public const int Bytes = 20;

    public static EthereumAddress Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    /// <summary>0x and 40 hexadecimal digits of either case; false for anything else.</summary>
    public static bool TryParse(string? text, out EthereumAddress address)
    {
        address = default;
        if (text is not { Length: 42 } || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || !UInt128.TryParse(text.AsSpan(2, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !uint.TryParse(text.AsSpan(34), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        address = new(high, low);
        return true;
    }

    public static EthereumAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException("An address is 0x and 40 hexadecimal digits.");

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Low);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{High:x32}{Low:x8}");
}
