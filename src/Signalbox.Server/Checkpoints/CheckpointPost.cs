using System.Net.Http.Headers;

namespace Signalbox.Server.Checkpoints;

/// <summary>Posts a checkpoint elsewhere; a test stands in for the network.</summary>
internal interface ICheckpointPost
{
    /// <summary>Null: it was taken. Else why not.</summary>
    Task<string?> PostAsync(Uri url, byte[] content, CancellationToken cancel);
}

/// <summary>Bounded in time, follows nothing, and reads no answer.</summary>
internal sealed class CheckpointPost : ICheckpointPost, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = AnswerWithin }) { Timeout = AnswerWithin };

    public async Task<string?> PostAsync(Uri url, byte[] content, CancellationToken cancel)
    {
        try
        {
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode ? null : $"{url.Host} answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException unreachable)
        {
            return $"{url.Host} does not answer ({unreachable.HttpRequestError}).";
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{url.Host} did not answer within {AnswerWithin.TotalSeconds:0} seconds.";
        }
    }

    public void Dispose() => client.Dispose();
}
