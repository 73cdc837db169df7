namespace Signalbox.Venues.Errors;

/// <summary>What a venue's code proves about the request it answers.</summary>
public enum ErrorMeaning
{
    /// <summary>Refused, and nothing came of it.</summary>
    Rejected,

    /// <summary>The venue documents that it did not process the request; it may pass later.</summary>
    NotProcessed,

    /// <summary>Nothing is proven. What is not listed means this.</summary>
    Unknown,

    /// <summary>Key, signature or address refused.</summary>
    Unauthorized,

    /// <summary>The key is good and may not do this.</summary>
    NotPermitted,

    /// <summary>The client order id is taken: evidence that an earlier send arrived.</summary>
    DuplicateId,

    /// <summary>There is no such order, or none that could still change.</summary>
    NotFound,

    /// <summary>Too many requests; this one was not processed.</summary>
    Throttled,

    /// <summary>Shut out for a while; this request was not processed.</summary>
    Banned,

    /// <summary>The time of the request was too far from the venue's; it was not processed.</summary>
    ClockSkew,

    /// <summary>The venue takes no orders for now; this one was not processed.</summary>
    Maintenance,
}
