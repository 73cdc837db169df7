using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class TokenApiTests : ApiTests
{
    [Fact]
    public async Task Create_ShowsTheTokenOnceAndItWorks()
    {
        var created = await Api.PostAsync("/api/v1/tokens", """{ "name": "dashboard", "scopes": [ "read", "read" ] }""");
        var token = created.Body.GetProperty("token").GetString()!;
        var listed = await Api.GetAsync("/api/v1/tokens");

        Assert.Equal(201, created.Status);
        Assert.Matches("^sbx_[A-Za-z0-9_-]{43}$", token);
        Assert.True(created.Headers.CacheControl!.NoStore);
        Assert.Equal("""["read"]""", created.Body.GetProperty("details").GetProperty("scopes").GetRawText());
        Assert.DoesNotContain(token, listed.Text, StringComparison.Ordinal);
        Assert.Contains("dashboard", listed.Items.Select(item => item.GetProperty("name").GetString()));
        Assert.Equal(200, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/strategies")).Status);
        Assert.Equal(403, (await Api.SendAsAsync(token, HttpMethod.Post, "/api/v1/strategies", """{ "name": "x" }""")).Status);
    }

    [Fact]
    public async Task Create_BeyondOnesOwnScopesOrInThePast_IsRefused()
    {
        var narrow = await Api.AddTokenAsync(Api.Owner, Scope.Admin);

        var refused = await Api.SendAsAsync(
            narrow, HttpMethod.Post, "/api/v1/tokens", """{ "name": "x", "scopes": [ "admin", "trade" ], "expiresAt": "2026-01-05T09:00:00Z" }""");
        var empty = await Api.PostAsync("/api/v1/tokens", """{ "name": "x", "scopes": [] }""");
        var strange = await Api.PostAsync("/api/v1/tokens", """{ "name": "x", "scopes": [ "fly" ], "expiresAt": "tomorrow" }""");

        Assert.Equal(
            [
                "expiresAt: This time is past. Choose a later one, or leave it out.",
                "scopes[1]: You may not trade yourself, so neither may a token of yours.",
            ],
            refused.Errors.Order(StringComparer.Ordinal));
        Assert.Equal(["scopes: At least one scope is required: read, trade, approve, configure, audit, admin."], empty.Errors);
        Assert.Equal(
            ["expiresAt: Expected a time such as 2026-01-31T12:00:00Z.", "scopes[0]: Expected one of read, trade, approve, configure, audit, admin."],
            strange.Errors.Where(error => !error.StartsWith("scopes:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Revoke_StopsItAtOnce()
    {
        var created = await Api.PostAsync("/api/v1/tokens", """{ "name": "x", "scopes": [ "read" ] }""");
        var token = created.Body.GetProperty("token").GetString();
        var path = created.Headers.Location!.ToString();

        var revoked = await Api.DeleteAsync(path);

        Assert.Equal(204, revoked.Status);
        Assert.Equal(401, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/strategies")).Status);
        Assert.Equal(404, (await Api.DeleteAsync(path)).Status);
    }
}
