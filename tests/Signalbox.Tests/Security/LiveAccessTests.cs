using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Live;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>A live feed that is open ends with what it was opened by: session, token, client, role.</summary>
public sealed class LiveAccessTests(RoleScene scene) : IClassFixture<RoleScene>
{
    private const string Password = "open the live feed";
    private static int people;

    [Theory]
    [InlineData("signed out", false)]
    [InlineData("ended by an administrator", false)]
    [InlineData("ended from another session", false)]
    [InlineData("shut out", false)]
    [InlineData("another role", true)]
    [InlineData("must enrol a second factor", false)]
    public async Task Connection_OfASession_EndsAtOnce_WhenItsCallerIsNotTheSameAnyMore(string how, bool mayComeBack)
    {
        var (user, cookie) = await PersonAsync(how.StartsWith("must", StringComparison.Ordinal) ? Role.Approver : Role.Viewer);
        await using var other = await FollowAsync(await LiveClient.ConnectAsync(scene.Server, scene.Token(Role.Viewer)));
        await using var client = await FollowAsync(await LiveClient.OfSessionAsync(scene.Server, cookie));

        await ActAsync(how, user, cookie);
        await client.EndAsync();

        if (mayComeBack)
        {
            await using var again = await FollowAsync(await LiveClient.OfSessionAsync(scene.Server, cookie));
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.OfSessionAsync(scene.Server, cookie));
        }

        // Whoever is what it was goes on.
        await other.WatchAsync("orders");
        Assert.Equal("snapshot", Text(await other.ItemAsync(item => Text(item, "channel") == "orders"), "type"));
    }

    [Fact]
    public async Task Connection_OfALoweredRole_ComesBackWithLess()
    {
        var (user, cookie) = await PersonAsync(Role.Auditor);
        await using (var auditor = await FollowAsync(await LiveClient.OfSessionAsync(scene.Server, cookie), "audit"))
        {
            await ActAsync("another role", user, cookie);
            Assert.DoesNotContain(await auditor.EndAsync(), message => message.GetRawText().Contains("user_changed", StringComparison.Ordinal));
        }

        await using var viewer = await LiveClient.OfSessionAsync(scene.Server, cookie);
        await viewer.WatchAsync("audit");
        var refused = await viewer.ItemAsync();
        Assert.Equal(("refused", "forbidden"), (Text(refused, "type"), Text(refused.GetProperty("data"), "code")));
    }

    [Fact]
    public async Task Connection_OfAToken_EndsAtOnce_WhenItIsRevoked()
    {
        var made = await CallAsync(HttpMethod.Post, "/tokens", """{ "name": "live", "scopes": ["read"] }""");
        await using var client = await FollowAsync(await LiveClient.ConnectAsync(scene.Server, Text(made, "token")));

        await CallAsync(HttpMethod.Delete, $"/tokens/{Text(made.GetProperty("details"), "id")}");

        await client.EndAsync();
    }

    [Theory]
    [InlineData("rotate")]
    [InlineData("disable")]
    public async Task Connection_OfAMachine_EndsAtOnce_WithItsSecret(string how)
    {
        var made = await CallAsync(HttpMethod.Post, "/clients", """{ "name": "machine", "scopes": ["read"] }""");
        var client = Text(made.GetProperty("details"), "id");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = Text(made, "clientSecret"),
        });
        using var http = new HttpClient { BaseAddress = scene.Server.Api.BaseAddress };
        using var answer = await http.PostAsync("/oauth/token", form, Cancel);
        var access = Text(JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)), "access_token");
        await using var machine = await FollowAsync(await LiveClient.ConnectAsync(scene.Server, access));

        await CallAsync(HttpMethod.Post, $"/clients/{client}/{how}");

        await machine.EndAsync();
    }

    /// <summary>Nothing is told between the change and the moment the connection is cut.</summary>
    [Fact]
    public async Task Guest_WhoseUserWasShutOut_IsToldNothingFromThenOn()
    {
        var (user, cookie) = await PersonAsync();
        var door = scene.Server.Services.GetRequiredService<LiveDoor>();
        var before = door.Guests.ToHashSet();
        await using var client = await FollowAsync(await LiveClient.OfSessionAsync(scene.Server, cookie));
        var guest = door.Guests.Single(each => !before.Contains(each));
        Assert.True(await door.HoldsAsync(guest, Cancel));

        await ActAsync("shut out", user, cookie);

        Assert.False(await door.HoldsAsync(guest, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<LiveClient> FollowAsync(LiveClient client, string channel = "signals")
    {
        await client.WatchAsync(channel);
        Assert.Equal("snapshot", Text(await client.ItemAsync(), "type"));
        return client;
    }

    private async Task ActAsync(string how, string user, string cookie)
    {
        switch (how)
        {
            case "signed out":
                await CallAsync(HttpMethod.Delete, "/session", null, cookie);
                break;
            case "ended by an administrator":
                var sessions = await CallAsync(HttpMethod.Get, "/sessions", null, cookie);
                await CallAsync(HttpMethod.Delete, $"/sessions/{Text(sessions.GetProperty("items")[0], "id")}");
                break;
            case "ended from another session":
                var name = Text(await CallAsync(HttpMethod.Get, $"/users/{user}"), "name");
                await CallAsync(HttpMethod.Post, "/sessions/end-others", null, await SignInAsync(name));
                break;
            case "must enrol a second factor":
                var rules = (await CallAsync(HttpMethod.Get, "/sign-in-rules")).GetProperty("version");
                await CallAsync(HttpMethod.Put, "/sign-in-rules", $$"""{ "secondFactorRequiredFor": ["approver"], "version": {{rules}} }""");
                break;
            default:
                var version = (await CallAsync(HttpMethod.Get, $"/users/{user}")).GetProperty("version");
                var (role, enabled) = how == "shut out" ? ("viewer", "false") : ("trader", "true");
                await CallAsync(HttpMethod.Put, $"/users/{user}", $$"""{ "role": "{{role}}", "enabled": {{enabled}}, "version": {{version}} }""");
                break;
        }
    }

    private async Task<(string User, string Cookie)> PersonAsync(Role role = Role.Viewer)
    {
        var name = $"live-{Interlocked.Increment(ref people)}";
        var user = await CallAsync(HttpMethod.Post, "/users", $$"""{ "name": "{{name}}", "role": "{{role.ToString().ToLowerInvariant()}}", "password": "{{Password}}" }""");
        return (Text(user, "id"), await SignInAsync(name));
    }

    private async Task<string> SignInAsync(string name)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = scene.Server.Api.BaseAddress };
        using var content = new StringContent($$"""{ "name": "{{name}}", "password": "{{Password}}" }""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/v1/session", content, Cancel);
        return answer.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("signalbox_session=", StringComparison.Ordinal)).Split('=', ';')[1];
    }

    /// <summary>By the owner's token, or by a session.</summary>
    private async Task<JsonElement> CallAsync(HttpMethod method, string path, string? body = null, string? cookie = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = scene.Server.Api.BaseAddress };
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (cookie is null)
        {
            request.Headers.Authorization = scene.Server.Api.DefaultRequestHeaders.Authorization;
        }
        else
        {
            request.Headers.Add("Cookie", $"signalbox_session={cookie}");
            request.Headers.Add("X-Signalbox", "1");
        }

        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
