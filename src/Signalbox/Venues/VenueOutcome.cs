using System.Text.Json.Serialization;
using Signalbox.Identity;

namespace Signalbox.Venues;

/// <summary>
/// How a call to a venue ended. A timeout, a 5xx, a lost line and an unmapped code after bytes left are
/// <see cref="Unknown"/>; only evidence from the venue settles those.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(NotSent), "not_sent")]
[JsonDerivedType(typeof(Unknown), "unknown")]
public abstract record VenueOutcome
{
    private VenueOutcome()
    {
    }

    /// <summary>The venue has it.</summary>
    public sealed record Accepted(VenueOrderId? VenueOrderId) : VenueOutcome;

    /// <summary>The venue refused it; nothing came of it.</summary>
    public sealed record Rejected(RejectReason Reason, string VenueCode, string Message) : VenueOutcome;

    /// <summary>No byte left, or the venue documents that it did not process the request.</summary>
    public sealed record NotSent(string Why, TimeSpan? RetryAfter) : VenueOutcome;

    /// <summary>Bytes left and the outcome is not proven.</summary>
    public sealed record Unknown(string Why) : VenueOutcome;
}
