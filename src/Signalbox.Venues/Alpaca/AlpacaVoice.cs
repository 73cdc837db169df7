using System.Globalization;
using System.Text.Json.Serialization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Alpaca;

/// <summary>Errors and counts as Alpaca answers them.</summary>
public sealed class AlpacaVoice(RateWindow window, TimeProvider clock) : IVenueVoice
{
    public VenueComplaint? Complaint(WireReply reply)
    {
        if (reply.IsSuccess)
        {
            return null;
        }

        var said = WireJson.Read(reply, AlpacaErrorJson.Default.AlpacaError);
        var code = said?.Code is > 0 and var known ? known.ToString(CultureInfo.InvariantCulture) : reply.Status.ToString(CultureInfo.InvariantCulture);
        var message = said?.Message ?? $"HTTP {reply.Status} without a message.";
        return new(Meaning(reply.Status, code, message), code, message, reply.RetryAfter ?? UntilReset(reply));
    }

    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
        if (Number(reply.Header(AlpacaLimits.Remaining)) is not { } left)
        {
            return;
        }

        var limit = Number(reply.Header(AlpacaLimits.Limit)) is > 0 and var allowed ? allowed : window.Limit;
        limiter.Allow(window, subject, limit);
        limiter.Correct(window, subject, Math.Max(0, limit - left));
    }

    // Whatever a server that failed says, it may have carried the request out.
    private static VenueError Meaning(int status, string code, string message) => status switch
    {
        429 => VenueError.Throttled,
        >= 500 => VenueError.Unknown,
        _ => AlpacaErrors.Table.Find(code, message),
    };

    private TimeSpan? UntilReset(WireReply reply)
    {
        if (reply.Status != 429 || Number(reply.Header(AlpacaLimits.Reset)) is not { } reset)
        {
            return null;
        }

        var wait = UnixTime.FromSeconds((decimal)reset) - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static double? Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
}

internal sealed record AlpacaError([property: JsonPropertyName("code")] long? Code, [property: JsonPropertyName("message")] string? Message);

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AlpacaError))]
internal sealed partial class AlpacaErrorJson : JsonSerializerContext;
