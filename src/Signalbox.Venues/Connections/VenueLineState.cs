using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Connections;

/// <summary>
/// What is known of one account's connection, fed by every answer of every host of the venue: its health in words, the
/// breaker, and the venue's clock.
/// </summary>
public sealed class VenueLineState
{
    private readonly string venue;
    private readonly TimeProvider clock;
    private ConnectionHealth health;

    public VenueLineState(string venue, TimeProvider clock, CircuitBreakerOptions? breaker = null)
    {
        this.venue = venue;
        this.clock = clock;
        Breaker = new(breaker ?? new(), clock);
        health = new(ConnectionState.Fresh, "", clock.GetUtcNow());
    }

    public CircuitBreaker Breaker { get; }

    public VenueClock Clock { get; } = new();

    /// <summary>Our time now, as the venue's clock shows it: what requests without an intent are signed with.</summary>
    public DateTimeOffset VenueNow => Clock.Venue(clock.GetUtcNow());

    public ConnectionHealth Health => Volatile.Read(ref health);

    public void Unanswered(WireReply reply)
    {
        // What the limits or a deadline held back says nothing about the venue.
        if (reply.End == WireEnd.Unknown || reply.RetryAfter is null)
        {
            Breaker.Failed();
            Become(ConnectionState.Unreachable, $"{venue} cannot be reached: {reply.Why} Check the network, the address and the proxy of the connection.");
        }
    }

    /// <param name="showedKeys">The request was signed; an answer to one that was not says nothing about the keys.</param>
    public void Answered(WireReply reply, VenueComplaint? complaint, bool showedKeys = true)
    {
        if (reply.Status >= 500) Breaker.Failed();
        else Breaker.Answered();
        if (complaint?.Error.Meaning == ErrorMeaning.ClockSkew)
        {
            Clock.Distrust();
        }

        if (complaint is null && !showedKeys && Health.State is (ConnectionState.KeysRefused or ConnectionState.PermissionMissing))
        {
            return;
        }

        if (complaint is null)
        {
            Become(ConnectionState.Connected, "");
        }
        else if (StateOf(complaint) is { } state)
        {
            Become(state, SentenceOf(state, complaint));
        }
    }

    /// <summary>Something beside an answer tells how the connection stands: a check of permissions, say.</summary>
    public void Become(ConnectionState state, string sentence)
    {
        var before = Health;
        if (before.State != state || before.Sentence != sentence)
        {
            Volatile.Write(ref health, new(state, sentence, clock.GetUtcNow()));
        }
    }

    private static ConnectionState? StateOf(VenueComplaint complaint) => complaint.Error.Meaning switch
    {
        ErrorMeaning.Unauthorized => ConnectionState.KeysRefused,
        ErrorMeaning.NotPermitted => ConnectionState.PermissionMissing,
        ErrorMeaning.ClockSkew => ConnectionState.ClockSkewed,
        ErrorMeaning.Throttled => ConnectionState.RateLimited,
        ErrorMeaning.Banned => ConnectionState.Banned,
        ErrorMeaning.Maintenance => ConnectionState.Maintenance,
        ErrorMeaning.Unknown => null,
        // A refused order is an answer like any other.
        _ => ConnectionState.Connected,
    };

    private string SentenceOf(ConnectionState state, VenueComplaint complaint) => state switch
    {
        ConnectionState.KeysRefused =>
            $"{venue} refused the key ({complaint.Code}: {complaint.Message}). Check that key and secret belong together and to this environment, that the key has not expired, and that this machine's address is allowed.",
        ConnectionState.PermissionMissing =>
            $"{venue} says the key may not do this ({complaint.Code}: {complaint.Message}). Allow trading for the key at {venue}; it needs no right to withdraw.",
        ConnectionState.ClockSkewed =>
            $"{venue} refused the time of a request ({complaint.Code}: {complaint.Message}). The offset is measured again now; if this stays, let this machine's clock be set by NTP.",
        ConnectionState.RateLimited =>
            $"{venue} limits the rate of requests ({complaint.Code}). Requests wait; nothing needs to be done unless other programs use the same address or key.",
        ConnectionState.Banned =>
            $"{venue} shut this address out for a while ({complaint.Code}: {complaint.Message}). Nothing leaves until it is over; stop other programs that use this address.",
        ConnectionState.Maintenance =>
            $"{venue} takes no orders for now ({complaint.Code}: {complaint.Message}). Orders go on when its maintenance is over.",
        _ => "",
    };
}
