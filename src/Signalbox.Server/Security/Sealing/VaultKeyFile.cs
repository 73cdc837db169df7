using System.Buffers.Text;
using System.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>
/// The file with the master keys, one <c>key {id} {base64url}</c> a line, the current one first. Only its owner may read
/// it. Whoever has it and the database can read every broker credential.
/// </summary>
public sealed class VaultKeyFile(string path)
{
    private const string Heading =
        "# Master keys of the Signalbox vault. With this file and the database every broker credential can be read:\n"
        + "# keep a copy, apart from the backups of the database, and show it to nobody.\n";

    public string Path => path;

    public bool Exists => File.Exists(path);

    /// <summary>Writes a file with one new key; the file appears whole or not at all, and never replaces another.</summary>
    public IReadOnlyList<VaultKey> Create()
    {
        var key = VaultKey.Create();
        OwnerOnlyFile.Write(path, Encoding.ASCII.GetBytes($"{Heading}key {key.Id} {Base64Url.EncodeToString(key.Key)}\n"), replace: false);
        return [key];
    }

    public IReadOnlyList<VaultKey> Read()
    {
        if (OwnerOnlyFile.IsOpenToOthers(path))
        {
            throw new VaultException($"Other users of this machine may read the key file {path}. Run: chmod 600 \"{path}\"");
        }

        var keys = File.ReadLines(path)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Parse)
            .ToList();
        return keys.Count > 0 ? keys : throw new VaultException($"The key file {path} holds no key. Put the right file back.");
    }

    private VaultKey Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["key", var id, var text] && Base64Url.IsValid(text))
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length == VaultKey.Bytes && VaultKey.From(bytes) is var key && key.Id == id)
            {
                return key;
            }
        }

        throw new VaultException($"A line of the key file {path} is damaged. Put the right file back.");
    }
}
