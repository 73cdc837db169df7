using System.Globalization;
using System.Text.Json.Serialization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>Errors stand in a code of their own, often inside answers that HTTP calls fine; headers tell what is left of a pool.</summary>
public sealed class KucoinVoice(ErrorTable errors) : IVenueVoice
{
    /// <summary>Headers of answers that count weights.</summary>
    public const string CountHeaders = "gw-ratelimit-";

    public const string Done = "200000";

    // Cloudflare in front of the venue shuts an address out for this long.
    private static readonly TimeSpan EdgeBan = TimeSpan.FromSeconds(30);

    public VenueComplaint? Complaint(WireReply reply)
    {
        var said = WireJson.Read(reply, KucoinVoiceJson.Default.KucoinSaid);
        if (reply.IsSuccess && said?.Code is Done or "200")
        {
            return null;
        }

        var code = said?.Code is { Length: > 0 } known ? known : null;
        var message = said?.Msg ?? $"HTTP {reply.Status} without a code.";
        var meaning = Meaning(reply.Status, code, message);
        return new(meaning, code ?? reply.Status.ToString(CultureInfo.InvariantCulture), message, WaitOf(reply) ?? (meaning.Meaning == ErrorMeaning.Banned ? EdgeBan : null));
    }

    // Headers do not name their pool; the request does, by what it costs.
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    public void Correct(RateLimiter limiter, RateSubject subject, WireRequest request, WireReply reply)
    {
        if (request.Costs is [{ Window: { } pool }, ..] && Number(reply, "gw-ratelimit-limit") is { } limit and > 0 && Number(reply, "gw-ratelimit-remaining") is { } left)
        {
            limiter.Allow(pool, subject, limit);
            limiter.Correct(pool, subject, limit - left);
        }
    }

    private VenueError Meaning(int status, string? code, string message) => status switch
    {
        // Whatever a server that failed says, it may have carried the request out.
        >= 500 => VenueError.Unknown,
        429 => VenueError.Throttled,
        403 when code is null => VenueError.Banned,
        _ => code is null ? VenueError.Unknown : errors.Find(code, message),
    };

    // Milliseconds until the pool is full again.
    private static TimeSpan? WaitOf(WireReply reply) => reply.Status == 429 && Number(reply, "gw-ratelimit-reset") is { } wait and > 0
        ? TimeSpan.FromMilliseconds(wait)
        : reply.RetryAfter;

    private static double? Number(WireReply reply, string header) =>
        double.TryParse(reply.Header(header), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number is >= 0 and < 1e9 ? number : null;
}

internal sealed record KucoinSaid([property: JsonPropertyName("code")] string? Code, [property: JsonPropertyName("msg")] string? Msg);

[JsonSourceGenerationOptions(Converters = [typeof(LooseText)])]
[JsonSerializable(typeof(KucoinSaid))]
internal sealed partial class KucoinVoiceJson : JsonSerializerContext;
