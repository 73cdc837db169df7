namespace Signalbox.Journal;

/// <summary>
/// A statement about the whole journal at one moment: where the streams that changed since the anchor before it ended.
/// The first anchor of each run of a node lists every stream.
/// </summary>
/// <param name="Previous">The journal's hash of the anchor event before this one.</param>
public sealed record Anchor(DateTimeOffset At, ReadOnlyMemory<byte> Previous, IReadOnlyList<AnchoredHead> Heads);

public sealed record AnchoredHead(StreamId Stream, long Version, ReadOnlyMemory<byte> Hash);

/// <summary>The event in <see cref="StreamId.Anchors"/>.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo of the signer: each node signs with its own key.</param>
/// <param name="Signature">ECDSA P-256 over <see cref="AnchorDigest"/>.</param>
public sealed record JournalAnchored(Anchor Anchor, ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> Signature);
