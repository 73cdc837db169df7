using Signalbox.Monitoring.Records;

namespace Signalbox.Server.Live;

/// <summary>Collects which rows changed until a frame takes them.</summary>
internal sealed class DirtyBoard(LiveChannels channels, LiveOptions options) : IRecordObserver
{
    private readonly Lock gate = new();
    private DirtyRows dirty = new(options.RowsPerFrameMax);

    public void Kept(IReadOnlyList<StreamRows> batch)
    {
        if (channels.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            foreach (var row in batch.SelectMany(stream => stream.Rows))
            {
                dirty.Add(row);
            }
        }
    }

    /// <summary>Null when nothing changed.</summary>
    public DirtyRows? Take()
    {
        lock (gate)
        {
            if (dirty.IsEmpty)
            {
                return null;
            }

            var taken = dirty;
            dirty = new(options.RowsPerFrameMax);
            return taken;
        }
    }
}
