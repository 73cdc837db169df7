using System.Security.Cryptography;

namespace Signalbox.Journal;

/// <summary>Signs anchors with the key of one node (ECDSA P-256).</summary>
public sealed class AnchorSigner(ECDsa key)
{
    public ReadOnlyMemory<byte> PublicKey { get; } = key.ExportSubjectPublicKeyInfo();

    public JournalAnchored Sign(Anchor anchor) => new(anchor, PublicKey, key.SignHash(AnchorDigest.Of(anchor)));
}
