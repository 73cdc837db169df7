using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Somebody is invited by a link, and comes in with a password of the own.</summary>
public sealed class InvitationApiTests : ApiTests
{
    private const string Chosen = "a password of my own";
    private static readonly TimeSpan Good = TimeSpan.FromHours(72);

    [Fact]
    public async Task Link_IsShownOnce_AndLeavesAnEntry()
    {
        var (id, token) = await InviteAsync("grace");

        Assert.Equal(43, token.Length);
        Assert.DoesNotContain(token, await Api.Store.EverythingAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Api.Log, line => line.Contains(token, StringComparison.Ordinal));
        var listed = Assert.Single((await Api.GetAsync("/api/v1/invitations")).Items);
        Assert.Equal((id, "grace", "trader", "ada"), (Text(listed, "userId"), Text(listed, "name"), Text(listed, "role"), Text(listed, "invitedBy")));
        Assert.Equal(Api.Clock.GetUtcNow() + Good, listed.GetProperty("expiresAt").GetDateTimeOffset());
        var entry = (await Api.GetAsync("/api/v1/audit?event=person_invited")).Items.Single();
        Assert.Equal("grace", entry.GetProperty("subjectName").GetString());
    }

    [Fact]
    public async Task Password_ThatWasChosen_SignsIn_AndTheLinkIsSpent()
    {
        var (id, token) = await InviteAsync("grace");
        var open = await OpenAsync(token);
        Assert.Equal(("grace", "trader", "ada", false), (Text(open.Body, "name"), Text(open.Body, "role"), Text(open.Body, "invitedBy"), open.Body.GetProperty("external").GetBoolean()));
        Assert.Equal(401, (await SignInAsync("grace", Chosen)).Status);
        Assert.Equal(["password: A password has 12 to 256 characters."], (await AcceptAsync(token, "short")).Errors);

        var accepted = await AcceptAsync(token, Chosen);

        Assert.Equal((200, id), (accepted.Status, Text(accepted.Body, "id")));
        Assert.Equal(200, (await SignInAsync("grace", Chosen)).Status);
        Assert.Equal("invitation-refused", (await AcceptAsync(token, Chosen + "!")).Code);
        Assert.Empty((await Api.GetAsync("/api/v1/invitations")).Items);
        Assert.Equal("grace", (await Api.GetAsync("/api/v1/audit?event=invitation_accepted")).Items.Single().GetProperty("by").GetProperty("name").GetString());
        Assert.DoesNotContain(Chosen, await Api.Store.EverythingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_UsedManyTimesAtOnce_LetsOneIn()
    {
        var (_, token) = await InviteAsync("grace");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(each => AcceptAsync(token, $"{Chosen} {each}")));

        var winner = Assert.Single(answers.Index(), each => each.Item.Status == 200).Index;
        Assert.All(answers.Where(each => each.Status != 200), each => Assert.True(each.Code is "invitation-refused" or "too-many-sign-ins", each.Text));
        Assert.Equal(200, (await SignInAsync("grace", $"{Chosen} {winner}")).Status);
    }

    [Fact]
    public async Task Links_ThatAreUnknownUsedOrRevoked_LookAlike()
    {
        var (_, used) = await InviteAsync("grace");
        await AcceptAsync(used, Chosen);
        var (id, revoked) = await InviteAsync("bob");
        Assert.Equal(204, (await Api.DeleteAsync($"/api/v1/invitations/{id}")).Status);

        var answers = new[] { await OpenAsync("unknown"), await OpenAsync(used), await OpenAsync(revoked), await AcceptAsync(used, Chosen), await AcceptAsync(revoked, Chosen) };

        Assert.All(answers, answer => Assert.Equal((403, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Equal("invitation-refused", answers[0].Code);
        Assert.Single((await Api.GetAsync("/api/v1/audit?event=invitation_revoked")).Items);
    }

    [Fact]
    public async Task Link_ThatRanOut_SaysWhomToAsk()
    {
        var (_, token) = await InviteAsync("grace");
        Api.Clock.Advance(Good - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await OpenAsync(token)).Status);
        Api.Clock.Advance(TimeSpan.FromSeconds(1));

        var over = await AcceptAsync(token, Chosen);

        Assert.Equal((403, "invitation-expired"), (over.Status, over.Code));
        Assert.Contains("Ask ada", over.Message, StringComparison.Ordinal);
        Assert.Equal(401, (await SignInAsync("grace", Chosen)).Status);
    }

    [Fact]
    public async Task Guesses_OfOneNetwork_AreBounded()
    {
        var (_, token) = await InviteAsync("grace");
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.Equal(403, (await OpenAsync($"guess {guess}")).Status);
        }

        var refused = await OpenAsync(token);

        Assert.Equal((429, "too-many-links"), (refused.Status, refused.Code));
        Assert.NotNull(refused.Headers.RetryAfter);
        Api.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await OpenAsync(token)).Status);
    }

    [Fact]
    public async Task User_WhoseInvitationIsRevoked_IsShutOut_UntilInvitedAgain()
    {
        var (id, first) = await InviteAsync("grace");
        await Api.DeleteAsync($"/api/v1/invitations/{id}");
        Assert.False((await Api.GetAsync($"/api/v1/users/{id}")).Body.GetProperty("enabled").GetBoolean());
        Assert.Equal(404, (await Api.DeleteAsync($"/api/v1/invitations/{id}")).Status);

        Assert.Equal(["ada False", "grace True"], await InvitableAsync());
        var second = TokenOf(await Api.PostAsync($"/api/v1/invitations/{id}/renew"));
        var third = TokenOf(await Api.PostAsync($"/api/v1/invitations/{id}/renew"));

        Assert.Equal(["invitation-refused", "invitation-refused"], [(await OpenAsync(first)).Code, (await OpenAsync(second)).Code]);
        Assert.Equal(200, (await AcceptAsync(third, Chosen)).Status);
        Assert.Equal(["ada False", "grace False"], await InvitableAsync());
        var again = await Api.PostAsync($"/api/v1/invitations/{id}/renew");
        Assert.Equal((409, "signs-in-already"), (again.Status, again.Code));
    }

