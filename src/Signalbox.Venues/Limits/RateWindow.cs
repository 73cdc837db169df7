namespace Signalbox.Venues.Limits;

/// <summary>One limit a venue states. Windows of different scopes are taken from together or not at all.</summary>
public sealed record RateWindow
{
    /// <summary>As people read it: <c>weight 1m</c>.</summary>
    public required string Name { get; init; }

    public required RateScope Scope { get; init; }

    public required double Limit { get; init; }

    /// <summary>For how long a request counts. Null for a counter that decays instead.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>For a counter that decays: how much a second.</summary>
    public double DecayPerSecond { get; init; }

    public static RateWindow Sliding(string name, RateScope scope, double limit, TimeSpan length) =>
        new() { Name = name, Scope = scope, Limit = limit, Length = length };

    public static RateWindow Decaying(string name, RateScope scope, double limit, double perSecond) =>
        new() { Name = name, Scope = scope, Limit = limit, DecayPerSecond = perSecond };
}

/// <summary>Who shares a limit.</summary>
public enum RateScope
{
    /// <summary>Everything from one address to one venue.</summary>
    Address,

    /// <summary>One account or key.</summary>
    Account,

    /// <summary>One account in one instrument.</summary>
    Instrument,

    /// <summary>One connection, such as a WebSocket.</summary>
    Connection,
}

/// <summary>What one request takes from one window.</summary>
public readonly record struct RateCost(RateWindow Window, double Weight);
