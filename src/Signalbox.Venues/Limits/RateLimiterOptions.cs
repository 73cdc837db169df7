namespace Signalbox.Venues.Limits;

public sealed record RateLimiterOptions
{
    /// <summary>The pause after a first 429; each further one doubles it. Default 1 s.</summary>
    public TimeSpan SlowFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after a 429, unless the venue asks for a longer one. Default 60 s.</summary>
    public TimeSpan SlowLongest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After so long without a 429 the pauses begin short again. Default 2 min.</summary>
    public TimeSpan SlowForgottenAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>While slowed, one cancel or protective order passes every so often. Default 1 s.</summary>
    public TimeSpan TrickleEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a ban holds when the venue does not say. Default 5 min.</summary>
    public TimeSpan LatchUsual { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Counters kept at a time; idle ones are forgotten first. Default 10,000.</summary>
    public int CountsMax { get; init; } = 10_000;

    /// <summary>Spreads the pauses. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
