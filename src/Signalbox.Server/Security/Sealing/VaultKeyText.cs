using System.Buffers.Text;

namespace Signalbox.Server.Security.Sealing;

/// <summary>Master keys as text: <c>key {id} {base64url}</c> a line, the current one first.</summary>
internal static class VaultKeyText
{
    public static string Line(VaultKey key) => $"key {key.Id} {Base64Url.EncodeToString(key.Key)}\n";

    /// <param name="source">For the sentence on what is wrong.</param>
    public static IReadOnlyList<VaultKey> Read(IEnumerable<string> lines, string source)
    {
        var keys = lines
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => Parse(line) ?? throw new VaultException($"A line of {source} is damaged. Put the right one back."))
            .ToList();
        return keys.Count > 0 ? keys : throw new VaultException($"There is no key in {source}. Put the right one back.");
    }

    private static VaultKey? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["key", var id, var text] && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is { Length: VaultKey.Bytes } bytes
            && VaultKey.From(bytes) is var key && key.Id == id ? key : null;
    }
}
