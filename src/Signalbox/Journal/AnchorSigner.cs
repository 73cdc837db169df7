using System.Security.Cryptography;

namespace Signalbox.Journal;

/// <summary>Signs anchors with the key of one node (ECDSA P-256).</summary>
public sealed class AnchorSigner(ECDsa key)
{
    public ReadOnlyMemory<byte> PublicKey { get; } = key.ExportSubjectPublicKeyInfo();

    public JournalAnchored Sign(Anchor anchor) => new(anchor, PublicKey, key.SignHash(AnchorDigest.Of(anchor)));

    /// <summary>Whether the signature fits the content, by the key it names. Whether that key is to be trusted is for the caller to know.</summary>
    public static bool IsSigned(JournalAnchored anchored)
    {
        try
        {
            using var named = ECDsa.Create();
            named.ImportSubjectPublicKeyInfo(anchored.PublicKey.Span, out _);
            return named.VerifyHash(AnchorDigest.Of(anchored.Anchor), anchored.Signature.Span);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
