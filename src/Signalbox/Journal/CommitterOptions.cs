namespace Signalbox.Journal;

public sealed record CommitterOptions
{
    /// <summary>Units waiting for a commit; when full, hosts wait and intake answers 503. Default 16384.</summary>
    public int QueueUnitsMax { get; init; } = 16_384;

    /// <summary>Units in one transaction. Default 2048.</summary>
    public int BatchUnitsMax { get; init; } = 2_048;

    /// <summary>Payload bytes in one transaction, after which no further unit joins it. Default 4 MiB.</summary>
    public int BatchBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a commit waits for the intents its signals cause. Default 2 ms.</summary>
    public TimeSpan GatherMax { get; init; } = TimeSpan.FromMilliseconds(2);
}
