using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Loopback;

/// <summary>The exchange takes 2,000 requests a second of one key; a tenth of them is kept for cancels.</summary>
public sealed class LoopbackLimits(TimeProvider clock)
{
    public const int RequestsPerSecond = 2_000;

    private readonly RequestBudget budget = new(RequestsPerSecond, RequestsPerSecond, RequestsPerSecond / 10, clock);

    /// <summary>Null when the request may leave now; else how it ends.</summary>
    public VenueOutcome.NotSent? Refuse(bool isCancel) => budget.Take(isCancel) is { } wait
        ? new VenueOutcome.NotSent("The limit of requests to the exchange is reached.", wait)
        : null;

    public void Note(WireReply reply)
    {
        if (reply.Status == 429)
        {
            budget.CloseFor(reply.RetryAfter ?? TimeSpan.FromSeconds(1));
        }
    }
}
