using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Venues.Signing;

/// <summary>Digests of typed data (EIP-712), for structures whose fields are plain.</summary>
public static class Eip712
{
    private const int WordBytes = 32;
    private const string DomainFields = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    /// <param name="type">The name of the structure.</param>
    /// <param name="fields">Its fields in the order the type lists them.</param>
    public static byte[] Digest(Eip712Domain domain, string type, IReadOnlyList<Eip712Field> fields)
    {
        Span<byte> text = stackalloc byte[2 + (2 * WordBytes)];
        text[0] = 0x19;
        text[1] = 0x01;
        HashOf(DomainFields, [Eip712Field.Text("name", domain.Name), Eip712Field.Text("version", "1"), Eip712Field.Whole("chainId", "uint256", domain.ChainId), Eip712Field.Address("verifyingContract", default)], text[2..]);
        HashOf($"{type}({string.Join(',', fields.Select(field => $"{field.Type} {field.Name}"))})", fields, text[(2 + WordBytes)..]);
        return Keccak256.HashData(text);
    }

    private static void HashOf(string type, IReadOnlyList<Eip712Field> fields, Span<byte> hash)
    {
        var words = new byte[(1 + fields.Count) * WordBytes];
        Keccak256.HashData(Encoding.UTF8.GetBytes(type), words);
        for (var index = 0; index < fields.Count; index++)
        {
            fields[index].Word.CopyTo(words, (1 + index) * WordBytes);
        }

        Keccak256.HashData(words, hash);
    }
}

/// <summary>Whose data it is. The version is 1 and the contract none.</summary>
public readonly record struct Eip712Domain(string Name, ulong ChainId);

/// <summary>One field as it enters the digest.</summary>
public readonly record struct Eip712Field
{
    private Eip712Field(string name, string type, byte[] word) => (Name, Type, Word) = (name, type, word);

    public string Name { get; }

    public string Type { get; }

    internal byte[] Word { get; }

    public static Eip712Field Text(string name, string value) => new(name, "string", Keccak256.HashData(Encoding.UTF8.GetBytes(value)));

    /// <param name="type"><c>uint64</c> or another unsigned type.</param>
    public static Eip712Field Whole(string name, string type, ulong value)
    {
        var word = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(24), value);
        return new(name, type, word);
    }

    public static Eip712Field Flag(string name, bool value) => Whole(name, "bool", value ? 1UL : 0UL);

    public static Eip712Field Address(string name, EthereumAddress value)
    {
        var word = new byte[32];
        value.Write(word.AsSpan(12));
        return new(name, "address", word);
    }

    public static Eip712Field Bytes32(string name, ReadOnlySpan<byte> value) => new(name, "bytes32", value.ToArray());
}
