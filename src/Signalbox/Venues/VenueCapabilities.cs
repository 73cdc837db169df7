using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Venues;

/// <summary>What a venue does natively; what it lacks the account emulates.</summary>
public sealed record VenueCapabilities
{
    /// <summary>How long a client order id stays unique: the rule that decides whether a send may be repeated.</summary>
    public required ClientIdUniqueness ClientIds { get; init; }

    /// <summary>For <see cref="ClientIdUniqueness.Window"/>: how long the venue remembers an id.</summary>
    public TimeSpan? ClientIdWindow { get; init; }

    /// <summary>After this long without a trace, a lookup by client id counts as a probe for absence.</summary>
    public TimeSpan VisibilityDelay { get; init; } = TimeSpan.FromSeconds(1);

    public bool ReduceOnly { get; init; }

    public bool Stops { get; init; }

    public bool StopLimits { get; init; }

    public bool Amend { get; init; }

    public bool NativeOco { get; init; }

    /// <summary>A resting stop binds the balance, so a stop and a target cannot rest together (spot venues).</summary>
    public bool StopsLockBalance { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<ClientIdUniqueness>))]
public enum ClientIdUniqueness
{
    None,
    Open,
    Window,
    Forever,
}
