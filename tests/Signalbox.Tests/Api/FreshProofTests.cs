using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.Requests;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class FreshProofTests : ApiTests
{
    private const string User = """{ "name": "bob", "role": "viewer", "password": "a long password" }""";
    private static readonly string Right = $$"""{ "password": "{{ApiScene.OwnerPassword}}" }""";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Live = """
        { "name": "Rail", "broker": "rail", "mode": "live", "assetClasses": ["crypto"], "credentials": { "apiKey": "k", "apiSecret": "s" } }
        """;

    private const string Paper = """{ "name": "Paper", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""";

    [Fact]
    public async Task Session_LongAfterItsProof_MustProveAgainForWhatMovesRisk()
    {
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Api.Clock.Advance(Lifetime);

        var stale = await PostAsync(cookie, "/api/v1/users", User);
        var proof = await PostAsync(cookie, "/api/v1/session/proof", Right);
        var fresh = await PostAsync(cookie, "/api/v1/users", User);

        Assert.Equal((403, "fresh-proof-required"), (stale.Status, stale.Code));
        Assert.Equal(200, proof.Status);
        Assert.Equal(Api.Clock.GetUtcNow() + Lifetime, proof.Body.GetProperty("freshUntil").GetDateTimeOffset());
        Assert.Equal(201, fresh.Status);
    }

    [Fact]
    public async Task Proof_CountsForItsOwnSessionAndItsTimeOnly()
    {
        var (proven, other) = (await Api.SignInAsync("ada", ApiScene.OwnerPassword), await Api.SignInAsync("ada", ApiScene.OwnerPassword));
        Api.Clock.Advance(Lifetime);
        await PostAsync(proven, "/api/v1/session/proof", Right);

        var elsewhere = await PostAsync(other, "/api/v1/users", User);
        Api.Clock.Advance(Lifetime - TimeSpan.FromSeconds(1));
        var inTime = await PostAsync(proven, "/api/v1/users", User);
        Api.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await PostAsync(proven, "/api/v1/users", User);

        Assert.Equal((403, 201, 403), (elsewhere.Status, inTime.Status, late.Status));
    }

    [Fact]
    public async Task Proof_ThatIsWrong_ProvesNothingAndMakesItsSessionWaitAfterFiveGuesses()
    {
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Api.Clock.Advance(Lifetime);
        for (var guess = 0; guess < 5; guess++)
        {
            var wrong = await PostAsync(cookie, "/api/v1/session/proof", """{ "password": "a guess" }""");
            Assert.Equal((403, "proof-refused"), (wrong.Status, wrong.Code));
        }

        Assert.Equal("proof-refused", (await PostAsync(cookie, "/api/v1/session/proof", Right)).Code);
        Assert.NotEmpty(await Api.SignInAsync("ada", ApiScene.OwnerPassword));
        Assert.Equal("fresh-proof-required", (await PostAsync(cookie, "/api/v1/users", User)).Code);
    }

    [Fact]
    public async Task Token_IsNeverAsked_AndProvesNoSession()
    {
        Api.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(201, (await Api.PostAsync("/api/v1/users", User)).Status);
        Assert.Equal((403, "sessions-only"), ((await Api.PostAsync("/api/v1/session/proof", Right)).Status, (await Api.PostAsync("/api/v1/session/proof", Right)).Code));
        Assert.Empty((await Api.GetAsync("/api/v1/session")).Body.GetProperty("proofs").EnumerateArray());
    }

    [Fact]
    public async Task Connection_IsAskedAboutOnlyWhereItIsLive()
    {
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Api.Clock.Advance(Lifetime);

        var live = await PostAsync(cookie, "/api/v1/connections", Live);
        var paper = await PostAsync(cookie, "/api/v1/connections", Paper);
        await PostAsync(cookie, "/api/v1/session/proof", Right);
        var proven = await PostAsync(cookie, "/api/v1/connections", Live);

        Assert.Equal((403, "fresh-proof-required"), (live.Status, live.Code));
        Assert.Equal((201, 201), (paper.Status, proven.Status));
    }

    [Fact]
    public async Task Connection_ThatIsLive_IsNotDeletedWithoutAProof()
    {
        var (live, paper) = (await Api.CreateAsync("/api/v1/connections", Live), await Api.CreateAsync("/api/v1/connections", Paper));
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Api.Clock.Advance(Lifetime);

        var stale = await DeleteAsync(cookie, $"/api/v1/connections/{live}");
        var harmless = await DeleteAsync(cookie, $"/api/v1/connections/{paper}");
        await PostAsync(cookie, "/api/v1/session/proof", Right);
        var proven = await DeleteAsync(cookie, $"/api/v1/connections/{live}");

        Assert.Equal((403, "fresh-proof-required"), (stale.Status, stale.Code));
        Assert.Equal((204, 204), (harmless.Status, proven.Status));
    }

    [Fact]
    public async Task Import_IsTriedWithoutAProof_AndAppliedWithOne()
    {
        const string File = """{ "format": "signalbox-configuration", "version": 1, "strategies": [ { "id": "s", "strategy": { "name": "Imported" } } ] }""";
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Api.Clock.Advance(Lifetime);

        var tried = await PostAsync(cookie, "/api/v1/configuration/import", $$"""{ "file": {{File}} }""");
        var id = (await Api.OverAsync(tried)).GetProperty("id").GetString();
        var plan = await Api.GetAsync($"/api/v1/jobs/{id}/import");
        var apply = $$"""{ "file": {{File}}, "apply": {{plan.Body.GetProperty("configurationVersion")}} }""";
        var stale = await PostAsync(cookie, "/api/v1/configuration/import", apply);
        await PostAsync(cookie, "/api/v1/session/proof", Right);
        var proven = await PostAsync(cookie, "/api/v1/configuration/import", apply);

        Assert.Equal((202, 403, "fresh-proof-required"), (tried.Status, stale.Status, stale.Code));
        Assert.Equal("done", (await Api.OverAsync(proven)).GetProperty("status").GetString());
        Assert.Equal("Imported", (await Api.GetAsync("/api/v1/strategies")).Items.Single().GetProperty("name").GetString());
    }

    [Fact]
    public async Task WebhookAddress_IsShownToWhoJustSignedIn_AndLaterAfterAProof()
    {
        var strategy = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Breakout" }""");
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);

        var first = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, $"/api/v1/strategies/{strategy}/webhook");
        Api.Clock.Advance(Lifetime);
        var stale = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, $"/api/v1/strategies/{strategy}/webhook");
        await PostAsync(cookie, "/api/v1/session/proof", Right);
        var proven = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, $"/api/v1/strategies/{strategy}/webhook");

        Assert.Equal((200, 403, "fresh-proof-required", 200), (first.Status, stale.Status, stale.Code, proven.Status));
        Assert.Equal(200, (await Api.GetAsync($"/api/v1/strategies/{strategy}/webhook")).Status);
    }

    [Fact]
    public void Endpoints_ThatMoveRisk_AskForIt()
    {
        var asked = Api.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<FreshProofAsked>() is not null)
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}")
            .ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "POST /api/v1/connections", "PUT /api/v1/connections/{id}", "POST /api/v1/users", "PUT /api/v1/users/{id}", "POST /api/v1/tokens",
                "PUT /api/v1/gates/secrets/{name}", "DELETE /api/v1/gates/secrets/{name}", "POST /api/v1/strategies/{id}/webhook/rotate",
                "PUT /api/v1/strategies/{id}/body-secrets", "DELETE /api/v1/connections/{id}", "POST /api/v1/configuration/import", "GET /api/v1/strategies/{id}/webhook",
            },
            asked);
    }

    private Task<ApiAnswer> DeleteAsync(string cookie, string path) => Api.SendWithCookieAsync(cookie, HttpMethod.Delete, path, withHeader: true);

    private Task<ApiAnswer> PostAsync(string cookie, string path, string body) =>
        Api.SendWithCookieAsync(cookie, HttpMethod.Post, path, body, withHeader: true);
}
