using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Security.Requests;

namespace Signalbox.Server.Security.Tokens;

public sealed record TokenRateOptions
{
    /// <summary>Requests one token may send in a second on and on. Default 200.</summary>
    public int PerSecond { get; init; } = 200;

    /// <summary>Requests it may send at once after a rest. Default 2000.</summary>
    public int Burst { get; init; } = 2_000;
}

/// <summary>Holds every token to its rate, so that one program gone wild leaves the server to the others.</summary>
internal sealed class TokenRates(TokenRateOptions options, TimeProvider clock)
{
    private const int KnownMax = 10_000;

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    public Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (Caller.Of(http.User)?.Token is not { } token || Take(token.Id) is not { } wait)
        {
            return next(http);
        }

        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ApiErrors.WriteAsync(http, StatusCodes.Status429TooManyRequests, ApiErrors.RateLimited);
    }

    /// <summary>Null where the request may pass; else how long to wait for the next one.</summary>
    public TimeSpan? Take(string token)
    {
        if (buckets.Count >= KnownMax)
        {
            // Whoever rested is as full as whoever is new.
            buckets.Clear();
        }

        return buckets.GetOrAdd(token, _ => new(options.Burst, clock.GetTimestamp())).Take(options, clock);
    }

    private sealed class Bucket(double full, long since)
    {
        private readonly Lock gate = new();
        private double tokens = full;
        private long at = since;

        public TimeSpan? Take(TokenRateOptions options, TimeProvider clock)
        {
            lock (gate)
            {
                var now = clock.GetTimestamp();
                tokens = Math.Min(options.Burst, tokens + (clock.GetElapsedTime(at, now).TotalSeconds * options.PerSecond));
                at = now;
                if (tokens < 1)
                {
                    return TimeSpan.FromSeconds((1 - tokens) / options.PerSecond);
                }

                tokens--;
                return null;
            }
        }
    }
}
