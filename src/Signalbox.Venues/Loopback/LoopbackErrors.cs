using System.Collections.Frozen;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Loopback;

/// <summary>The exchange's codes in our words. A code that is not listed proves nothing: its outcome is unknown.</summary>
public static class LoopbackErrors
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<string, LoopbackCode> Codes = new Dictionary<string, LoopbackCode>
    {
        ["insufficient_funds"] = new(RejectReason.InsufficientFunds),
        ["below_minimum"] = new(RejectReason.BelowMinimum),
        ["above_maximum"] = new(RejectReason.AboveMaximum),
        ["price_out_of_range"] = new(RejectReason.PriceOutOfRange),
        ["would_trigger_immediately"] = new(RejectReason.WouldTriggerImmediately),
        ["would_take_liquidity"] = new(RejectReason.WouldTakeLiquidity),
        ["reduce_only_refused"] = new(RejectReason.ReduceOnlyRefused),
        ["unknown_instrument"] = new(RejectReason.UnknownInstrument),
        ["not_shortable"] = new(RejectReason.NotShortable),
        ["unsupported"] = new(RejectReason.Unsupported),
        ["duplicate_client_order_id"] = new(RejectReason.DuplicateClientOrderId),
        ["unknown_order"] = new(RejectReason.UnknownOrder),
        ["unauthorized"] = new(RejectReason.Unauthorized),
        ["other"] = new(RejectReason.Other),
        ["expired_request"] = new(RejectReason.Other, IsUnprocessed: true),
        ["rate_limited"] = new(RejectReason.RateLimited, IsUnprocessed: true, IsTransient: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static LoopbackCode? Find(string code) => Codes.TryGetValue(code, out var found) ? found : null;

    /// <summary>How a command ended.</summary>
    public static VenueOutcome Outcome(WireReply reply) => reply switch
    {
        { End: WireEnd.NotSent } => new VenueOutcome.NotSent(reply.Why, null),
        { End: WireEnd.Unknown } => new VenueOutcome.Unknown(reply.Why),
        { IsSuccess: true } => Accepted(reply),
        { Status: 429 } => new VenueOutcome.NotSent("The exchange limits the rate of requests.", reply.RetryAfter ?? UsualWait),
        { Status: >= 500 } => new VenueOutcome.Unknown($"The exchange answered {reply.Status}."),
        _ => Refused(reply),
    };

    /// <summary>Why a question was not answered.</summary>
    public static string Describe(WireReply reply) => reply.End == WireEnd.Answered
        ? WireJson.Read(reply, LoopbackJson.Default.LoopbackError) is { } error ? $"The exchange answered {reply.Status}: {error.Message}" : $"The exchange answered {reply.Status}."
        : reply.Why;

    private static VenueOutcome Accepted(WireReply reply) => WireJson.Read(reply, LoopbackJson.Default.LoopbackAccepted) is { } accepted
        ? new VenueOutcome.Accepted(new(accepted.OrderId))
        : new VenueOutcome.Unknown("The exchange answered something that cannot be read.");

    private static VenueOutcome Refused(WireReply reply)
    {
        if (WireJson.Read(reply, LoopbackJson.Default.LoopbackError) is not { } error || Find(error.Code) is not { } code)
        {
            return new VenueOutcome.Unknown($"The exchange answered {reply.Status} with a code that is not known.");
        }

        return code.IsUnprocessed
            ? new VenueOutcome.NotSent(error.Message, code.IsTransient ? reply.RetryAfter ?? UsualWait : null)
            : new VenueOutcome.Rejected(code.Reason, error.Code, error.Message);
    }
}

/// <param name="IsUnprocessed">The exchange documents that it did nothing.</param>
/// <param name="IsTransient">The same request may pass later.</param>
public sealed record LoopbackCode(RejectReason Reason, bool IsUnprocessed = false, bool IsTransient = false);
