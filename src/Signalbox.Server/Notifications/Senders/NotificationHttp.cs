using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Server.Notifications.Senders;

/// <summary>
/// Requests to destinations: bounded in time, no redirect followed, no cookie kept, and of the answer nothing read but its status.
/// What it says of a failure names the host and never the rest of the address, which is the secret.
/// </summary>
internal sealed class NotificationHttp(NotificationConnections connections, NotificationOptions options) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.AnswerWithin,
        MaxConnectionsPerServer = Destination.Max,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = Lifetime,
        ConnectCallback = (context, cancel) => connections.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel),
    })
    {
        Timeout = options.AnswerWithin,
    };

    /// <param name="mend">What to do about a status of this service, as a sentence; null: nothing is known.</param>
    public Task<Delivery> PostAsync<T>(Uri url, T body, JsonTypeInfo<T> type, string? bearer, Func<int, string?> mend, CancellationToken cancel)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return SendAsync(new(HttpMethod.Post, url) { Content = content }, bearer, mend, cancel);
    }

    public Task<Delivery> GetAsync(Uri url, Func<int, string?> mend, CancellationToken cancel) => SendAsync(new(HttpMethod.Get, url), null, mend, cancel);

    public void Dispose() => client.Dispose();

    private async Task<Delivery> SendAsync(HttpRequestMessage request, string? bearer, Func<int, string?> mend, CancellationToken cancel)
    {
        var host = request.RequestUri!.Host;

        // Checked again: what was allowed when it was entered may be allowed no longer.
        if (NotificationUrl.Fault(request.RequestUri, options) is { } fault)
        {
            return new Delivery.Failed(fault);
        }

        using var sent = request;
        request.Headers.UserAgent.ParseAdd("Signalbox");
        request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return Read(host, answer, mend);
        }
        catch (HttpRequestException failure)
        {
            return new Delivery.Failed(Sentence(host, failure));
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Delivery.Failed($"{host} did not answer within {options.AnswerWithin.TotalSeconds:0} seconds.");
        }
    }

    private static Delivery Read(string host, HttpResponseMessage answer, Func<int, string?> mend)
    {
        var status = (int)answer.StatusCode;
        return answer.IsSuccessStatusCode
            ? new Delivery.Delivered($"{host} took it with status {status}.")
            : new Delivery.Failed($"{host} answered {status}. {mend(status) ?? Usual(status)}", answer.Headers.RetryAfter?.Delta);
    }

    private static string Usual(int status) => status switch
    {
        401 or 403 => "It does not accept the token or the address: enter it again.",
        404 or 410 => "There is nothing at this address any more: enter it again.",
        429 => "It asks for fewer messages; it is sent again later.",
        >= 300 and < 400 => "Redirects are not followed: enter the address it leads to.",
        >= 500 => "It has trouble of its own; it is sent again later.",
        _ => "It does not take this message: check the address.",
    };

    /// <summary>The exception's own words may quote what was sent; these are ours.</summary>
    private static string Sentence(string host, HttpRequestException failure) => failure switch
    {
        { InnerException: PrivateDestinationException refused } => refused.Message,
        { HttpRequestError: HttpRequestError.NameResolutionError } => $"The name {host} was not found: check the address.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => $"No secure connection to {host} could be made: its certificate is not one this machine trusts.",
        { HttpRequestError: HttpRequestError.ConnectionError } => $"{host} could not be reached: check the address and whether it runs.",
        _ => $"{host} broke off, or its answer is no HTTP.",
    };
}
