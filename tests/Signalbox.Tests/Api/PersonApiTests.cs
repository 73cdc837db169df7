using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;
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
    public async Task Erasure_AfterThePersonActedInEveryWay_LeavesTheNameNowhere()
    {
        var grace = await GraceAsync();
        await ActInEveryWayAsync(grace);
        var before = await TrailAsync();
        var kept = await Api.Store.EverythingAsync();
        Assert.Contains(before, entry => entry.Contains("token_issued", StringComparison.Ordinal) && entry.Contains("grace-hopper's laptop", StringComparison.Ordinal));
        Assert.Contains(before, entry => entry.Contains("permission_granted", StringComparison.Ordinal) && entry.Contains("\"userName\":\"grace-hopper\"", StringComparison.Ordinal));
        Assert.All(["api_tokens", "oauth_clients", "passkeys", "layouts", "external_identities"], table =>
            Assert.Contains(kept.Split('\n'), row => row.StartsWith($"{table}|", StringComparison.Ordinal) && row.Contains("grace-hopper", StringComparison.Ordinal)));

        Assert.Equal(200, (await Api.PostAsync($"/api/v1/users/{grace.Id}/erase", """{ "name": "grace-hopper" }""")).Status);

        Assert.DoesNotContain("grace-hopper", await Api.Store.EverythingAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.All(await TrailAsync(), entry => Assert.DoesNotContain("grace-hopper", entry, StringComparison.OrdinalIgnoreCase));
        foreach (var path in new[] { "/users", "/tokens", "/clients", "/sessions", "/catalogue" })
        {
            Assert.DoesNotContain("grace-hopper", (await Api.GetAsync($"/api/v1{path}")).Text, StringComparison.OrdinalIgnoreCase);
        }

        var seen = await Acknowledgements.OfAsync(["incident-1"], TestContext.Current.CancellationToken);
        Assert.Equal($"erased-{grace.Id}", seen["incident-1"].By);
    }

    [Fact]
    public async Task Export_HoldsEveryRowOfThePerson()
    {
        var grace = await GraceAsync();
        await ActInEveryWayAsync(grace);

        var export = (await Api.PostAsync($"/api/v1/users/{grace.Id}/export")).Body;

        Assert.All(["sessions", "tokens", "clients", "passkeys", "identities", "permissions", "layouts", "acknowledgements"], list =>
            Assert.True(export.GetProperty(list).GetArrayLength() > 0, list));
        Assert.Equal("grace-hopper's phone", export.GetProperty("passkeys")[0].GetProperty("name").GetString());
        Assert.Equal("grace-hopper", export.GetProperty("layouts")[0].GetProperty("layout").GetProperty("note").GetString());
        Assert.Contains(export.GetProperty("audit").EnumerateArray(), entry => entry.GetProperty("event").GetString() == "token_issued");
    }

    [Fact]
    public void Erasure_ReachesEveryTableWithAUser()
    {
        var schema = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Structure.Repository.Root, "src", "Signalbox.Server", "Configuration", "Schema"), "*.cs").Select(File.ReadAllText));
        var dropped = System.Text.RegularExpressions.Regex.Matches(schema, @"DROP TABLE (\w+)").Select(match => match.Groups[1].Value);
        var withUser = System.Text.RegularExpressions.Regex.Matches(
                schema,
                @"CREATE TABLE (\w+) \((?:[^;](?!CREATE TABLE))*?\buser_id text")
            .Select(match => match.Groups[1].Value);

        Assert.Equal(withUser.Except(["api_tokens", "oauth_clients"]).Except(dropped).Order(StringComparer.Ordinal), Server.Security.Users.Erasure.TablesOfPeople.Order(StringComparer.Ordinal));
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

    private AcknowledgementStore Acknowledgements => new(Api.Services.GetRequiredService<ITransactionalStore>(), Api.Clock);

    /// <summary>With the name in everything that may carry one.</summary>
    private async Task ActInEveryWayAsync(UserAccount grace)
    {
        var session = await Api.SignInAsync("grace-hopper", ApiScene.OwnerPassword);
        await Api.PostAsync("/api/v1/session", """{ "name": "Grace-Hopper", "password": "a typo" }""");
        var mine = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Ada's" }""");
        var shared = $"/api/v1/strategies/{mine}/permissions";
        await StepAsync(null, HttpMethod.Post, shared, """{ "user": "grace-hopper", "level": "see" }""");
        await StepAsync(null, HttpMethod.Post, shared, """{ "user": "grace-hopper", "level": "trade" }""");
        await StepAsync(null, HttpMethod.Delete, $"{shared}/{grace.Id}");
        await StepAsync(session, HttpMethod.Post, $"/api/v1/strategies/{await NewestAsync()}/publication", """{ "description": "Found by all." }""");
        await TokensAsync(session);
        await MachineAsync(session);
        await StepAsync(session, HttpMethod.Put, "/api/v1/layouts/home", """{ "layout": { "note": "grace-hopper" }, "version": 0 }""");
        await PasskeysAsync(grace);
    }

    private async Task TokensAsync(string session)
    {
        var kept = await StepAsync(session, HttpMethod.Post, "/api/v1/tokens", """{ "name": "grace-hopper's laptop", "scopes": [ "read", "configure" ] }""");
        var used = await Api.SendAsAsync(kept.Body.GetProperty("token").GetString(), HttpMethod.Post, "/api/v1/strategies", """{ "name": "By a token" }""");
        Assert.Equal(201, used.Status);
        var revoked = await StepAsync(session, HttpMethod.Post, "/api/v1/tokens", """{ "name": "grace-hopper's old laptop", "scopes": [ "read" ] }""");
        await StepAsync(session, HttpMethod.Delete, $"/api/v1/tokens/{revoked.Body.GetProperty("details").GetProperty("id").GetString()}");
    }

    private async Task MachineAsync(string session)
    {
        var id = (await StepAsync(session, HttpMethod.Post, "/api/v1/clients", """{ "name": "grace-hopper's machine", "scopes": [ "read" ] }""")).Body.GetProperty("details").GetProperty("id").GetString();
        var secret = (await StepAsync(session, HttpMethod.Post, $"/api/v1/clients/{id}/rotate")).Body.GetProperty("clientSecret").GetString()!;
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        using var issued = await Api.Http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)issued.StatusCode);
        await StepAsync(session, HttpMethod.Post, $"/api/v1/clients/{id}/disable");
        await StepAsync(null, HttpMethod.Post, $"/api/v1/clients/{id}/enable");
    }

    private async Task PasskeysAsync(UserAccount grace)
    {
        var (now, cancel) = (Api.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        var caller = Caller.Of(grace, new OpenSession("none", now, now, now));
        var book = Api.Services.GetRequiredService<PasskeyBook>();
        var one = (await book.AddAsync(caller, caller.Session!, "grace-hopper's key", Info(1), cancel))!.Row.Id;
        var two = (await book.AddAsync(caller, caller.Session!, "grace-hopper's old key", Info(2), cancel))!.Row.Id;
        Assert.True(await book.RenameAsync(caller, one, "grace-hopper's phone", cancel));
        Assert.Equal(FactorRemoval.Done, await book.RemoveAsync(caller, two, cancel));
        await Api.Store.WriteAsync(StreamId.Administration, async scope => Written.Commit(
            await Api.Services.GetRequiredService<SessionOpening>().OpenAsync(scope, (await UserTable.FindAsync(scope, grace.Id))!, new("192.0.2.7", Agent))), cancel);
        await Acknowledgements.AcknowledgeAsync(["incident-1"], "Seen.", caller.Change("Seen."), cancel);
        await Api.Store.WriteAsync(StreamId.Administration, async scope =>
        {
            await ExternalTable.LinkAsync(scope, "https://issuer.example", "grace-hopper@issuer.example", grace.Id, now);
            return Written.Commit(true);
        }, cancel);
    }

    private static UserPasskeyInfo Info(byte id) => new([id], [1, 2, 3], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [], []);

    /// <param name="session">Null: the owner's token.</param>
    private async Task<ApiAnswer> StepAsync(string? session, HttpMethod method, string path, string? body = null)
    {
        var answer = session is null ? await Api.SendAsync(method, path, body) : await Api.SendWithCookieAsync(session, method, path, body, withHeader: true);
        Assert.True(answer.Status is >= 200 and < 300, $"{method} {path}: {answer.Text}");
        return answer;
    }

    private async Task<string> NewestAsync() => (await Api.GetAsync("/api/v1/strategies")).Items.First(item => item.GetProperty("name").GetString() == "Breakout").GetProperty("id").GetString()!;

    /// <summary>Every entry as it is read, whole.</summary>
    private async Task<IReadOnlyList<string>> TrailAsync()
    {
        var entries = new List<string>();
        await foreach (var entry in Api.Services.GetRequiredService<AuditTrail>().ReadAsync(AuditQuery.All, TestContext.Current.CancellationToken))
        {
            entries.Add($"{AuditQuery.KindOf(entry.Event)} {entry.Event} {entry.Event.By} {entry.Event.From} {entry.Event.Before} {entry.Event.After}");
        }

        return entries;
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
