namespace Signalbox.Venues.Connections;

/// <summary>
/// Stops sending new orders to a venue that does not answer, since each would end unknown. What protects a position always
/// passes, and so do questions, whose first answer closes the circuit again. One a venue and account.
/// </summary>
public sealed class CircuitBreaker(CircuitBreakerOptions options, TimeProvider clock)
{
    private readonly Lock judging = new();
    private int failures;
    private DateTimeOffset openUntil;

    /// <summary>Null when an order may pass; else how long to wait.</summary>
    public TimeSpan? Refuse()
    {
        lock (judging)
        {
            var wait = openUntil - clock.GetUtcNow();
            return failures >= options.FailuresMax && wait > TimeSpan.Zero ? wait : null;
        }
    }

    public void Answered()
    {
        lock (judging)
        {
            failures = 0;
        }
    }

    /// <summary>No whole answer came, or an error of the server.</summary>
    public void Failed()
    {
        lock (judging)
        {
            // Past the limit each failure opens it anew: a trial that fails waits its turn again.
            failures = Math.Min(failures + 1, options.FailuresMax);
            if (failures >= options.FailuresMax)
            {
                openUntil = clock.GetUtcNow() + options.OpenFor;
            }
        }
    }
}

public sealed record CircuitBreakerOptions
{
    /// <summary>Failures in a row that open it. Default 5.</summary>
    public int FailuresMax { get; init; } = 5;

    /// <summary>How long it stays open before one order may try. Default 2 s.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(2);
}
