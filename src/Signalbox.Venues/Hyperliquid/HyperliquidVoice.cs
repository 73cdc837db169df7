using System.Text;
using System.Text.Json;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Errors as the venue answers them: a refused action comes with status 200 and <c>"status":"err"</c>; a body it cannot read
/// with 422 and plain text. What happened to the orders inside of an action that passed, its answer tells one by one.
/// </summary>
public sealed class HyperliquidVoice : IVenueVoice
{
    private const int SentenceBytesMax = 4_096;

    public VenueComplaint? Complaint(WireReply reply)
    {
        if (reply.IsSuccess)
        {
            return reply.Body.Length > SentenceBytesMax ? null : Refusal(reply);
        }

        var code = $"{reply.Status}";
        return reply.Status switch
        {
            429 => new(VenueError.Throttled, code, "Too many requests.", reply.RetryAfter),
            403 => new(VenueError.Banned, code, "The venue refuses this address.", reply.RetryAfter),
            // It could not be read, so nothing was done.
            400 or 404 or 415 or 422 => new(VenueError.Rejected(RejectReason.Other), code, Said(reply)),
            _ => new(VenueError.Unknown, code, $"HTTP {code}."),
        };
    }

    // The answers carry no counts; the account's actions are asked for.
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    private static VenueComplaint? Refusal(WireReply reply)
    {
        if (reply.Body.Span.IndexOf("\"err\""u8) < 0 || WireJson.Read(reply, HyperliquidJson.Default.ActionAnswer) is not { Status: "err" } answer)
        {
            return null;
        }

        return HyperliquidErrors.Of(answer.Response is { ValueKind: JsonValueKind.String } sentence ? sentence.GetString()! : answer.Response?.ToString() ?? "");
    }

    private static string Said(WireReply reply) => reply.Body.Length is > 0 and < 300 ? Encoding.UTF8.GetString(reply.Body.Span) : $"HTTP {reply.Status}.";
}
