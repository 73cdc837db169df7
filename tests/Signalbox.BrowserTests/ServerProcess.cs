using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Signalbox.Tests.Browser;

/// <summary>The real server with the demo in a data folder of its own; it can be ended and started again at the same address.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-browser-").FullName;
    private readonly HttpClient http;
    private readonly IReadOnlyList<string> arguments;
    private Process? process;

    private ServerProcess(Uri address, IReadOnlyList<string> arguments)
    {
        Address = address;
        this.arguments = arguments;
        http = new() { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Http => http;

    /// <summary>The demo webhook's path.</summary>
    public string Hook { get; private set; } = "";

    public Uri SetupUrl { get; private set; } = null!;

    public int ProcessId => process!.Id;

    /// <param name="arguments">Beside data folder and address, such as <c>--no-demo</c>: then there is neither hook nor token.</param>
    public static async Task<ServerProcess> StartAsync(params IReadOnlyList<string> arguments)
    {
        var server = new ServerProcess(new($"http://127.0.0.1:{FreePort()}"), arguments);
        await server.BeginAsync();
        using var first = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(server.folder, "first-start.json")));
        server.SetupUrl = new(first.RootElement.GetProperty("setupUrl").GetString()!);
        if (first.RootElement.TryGetProperty("webhookUrl", out var hook) && hook.GetString() is { } url)
        {
            server.Hook = new Uri(url).AbsolutePath;
            server.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first.RootElement.GetProperty("apiToken").GetString());
        }

        return server;
    }

    public async Task BeginAsync()
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [Program, "--data", folder, "--urls", Address.ToString().TrimEnd('/'), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // Read and dropped: a full pipe would stop the server.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(StartsWithin);
        while (!await IsReadyAsync(patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>As if the machine had lost power.</summary>
    public async Task EndAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Posts a signal; anything but success fails the test.</summary>
    public async Task<JsonElement> SignalAsync(string body, int waitMs = 5_000)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var answer = await http.PostAsync(new Uri($"{Hook}?wait={waitMs}", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await EndAsync();
        }

        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // Beside this one, built with the same configuration.
    private static string Program
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(root, "src", "Signalbox.Server", "bin", output.Parent.Name, output.Name, "Signalbox.Server.dll");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"The server ended with exit code {process.ExitCode} before it was ready.");
        }

        try
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
