using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class UserApiTests : ApiTests
{
    private const string Bob = """{ "name": "bob", "role": "trader", "password": "a long password" }""";

    [Fact]
    public async Task Create_ShowsTheUserAndNeverThePassword()
    {
        var created = await Api.PostAsync("/api/v1/users", Bob);
        var listed = await Api.GetAsync("/api/v1/users");

        Assert.Equal(201, created.Status);
        Assert.Equal(["ada", "bob"], listed.Items.Select(item => item.GetProperty("name").GetString()));
        Assert.All([created.Text, listed.Text], text => Assert.DoesNotContain("password", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Create_WithAShortPasswordAndNoRole_SaysSo()
    {
        var refused = await Api.PostAsync("/api/v1/users", """{ "name": "bob", "password": "short" }""");

        Assert.Equal(
            ["password: A password has 12 to 256 characters.", "role: A role is required: viewer, trader, admin or owner."],
            refused.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_OfATakenName_IsRefused()
    {
        var refused = await Api.PostAsync("/api/v1/users", """{ "name": "ADA", "role": "viewer", "password": "a long password" }""");

        Assert.Equal(["name: There is a user ADA already. Choose another name."], refused.Errors);
    }

    [Fact]
    public async Task Disable_EndsSessionsAndTokensAtOnce()
    {
        var bob = await Api.AddUserAsync("bob", Role.Trader);
        var token = await Api.AddTokenAsync(bob, Scope.Read);
        var cookie = await Api.SignInAsync("bob", ApiScene.OwnerPassword);
        var before = await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/session");

        var version = (await Api.GetAsync($"/api/v1/users/{bob.Id}")).Body.GetProperty("version").GetInt64();
        var disabled = await Api.PutAsync($"/api/v1/users/{bob.Id}", $$"""{ "role": "trader", "enabled": false, "version": {{version}} }""");

        Assert.Equal((200, 200), (before.Status, disabled.Status));
        Assert.Equal(401, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/session")).Status);
        Assert.Equal(401, (await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/session")).Status);
        Assert.Equal(401, (await Api.PostAsync("/api/v1/session", $$"""{ "name": "bob", "password": "{{ApiScene.OwnerPassword}}" }""")).Status);
    }

    [Fact]
    public async Task Demotion_TakesScopesFromTokensThatExist()
    {
        var bob = await Api.AddUserAsync("bob", Role.Admin);
        var token = await Api.AddTokenAsync(bob, Scope.Read, Scope.Admin);
        var version = (await Api.GetAsync($"/api/v1/users/{bob.Id}")).Body.GetProperty("version").GetInt64();
        var before = await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/users");

        await Api.PutAsync($"/api/v1/users/{bob.Id}", $$"""{ "role": "viewer", "version": {{version}} }""");

        Assert.Equal(200, before.Status);
        Assert.Equal(403, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/users")).Status);
        Assert.Equal(200, (await Api.SendAsAsync(token, HttpMethod.Get, "/api/v1/strategies")).Status);
    }

    [Fact]
    public async Task Owners_AreManagedByOwnersOnly()
    {
        var admin = await Api.AddTokenAsync(await Api.AddUserAsync("bob", Role.Admin), Scope.Admin);

        var made = await Api.SendAsAsync(admin, HttpMethod.Post, "/api/v1/users", """{ "name": "eve", "role": "owner", "password": "a long password" }""");
        var taken = await Api.SendAsAsync(admin, HttpMethod.Put, $"/api/v1/users/{Api.Owner.Id}", """{ "role": "viewer", "version": 1 }""");
        var last = await Api.PutAsync($"/api/v1/users/{Api.Owner.Id}", """{ "role": "viewer", "version": 1 }""");

        Assert.Equal((403, "owners-only"), (made.Status, made.Code));
        Assert.Equal((403, "owners-only"), (taken.Status, taken.Code));
        Assert.Equal(["role: This is the last owner who can sign in. Make another user an owner first."], last.Errors);
    }

    [Fact]
    public async Task Password_SetByAnAdmin_ReplacesTheOldOneAndLiftsTheLock()
    {
        var bob = await Api.AddUserAsync("bob", Role.Trader);
        for (var tries = 0; tries < 10; tries++)
        {
            await Api.PostAsync("/api/v1/session", """{ "name": "bob", "password": "guess" }""");
        }

        var version = (await Api.GetAsync($"/api/v1/users/{bob.Id}")).Body.GetProperty("version").GetInt64();
        await Api.PutAsync($"/api/v1/users/{bob.Id}", $$"""{ "role": "trader", "password": "another password", "version": {{version}} }""");

        Assert.Equal(401, (await Api.PostAsync("/api/v1/session", $$"""{ "name": "bob", "password": "{{ApiScene.OwnerPassword}}" }""")).Status);
        Assert.Equal(200, (await Api.PostAsync("/api/v1/session", """{ "name": "bob", "password": "another password" }""")).Status);
    }
}
