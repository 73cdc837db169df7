using System.Globalization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>Errors stand inside answers, and for one order inside of its entry: there the reason is, not around it.</summary>
public sealed class OkxVoice : IVenueVoice
{
    public VenueComplaint? Complaint(WireReply reply)
    {
        var said = WireJson.Read(reply, OkxJson.Default.OkxAnswerOkxDone);
        if (reply.IsSuccess && (IsFine(said) || IsOfSeveral(said)))
        {
            return null;
        }

        var (code, message) = said switch
        {
            { Data: [{ SCode: { Length: > 0 } own } done] } => (own, done.SMsg ?? said.Msg ?? ""),
            { Code: { Length: > 0 } whole } => (whole, said.Msg ?? ""),
            _ => (null, $"HTTP {reply.Status} without a code."),
        };
        return new(Meaning(reply.Status, code, message), code ?? reply.Status.ToString(CultureInfo.InvariantCulture), message, reply.RetryAfter);
    }

    // Answers carry no counts: the model counts by itself.
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    private static bool IsFine(OkxAnswer<OkxDone>? said) => said is { Code: "0" } and ({ Data: not [_] } or { Data: [{ SCode: null or "" or "0" }] });

    /// <summary>Each of them is read by itself.</summary>
    private static bool IsOfSeveral(OkxAnswer<OkxDone>? said) => said is { Data: { Count: > 1 } each } && each.All(static done => done.SCode is not null);

    private static VenueError Meaning(int status, string? code, string message) => status switch
    {
        // Whatever a server that failed says, it may have carried the request out.
        >= 500 => VenueError.Unknown,
        429 when code is null => VenueError.Throttled,
        _ => code is null ? VenueError.Unknown : OkxErrors.Find(code, message),
    };
}
