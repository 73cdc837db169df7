using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class AccessTests : ApiTests
{
    private static readonly string[] Open = ["POST /api/v1/session", "GET /api/v1/session/methods", "POST /api/v1/session/external", "GET /api/v1/session/external/callback", "POST /api/v1/session/passkey", "POST /api/v1/session/passkey/options", "POST /api/v1/session/second-step", "POST /api/v1/setup", "POST /api/v1/invitations/open", "POST /api/v1/invitations/accept", "POST /api/v1/invitations/external", "GET /api/v1/failing", "GET /openapi/{documentName}.json", "POST /oauth/token"];

    [Fact]
    public async Task Endpoints_WithoutACaller_AreRefusedUnlessNamedHere()
    {
        var closed = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        Assert.Equal(Open.Order(), Endpoints().Except(closed).Select(Address).Order());
        Assert.True(closed.Count > 25);

        foreach (var endpoint in closed)
        {
            var (method, path) = (Address(endpoint).Split(' ')[0], Address(endpoint).Split(' ')[1].Replace("{id}", "x", StringComparison.Ordinal));
            var refused = await Api.SendAsAsync(null, new(method), path, method is "POST" or "PUT" ? "{}" : null);

            Assert.Equal((401, "unauthenticated"), (refused.Status, refused.Code));
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task Endpoint_WithoutAWordOnAccess_IsClosedToEverybody()
    {
        Assert.Equal(401, (await Api.SendAsAsync(null, HttpMethod.Get, "/forgotten")).Status);
        Assert.Equal((403, "forbidden"), ((await Api.GetAsync("/forgotten")).Status, (await Api.GetAsync("/forgotten")).Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sbx_")]
    [InlineData("sbx_0000000000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Token_ThatIsNone_IsRefused(string token)
    {
        var refused = await Api.SendAsync(HttpMethod.Get, "/api/v1/strategies", null, request =>
        {
            request.Headers.Authorization = null;
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        });

        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task Token_ThatIsWrong_IsNotSavedByACookie()
    {
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);

        var refused = await Api.SendAsync(HttpMethod.Get, "/api/v1/strategies", null, request =>
        {
            request.Headers.Authorization = new("Bearer", "sbx_wrong");
            request.Headers.Add("Cookie", $"signalbox_session={cookie}");
        });

        Assert.Equal(401, refused.Status);
    }

    [Theory]
    [InlineData(Role.Viewer, "GET /api/v1/strategies", 200)]
    [InlineData(Role.Viewer, "POST /api/v1/strategies", 403)]
    [InlineData(Role.Viewer, "GET /api/v1/audit", 403)]
    [InlineData(Role.Trader, "GET /api/v1/subscriptions", 200)]
    [InlineData(Role.Trader, "POST /api/v1/connections", 422)]
    [InlineData(Role.Approver, "POST /api/v1/connections", 403)]
    [InlineData(Role.Auditor, "POST /api/v1/connections", 403)]
    [InlineData(Role.Auditor, "GET /api/v1/audit", 200)]
    [InlineData(Role.Trader, "GET /api/v1/users", 403)]
    [InlineData(Role.Trader, "GET /api/v1/tokens", 200)]
    [InlineData(Role.Trader, "GET /api/v1/clients", 403)]
    [InlineData(Role.Admin, "GET /api/v1/audit", 200)]
    [InlineData(Role.Admin, "POST /api/v1/strategies", 422)]
    public async Task Role_MayDoWhatItsScopesSay(Role role, string address, int status)
    {
        await Api.AddUserAsync("bob", role);
        var cookie = await Api.SignInAsync("bob", ApiScene.OwnerPassword);
        var method = new HttpMethod(address.Split(' ')[0]);

        var answer = await Api.SendWithCookieAsync(cookie, method, address.Split(' ')[1], method == HttpMethod.Post ? "{}" : null, withHeader: true);

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("/api/v1/nothing", 401)]
    [InlineData("/API/nothing", 401)]
    [InlineData("/favicon.ico", 404)]
    [InlineData("/hook/x/y", 404)]
    public async Task Address_WithNothingThere_IsHiddenBelowTheApiOnly(string path, int status)
    {
        Assert.Equal(status, (await Api.SendAsAsync(null, HttpMethod.Get, path)).Status);
        Assert.Equal((404, "not-found"), ((await Api.GetAsync(path)).Status, (await Api.GetAsync(path)).Code));
    }

    [Fact]
    public async Task Log_OfRequestsWithSecrets_HasNoneOfThem()
    {
        await Api.SendAsAsync(null, HttpMethod.Post, "/hook/s1/canary-in-the-path", "{}");
        await Api.PostAsync("/api/v1/session", """{ "name": "ada", "password": "canary-password" }""");
        await Api.PostAsync("/api/v1/session", """{ "name": "ada", "password": "canary-password" """);
        await Api.SendAsAsync("sbx_canary", HttpMethod.Get, "/api/v1/strategies");
        await Api.SendWithCookieAsync("canary-cookie", HttpMethod.Get, "/api/v1/strategies");
        await Api.GetAsync("/api/v1/failing");

        Assert.Contains(Api.Log, line => line.Contains("A detail for the log alone.", StringComparison.Ordinal));
        Assert.DoesNotContain(Api.Log, line => line.Contains("canary", StringComparison.Ordinal));
    }

    private IReadOnlyList<RouteEndpoint> Endpoints() =>
        [.. Api.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private static string Address(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";
}
