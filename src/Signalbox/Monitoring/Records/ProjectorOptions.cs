namespace Signalbox.Monitoring.Records;

public sealed record ProjectorOptions
{
    /// <summary>Committed units waiting to be projected; what does not fit is read from the journal instead. Default 4096.</summary>
    public int QueueUnitsMax { get; init; } = 4_096;

    /// <summary>How long units are gathered before they are kept together. Default 40 ms.</summary>
    public TimeSpan GatherFor { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Events kept in one transaction. Default 2000.</summary>
    public int BatchEventsMax { get; init; } = 2_000;

    /// <summary>How often streams that fell behind are looked for. Default 10 s.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it rests after the store failed. Default 1 s.</summary>
    public TimeSpan RestAfterFailure { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it rests after a defect of its own. Default 10 s.</summary>
    public TimeSpan RestAfterDefect { get; init; } = TimeSpan.FromSeconds(10);
}
