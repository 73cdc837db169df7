using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class SessionListTests : ApiTests
{
    [Fact]
    public async Task List_ShowsOwnSessions_AndWhichOneThisIs()
    {
        await Api.AddUserAsync("bob", Role.Viewer);
        await Api.SignInAsync("bob", ApiScene.OwnerPassword);
        await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        Api.Clock.Advance(TimeSpan.FromMinutes(2));
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);

        var own = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/sessions");
        var all = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/sessions/everyone");

        Assert.Equal([true, false], own.Items.Select(item => item.GetProperty("isThis").GetBoolean()));
        Assert.All(own.Items, item => Assert.Equal("127.0.0.1", item.GetProperty("address").GetString()));
        Assert.Equal(["ada", "ada", "bob"], all.Items.Select(item => item.GetProperty("userName").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task End_TakesOwnSessions_AndForeignOnesOnlyForWhoManagesUsers()
    {
        await Api.AddUserAsync("bob", Role.Trader);
        var (ada, bob) = (await Api.SignInAsync("ada", ApiScene.OwnerPassword), await Api.SignInAsync("bob", ApiScene.OwnerPassword));
        var (adas, bobs) = (await IdAsync(ada), await IdAsync(bob));

        var foreign = await Api.SendWithCookieAsync(bob, HttpMethod.Delete, $"/api/v1/sessions/{adas}", withHeader: true);
        var everyone = await Api.SendWithCookieAsync(bob, HttpMethod.Get, "/api/v1/sessions/everyone");
        var managed = await Api.SendWithCookieAsync(ada, HttpMethod.Delete, $"/api/v1/sessions/{bobs}", withHeader: true);
        var again = await Api.SendWithCookieAsync(ada, HttpMethod.Delete, $"/api/v1/sessions/{bobs}", withHeader: true);

        Assert.Equal((404, 403, 204, 404), (foreign.Status, everyone.Status, managed.Status, again.Status));
        Assert.Equal(401, (await Api.SendWithCookieAsync(bob, HttpMethod.Get, "/api/v1/session")).Status);
    }

    [Fact]
    public async Task EndOthers_KeepsTheOneThatAsked()
    {
        var (here, there) = (await Api.SignInAsync("ada", ApiScene.OwnerPassword), await Api.SignInAsync("ada", ApiScene.OwnerPassword));

        var ended = await Api.SendWithCookieAsync(here, HttpMethod.Post, "/api/v1/sessions/end-others", withHeader: true);

        Assert.Equal(204, ended.Status);
        Assert.Equal(200, (await Api.SendWithCookieAsync(here, HttpMethod.Get, "/api/v1/session")).Status);
        Assert.Equal(401, (await Api.SendWithCookieAsync(there, HttpMethod.Get, "/api/v1/session")).Status);
    }

    private async Task<string> IdAsync(string cookie) =>
        (await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/sessions")).Items.Single().GetProperty("id").GetString()!;
}
