using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Transport;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Strangers who ask and ask from one place keep nobody elsewhere out.</summary>
public sealed class FloodTests : IAsyncLifetime
{
    private const string Flooding = "198.51.100.7";
    private const string Elsewhere = "203.0.113.9";
    private const string Passkey = "/api/v1/session/passkey/options";
    private const string External = "/api/v1/session/external";

    private TestIssuer issuer = null!;
    private ApiScene api = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        api = await ApiScene.StartAsync(
            services => services.AddSingleton(new ExternalOptions { Issuer = new(issuer.Address), ClientId = TestIssuer.ClientId }),
            new([AddressRange.Parse("127.0.0.0/8")!]));
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory]
    [InlineData(Passkey)]
    [InlineData(External)]
    public async Task Questions_OfAStranger_AreWrittenNowhere(string path)
    {
        var before = await api.Store.EverythingAsync();
        for (var asked = 0; asked < 40; asked++)
        {
            Assert.Equal(200, (await SendAsync(path, Flooding)).Status);
        }

        Assert.Equal(200, (await SendAsync(path, Elsewhere)).Status);
        Assert.Equal(before, await api.Store.EverythingAsync());
    }

    [Fact]
    public async Task Answer_ToAQuestionThatMadeWay_IsRefused_AndOneFromElsewhereIsThere()
    {
        issuer.Present = "stranger";
        var (mine, of) = await BeginAsync(Elsewhere);
        var (oldest, first) = await BeginAsync(Flooding);
        for (var asked = 0; asked < 30; asked++)
        {
            await BeginAsync(Flooding);
        }

        Assert.Equal("external-refused", (await ReturnAsync(oldest, first, Flooding)).Code);
        Assert.Equal("external-unknown", (await ReturnAsync(mine, of, Elsewhere)).Code);
    }

    [Fact]
    public async Task SignIns_OfOneSender_LeaveOthersTheirTurn()
    {
        var flood = Enumerable.Range(0, 40).Select(_ => SendAsync("/api/v1/session", Flooding, """{ "name": "nobody", "password": "guess" }""")).ToList();

        var right = await SendAsync("/api/v1/session", Elsewhere, $$"""{ "name": "ada", "password": "{{ApiScene.OwnerPassword}}" }""");

        Assert.Equal(200, right.Status);
        Assert.All(await Task.WhenAll(flood), answer => Assert.True(answer.Status is 401 or 429, answer.Text));
    }

    private async Task<(string Cookie, Uri Question)> BeginAsync(string from)
    {
        var begun = await SendAsync(External, from);
        return (ApiScene.CookieOf(begun, "signalbox_external"), new(begun.Body.GetProperty("address").GetString()!));
    }

    private Task<ApiAnswer> ReturnAsync(string cookie, Uri question, string from)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(question.Query);
        issuer.Challenge = asked["code_challenge"].ToString();
        issuer.Vouch("stranger", asked["nonce"].ToString(), api.Clock.GetUtcNow());
        return api.SendAsync(HttpMethod.Get, $"{External}/callback?code=the-code&state={asked["state"]}", null, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", $"signalbox_external={cookie}");
            request.Headers.Add("X-Forwarded-For", from);
            request.Headers.Add("X-Forwarded-Proto", "https");
        });
    }

    private Task<ApiAnswer> SendAsync(string path, string from, string? body = null) => api.SendAsync(HttpMethod.Post, path, body, request =>
    {
        request.Headers.Authorization = null;
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", "https");
    });
}
