namespace Signalbox.Server.Security.Sealing;

/// <summary>Master keys in an environment variable, separated by semicolons, the current one first: <c>key {id} {base64url}</c> each.</summary>
internal sealed class VaultVariable(string text) : IVaultSource
{
    public const string Variable = "SIGNALBOX_VAULT_KEY";

    public string Name => $"the environment variable {Variable}";

    public bool IsWritable => false;

    public bool Exists => true;

    public IReadOnlyList<VaultKey> Read() => VaultKeyText.Read(text.Split(';'), Name);

    public void Write(IReadOnlyList<VaultKey> keys) => throw new VaultException($"{Name} cannot be written. Put the new key in front yourself.");
}
