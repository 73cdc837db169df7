namespace Signalbox.Venues.Errors;

/// <summary>What one code of a venue means.</summary>
/// <param name="Reason">For refusals: why, in our words.</param>
public sealed record VenueError(ErrorMeaning Meaning, RejectReason Reason = RejectReason.Other)
{
    public static VenueError Rejected(RejectReason reason) => new(ErrorMeaning.Rejected, reason);

    public static readonly VenueError NotProcessed = new(ErrorMeaning.NotProcessed);
    public static readonly VenueError Unknown = new(ErrorMeaning.Unknown);
    public static readonly VenueError Unauthorized = new(ErrorMeaning.Unauthorized, RejectReason.Unauthorized);
    public static readonly VenueError NotPermitted = new(ErrorMeaning.NotPermitted, RejectReason.Unauthorized);
    public static readonly VenueError DuplicateId = new(ErrorMeaning.DuplicateId, RejectReason.DuplicateClientOrderId);
    public static readonly VenueError NotFound = new(ErrorMeaning.NotFound, RejectReason.UnknownOrder);
    public static readonly VenueError Throttled = new(ErrorMeaning.Throttled, RejectReason.RateLimited);
    public static readonly VenueError Banned = new(ErrorMeaning.Banned, RejectReason.RateLimited);
    public static readonly VenueError ClockSkew = new(ErrorMeaning.ClockSkew);
    public static readonly VenueError Maintenance = new(ErrorMeaning.Maintenance, RejectReason.MarketClosed);

    /// <summary>The same request may pass later.</summary>
    public bool IsTransient => Meaning is ErrorMeaning.NotProcessed or ErrorMeaning.Throttled or ErrorMeaning.Banned
        or ErrorMeaning.ClockSkew or ErrorMeaning.Maintenance;
}

/// <summary>A code and a message as the venue wrote them, and what they mean.</summary>
public sealed record VenueComplaint(VenueError Error, string Code, string Message, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);

    /// <summary>How a command ends that was answered with this.</summary>
    public VenueOutcome Outcome => Error.Meaning switch
    {
        ErrorMeaning.Unknown => new VenueOutcome.Unknown($"The venue answered {Code}: {Message}"),
        ErrorMeaning.ClockSkew => new VenueOutcome.NotSent($"The venue refused the time of the request ({Code}): {Message}", null),
        _ when Error.IsTransient => new VenueOutcome.NotSent($"The venue did not process the request ({Code}): {Message}", RetryAfter ?? UsualWait),
        _ => new VenueOutcome.Rejected(Error.Reason, Code, Message),
    };

    /// <summary>For questions: why there is no answer.</summary>
    public string Sentence => $"The venue answered {Code}: {Message}";
}
