using System.Text.Json.Serialization;
using Signalbox.Markets;
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

    /// <summary>Price and quantity of a resting order can be changed in place.</summary>
    public bool Amend { get; init; }

    /// <summary>Whether amending reaches stops that have not triggered. Default true; means nothing without <see cref="Amend"/>.</summary>
    public bool AmendsStops { get; init; } = true;

    /// <summary>A stop and a target can be placed as one pair, of which at most one executes.</summary>
    public bool NativeOco { get; init; }

    /// <summary>Orders that are refused rather than executed where they would take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Orders that show a part of their quantity at a time.</summary>
    public bool Iceberg { get; init; }

    /// <summary>How long orders can be told to stand. Default: gtc, ioc and fok.</summary>
    [JsonConverter(typeof(ValueListConverter<TimeInForce>))]
    public ValueList<TimeInForce> TimesInForce { get; init; } = [TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok];

    public bool Offers(TimeInForce life)
    {
        foreach (var offered in TimesInForce)
        {
            if (offered == life)
            {
                return true;
            }
        }

        return false;
    }

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
