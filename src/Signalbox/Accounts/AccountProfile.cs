using Signalbox.Identity;
using Signalbox.Risk.Limits;
using Signalbox.Strategies;
using Signalbox.Venues;

namespace Signalbox.Accounts;

/// <summary>The terms an account works under; part of the journal, so that a replay needs nothing else.</summary>
public sealed record AccountProfile
{
    public required AccountId Account { get; init; }

    /// <summary>This installation's own name: two installations never derive the same order id.</summary>
    public required string Instance { get; init; }

    public required string Broker { get; init; }

    public required VenueCapabilities Capabilities { get; init; }

    public PositionScope PositionScope { get; init; } = PositionScope.Account;

    /// <summary>Where its trading day begins at midnight.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Every limit the account works under.</summary>
    public LimitBook Limits { get; init; } = LimitBook.Empty;

    public AccountBounds Bounds { get; init; } = new();
}

/// <summary>How long things may take before the account acts by itself.</summary>
public sealed record AccountBounds
{
    /// <summary>How long after its intent a request may leave. Default 3 s.</summary>
    public TimeSpan SendWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>An order that fills at once is looked up after this silence. Default 5 s.</summary>
    public TimeSpan ExpectedEvent { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After a fill, or after a stop ended, the venue is asked whether it shows the stop by then. Default 1 s.</summary>
    public TimeSpan ProtectWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where a stop can only be replaced by cancelling it first, a person is told of a gap longer than this. Default 1 s.</summary>
    public TimeSpan ReplacementGap { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A position the venue shows without its stop this long is told to a person. Default 2 s.</summary>
    public TimeSpan NakedAlarm { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A position that could not be given its stop this long is closed. Default 10 s.</summary>
    public TimeSpan EmergencyCloseWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An order whose outcome is unknown this long is told to a person. Default 10 s.</summary>
    public TimeSpan UnknownAlert { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at the venue's own list of stops while a position is held. Default 30 s.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two lookups of the same order. Default 1 s, doubling to 30 s while they fail.</summary>
    public TimeSpan ProbeSpacing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between tries to place a refused stop. Default 500 ms.</summary>
    public TimeSpan ProtectionRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Tries to place a refused stop before the position is closed instead. Default 3.</summary>
    public int ProtectionTriesMax { get; init; } = 3;

    /// <summary>A stop-limit that triggered and has not filled is followed by a market order. Default 5 s.</summary>
    public TimeSpan EscalateAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a trade waits for a closed market. Default 96 h.</summary>
    public TimeSpan MarketClosedMax { get; init; } = TimeSpan.FromHours(96);

    /// <summary>Where a target takes the place of the stop when it is touched: how long it may stand unfilled. Default 1 s.</summary>
    public TimeSpan TargetWaits { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often in a minute the two change places; then the stop stays. Default 3, at most 16.</summary>
    public int SwapsPerMinuteMax { get; init; } = 3;

    /// <summary>Sends that never left before the order is given up. Default 5.</summary>
    public int UnsentMax { get; init; } = 5;

    /// <summary>Trades of one instrument waiting behind another. Default 16.</summary>
    public int WaitingTradesMax { get; init; } = 16;

    /// <summary>Finished orders kept for late fills and answers. Default 1000.</summary>
    public int FinishedOrdersKept { get; init; } = 1_000;

    /// <summary>Finished trades kept for answers. Default 500.</summary>
    public int FinishedTradesKept { get; init; } = 500;
}