    private async Task<IEnumerable<string>> InvitableAsync() =>
        (await Api.GetAsync("/api/v1/users")).Items.Select(user => $"{Text(user, "name")} {user.GetProperty("isInvitable").GetBoolean()}").Order(StringComparer.Ordinal);

    [Fact]
    public async Task Invitation_EndsWhereTheUserIsShutOutOrGetsAPassword()
    {
        foreach (var change in new[] { """ "enabled": false """, $$""" "password": "{{Chosen}}" """ })
        {
            var (id, token) = await InviteAsync($"grace {change.Length}");
            var version = (await Api.GetAsync($"/api/v1/users/{id}")).Body.GetProperty("version").GetInt64();
            Assert.Equal(200, (await Api.PutAsync($"/api/v1/users/{id}", $$"""{ "role": "viewer", "version": {{version}}, {{change}} }""")).Status);
            Assert.Equal("invitation-refused", (await OpenAsync(token)).Code);
        }
    }

    [Fact]
    public async Task Owner_IsInvitedByOwnersAlone_AndCountsOnceComeIn()
    {
        var admin = await Api.AddTokenAsync(await Api.AddUserAsync("bob", Role.Admin), Scopes.All);
        var byAdmin = await Api.SendAsAsync(admin, HttpMethod.Post, "/api/v1/invitations", """{ "name": "eve", "role": "owner" }""");
        var (id, token) = await InviteAsync("grace", "owner");

        Assert.Equal((403, "owners-only"), (byAdmin.Status, byAdmin.Code));
        Assert.Equal("owners-only", (await Api.SendAsAsync(admin, HttpMethod.Post, $"/api/v1/invitations/{id}/renew")).Code);
        Assert.Equal("owners-only", (await Api.SendAsAsync(admin, HttpMethod.Delete, $"/api/v1/invitations/{id}")).Code);
        var version = (await Api.GetAsync($"/api/v1/users/{Api.Owner.Id}")).Body.GetProperty("version").GetInt64();
        var leaving = $$"""{ "role": "viewer", "version": {{version}} }""";
        Assert.Equal(["role: This is the last owner who can sign in. Make another user an owner first."], (await Api.PutAsync($"/api/v1/users/{Api.Owner.Id}", leaving)).Errors);
        await AcceptAsync(token, Chosen);
        Assert.Equal(200, (await Api.PutAsync($"/api/v1/users/{Api.Owner.Id}", leaving)).Status);
    }

    [Fact]
    public async Task Invitation_IsInThePersonsCopy_AndGoesWithErasure()
    {
        var (id, token) = await InviteAsync("grace-hopper");

        var copy = (await Api.PostAsync($"/api/v1/users/{id}/export")).Body;
        Assert.Equal(Api.Clock.GetUtcNow() + Good, copy.GetProperty("invitation").GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(200, (await Api.PostAsync($"/api/v1/users/{id}/erase", """{ "name": "grace-hopper" }""")).Status);

        Assert.Equal("invitation-refused", (await OpenAsync(token)).Code);
        Assert.Equal("signs-in-already", (await Api.PostAsync($"/api/v1/invitations/{id}/renew")).Code);
        Assert.DoesNotContain("grace-hopper", await Api.Store.EverythingAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("grace-hopper", (await Api.GetAsync("/api/v1/audit?limit=100")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_ThatIsTaken_IsRefused()
    {
        await InviteAsync("grace");

        Assert.Equal(["name: There is a user Grace already. Choose another name."], (await Api.PostAsync("/api/v1/invitations", """{ "name": "Grace", "role": "viewer" }""")).Errors);
    }

    private static string Text(System.Text.Json.JsonElement document, string name) => document.GetProperty(name).GetString()!;

    private static string TokenOf(ApiAnswer made) => new Uri(Text(made.Body, "link")).Fragment[1..];

    private async Task<(string Id, string Token)> InviteAsync(string name, string role = "trader")
    {
        var made = await Api.PostAsync("/api/v1/invitations", $$"""{ "name": "{{name}}", "role": "{{role}}" }""");
        Assert.True(made.Status == 201, made.Text);
        Assert.Equal("/invitation", new Uri(Text(made.Body, "link")).AbsolutePath);
        Assert.Equal("no-store", made.Headers.CacheControl!.ToString());
        return (Text(made.Body.GetProperty("details"), "userId"), TokenOf(made));
    }

    private Task<ApiAnswer> OpenAsync(string token) => Api.SendAsAsync(null, HttpMethod.Post, "/api/v1/invitations/open", $$"""{ "token": "{{token}}" }""");

    private Task<ApiAnswer> AcceptAsync(string token, string password) =>
        Api.SendAsAsync(null, HttpMethod.Post, "/api/v1/invitations/accept", $$"""{ "token": "{{token}}", "password": "{{password}}" }""");

    private Task<ApiAnswer> SignInAsync(string name, string password) =>
        Api.SendAsAsync(null, HttpMethod.Post, "/api/v1/session", $$"""{ "name": "{{name}}", "password": "{{password}}" }""");
}
