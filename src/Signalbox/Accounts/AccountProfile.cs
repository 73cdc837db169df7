using Signalbox.Identity;
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

    public AccountBounds Bounds { get; init; } = new();
}

/// <summary>How long things may take before the account acts by itself.</summary>
public sealed record AccountBounds
{
    /// <summary>How long after its intent a request may leave. Default 3 s.</summary>
    public TimeSpan SendWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>An order that fills at once is looked up after this silence. Default 5 s.</summary>
    public TimeSpan ExpectedEvent { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two lookups of the same order. Default 1 s, doubling to 30 s while they fail.</summary>
    public TimeSpan ProbeSpacing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between tries to place a refused stop. Default 500 ms.</summary>
    public TimeSpan ProtectionRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Tries to place a refused stop before the position is closed instead. Default 3.</summary>
    public int ProtectionTriesMax { get; init; } = 3;

    /// <summary>A stop-limit that triggered and has not filled is followed by a market order. Default 5 s.</summary>
    public TimeSpan EscalateAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sends that never left before the order is given up. Default 5.</summary>
    public int UnsentMax { get; init; } = 5;

    /// <summary>Trades of one instrument waiting behind another. Default 16.</summary>
    public int WaitingTradesMax { get; init; } = 16;

    /// <summary>Finished orders kept for late fills and answers. Default 1000.</summary>
    public int FinishedOrdersKept { get; init; } = 1_000;

    /// <summary>Finished trades kept for answers. Default 500.</summary>
    public int FinishedTradesKept { get; init; } = 500;
}
