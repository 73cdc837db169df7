namespace Signalbox.Venues.Wire;

/// <summary>A request ready to leave, or why there can be none: the venue has no such order.</summary>
public readonly record struct WireDraft(WireRequest? Request, VenueOutcome.Rejected? Refusal)
{
    public static implicit operator WireDraft(WireRequest request) => new(request, null);

    public static implicit operator WireDraft(VenueOutcome.Rejected refusal) => new(null, refusal);

    /// <summary>The venue lacks what the order asks for; said before a byte leaves.</summary>
    public static VenueOutcome.Rejected Unsupported(string message) => new(RejectReason.Unsupported, "unsupported", message);
}

/// <summary>When a request counts as made, on the venue's clock, and how long it is good from then on.</summary>
public readonly record struct SigningTime(DateTimeOffset At, TimeSpan Window)
{
    private static readonly TimeSpan UsualWindow = TimeSpan.FromSeconds(5);

    /// <summary>For questions and for commands without an intent of their own.</summary>
    public static SigningTime Now(DateTimeOffset venueNow) => new(venueNow, UsualWindow);

    /// <summary>For commands with a deadline of their own: good until then, and no longer than usual.</summary>
    public static SigningTime Until(DateTimeOffset venueNow, DateTimeOffset now, DateTimeOffset sendBy) =>
        new(venueNow, sendBy - now < UsualWindow ? sendBy - now : UsualWindow);

    /// <summary>An order is good until its send deadline and no longer, from the time of its intent.</summary>
    public static SigningTime Of(PlaceOrder order, TimeSpan offset) => new(order.IntendedAt + offset, order.SendBy - order.IntendedAt);
}
