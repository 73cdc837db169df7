using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Signalbox.Server.Cli;

namespace Signalbox.Bench.Running;

public sealed record ServerSettings
{
    public required string Folder { get; init; }

    /// <summary>A PostgreSQL connection string. Default SQLite in the folder.</summary>
    public string? Store { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it may take until it is ready. Default 2 min.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>The real server as a process of its own, ready to take signals.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly HttpClient client;

    private ServerProcess(ChildProcess process, Uri address, FirstStart first, TimeSpan readyAfter)
    {
        Process = process;
        Address = address;
        ReadyAfter = readyAfter;
        client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first.ApiToken);
        Api = new(client, () => process.Output);

        // The file keeps the port of the first start.
        DemoHook = new(address, new Uri(first.WebhookUrl!).AbsolutePath);
    }

    public ChildProcess Process { get; }

    public Uri Address { get; }

    public ServerApi Api { get; }

    /// <summary>The webhook of the demo strategy.</summary>
    public Uri DemoHook { get; }

    /// <summary>From the start of the process to the first answer that it is ready.</summary>
    public TimeSpan ReadyAfter { get; }

    public static async Task<ServerProcess> StartAsync(ServerSettings settings)
    {
        var began = Stopwatch.GetTimestamp();
        List<string> arguments = ["--urls", "http://127.0.0.1:0", "--data", settings.Folder];
        if (settings.Store is { } store)
        {
            arguments.AddRange(["--store", store]);
        }

        var process = ChildProcess.Start(Paths.ServerDll, arguments, settings.Environment);
        try
        {
            var address = new Uri(await process.LineAsync("Signalbox listens on ", settings.ReadyWithin));
            await ReadyAsync(process, address, settings.ReadyWithin);
            var first = FirstStartFile.Read(settings.Folder) ?? throw new InvalidOperationException("The server left no first-start file.");
            return new(process, address, first, Stopwatch.GetElapsedTime(began));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Process.DisposeAsync();
    }

    private static async Task ReadyAsync(ChildProcess process, Uri address, TimeSpan within)
    {
        using var asking = new HttpClient { BaseAddress = address };
        using var late = new CancellationTokenSource(within);
        while (!await IsReadyAsync(asking, late.Token))
        {
            if (process.HasExited)
            {
                throw process.Ended();
            }

            await Task.Delay(10, late.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient asking, CancellationToken cancel)
    {
        try
        {
            using var answer = await asking.GetAsync(new Uri("/readyz", UriKind.Relative), cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not there yet, or not any more: the caller looks at the process.
            return false;
        }
    }
}
