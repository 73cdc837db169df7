using System.ComponentModel;
using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Health;

/// <summary>How this node is doing.</summary>
public sealed record NodeHealthDocument(
    DateTimeOffset At,
    string Version,
    double UptimeSeconds,
    [property: Description("Why it takes no signals; absent where it does.")] string? NotReady,
    ProcessHealthDocument Process,
    JournalHealthDocument Journal,
    RecordsHealthDocument Records,
    WebhookHealthDocument Webhooks,
    [property: Description("Over the last five to ten minutes.")] IReadOnlyList<PhaseHealthDocument> Phases,
    IReadOnlyList<AccountHealthDocument> Accounts,
    LiveHealthDocument Live,
    [property: Description("Backups, checkpoints, archives and certificates that fail; empty for those who do not see everything.")] IReadOnlyList<UpkeepHealthDocument> Upkeep);

/// <param name="Kind">What fails.</param>
public sealed record UpkeepHealthDocument(UpkeepKind Kind, string Failure, DateTimeOffset Since);

public sealed record ProcessHealthDocument(
    long WorkingSetBytes, long HeapBytes, int Threads, double CpuSeconds, [property: Description("Free space where the data lies.")] long? DiskFreeBytes);

public sealed record JournalHealthDocument(
    [property: Description("sqlite or postgresql.")] string Store,
    [property: Description("Absent where it cannot be known cheaply.")] long? Bytes,
    [property: Description("Units waiting for a commit.")] int Queue,
    [property: Description("Bound of that queue.")] int QueueMax);

public sealed record RecordsHealthDocument(
    long Bytes,
    [property: Description("Committed events that cannot be read yet.")] long EventsBehind);

public sealed record WebhookHealthDocument(
    [property: Description("Since the start: accepted, duplicate, refused, id_reused, not_committed, not_found.")] IReadOnlyDictionary<string, long> Outcomes,
    PhaseHealthDocument Answered);

/// <summary>How long one phase takes, in milliseconds.</summary>
public sealed record PhaseHealthDocument(string Phase, long Count, double MsP50, double MsP90, double MsP95, double MsP99, double MsMax);

public sealed record AccountHealthDocument(
    string AccountId,
    string TradingState,
    [property: Description("Whether it has been loaded and knows what it holds: ready, loading or reconciling.")] string Connection,
    int QueueDepth,
    int OpenOrders,
    [property: Description("Orders whose outcome is not proven.")] int UnknownOrders,
    [property: Description("The oldest quote of what it holds, in milliseconds.")] double? QuoteAgeMs);

public sealed record LiveHealthDocument(int Channels, [property: Description("Clients dropped because they were slow.")] int Dropped);
