using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Cli;
using Signalbox.Server.Node;

namespace Signalbox.Tests.Intake;

/// <summary>The whole server in this process, on a free port and a data folder of its own, with its demo.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly OpenedStore store;
    private readonly WebApplication app;

    private RunningServer(string folder, OpenedStore store, WebApplication app, string first)
    {
        this.store = store;
        this.app = app;
        Folder = folder;
        using var document = JsonDocument.Parse(first);
        Api = new() { BaseAddress = new(app.Urls.First()) };
        Hook = new Uri(document.RootElement.GetProperty("webhookUrl").GetString()!).AbsolutePath;
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", document.RootElement.GetProperty("apiToken").GetString());
    }

    public string Folder { get; }

    public HttpClient Api { get; }

    /// <summary>The demo webhook's path; the port changes with every start.</summary>
    public string Hook { get; }

    public IServiceProvider Services => app.Services;

    public static string NewFolder() => Directory.CreateTempSubdirectory("signalbox-server-").FullName;

    public static Task<RunningServer> StartAsync(string folder, params IReadOnlyList<string> privateScorers) =>
        StartAsync(AtAFreePort(folder) with { PrivateScorers = privateScorers });

    public static Task<RunningServer> StartAsync(string folder, Func<CommandLineOptions, CommandLineOptions> adjust) =>
        StartAsync(adjust(AtAFreePort(folder)));

    public static CommandLineOptions AtAFreePort(string folder) => new() { DataFolder = folder, Urls = ["http://127.0.0.1:0"] };

    public static async Task<RunningServer> StartAsync(CommandLineOptions options)
    {
        var folder = options.DataFolder;
        var store = await OpenedStore.OpenAsync(options.Store, folder, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var app = await ServeCommand.StartAsync(options, store, TextWriter.Null, CancellationToken.None);

        // A busy machine may need longer than a person would be made to wait; what the tests ask must be whole all the same.
        app.Services.GetRequiredService<RecordReader>().FreshWithin = Patience;
        return new(folder, store, app, await File.ReadAllTextAsync(Path.Combine(folder, FirstStartFile.Name)));
    }

    /// <summary>Sends a signal and waits for what becomes of it, however long a busy machine takes, unless the query says otherwise.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(string body, string query = "?wait=30000", string? key = null, string? path = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (path ?? Hook) + query) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await Api.SendAsync(request);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>What a GET below /api/v1 answers; anything but success fails the test.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Api.GetAsync(new Uri("/api/v1" + path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    public async Task SetPriceAsync(string symbol, decimal price)
    {
        using var content = new StringContent($$"""{"price":"{{price}}"}""", Encoding.UTF8, "application/json");
        using var answer = await Api.PutAsync(new Uri($"/api/v1/paper/paper/prices/{symbol}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Stops it as a signal to the process would, and keeps its data.</summary>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
    }
}
