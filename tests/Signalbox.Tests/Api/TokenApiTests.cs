using Signalbox.Server.Security.Tokens;
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
    public async Task Create_ByAUserWithoutAdmin_MakesTokensOfItsOwnAndSeesNoOthers()
    {
        await Api.AddUserAsync("bob", Role.Viewer);
        var cookie = await Api.SignInAsync("bob", ApiScene.OwnerPassword);
        var created = await Api.SendWithCookieAsync(cookie, HttpMethod.Post, "/api/v1/tokens", """{ "name": "mine", "scopes": [ "read" ] }""", withHeader: true);
        var others = await Api.PostAsync("/api/v1/tokens", """{ "name": "hers", "scopes": [ "read" ] }""");
        var path = others.Headers.Location!.ToString();

        Assert.Equal(201, created.Status);
        Assert.Equal(["mine"], (await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/tokens")).Items.Select(item => item.GetProperty("name").GetString()));
        Assert.Equal(404, (await Api.SendWithCookieAsync(cookie, HttpMethod.Delete, path, withHeader: true)).Status);
        var again = await Api.SendAsAsync(created.Body.GetProperty("token").GetString(), HttpMethod.Post, "/api/v1/tokens", """{ "name": "x", "scopes": [ "read" ] }""");
        Assert.Equal((403, "sessions-only"), (again.Status, again.Code));
        Assert.Equal(204, (await Api.DeleteAsync(created.Headers.Location!.ToString())).Status);
    }

    [Fact]
    public async Task Token_LimitedToAStrategy_TouchesNothingElse()
    {
        var (mine, other) = (await Api.CreateAsync("/api/v1/strategies", """{ "name": "A" }"""), await Api.CreateAsync("/api/v1/strategies", """{ "name": "B" }"""));
        await Api.CreateAsync("/api/v1/connections", """{ "name": "Practice", "broker": "paper", "mode": "paper" }""");
        var created = await Api.PostAsync("/api/v1/tokens", $$"""{ "name": "x", "scopes": [ "read", "configure" ], "strategyIds": [ "{{mine}}" ] }""");
        var token = created.Body.GetProperty("token").GetString();

        Assert.Equal([mine], (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/strategies")).Items.Select(item => item.GetProperty("id").GetString()));
        Assert.Empty((await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/connections")).Items);
        Assert.Equal(200, (await Api.SendAsAsync(token, HttpMethod.Get, $"/api/v1/strategies/{mine}/webhook")).Status);
        Assert.Equal(404, (await Api.SendAsAsync(token, HttpMethod.Get, $"/api/v1/strategies/{other}")).Status);
        Assert.Equal(404, (await Api.SendAsAsync(token, HttpMethod.Post, $"/api/v1/strategies/{other}/webhook/rotate")).Status);
        var refused = await Api.PostAsync("/api/v1/tokens", """{ "name": "x", "scopes": [ "admin" ], "strategyIds": [ "nothing" ] }""");
        Assert.Contains("scopes[0]: admin is about the whole installation: it cannot be limited to strategies and accounts.", refused.Errors);
    }

    [Fact]
    public async Task Token_UsedTooFast_IsToldHowLongToWait()
    {
        var token = await Api.AddTokenAsync(Api.Owner, Scope.Read);
        ApiAnswer answer;
        var sent = 0;
        do
        {
            answer = await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/session");
            sent++;
        }
        while (answer.Status == 200 && sent <= new TokenRateOptions().Burst);

        // The clock stands still in these tests: the burst is all there is, until a second passes.
        Assert.Equal((429, "rate-limited", new TokenRateOptions().Burst + 1), (answer.Status, answer.Code, sent));
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal(200, (await Api.GetAsync("/api/v1/session")).Status);
        Api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/session")).Status);
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
