using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Connections;

/// <summary>What a venue's answers say beside their content.</summary>
public interface IVenueVoice
{
    /// <summary>Null when the answer is what was asked for.</summary>
    VenueComplaint? Complaint(WireReply reply);

    /// <summary>Corrects the limiter by the counts in the answer's headers.</summary>
    void Correct(RateLimiter limiter, RateSubject subject, WireReply reply);

    /// <summary>For headers that count without naming what: which window they mean stands in the request's costs.</summary>
    void Correct(RateLimiter limiter, RateSubject subject, WireRequest request, WireReply reply) => Correct(limiter, subject, reply);
}
