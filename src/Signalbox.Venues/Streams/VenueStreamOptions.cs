using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Streams;

public sealed record VenueStreamOptions
{
    public EgressRoute Route { get; init; } = EgressRoute.Direct;

    /// <summary>How long opening a line may take. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the line itself is asked whether the other end still answers. Default 5 s.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A line whose other end has not answered within this is dead. Default 10 s.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait after a first lost line; each further one doubles it. Default 200 ms.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait. Default 30 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Only a line that was ready for this long makes waits short again. Default 30 s.</summary>
    public TimeSpan HeldLongEnough { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>While there is no line, a gap is told this often, so that the account asks. Default 5 s.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Spreads the waits. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
