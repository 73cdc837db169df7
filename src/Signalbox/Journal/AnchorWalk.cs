using System.Security.Cryptography;

namespace Signalbox.Journal;

/// <summary>Reads the anchors in order and stops at the first that cannot be trusted.</summary>
internal sealed class AnchorWalk(IReadOnlyList<ReadOnlyMemory<byte>> trustedKeys)
{
    private ReadOnlyMemory<byte> previous = HashChain.Origin;

    public StreamFault? Fault { get; private set; }

    public long Read { get; private set; }

    /// <summary>The anchor in this event; none, and a fault, when it cannot be trusted.</summary>
    public Anchor? Visit(JournalEvent stored)
    {
        if (Distrust(stored, out var anchored) is { } reason)
        {
            Fault = new(StreamId.Anchors, stored.Version, reason);
            return null;
        }

        previous = stored.Hash;
        Read++;
        return anchored!.Anchor;
    }

    private string? Distrust(JournalEvent stored, out JournalAnchored? anchored)
    {
        anchored = null;
        if (stored.Version != Read + 1)
        {
            return $"Anchor {Read + 1} is missing: anchor {stored.Version} follows anchor {Read}.";
        }

        try
        {
            anchored = AnchorCodec.Events.Read(stored);
        }
        catch (JournalException unreadable)
        {
            return unreadable.Message;
        }

        if (!anchored.Anchor.Previous.Span.SequenceEqual(previous.Span))
        {
            return "It does not name the anchor before it: an anchor was removed or changed.";
        }

        return DistrustSignature(anchored);
    }

    private string? DistrustSignature(JournalAnchored anchored)
    {
        if (!trustedKeys.Any(key => key.Span.SequenceEqual(anchored.PublicKey.Span)))
        {
            var print = Convert.ToHexStringLower(SHA256.HashData(anchored.PublicKey.Span))[..16];
            return $"It is signed with the key {print}, which is not among the trusted keys.";
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(anchored.PublicKey.Span, out _);
        return key.VerifyHash(AnchorDigest.Of(anchored.Anchor), anchored.Signature.Span)
            ? null
            : "Its signature does not fit its content.";
    }
}
