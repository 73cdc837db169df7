using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class SessionApiTests : ApiTests
{
    [Fact]
    public async Task SignIn_SetsACookieNoScriptAndNoOtherSiteCanUse()
    {
        var answer = await Api.PostAsync("/api/v1/session", $$"""{ "name": "Ada", "password": "{{ApiScene.OwnerPassword}}" }""");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), each => each.StartsWith("signalbox_session=", StringComparison.Ordinal));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), each => Assert.EndsWith("; samesite=strict; httponly", each, StringComparison.Ordinal));
        Assert.Matches("^signalbox_session=[A-Za-z0-9_-]{43}; expires=Mon, 12 Jan 2026 09:00:00 GMT; path=/; samesite=strict; httponly$", cookie);
        Assert.Equal("ada owner", $"{answer.Body.GetProperty("name")} {answer.Body.GetProperty("role")}");
    }

    [Fact]
    public async Task SignIn_WrongInAnyWay_HasOneAnswer()
    {
        await Api.AddUserAsync("locked", Role.Viewer);
        for (var tries = 0; tries < 10; tries++)
        {
            await Api.PostAsync("/api/v1/session", """{ "name": "locked", "password": "guess" }""");
        }

        var wrong = await Api.PostAsync("/api/v1/session", """{ "name": "ada", "password": "guess" }""");
        var unknown = await Api.PostAsync("/api/v1/session", """{ "name": "nobody", "password": "guess" }""");
        var locked = await Api.PostAsync("/api/v1/session", $$"""{ "name": "locked", "password": "{{ApiScene.OwnerPassword}}" }""");

        Assert.Equal((401, "sign-in-refused"), (wrong.Status, wrong.Code));
        Assert.Equal([wrong.Text, wrong.Text], [unknown.Text, locked.Text]);
    }

    [Fact]
    public async Task Cookie_ForAChange_NeedsTheHeader()
    {
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);

        var read = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/strategies");
        var bare = await Api.SendWithCookieAsync(cookie, HttpMethod.Post, "/api/v1/strategies", """{ "name": "x" }""");
        var guarded = await Api.SendWithCookieAsync(cookie, HttpMethod.Post, "/api/v1/strategies", """{ "name": "x" }""", withHeader: true);

        Assert.Equal((200, 403, "header-missing", 201), (read.Status, bare.Status, bare.Code, guarded.Status));
        Assert.Single((await Api.GetAsync("/api/v1/strategies")).Items);
    }

    [Fact]
    public async Task Session_AfterSignOutOrItsLifetime_IsOver()
    {
        var first = await Api.SignInAsync("ada", ApiScene.OwnerPassword);
        var second = await Api.SignInAsync("ada", ApiScene.OwnerPassword);

        var closed = await Api.SendWithCookieAsync(first, HttpMethod.Delete, "/api/v1/session", withHeader: true);
        var afterSignOut = await Api.SendWithCookieAsync(first, HttpMethod.Get, "/api/v1/session");
        var other = await Api.SendWithCookieAsync(second, HttpMethod.Get, "/api/v1/session");
        for (var hours = 0; hours < 7 * 24 - 8; hours += 8)
        {
            Api.Clock.Advance(TimeSpan.FromHours(8));
            Assert.Equal(200, (await Api.SendWithCookieAsync(second, HttpMethod.Get, "/api/v1/session")).Status);
        }

        Api.Clock.Advance(TimeSpan.FromHours(8));
        var afterLifetime = await Api.SendWithCookieAsync(second, HttpMethod.Get, "/api/v1/session");

        Assert.Equal((204, 401, 200, 401), (closed.Status, afterSignOut.Status, other.Status, afterLifetime.Status));
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(closed.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_LeftAloneForTwelveHours_IsOver()
    {
        var cookie = await Api.SignInAsync("ada", ApiScene.OwnerPassword);

        Api.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        var used = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/session");
        Api.Clock.Advance(TimeSpan.FromHours(12));
        var leftAlone = await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/session");

        Assert.Equal((200, 401), (used.Status, leftAlone.Status));
    }

    [Fact]
    public async Task Password_ChangedByItsOwner_EndsTheOtherSessions()
    {
        var (cookie, other) = (await Api.SignInAsync("ada", ApiScene.OwnerPassword), await Api.SignInAsync("ada", ApiScene.OwnerPassword));
        const string Path = "/api/v1/session/password";

        var wrong = await Api.SendWithCookieAsync(cookie, HttpMethod.Post, Path, """{ "currentPassword": "guess", "newPassword": "a new password" }""", withHeader: true);
        var byToken = await Api.PostAsync(Path, $$"""{ "currentPassword": "{{ApiScene.OwnerPassword}}", "newPassword": "a new password" }""");
        var changed = await Api.SendWithCookieAsync(
            cookie, HttpMethod.Post, Path, $$"""{ "currentPassword": "{{ApiScene.OwnerPassword}}", "newPassword": "a new password" }""", withHeader: true);

        Assert.Equal(["currentPassword: The current password is wrong, or there were too many failures and the wait after them is not over."], wrong.Errors);
        Assert.Equal((403, 204), (byToken.Status, changed.Status));
        Assert.Equal(200, (await Api.SendWithCookieAsync(cookie, HttpMethod.Get, "/api/v1/session")).Status);
        Assert.Equal(401, (await Api.SendWithCookieAsync(other, HttpMethod.Get, "/api/v1/session")).Status);
        Assert.NotEmpty(await Api.SignInAsync("ada", "a new password"));
    }

    [Fact]
    public async Task Setup_OnceThereIsAUser_IsRefused()
    {
        var issued = await Api.Services.GetRequiredService<SetupTokens>().IssueAsync(TestContext.Current.CancellationToken);

        var refused = await Api.PostAsync("/api/v1/setup", """{ "token": "guess", "name": "eve", "password": "a long password" }""");
        var empty = await Api.PostAsync("/api/v1/setup", "{}");

        Assert.Null(issued);
        Assert.Equal((403, "setup-refused"), (refused.Status, refused.Code));
        Assert.Equal(3, empty.Errors.Count());
    }

    [Fact]
    public async Task Setup_AtTheFirstStart_MakesAnOwnerWhoCanSignIn()
    {
        await Api.Store.ExecuteAsync("DELETE FROM api_tokens; DELETE FROM users");
        var token = await Api.Services.GetRequiredService<SetupTokens>().IssueAsync(TestContext.Current.CancellationToken);
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{ "token": "{{token}}", "name": "eve", "password": "a long password" }""");

        var created = await Api.PostAsync("/api/v1/setup", body);
        var again = await Api.PostAsync("/api/v1/setup", body);

        Assert.Equal((201, 403), (created.Status, again.Status));
        Assert.Equal("owner", created.Body.GetProperty("role").GetString());
        Assert.NotEmpty(await Api.SignInAsync("eve", "a long password"));
    }
}
