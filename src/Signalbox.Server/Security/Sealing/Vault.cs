using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>
/// Keeps secrets the server must read again (broker credentials, webhook secrets). Each secret has a data key of its own;
/// a master key wraps it. Sealed text: <c>v1.{master key id}.{wrapped data key}.{secret}</c>.
/// </summary>
public sealed class Vault
{
    private const string Format = "v1";

    private readonly Func<IReadOnlyList<VaultKey>>? read;
    private readonly Lock turn = new();
    private volatile Ring ring;

    /// <param name="keys">The current key first; the others open what came before it.</param>
    /// <param name="read">Asked again when a secret names a key that is not known: another node may have rotated.</param>
    public Vault(IReadOnlyList<VaultKey> keys, Func<IReadOnlyList<VaultKey>>? read = null)
    {
        this.read = read;
        ring = keys.Count > 0 ? Ring.Of(keys) : throw new ArgumentException("A vault needs a master key.", nameof(keys));
    }

    /// <summary>The id of the key new secrets are sealed with; others are there to open what came before it.</summary>
    public string CurrentKeyId => ring.Current.Id;

    /// <summary>The master key a sealed text names; null where the text is none.</summary>
    public static string? KeyIdOf(string text) => text.Split('.') is [Format, var id, _, _] ? id : null;

    /// <summary>Seals with the first of these from now on. Keys known so far still open: requests under way hold texts sealed with them.</summary>
    public void Use(IReadOnlyList<VaultKey> keys)
    {
        lock (turn)
        {
            ring = Ring.Of([.. keys, .. ring.ById.Values.Where(old => keys.All(key => key.Id != old.Id))]);
        }
    }

    public string Seal(string secret, VaultOwner owner)
    {
        var current = ring.Current;
        var plain = Encoding.UTF8.GetBytes(secret);
        var dataKey = RandomNumberGenerator.GetBytes(VaultKey.Bytes);
        try
        {
            var associated = owner.AssociatedData(Format, current.Id);
            var wrapped = AesBox.Seal(current.Key, dataKey, associated);
            var box = AesBox.Seal(dataKey, plain, associated);
            return $"{Format}.{current.Id}.{Base64Url.EncodeToString(wrapped)}.{Base64Url.EncodeToString(box)}";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public string Open(string sealedText, VaultOwner owner)
    {
        var parts = sealedText.Split('.');
        if (parts.Length != 4 || parts[0] != Format)
        {
            throw new VaultException($"The secret of {owner} has a format this version does not know. It was written by a newer Signalbox, or it is damaged.");
        }

        if (Find(parts[1]) is not { } master)
        {
            throw new VaultException($"The secret of {owner} was sealed with the master key {parts[1]}, which is not in the key file. Put that key file back.");
        }

        try
        {
            return Open(parts, owner.AssociatedData(Format, master.Id), master);
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            throw new VaultException($"The secret of {owner} does not open: it was changed, or it was moved here from another row. Enter it again.", broken);
        }
    }

    private VaultKey? Find(string id)
    {
        if (!ring.ById.ContainsKey(id) && read is not null)
        {
            Use(read());
        }

        return ring.ById.GetValueOrDefault(id);
    }

    private static string Open(string[] parts, byte[] associated, VaultKey master)
    {
        var dataKey = AesBox.Open(master.Key, Base64Url.DecodeFromChars(parts[2]), associated);
        var plain = Array.Empty<byte>();
        try
        {
            plain = AesBox.Open(dataKey, Base64Url.DecodeFromChars(parts[3]), associated);
            return Encoding.UTF8.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private sealed record Ring(VaultKey Current, FrozenDictionary<string, VaultKey> ById)
    {
        public static Ring Of(IReadOnlyList<VaultKey> keys) => new(keys[0], keys.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal));
    }
}
