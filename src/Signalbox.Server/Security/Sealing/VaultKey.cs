using System.Security.Cryptography;

namespace Signalbox.Server.Security.Sealing;

/// <summary>A master key. Its id is derived from it, so that a damaged key is noticed when it is read.</summary>
public sealed class VaultKey
{
    public const int Bytes = 32;
    private const int IdBytes = 8;

    private readonly byte[] key;

    private VaultKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(key, "signalbox-vault-key-id"u8).AsSpan(0, IdBytes));
    }

    public string Id { get; }

    internal ReadOnlySpan<byte> Key => key;

    public static VaultKey Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    public static VaultKey From(ReadOnlySpan<byte> key) =>
        key.Length == Bytes ? new(key.ToArray()) : throw new ArgumentException($"A master key has {Bytes} bytes, not {key.Length}.", nameof(key));

    public override string ToString() => $"master key {Id}";
}
