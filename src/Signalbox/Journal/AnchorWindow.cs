namespace Signalbox.Journal;

internal readonly record struct AnchoredPoint(long Anchor, long Version, ReadOnlyMemory<byte> Hash);

/// <summary>Anchored heads gathered by stream, so that each stream is read once for many anchors.</summary>
internal sealed class AnchorWindow
{
    private readonly Dictionary<StreamId, List<AnchoredPoint>> streams = [];

    public int Heads { get; private set; }

    public IReadOnlyDictionary<StreamId, List<AnchoredPoint>> Streams => streams;

    public void Add(long version, Anchor anchor)
    {
        foreach (var head in anchor.Heads)
        {
            if (!streams.TryGetValue(head.Stream, out var points))
            {
                streams.Add(head.Stream, points = []);
            }

            points.Add(new(version, head.Version, head.Hash));
            Heads++;
        }
    }
}
