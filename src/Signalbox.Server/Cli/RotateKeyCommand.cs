using System.Net.Http.Headers;
using System.Text.Json;

namespace Signalbox.Server.Cli;

/// <param name="Url">The running server; null takes the one of the first start.</param>
public sealed record RotateKeyOptions(string? Url);

/// <summary>Asks the running server to change the vault's master key.</summary>
public sealed class RotateKeyCommand(Terminal terminal)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(5);

    public async Task<int> RunAsync(RotateKeyOptions options, string dataFolder, CancellationToken cancel)
    {
        var first = FirstStartFile.Read(dataFolder);
        var token = Environment.GetEnvironmentVariable("SIGNALBOX_TOKEN") is { Length: > 0 } set ? set : first?.ApiToken;
        if (!Uri.TryCreate(options.Url ?? first?.WebhookUrl, UriKind.Absolute, out var server) || token is null)
        {
            await terminal.Errors.WriteLineAsync("Name the server with --url and give an API token in SIGNALBOX_TOKEN, or the folder of its first start with --data.");
            return ExitCodes.Usage;
        }

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !server.IsLoopback };
        using var client = new HttpClient(handler) { Timeout = AnswerWithin };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v1/vault/rotate"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
            await Say(document.RootElement, answer.IsSuccessStatusCode);
            return answer.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.Refused;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException)
        {
            await terminal.Errors.WriteLineAsync($"{server.Authority} does not answer as a Signalbox. Is the server running?");
            return ExitCodes.Failed;
        }
    }

    private Task Say(JsonElement answer, bool isDone) => isDone
        ? terminal.Output.WriteLineAsync($"The master key is {answer.GetProperty("keyId").GetString()} now; {answer.GetProperty("secrets").GetInt64()} secrets were sealed again with it.")
        : terminal.Errors.WriteLineAsync(answer.TryGetProperty("message", out var message) ? message.GetString() : "The server refused.");
}
