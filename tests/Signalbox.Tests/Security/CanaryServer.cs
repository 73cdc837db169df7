using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Signalbox.Bench.Running;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>The real server as a process of its own, with everything it ever says kept.</summary>
internal sealed class CanaryServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource<Uri> listens = new();
    private readonly Process process;

    private CanaryServer(string folder, IReadOnlyDictionary<string, string> environment)
    {
        Folder = folder;
        var start = new ProcessStartInfo("dotnet", [Paths.ServerDll, "--urls", "http://127.0.0.1:0", "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Folder { get; }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Every answer's headers and body.</summary>
    public StringBuilder Answers { get; } = new();

    public string Said => string.Join('\n', said);

    public int Id => process.Id;

    public static async Task<CanaryServer> StartAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var server = new CanaryServer(folder, environment);
        using var late = new CancellationTokenSource(Patience);
        server.Http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = await server.listens.Task.WaitAsync(late.Token), Timeout = Patience };
        while (!await server.IsReadyAsync(late.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, late.Token);
        }

        using var first = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "first-start.json"), late.Token));
        server.Token = first.RootElement.GetProperty("apiToken").GetString()!;
        return server;
    }

    public string Token { get; private set; } = "";

    /// <summary>Whatever it answers, also a refusal, is kept.</summary>
    public async Task<JsonElement> CallAsync(string method, string path, string? body = null, string? bearer = null, string? cookie = null, bool isKept = true)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, path.StartsWith("/hook", StringComparison.Ordinal) ? "text/plain" : "application/json");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", $"signalbox_session={cookie}");
            request.Headers.Add("X-Signalbox", "1");
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer ?? Token);
        }

        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (isKept)
        {
            // What was asked may hold the webhook's secret: it is the answer that must not.
            Answers.AppendLine($"{method} {(path.StartsWith("/hook/", StringComparison.Ordinal) ? "/hook/…" : path.Split('?')[0])} {(int)answer.StatusCode} {answer.Headers} {answer.Content.Headers} {text}");
        }

        Cookie = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split('=', ';')[1] : Cookie;
        return text.StartsWith('{') ? JsonElement.Parse(text) : default;
    }

    public string? Cookie { get; private set; }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        const string Listens = "Signalbox listens on ";
        if (line is null)
        {
            return;
        }

        said.Enqueue(line);
        if (line.StartsWith(Listens, StringComparison.Ordinal))
        {
            listens.TrySetResult(new(line[Listens.Length..].Trim()));
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await Http.GetAsync("/readyz", cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
