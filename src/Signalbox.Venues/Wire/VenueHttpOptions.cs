using Signalbox.Venues.Connections;

namespace Signalbox.Venues.Wire;

public sealed record VenueHttpOptions
{
    public required Uri Address { get; init; }

    /// <summary>How long a whole exchange may take. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long opening a connection may take. Default 3 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a connection is kept ready without use. Default 10 min.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A connection is replaced after this long, so that it follows the venue's names. Default 30 min.</summary>
    public TimeSpan LifeMax { get; init; } = TimeSpan.FromMinutes(30);

    public EgressRoute Route { get; init; } = EgressRoute.Direct;

    /// <summary>Connections at a time. Default 64.</summary>
    public int ConnectionsMax { get; init; } = 64;

    /// <summary>Headers of answers that begin with one of these are kept: the venue's counts of requests. Default none.</summary>
    public IReadOnlyList<string> HeadersKept { get; init; } = [];

    /// <summary>The longest answer that is read. Default 16 MiB.</summary>
    public int AnswerBytesMax { get; init; } = 16 * 1024 * 1024;
}
