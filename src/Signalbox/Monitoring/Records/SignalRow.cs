namespace Signalbox.Monitoring.Records;

/// <summary>A body that came in, and how it was read.</summary>
public sealed record SignalRow : RowChange
{
    public required string Id { get; init; }

    public required string Strategy { get; init; }

    public required long ReceivedAt { get; init; }

    public string? Reader { get; init; }

    public required string Raw { get; init; }

    /// <summary>The batch it came in.</summary>
    public string? Batch { get; init; }

    /// <summary>The past signal it repeats.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>Codes of what was mended to read it, as JSON.</summary>
    public string? Repairs { get; init; }

    public string? Ticker { get; init; }

    public string? Action { get; init; }

    /// <summary>The canonical signal as JSON; null where the body was refused.</summary>
    public string? Signal { get; init; }

    /// <summary>Distinct resolved terms, as JSON.</summary>
    public string? Terms { get; init; }

    /// <summary>The subscriptions it is owed to, as JSON.</summary>
    public string? TargetList { get; init; }

    public long? ConfigurationVersion { get; init; }

    /// <summary>Why the body was refused.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? Field { get; init; }

    public long Targets { get; init; }

    /// <summary>Targets to which nothing was delivered.</summary>
    public long Undelivered { get; init; }

    public long LooksRepeated { get; init; }

    public long IsTest { get; init; }

    /// <summary>The store keeps it from the trades: <c>pending executed partial rejected</c>.</summary>
    public string Status { get; init; } = "pending";

    /// <summary>Targets that came to an end, and how many of them badly; the store keeps them from the trades.</summary>
    public long Processed { get; init; }

    public long Failed { get; init; }
}
