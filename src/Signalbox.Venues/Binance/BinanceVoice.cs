using System.Globalization;
using System.Text.Json.Serialization;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Binance;

/// <summary>Errors and counts as Binance answers them, on spot and on futures alike.</summary>
public sealed class BinanceVoice(ErrorTable errors, Func<string, RateWindow?> windowOf, TimeProvider clock) : IVenueVoice
{
    /// <summary>Headers of answers that count requests.</summary>
    public const string CountHeaders = "X-MBX-";

    public VenueComplaint? Complaint(WireReply reply)
    {
        if (reply.IsSuccess)
        {
            return null;
        }

        var said = WireJson.Read(reply, BinanceErrorJson.Default.BinanceError);
        var code = said?.Code?.ToString(CultureInfo.InvariantCulture);
        var message = said?.Message ?? $"HTTP {reply.Status} without a code.";
        return new(Meaning(reply.Status, code, message), code ?? reply.Status.ToString(CultureInfo.InvariantCulture), message, Until(message) ?? reply.RetryAfter);
    }

    public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
    {
        foreach (var (name, value) in reply.Headers)
        {
            if (windowOf(name) is { } window && double.TryParse(value, CultureInfo.InvariantCulture, out var used))
            {
                limiter.Correct(window, subject, used);
            }
        }
    }

    private VenueError Meaning(int status, string? code, string message) => status switch
    {
        418 or 403 => VenueError.Banned,
        429 when code is null or "-1003" or "-1015" => code == "-1003" ? errors.Find(code, message) : VenueError.Throttled,
        // Whatever a server that failed says, it may have carried the request out; only futures promise more for some sentences.
        >= 500 => errors.Find($"{status}", message),
        _ => code is null ? VenueError.Unknown : errors.Find(code, message),
    };

    // "… IP banned until 1573123456789. …"
    private TimeSpan? Until(string message)
    {
        const string Mark = "banned until ";
        var start = message.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var digits = message.AsSpan(start + Mark.Length);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(length < 0 ? digits : digits[..length], CultureInfo.InvariantCulture, out var until)
            ? UnixTime.FromMilliseconds(until) - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero
            : null;
    }
}

internal sealed record BinanceError([property: JsonPropertyName("code")] long? Code, [property: JsonPropertyName("msg")] string? Message);

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(BinanceError))]
internal sealed partial class BinanceErrorJson : JsonSerializerContext;
