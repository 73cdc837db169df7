using System.Security.Cryptography;

namespace Signalbox.Server.Node;

/// <summary>Who this node is.</summary>
/// <param name="Instance">
/// The installation: part of every order id, so that two installations on one exchange account never derive the same id.
/// </param>
public sealed record NodeIdentity(string Instance)
{
    /// <summary>From the key that was made at the first start.</summary>
    public static NodeIdentity Of(ECDsa key) => new(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8)));
}
