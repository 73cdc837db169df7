using System.Globalization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Errors stand inside answers that HTTP calls fine; the wait until a limit opens stands in a header.</summary>
public sealed class BybitVoice(TimeProvider clock) : IVenueVoice
{
    /// <summary>When the limit of the request opens again, in milliseconds.</summary>
    public const string ResetHeader = "X-Bapi-Limit-Reset-Timestamp";

    // Documented: an address that was shut out waits for at least ten minutes.
    private static readonly TimeSpan ShutOutFor = TimeSpan.FromMinutes(10);

    public VenueComplaint? Complaint(WireReply reply)
    {
        var said = WireJson.Read(reply, BybitJson.Default.BybitSaid);
        if (reply.IsSuccess && said?.RetCode == 0)
        {
            return null;
        }

        var code = said?.RetCode?.ToString(CultureInfo.InvariantCulture);
        var message = said?.RetMsg ?? $"HTTP {reply.Status} without a code.";
        var meaning = Meaning(reply, code, message);
        return new(meaning, code ?? reply.Status.ToString(CultureInfo.InvariantCulture), message, WaitOf(reply, meaning));
    }

    // The headers name the limit of one kind of request and not which one: the model counts by itself.
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    private static VenueError Meaning(WireReply reply, string? code, string message) => reply.Status switch
    {
        // Documented as: too many requests from one address, or one that may not use the venue; nothing was processed.
        403 => VenueError.Banned,
        429 => VenueError.Throttled,
        >= 500 => VenueError.Unknown,
        401 when code is null or "0" => VenueError.Unauthorized,
        404 when code is null or "0" => VenueError.Rejected(RejectReason.Unsupported),
        _ => code is null ? VenueError.Unknown : BybitErrors.Table.Find(code, message),
    };

    private TimeSpan? WaitOf(WireReply reply, VenueError meaning) => meaning.Meaning switch
    {
        ErrorMeaning.Banned => reply.RetryAfter ?? ShutOutFor,
        _ when long.TryParse(reply.Header(ResetHeader), CultureInfo.InvariantCulture, out var opens)
            && UnixTime.FromMilliseconds(opens) - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero => wait,
        _ => reply.RetryAfter,
    };
}
