using Signalbox.Tests.Journal;
using Signalbox.Venues;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Connections;

public sealed class VenueLineStateTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Breaker_OpensAfterFailuresInARow_AndClosesWithAnAnswer()
    {
        var breaker = new CircuitBreaker(new(), clock);
        for (var failure = 0; failure < 4; failure++)
        {
            breaker.Failed();
        }

        Assert.Null(breaker.Refuse());
        breaker.Failed();
        Assert.Equal(TimeSpan.FromSeconds(2), breaker.Refuse());

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(breaker.Refuse());
        breaker.Failed();
        Assert.NotNull(breaker.Refuse());
        breaker.Answered();
        Assert.Null(breaker.Refuse());
    }

    [Fact]
    public void Clock_BelievesTheQuickestAnswer_AndForgetsWhenToldOff()
    {
        var venueClock = new VenueClock();
        var now = clock.GetUtcNow();
        venueClock.Observe(now, now.AddSeconds(2), now.AddSeconds(10));
        venueClock.Observe(now, now.AddMilliseconds(100), now.AddMilliseconds(5_050));
        venueClock.Observe(now, now.AddSeconds(1), now.AddSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(5), venueClock.Offset);
        venueClock.Distrust();
        venueClock.Observe(now, now.AddSeconds(1), now.AddSeconds(0.5));
        Assert.Equal(TimeSpan.Zero, venueClock.Offset);
    }

    [Fact]
    public void Health_SaysWhatMendsIt_AndIsWellAgainWithAnAnswer()
    {
        var state = new VenueLineState("Acme", clock);
        foreach (var (error, expected) in new[]
        {
            (VenueError.Unauthorized, ConnectionState.KeysRefused), (VenueError.NotPermitted, ConnectionState.PermissionMissing),
            (VenueError.ClockSkew, ConnectionState.ClockSkewed), (VenueError.Throttled, ConnectionState.RateLimited),
            (VenueError.Banned, ConnectionState.Banned), (VenueError.Maintenance, ConnectionState.Maintenance),
        })
        {
            state.Answered(Answer(400), new(error, "-1", "Told."));
            Assert.Equal(expected, state.Health.State);
            Assert.StartsWith("Acme ", state.Health.Sentence, StringComparison.Ordinal);
        }

        state.Answered(Answer(400), new(VenueError.Rejected(RejectReason.BelowMinimum), "-2", "Too small."));
        Assert.Equal((ConnectionState.Connected, ""), (state.Health.State, state.Health.Sentence));
    }

    private static WireReply Answer(int status) => new() { End = WireEnd.Answered, Status = status };
}
