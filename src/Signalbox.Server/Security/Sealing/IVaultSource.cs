namespace Signalbox.Server.Security.Sealing;

/// <summary>Where the master keys come from.</summary>
public interface IVaultSource
{
    /// <summary>As a sentence names it, such as <c>the key file /data/vault.key</c>.</summary>
    string Name { get; }

    /// <summary>False: whoever provides the keys must put a new one in front.</summary>
    bool IsWritable { get; }

    bool Exists { get; }

    /// <summary>The current key first. Throws <see cref="VaultException"/> where there is none that can be used.</summary>
    IReadOnlyList<VaultKey> Read();

    /// <summary>Replaces all of them; they are on disk when it returns.</summary>
    void Write(IReadOnlyList<VaultKey> keys);
}
