using System.Net;
using System.Net.Http.Headers;

namespace Signalbox.Venues.Wire;

/// <summary>
/// HTTP as an order needs it: warm connections, one attempt, and an end that says whether bytes have left. It never throws
/// for what a network does.
/// </summary>
public sealed class VenueHttp : IDisposable
{
    private readonly HttpClient client;
    private readonly VenueHttpOptions options;
    private readonly TimeProvider clock;

    public VenueHttp(VenueHttpOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        client = new(Handler(options))
        {
            BaseAddress = options.Address,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.AnswerBytesMax,
        };
    }

    public async Task<WireReply> SendAsync(WireRequest request, CancellationToken cancel)
    {
        var content = ContentOf(request);
        using var message = Message(request, content);
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token);
            return new()
            {
                End = WireEnd.Answered,
                Status = (int)response.StatusCode,
                Body = await response.Content.ReadAsByteArrayAsync(either.Token),
                RetryAfter = RetryAfter(response.Headers.RetryAfter),
                Headers = KeptHeaders(response.Headers),
            };
        }
        catch (OperationCanceledException given)
        {
            return Unanswered(content, timeout.IsCancellationRequested ? $"There was no answer within {options.Timeout}."
                : cancel.IsCancellationRequested ? "The request was given up."
                : given.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidOperationException)
        {
            return Unanswered(content, failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
        }
    }

    public void Dispose() => client.Dispose();

    private static SocketsHttpHandler Handler(VenueHttpOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect or a cookie would be a second request or a changed one.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.ConnectionsMax,
            PooledConnectionIdleTimeout = options.IdleMax,
            PooledConnectionLifetime = options.LifeMax,
        };
        options.Route.Apply(handler);
        return handler;
    }

    // The HTTP stack repeats a request without content by itself when a kept connection turns out dead, whatever its method.
    // Only a question may go that way: a command has content, be it empty.
    private OnceContent? ContentOf(WireRequest request) => request.Body is null && request.Method == HttpMethod.Get
        ? null
        : new(request.Body ?? default, request.SendBy, clock);

    private static HttpRequestMessage Message(WireRequest request, OnceContent? content)
    {
        // HTTP/2 sends headers before it asks for the body, so nothing could be held back at the last moment.
        var message = new HttpRequestMessage(request.Method, request.Target)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        content?.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private List<KeyValuePair<string, string>> KeptHeaders(HttpResponseHeaders headers)
    {
        if (options.HeadersKept.Count == 0)
        {
            return [];
        }

        var kept = new List<KeyValuePair<string, string>>();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (options.HeadersKept.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                kept.Add(new(name, values.ToString()));
            }
        }

        return kept;
    }

    private static WireReply Unanswered(OnceContent? content, string why) => content switch
    {
        { Held: { } held } => new() { End = WireEnd.NotSent, Why = held },
        { HasLeft: false } => new() { End = WireEnd.NotSent, Why = why },
        _ => new() { End = WireEnd.Unknown, Why = why },
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        if (header?.Delta is { } delta)
        {
            return delta;
        }

        var wait = header?.Date - clock.GetUtcNow();
        return wait is { } known && known < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
