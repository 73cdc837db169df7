using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Signalbox.Server.Cli;

/// <summary>Posts a signal to a webhook and shows the answer. The address holds a secret and is never shown.</summary>
public sealed class SendCommand(Terminal terminal)
{
    private const int SignalBytesMax = 1024 * 1024;

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

        var (body, problem) = await ReadAsync(options, cancel);
        return body is null ? Refuse(problem!) : await PostAsync(url, body, cancel);
    }

    private async Task<(byte[]? Body, string? Problem)> ReadAsync(SendOptions options, CancellationToken cancel)
    {
        if (options.Text is { } text && text != "-")
        {
            return Bounded(Encoding.UTF8.GetBytes(text));
        }

        if (options.File is { } path)
        {
            return await ReadFileAsync(path, cancel);
        }

        return options.Text is null && !terminal.InputIsRedirected
            ? (null, "There is nothing to send. Give the signal as an argument, with --file, or on standard input.")
            : Bounded(await ReadAllAsync(terminal.Input, cancel));
    }

    private static async Task<(byte[]? Body, string? Problem)> ReadFileAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return Bounded(await ReadAllAsync(file, cancel));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"The file {path} cannot be read: {unreadable.Message}");
        }
    }

    private static (byte[]? Body, string? Problem) Bounded(byte[] body) => body.Length switch
    {
        0 => (null, "The signal is empty."),
        > SignalBytesMax => (null, $"The signal is larger than {SignalBytesMax / 1024} KiB."),
        _ => (body, null),
    };

    /// <summary>One byte more than is allowed is enough to know.</summary>
    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while (read.Length <= SignalBytesMax && (count = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
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
