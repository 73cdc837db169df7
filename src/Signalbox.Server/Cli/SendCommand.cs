using System.Net;
using System.Net.Http.Headers;

namespace Signalbox.Server.Cli;

/// <summary>Posts a signal to a webhook and shows the answer. The address holds a secret and is never shown.</summary>
public sealed class SendCommand(Terminal terminal)
{
    /// <summary>Longer than a server waits for the accounts before it answers.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    public async Task<int> RunAsync(SendOptions options, string dataFolder, CancellationToken cancel)
    {
        var address = options.Url ?? FirstStartFile.Read(dataFolder)?.WebhookUrl;
        if (address is null)
        {
            return Refuse($"There is no {FirstStartFile.Name} in {dataFolder} to take the webhook's address from. Name it with --url, or the folder with --data.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return Refuse("The webhook's address is not valid. It looks like http://127.0.0.1:5080/hook/<strategy>/<secret>.");
        }

        var (body, problem) = await SignalInput.ReadAsync(terminal, options.Text, options.File, cancel);
        return body is null ? Refuse(problem!) : await PostAsync(url, body, cancel);
    }

    private async Task<int> PostAsync(Uri url, byte[] body, CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !url.IsLoopback };
        using var client = new HttpClient(handler) { Timeout = AnswerWithin };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(LooksLikeJson(body) ? "application/json" : "text/plain");
        try
        {
            using var answer = await client.PostAsync(url, content, cancel);
            return await ShowAsync(answer, cancel);
        }
        catch (HttpRequestException unreachable)
        {
            return Fail($"{url.Authority} does not answer ({unreachable.HttpRequestError}). Is the server running?");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Fail($"{url.Authority} did not answer within {AnswerWithin.TotalSeconds:0} s. The signal may have arrived: look before you send it again.");
        }
    }

    private async Task<int> ShowAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        await terminal.Output.WriteLineAsync(text.Length > 0 ? text : $"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        return answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => ExitCodes.Done,
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => ExitCodes.Refused,
            _ => ExitCodes.Failed,
        };
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    private int Refuse(string message)
    {
        terminal.Errors.WriteLine(message);
        return ExitCodes.Usage;
    }

    private int Fail(string message)
    {
        terminal.Errors.WriteLine(message);
        return ExitCodes.Failed;
    }
}
