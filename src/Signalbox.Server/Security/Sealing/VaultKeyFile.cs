using System.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>
/// The file with the master keys. Only its owner may read it. Whoever has it and the database can read every broker
/// credential.
/// </summary>
public sealed class VaultKeyFile(string path) : IVaultSource
{
    private const string Heading =
        "# Master keys of the Signalbox vault. With this file and the database every broker credential can be read:\n"
        + "# keep a copy, apart from the backups of the database, and show it to nobody.\n";

    public string Path => path;

    public string Name => $"the key file {path}";

    public bool IsWritable => true;

    public bool Exists => File.Exists(path);

    /// <summary>Writes a file with one new key; the file appears whole or not at all, and never replaces another.</summary>
    public IReadOnlyList<VaultKey> Create()
    {
        var key = VaultKey.Create();
        OwnerOnlyFile.Write(path, Text([key]), replace: false);
        return [key];
    }

    public void Write(IReadOnlyList<VaultKey> keys) => OwnerOnlyFile.Write(path, Text(keys), replace: true);

    public IReadOnlyList<VaultKey> Read()
    {
        if (OwnerOnlyFile.IsOpenToOthers(path))
        {
            throw new VaultException($"Other users of this machine may read the key file {path}. Run: chmod 600 \"{path}\"");
        }

        return VaultKeyText.Read(File.ReadLines(path), Name);
    }

    private static byte[] Text(IReadOnlyList<VaultKey> keys) => Encoding.ASCII.GetBytes(Heading + string.Concat(keys.Select(VaultKeyText.Line)));
}
