namespace Signalbox.Venues.Matching;

/// <summary>What exchanges differ in.</summary>
public sealed record EngineRules
{
    /// <summary>How long a client order id stays taken. Default forever.</summary>
    public ClientIdUniqueness ClientIds { get; init; } = ClientIdUniqueness.Forever;

    /// <summary>For <see cref="ClientIdUniqueness.Window"/>. Default 24 h.</summary>
    public TimeSpan ClientIdWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Open orders of one account. Default 1,000.</summary>
    public int OpenOrdersMax { get; init; } = 1_000;

    /// <summary>A stop the price has already passed is refused; else it triggers at once. Default true.</summary>
    public bool RefusesStopsThroughPrice { get; init; } = true;
}
