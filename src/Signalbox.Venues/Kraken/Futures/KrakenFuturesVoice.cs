using System.Globalization;
using System.Text.Json.Serialization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Futures;

/// <summary>
/// A refused request says <c>"result":"error"</c>; a refused order says success and tells the refusal in the status of what
/// was to be done.
/// </summary>
public sealed class KrakenFuturesVoice : IVenueVoice
{
    // A cancel finds the order filled: there is none to cancel any more.
    private static readonly HashSet<string> Done = new(StringComparer.Ordinal)
    {
        "placed", "partiallyFilled", "edited", "cancelled", "attempted", "noOrdersToCancel",
    };

    public VenueComplaint? Complaint(WireReply reply)
    {
        var said = WireJson.Read(reply, KrakenFuturesErrorJson.Default.KrakenFuturesAnswer);
        if (said is { Result: "error" } || said?.Errors is { Count: > 0 })
        {
            var (code, message) = said.Errors is [{ } first, ..]
                ? (first.Code.ToString(CultureInfo.InvariantCulture), first.Message ?? "")
                : Split(said.Error ?? "");
            return reply.Status switch
            {
                >= 500 => new(VenueError.Unknown, code, message, reply.RetryAfter),
                429 => new(VenueError.Throttled, code, message, reply.RetryAfter),
                _ => new(KrakenFuturesErrors.Table.Find(code, message), code, message, reply.RetryAfter),
            };
        }

        if (!reply.IsSuccess)
        {
            var meaning = reply.Status switch { 429 => VenueError.Throttled, 401 => VenueError.Unauthorized, 403 => VenueError.NotPermitted, 404 => VenueError.NotFound, _ => VenueError.Unknown };
            return new(meaning, reply.Status.ToString(CultureInfo.InvariantCulture), $"HTTP {reply.Status} without an error of the venue.", reply.RetryAfter);
        }

        return (said?.SendStatus ?? said?.EditStatus)?.Status is { } sent ? Refusal(sent, canBeFilled: true)
            : said?.CancelStatus?.Status is { } cancelled ? Refusal(cancelled, canBeFilled: false)
            : null;
    }

    /// <summary>Nothing in the answers counts.</summary>
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    /// <summary>What a status word refuses; null when it says that the thing was done.</summary>
    /// <param name="canBeFilled">An order that was sent may have filled at once; one to be cancelled is then out of reach.</param>
    public static VenueComplaint? Refusal(string status, bool canBeFilled) =>
        Done.Contains(status) || (canBeFilled && status == "filled") ? null : new(KrakenFuturesErrors.Table.Find(status, status), status, status);

    // "invalidArgument: size" is the word and what it is about.
    private static (string Code, string Message) Split(string error)
    {
        var colon = error.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? error : error[..colon], error);
    }
}

internal sealed record KrakenFuturesAnswer
{
    public string? Result { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<KrakenFuturesProblem>? Errors { get; init; }

    public KrakenFuturesDone? SendStatus { get; init; }

    public KrakenFuturesDone? EditStatus { get; init; }

    public KrakenFuturesDone? CancelStatus { get; init; }
}

internal sealed record KrakenFuturesProblem(long Code, string? Message);

internal sealed record KrakenFuturesDone
{
    public string? Status { get; init; }

    [JsonPropertyName("order_id")]
    public string? OrderId { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(LooseLong)])]
[JsonSerializable(typeof(KrakenFuturesAnswer))]
internal sealed partial class KrakenFuturesErrorJson : JsonSerializerContext;
