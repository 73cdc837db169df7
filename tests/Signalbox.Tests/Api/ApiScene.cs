using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Server.Api;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Jobs;
using Signalbox.Server.Live;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;
using Signalbox.Tests.Configuration;
using Signalbox.Tests.Configuration.Stores;

namespace Signalbox.Tests.Api;

/// <summary>The real host on a free loopback port, with an owner and the owner's token.</summary>
internal sealed class ApiScene : IAsyncDisposable
{
    public const string OwnerPassword = "correct horse battery";

    private readonly WebApplication app;
    private readonly string folder;

    private ApiScene(WebApplication app, string folder, TestStore store)
    {
        this.app = app;
        this.folder = folder;
        Store = store;
    }

    public TestStore Store { get; }

    public TestClock Clock => (TestClock)app.Services.GetRequiredService<TimeProvider>();

    public IServiceProvider Services => app.Services;

    public HttpClient Http { get; private set; } = null!;

    public UserAccount Owner { get; private set; } = null!;

    /// <summary>Sent with every request that names no other.</summary>
    public string Token { get; private set; } = null!;

    public List<string> Log { get; private init; } = [];

    public static async Task<ApiScene> StartAsync(Action<IServiceCollection>? more = null, TrustedProxies? proxies = null)
    {
        var folder = Directory.CreateTempSubdirectory("signalbox-api-").FullName;
        var store = await SqliteTestStore.CreateAsync();
        var log = new List<string>();
        var app = await ApiHost.BuildAsync(
            new()
            {
                Store = store,
                Journal = store,
                DataFolder = folder,
                Urls = ["http://127.0.0.1:0"],
                Clock = new TestClock(),
                Proxies = proxies ?? TrustedProxies.None,
                Services = builder =>
                {
                    AddServices(builder, log);
                    builder.Services.AddSingleton(new LiveOptions());
                    builder.Services.AddSingleton<LiveChannels>();
                    builder.Services.AddSignalboxJobs(folder);
                    more?.Invoke(builder.Services);
                },
                Endpoints = AddEndpoints,
            },
            default);
        await app.StartAsync();
        var scene = new ApiScene(app, folder, store) { Log = log };
        scene.Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
        scene.Owner = await scene.AddUserAsync("ada", Role.Owner, OwnerPassword);
        scene.Token = await scene.AddTokenAsync(scene.Owner, Scope.Read, Scope.Trade, Scope.Approve, Scope.Configure, Scope.Audit, Scope.Admin);
        return scene;
    }

    public async Task<UserAccount> AddUserAsync(string name, Role role, string password = OwnerPassword)
    {
        var user = new UserAccount { Id = Services.GetRequiredService<IIdSource>().Next().ToString(), Name = name, Role = role, Enabled = true };
        var hash = await Services.GetRequiredService<Passwords>().HashAsync(password, HashWaiter.Server, default);
        return (await Services.GetRequiredService<UserStore>().CreateAsync(user, hash!, Settings.Asked, default)).Saved.Value;
    }

    public async Task<string> AddTokenAsync(UserAccount user, params IReadOnlyList<Scope> scopes)
    {
        var id = Services.GetRequiredService<IIdSource>().Next().ToString();
        var token = new ApiToken { Id = id, User = user.Id, Name = "test", Scopes = scopes, CreatedAt = Clock.GetUtcNow() };
        return (await Services.GetRequiredService<TokenStore>().IssueAsync(token, Settings.Asked, default)).Text;
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, string? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<ApiAnswer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body = null, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", Token);
        prepare?.Invoke(request);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new((int)answer.StatusCode, text, answer.Headers, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    public Task<ApiAnswer> SendAsAsync(string? token, HttpMethod method, string path, string? body = null) =>
        SendAsync(method, path, body, request => request.Headers.Authorization = token is null ? null : new("Bearer", token));

    public static string CookieOf(ApiAnswer answer, string name) =>
        answer.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith(name + "=", StringComparison.Ordinal)).Split('=', ';')[1];

    /// <summary>The value of the session cookie.</summary>
    public async Task<string> SignInAsync(string name, string password)
    {
        var answer = await PostAsync("/api/v1/session", $$"""{ "name": "{{name}}", "password": "{{password}}" }""");
        return CookieOf(answer, "signalbox_session");
    }

    public Task<ApiAnswer> SendWithCookieAsync(string session, HttpMethod method, string path, string? body = null, bool withHeader = false) =>
        SendAsync(method, path, body, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", $"signalbox_session={session}");
            if (withHeader)
            {
                request.Headers.Add("X-Signalbox", "1");
            }
        });

    /// <summary>The job of an answer once it is over.</summary>
    public async Task<JsonElement> OverAsync(ApiAnswer answer)
    {
        if (answer.Status != 202)
        {
            throw new InvalidOperationException(answer.Text);
        }

        var at = $"/api/v1/jobs/{answer.Body.GetProperty("id").GetString()}";
        var job = answer.Body;
        await Until.HoldsAsync(async () => (job = (await GetAsync(at)).Body).GetProperty("status").GetString() is not ("waiting" or "running"));
        return job;
    }

    /// <summary>Creates something and gives back its id.</summary>
    public async Task<string> CreateAsync(string path, string body)
    {
        var answer = await PostAsync(path, body);
        return answer.Status == 201 ? answer.Body.GetProperty("id").GetString()! : throw new InvalidOperationException(answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void AddServices(WebApplicationBuilder builder, List<string> log)
    {
        builder.Services.AddSingleton(new PasswordOptions { Rounds = 1_000 });
        builder.Services.AddSingleton(new BrokerDirectory(
            BrokerDirectory.PaperOnly.Brokers[0],
            new BrokerDescription
            {
                Name = "rail",
                Title = "Rail Exchange",
                Modes = [AccountMode.Live],
                AssetClasses = [AssetClass.Crypto, AssetClass.Futures],
                Credentials = ["apiKey", "apiSecret"],
                OptionalCredentials = ["passphrase"],
                Settings = ["region"],
            }));
        builder.Logging.ClearProviders().AddProvider(new ListLogs(log));
    }

    private static void AddEndpoints(WebApplication app, RouteGroupBuilder api)
    {
        // What another stage might add: a forgotten word on access, a failure.
        JobEndpoints.MapJobs(api);
        app.MapGet("/forgotten", () => "open to nobody");
        api.MapGet("/failing", () => Fail()).AllowAnonymous();
        app.MapPost("/plain-form", () => Results.Ok()).Requires(Scope.Read).WithMetadata(new PlainFormAllowed());
    }

    private static IResult Fail() => throw new InvalidOperationException("A detail for the log alone.");
}

internal sealed record ApiAnswer(int Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers, JsonElement Body)
{
    public string Code => Body.GetProperty("code").GetString()!;

    public string Message => Body.GetProperty("message").GetString()!;

    /// <summary>The errors as <c>path: message</c>.</summary>
    public IEnumerable<string> Errors =>
        Body.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()}: {error.GetProperty("message").GetString()}");

    public IReadOnlyList<JsonElement> Items => [.. Body.GetProperty("items").EnumerateArray()];
}

internal sealed class ListLogs(List<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
        {
            lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
