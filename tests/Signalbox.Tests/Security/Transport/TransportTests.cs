using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Signalbox.Server.Security.Transport;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security.Transport;

/// <summary>What every answer says to a browser, and where passwords may be sent. The server trusts a proxy on this machine.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private const string SignIn = """{ "name": "nobody", "password": "correct horse battery" }""";

    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() =>
        server = await RunningServer.StartAsync(folder, options => options with { TrustedProxies = new([AddressRange.Parse("127.0.0.1")!]) });

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api/v1/strategies")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/hook/demo/wrong")]
    [InlineData("/nothing.txt")]
    public async Task Answer_OfAnyKind_IsNeitherRunNorFramedNorReadByOtherSites(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, ("Origin", "https://evil.example"), ("Accept", "text/html"));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Preflight_OfAnotherSite_IsAllowedNothing()
    {
        using var answer = await SendAsync(
            HttpMethod.Options, "/api/v1/strategies", ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-signalbox"));

        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("https", 401)]
    [InlineData("http", 403)]
    public async Task SignIn_BehindAProxy_NeedsHttpsBeforeIt(string? scheme, int status)
    {
        var forwarded = scheme is null ? [] : new[] { ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", "signals.example.com") };
        using var answer = await SendAsync(HttpMethod.Post, "/api/v1/session", forwarded);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 403, text.Contains("https-required", StringComparison.Ordinal) && text.Contains("--certificate", StringComparison.Ordinal));
        Assert.Equal(scheme == "https", answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Webhook_OverPlainHttpBehindAProxy_IsServed()
    {
        using var answer = await SendAsync(HttpMethod.Post, server.Hook, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "http"));
        Assert.NotEqual(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task WebhookAddress_BehindAProxy_IsTheOneOfTheProxy()
    {
        using var answer = await SendAsync(
            HttpMethod.Get, "/api/v1/strategies/demo/webhook", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "signals.example.com"));
        Assert.Contains("\"url\":\"https://signals.example.com/hook/demo/", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "http", "/api/v1/session", true)]
    [InlineData("::1", "http", "/api/v1/session", true)]
    [InlineData("192.0.2.1", "https", "/api/v1/session", true)]
    [InlineData("192.0.2.1", "http", "/api/v1/session", false)]
    [InlineData("192.0.2.1", "http", "/api/v1/setup", false)]
    [InlineData("192.0.2.1", "http", "/oauth/token", false)]
    public async Task SignIn_OverPlainHttp_IsForTheMachineItselfOnly(string local, string scheme, string path, bool isServed)
    {
        var http = new DefaultHttpContext { Connection = { LocalIpAddress = IPAddress.Parse(local) }, Request = { Scheme = scheme, Path = path, Method = "POST" } };
        http.SetEndpoint(new(null, new(new AllowAnonymousAttribute()), "open"));
        var wasServed = false;
        await PrivateConnection.RequireAsync(http, Serve);

        Assert.Equal((isServed, isServed ? 200 : 403), (wasServed, http.Response.StatusCode));

        Task Serve(HttpContext served)
        {
            wasServed = true;
            return Task.CompletedTask;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = method == HttpMethod.Post ? new StringContent(SignIn, Encoding.UTF8, "application/json") : null;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Api.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
