using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>
/// The id we give an order before its first byte leaves: the first 128 bits of a SHA-256 over what caused the order, so
/// that a restart, a retry and a second node all derive the same one. Each venue's codec writes it in its own alphabet.
/// </summary>
[JsonConverter(typeof(IdTextConverter<ClientOrderId>))]
public readonly record struct ClientOrderId(UInt128 Bits) : ITextId<ClientOrderId>, IComparable<ClientOrderId>
{
    /// <summary>Derives the id from the parts, in order; parts are separated so that no two lists read alike.</summary>
    public static ClientOrderId Derive(params ReadOnlySpan<string> parts)
    {
        Span<byte> text = stackalloc byte[512];
        var length = 0;
        foreach (var part in parts)
        {
            if (length + Encoding.UTF8.GetMaxByteCount(part.Length) + 1 > text.Length)
            {
                throw new ArgumentException("The parts of a client order id are too long.", nameof(parts));
            }

            length += Encoding.UTF8.GetBytes(part, text[length..]);
            text[length++] = 0x1F;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest));
    }

    public int CompareTo(ClientOrderId other) => Bits.CompareTo(other.Bits);

    public override string ToString() => Bits.ToString("x32", CultureInfo.InvariantCulture);

    public static ClientOrderId From(string text) => new(UInt128.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static bool TryParse(ReadOnlySpan<char> text, out ClientOrderId id)
    {
        var read = UInt128.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) && text.Length == 32;
        id = new(bits);
        return read;
    }
}
