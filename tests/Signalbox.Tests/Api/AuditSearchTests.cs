using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Finding entries, and taking them along.</summary>
public sealed class AuditSearchTests : ApiTests
{
    private const string Agent = "search-test/1.0";

    [Fact]
    public async Task Entry_SaysFromWhereItCame()
    {
        var answer = await Api.SendAsync(HttpMethod.Post, "/api/v1/strategies", """{ "name": "Breakout" }""", request => request.Headers.UserAgent.ParseAdd(Agent));

        var from = (await Api.GetAsync("/api/v1/audit?limit=1")).Items.Single().GetProperty("from");
        Assert.Equal(("127.0.0.1", Agent), (from.GetProperty("address").GetString(), from.GetProperty("agent").GetString()));
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), from.GetProperty("request").GetString());
    }

    [Fact]
    public async Task Entry_ClaimsNoOtherAddress()
    {
        await Api.SendAsync(HttpMethod.Post, "/api/v1/strategies", """{ "name": "Breakout" }""", request =>
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("Forwarded", "for=203.0.113.7");
            request.Headers.Add("X-Real-IP", "203.0.113.7");
        });

        Assert.Equal("127.0.0.1", (await Api.GetAsync("/api/v1/audit?limit=1")).Items.Single().GetProperty("from").GetProperty("address").GetString());
    }

    [Theory]
    [InlineData("who=ADA&event=strategy_created", 2)]
    [InlineData("who=nobody", 0)]
    [InlineData("event=strategy_created,strategy_deleted&subject=break", 3)]
    [InlineData("subject=Breakout&event=strategy_deleted", 1)]
    [InlineData("text=no%20longer%20needed", 1)]
    [InlineData("text=127.0.0.1&event=strategy_deleted", 1)]
    [InlineData("since=2026-01-06", 0)]
    [InlineData("until=2026-01-05T09:00:00Z", 0)]
    [InlineData("since=2026-01-05T09:00:00Z&event=strategy_created", 2)]
    public async Task Search_FindsWhatWasAskedFor(string query, int count)
    {
        await ThreeEntriesAsync();

        Assert.Equal(count, (await Api.GetAsync($"/api/v1/audit?{query}")).Items.Count);
    }

    [Theory]
    [InlineData("event=strategy_exploded", "event: There is no event strategy_exploded. Write it like strategy_changed.")]
    [InlineData("since=yesterday", "since: Expected a time such as 2026-01-31 or 2026-01-31T09:00:00Z.")]
    public async Task Search_ThatMakesNoSense_IsRefused(string query, string error)
    {
        Assert.Equal([error], (await Api.GetAsync($"/api/v1/audit?{query}")).Errors);
    }

    [Fact]
    public async Task Search_InPages_MissesNoneAndRepeatsNone()
    {
        for (var number = 0; number < 5; number++)
        {
            await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S{{number}}" }""");
        }

        var names = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await Api.GetAsync($"/api/v1/audit?limit=2&event=strategy_created&after={next}");
            names.AddRange(page.Items.Select(item => item.GetProperty("subjectName").GetString()!));
            next = page.Body.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        Assert.Equal(["S4", "S3", "S2", "S1", "S0"], names);
    }

    [Fact]
    public async Task Export_AsJson_IsOneArrayOldestFirst_AndIsItselfAnEntry()
    {
        await ThreeEntriesAsync();

        var export = await Api.GetAsync("/api/v1/audit/export?subject=Breakout");

        var entries = JsonElement.Parse(export.Text).EnumerateArray().Select(entry => entry.GetProperty("event").GetString());
        Assert.Equal(["strategy_created", "strategy_deleted"], entries);
        Assert.Equal("audit_exported", (await Api.GetAsync("/api/v1/audit?limit=1")).Items.Single().GetProperty("event").GetString());
    }

    [Fact]
    public async Task Export_AsCsv_RunsNoFormula()
    {
        await Api.CreateAsync("/api/v1/strategies?reason=%3DHYPERLINK(1)", """{ "name": "Breakout" }""");

        var lines = (await Api.GetAsync("/api/v1/audit/export?format=csv&event=strategy_created")).Text.Split('\n');

        Assert.StartsWith("number,at,event,by,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",strategy_created,ada,token,test,127.0.0.1,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK(1),", lines[1], StringComparison.Ordinal);
        Assert.Equal(["format: Choose json or csv."], (await Api.GetAsync("/api/v1/audit/export?format=xml")).Errors);
    }

    [Fact]
    public async Task Journal_HoldsNoNameAndNoAddressInTheOpen()
    {
        await ThreeEntriesAsync();
        await Api.AddUserAsync("grace-hopper", Signalbox.Server.Security.Users.Role.Viewer);

        var events = new List<string>();
        await foreach (var stored in Api.Store.ReadAsync(Signalbox.Journal.StreamId.Administration, 0, TestContext.Current.CancellationToken))
        {
            events.Add(System.Text.Encoding.UTF8.GetString(stored.Payload.Span));
        }

        Assert.Contains(events, text => text.Contains("no longer needed", StringComparison.Ordinal));
        Assert.DoesNotContain(events, text => text.Contains("127.0.0.1", StringComparison.Ordinal) || text.Contains("grace-hopper", StringComparison.Ordinal)
            || text.Contains("\"name\":\"ada\"", StringComparison.Ordinal));
        Assert.Contains("grace-hopper", (await Api.GetAsync("/api/v1/audit?event=user_created")).Text, StringComparison.Ordinal);
    }

    private async Task ThreeEntriesAsync()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Breakout" }""");
        await Api.CreateAsync("/api/v1/strategies", """{ "name": "Outbreak" }""");
        await Api.DeleteAsync($"/api/v1/strategies/{id}?reason=no%20longer%20needed");
    }
}
