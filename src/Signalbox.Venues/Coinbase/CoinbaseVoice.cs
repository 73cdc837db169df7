using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>Errors as Coinbase answers them: by status, or with status 200 and the word that it was no success.</summary>
public sealed class CoinbaseVoice : IVenueVoice
{
    public VenueComplaint? Complaint(WireReply reply)
    {
        if (reply.IsSuccess && reply.Body.Span.IndexOf("\"success\""u8) < 0)
        {
            return null;
        }

        var said = WireJson.Read(reply, CoinbaseErrorJson.Default.CoinbaseVerdict);
        if (reply.IsSuccess)
        {
            return said is { Success: false } refused ? Refused(refused) : null;
        }

        var code = said?.Error is { Length: > 0 } word ? word.ToUpperInvariant() : reply.Status.ToString(CultureInfo.InvariantCulture);
        var message = FirstOf(said?.ErrorDetails, said?.Message) ?? $"HTTP {reply.Status} without a message.";
        return new(Meaning(reply.Status, code, message), code, message, reply.RetryAfter);
    }

    // The venue tells of what is left in headers only where a key is near its limit; its 429 is what counts.
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    /// <summary>The reason that says most: of an order, of its preview, or of a change.</summary>
    private static VenueComplaint Refused(CoinbaseVerdict said)
    {
        var error = said.ErrorResponse;
        var change = said.Errors is { Count: > 0 } errors ? errors[0] : null;
        string?[] codes =
        [
            error?.NewOrderFailureReason, error?.Error, error?.PreviewFailureReason, change?.EditFailureReason, change?.PreviewFailureReason,
            said.FailureReason is { ValueKind: JsonValueKind.String } text ? text.GetString() : null,
        ];
        var code = Array.Find(codes, each => each is { Length: > 0 } && !each.StartsWith("UNKNOWN_", StringComparison.Ordinal)) ?? FirstOf(codes) ?? "UNKNOWN_FAILURE_REASON";
        var message = FirstOf(error?.Message, error?.ErrorDetails, error?.PreviewFailureReason) ?? code;
        return new(CoinbaseErrors.Table.Find(CoinbaseErrors.Plain(code), message), code, message);
    }

    // Whatever a server that failed says, it may have carried the request out.
    private static VenueError Meaning(int status, string code, string message) => status switch
    {
        429 => VenueError.Throttled,
        401 => VenueError.Unauthorized,
        >= 500 => VenueError.Unknown,
        _ => CoinbaseErrors.Table.Find(CoinbaseErrors.Plain(code), message),
    };

    private static string? FirstOf(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is { Length: > 0 })
            {
                return text;
            }
        }

        return null;
    }
}

internal sealed record CoinbaseVerdict
{
    public bool? Success { get; init; }

    public JsonElement? FailureReason { get; init; }

    public CoinbaseRefusal? ErrorResponse { get; init; }

    /// <summary>Of a change.</summary>
    public IReadOnlyList<CoinbaseChangeRefusal>? Errors { get; init; }

    /// <summary>Where the status is an error.</summary>
    public string? Error { get; init; }

    public string? Message { get; init; }

    public string? ErrorDetails { get; init; }
}

internal sealed record CoinbaseRefusal(string? Error, string? Message, string? ErrorDetails, string? PreviewFailureReason, string? NewOrderFailureReason);

internal sealed record CoinbaseChangeRefusal(string? EditFailureReason, string? PreviewFailureReason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(LooseText)])]
[JsonSerializable(typeof(CoinbaseVerdict))]
internal sealed partial class CoinbaseErrorJson : JsonSerializerContext;
