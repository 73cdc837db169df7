using Signalbox.Markets;

namespace Signalbox.Venues.Paper;

public sealed record PaperOptions
{
    /// <summary>The same seed and the same clock bring the same prices. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often the market moves. Default 250 ms.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a request travels before the exchange sees it. Default none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>In hundredths of a per cent of the traded value. Default 2.</summary>
    public decimal MakerFeeBps { get; init; } = 2m;

    /// <summary>In hundredths of a per cent of the traded value. Default 5.</summary>
    public decimal TakerFeeBps { get; init; } = 5m;

    /// <summary>What a new account holds, by currency. Default 100,000 USDT and 100,000 USD.</summary>
    public IReadOnlyDictionary<string, Money> OpeningBalances { get; init; } =
        new Dictionary<string, Money> { ["USDT"] = new(100_000m), ["USD"] = new(100_000m) };

    /// <summary>Requests waiting for the exchange; when full, a request is answered as not sent. Default 16,384.</summary>
    public int MailboxMax { get; init; } = 16_384;

    /// <summary>Requests worked on before what they caused goes to the ledger. Default 1,024.</summary>
    public int BatchMax { get; init; } = 1_024;

    /// <summary>Finished orders of an account kept in memory; older ones are read from its ledger. Default 1,000.</summary>
    public int HistoryMax { get; init; } = 1_000;

    /// <summary>Ledger events read to answer one question about the past. Default 50,000.</summary>
    public int LookbackEventsMax { get; init; } = 50_000;

    /// <summary>Events waiting for one reader of a private stream before it is told of a gap. Default 1,024.</summary>
    public int StreamEventsMax { get; init; } = 1_024;

    /// <summary>How long to wait before the ledgers are read again after a failure. Default 1 s.</summary>
    public TimeSpan ReloadAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Told when the exchange stops to read its ledgers again, and why. Must return at once.</summary>
    public Action<PaperIncident>? OnIncident { get; init; }
}

/// <summary>The exchange stopped and read its ledgers again.</summary>
public sealed record PaperIncident(string Why, Exception? Cause, DateTimeOffset At);
