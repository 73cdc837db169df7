namespace Signalbox.Accounts.Hosting;

public sealed record AccountHostOptions
{
    /// <summary>Signals waiting for one account. Default 256; more stay open in the journal.</summary>
    public int SignalsMax { get; init; } = 256;

    /// <summary>Venue answers, fills and timers waiting for one account. Default 65536; beyond that it reconciles.</summary>
    public int FactsMax { get; init; } = 65_536;

    /// <summary>A place call that takes longer is shown as sent. Default 100 ms.</summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The one fetch for a price. Default 500 ms.</summary>
    public TimeSpan QuoteWithin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A call to the venue that has not ended by then is given up as unknown. Default 10 s.</summary>
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at losses while something is held. Default 5 s.</summary>
    public TimeSpan AssessEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Events between two snapshots of the state: so many at most are read again at a start. Default 10000.</summary>
    public int SnapshotEvery { get; init; } = 10_000;

    /// <summary>Between two tries to load after a failure. Default 1 s.</summary>
    public TimeSpan ReloadSpacing { get; init; } = TimeSpan.FromSeconds(1);
}
