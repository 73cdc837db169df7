using System.Globalization;
using System.Text.Json.Serialization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kraken.Spot;

/// <summary>Errors stand in the body and the status is 200; any other status comes from what stands before the venue.</summary>
public sealed class KrakenSpotVoice(TimeProvider clock) : IVenueVoice
{
    private const string ThrottledUntil = "EService:Throttled:";

    public VenueComplaint? Complaint(WireReply reply)
    {
        var said = WireJson.Read(reply, KrakenSpotErrorJson.Default.KrakenSpotError)?.Error;
        if (reply.IsSuccess && said is not null)
        {
            return Worst(said);
        }

        var named = said is null ? null : Worst(said);
        var message = named?.Message ?? $"HTTP {reply.Status} without an error of the venue.";
        return new(Meaning(reply.Status, named), named?.Code ?? reply.Status.ToString(CultureInfo.InvariantCulture), message, named?.RetryAfter ?? reply.RetryAfter);
    }

    /// <summary>Nothing in the answers counts.</summary>
    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
    }

    /// <summary>One error by itself, as batches have them for each order.</summary>
    public VenueComplaint Read(string error)
    {
        var text = error.Replace(": ", ":", StringComparison.Ordinal);
        var first = text.IndexOf(':', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf(':', first + 1);
        var code = second < 0 ? text : text[..second];
        return new(KrakenSpotErrors.Table.Find(code, text), code, text, Until(text));
    }

    // Warnings begin with a W and forbid nothing. Of several errors the one that proves least is what the answer proves.
    private VenueComplaint? Worst(IReadOnlyList<string> said)
    {
        var errors = said.Where(error => !error.StartsWith('W')).Select(Read).ToList();
        return errors.Find(error => error.Error.Meaning == ErrorMeaning.Unknown) ?? errors.FirstOrDefault();
    }

    private static VenueError Meaning(int status, VenueComplaint? named) => status switch
    {
        429 => VenueError.Throttled,
        403 when named is null => VenueError.Banned,
        >= 500 => VenueError.Unknown,
        _ => named?.Error ?? VenueError.Unknown,
    };

    private TimeSpan? Until(string text)
    {
        if (!text.StartsWith(ThrottledUntil, StringComparison.Ordinal)
            || !long.TryParse(text.AsSpan(ThrottledUntil.Length), CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var wait = UnixTime.FromSeconds(seconds) - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}

internal sealed record KrakenSpotError([property: JsonPropertyName("error")] IReadOnlyList<string>? Error);

[JsonSerializable(typeof(KrakenSpotError))]
internal sealed partial class KrakenSpotErrorJson : JsonSerializerContext;
