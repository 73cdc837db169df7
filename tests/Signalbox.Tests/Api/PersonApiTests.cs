using System.Text;
using Signalbox.Journal;
using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>A person takes a copy, and is forgotten; the audit trail stays.</summary>
public sealed class PersonApiTests : ApiTests
{
    private const string Agent = "graces-phone/1.0";

    [Fact]
    public async Task Export_HoldsWhatThePersonDid_AndIsItselfAnEntry()
    {
        var grace = await GraceAsync();

        var export = await Api.PostAsync($"/api/v1/users/{grace.Id}/export");

        Assert.Equal(200, export.Status);
        Assert.Equal("grace-hopper", export.Body.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal(["user_created", "signed_in", "strategy_created"], export.Body.GetProperty("audit").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
        Assert.Contains(Agent, export.Text, StringComparison.Ordinal);
        Assert.Equal("person_exported", (await Api.GetAsync("/api/v1/audit?limit=1")).Items.Single().GetProperty("event").GetString());
        Assert.Equal(404, (await Api.PostAsync("/api/v1/users/nobody/export")).Status);
    }

    [Fact]
    public async Task Erasure_LeavesTheEventsAsTheyWere_AndNobodyReadsTheNameAgain()
    {
        var grace = await GraceAsync();
        var before = await EventsAsync();

        var erased = await Api.PostAsync($"/api/v1/users/{grace.Id}/erase", """{ "name": "grace-hopper" }""");

        Assert.Equal((200, $"erased-{grace.Id}", false), (erased.Status, erased.Body.GetProperty("name").GetString(), erased.Body.GetProperty("enabled").GetBoolean()));
        Assert.Equal(before, (await EventsAsync()).Take(before.Count));
        var trail = (await Api.GetAsync("/api/v1/audit?limit=100")).Text;
        Assert.DoesNotContain("grace-hopper", trail, StringComparison.Ordinal);
        Assert.DoesNotContain(Agent, trail, StringComparison.Ordinal);
        Assert.Contains("(erased)", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("grace-hopper", await Api.Store.DumpAsync(), StringComparison.Ordinal);

        // What was done stays, and who does not.
        Assert.Equal("(erased)", (await Api.GetAsync("/api/v1/audit?event=strategy_created")).Items.Single().GetProperty("by").GetProperty("name").GetString());
        Assert.Equal(401, (await Api.PostAsync("/api/v1/session", $$"""{ "name": "grace-hopper", "password": "{{ApiScene.OwnerPassword}}" }""")).Status);
    }

    [Fact]
    public void Erasure_ReachesEveryTableWithAUser()
    {
        var withUser = System.Text.RegularExpressions.Regex.Matches(
                string.Join('\n', Directory.EnumerateFiles(Path.Combine(Structure.Repository.Root, "src", "Signalbox.Server", "Configuration", "Schema"), "*.cs").Select(File.ReadAllText)),
                @"CREATE TABLE (\w+) \((?:[^;](?!CREATE TABLE))*?\buser_id text")
            .Select(match => match.Groups[1].Value);

        Assert.Equal(withUser.Except(["api_tokens", "oauth_clients"]).Order(StringComparer.Ordinal), Server.Security.Users.Erasure.TablesOfPeople.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Erasure_NeedsTheName_AndSparesTheOneWhoAsks()
    {
        var grace = await GraceAsync();

        Assert.Equal(["name: This is not the name of that user. Nothing was erased."], (await Api.PostAsync($"/api/v1/users/{grace.Id}/erase", """{ "name": "ada" }""")).Errors);
        Assert.Equal(["name: Give the person's name once more."], (await Api.PostAsync($"/api/v1/users/{grace.Id}/erase", "{}")).Errors);
        Assert.Equal(["id: Nobody erases the user who asks. Another administrator can."], (await Api.PostAsync($"/api/v1/users/{Api.Owner.Id}/erase", """{ "name": "ada" }""")).Errors);
        Assert.Equal(404, (await Api.PostAsync("/api/v1/users/nobody/erase", """{ "name": "ada" }""")).Status);
    }

    private async Task<UserAccount> GraceAsync()
    {
        var grace = await Api.AddUserAsync("grace-hopper", Role.Admin);
        var session = await Api.SignInAsync("grace-hopper", ApiScene.OwnerPassword);
        var made = await Api.SendAsync(HttpMethod.Post, "/api/v1/strategies", """{ "name": "Breakout" }""", request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", $"signalbox_session={session}");
            request.Headers.Add("X-Signalbox", "1");
            request.Headers.UserAgent.ParseAdd(Agent);
        });
        Assert.Equal(201, made.Status);
        return grace;
    }

    private async Task<IReadOnlyList<string>> EventsAsync()
    {
        var events = new List<string>();
        await foreach (var stored in Api.Store.ReadAsync(StreamId.Administration, 0, default))
        {
            events.Add(Encoding.UTF8.GetString(stored.Payload.Span));
        }

        return events;
    }
}
