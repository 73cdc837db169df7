using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Connections;

/// <summary>
/// The way of every request of one account to one host: room in the limits, the breaker, the wire, and what the answer
/// teaches about all three. Accounts share nothing but the limiter of their address.
/// </summary>
public sealed class VenueLine(VenueHttp http, RateLimiter limiter, IVenueVoice voice, VenueLineState state, string account) : IDisposable
{
    public async Task<LineReply> SendAsync(WireRequest request, CancellationToken cancel)
    {
        var subject = new RateSubject(account, request.Instrument?.Value ?? "");
        if (request.Lane is RateLane.Reduce or RateLane.Entry && state.Breaker.Refuse() is { } wait)
        {
            return Unsent("The venue has not answered several requests in a row; new orders wait until it does.", wait);
        }

        if (limiter.Take(CostsOf(request), subject, request.Lane) is { } refusal)
        {
            return Unsent(refusal.Why, refusal.RetryAfter);
        }

        var reply = await http.SendAsync(request, cancel);
        WireTap.Current?.Note(request, reply);
        if (reply.End == WireEnd.NotSent)
        {
            limiter.Return(CostsOf(request), subject);
        }

        return new(reply, Learn(request, reply, subject));
    }

    public void Dispose() => http.Dispose();

    private VenueComplaint? Learn(WireRequest request, WireReply reply, RateSubject subject)
    {
        if (reply.End != WireEnd.Answered)
        {
            state.Unanswered(reply);
            return null;
        }

        voice.Correct(limiter, subject, request, reply);
        var complaint = voice.Complaint(reply);
        switch (complaint?.Error.Meaning)
        {
            case ErrorMeaning.Throttled:
                complaint = complaint with { RetryAfter = limiter.Slow(complaint.RetryAfter, complaint.Sentence) };
                break;
            case ErrorMeaning.Banned:
                limiter.Latch(complaint.RetryAfter, complaint.Sentence);
                break;
        }

        // What anybody may ask is answered whatever the keys are: only signed requests carry headers of ours.
        state.Answered(reply, complaint, showedKeys: request.Headers.Count > 0 && !request.IsOpen);
        return complaint;
    }

    private static RateCost[] CostsOf(WireRequest request) => request.Costs as RateCost[] ?? [.. request.Costs];

    private static LineReply Unsent(string why, TimeSpan retryAfter) =>
        new(new() { End = WireEnd.NotSent, Why = why, RetryAfter = retryAfter }, null);
}
