using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Who changed a strategy or a subscription, and back to an earlier state.</summary>
public sealed class HistoryApiTests : ApiTests
{
    [Fact]
    public async Task History_OfAStrategy_TellsEachChangeValueByValue_NewestFirst()
    {
        var id = await Api.CreateAsync("/api/v1/strategies?reason=new%20idea", """{ "name": "Breakout", "defaults": { "stopLoss": { "percent": "2" } } }""");
        await Api.CreateAsync("/api/v1/strategies", """{ "name": "Other" }""");
        var changed = await Api.PutAsync($"/api/v1/strategies/{id}", $$"""{ "name": "Breakout", "defaults": { "stopLoss": { "percent": "3" } }, "allowedTickers": ["BTC"], "version": {{await VersionAsync(id)}} }""");

        var history = await Api.GetAsync($"/api/v1/strategies/{id}/history");

        Assert.Equal(200, changed.Status);
        Assert.Equal(["strategy_changed", "strategy_created"], history.Items.Select(entry => entry.GetProperty("event").GetString()));
        Assert.Equal(
            ["allowedTickers [] [\"BTC\"]", "defaults.stopLoss.percent \"2\" \"3\""],
            Changes(history.Items[0]).Order(StringComparer.Ordinal));
        Assert.True(history.Items[0].GetProperty("present").GetBoolean());
        Assert.True(history.Items[1].GetProperty("restorable").GetBoolean());
        Assert.Equal(("new idea", "ada"), (history.Items[1].GetProperty("why").GetString(), history.Items[1].GetProperty("by").GetProperty("name").GetString()));
        Assert.Contains("name - \"Breakout\"", Changes(history.Items[1]));
    }

    [Fact]
    public async Task Restore_OfAnEarlierState_IsAnOrdinaryChange()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", """{ "name": "First", "signalValiditySeconds": 17 }""");
        var first = (await Api.GetAsync($"/api/v1/strategies/{id}/history")).Items.Single().GetProperty("number").GetInt64();
        var version = await VersionAsync(id);
        await Api.PutAsync($"/api/v1/strategies/{id}", $$"""{ "name": "Second", "version": {{version}} }""");

        var stale = await Api.PostAsync($"/api/v1/strategies/{id}/restore", $$"""{ "number": {{first}}, "version": {{version}} }""");
        var restored = await Api.PostAsync($"/api/v1/strategies/{id}/restore", $$"""{ "number": {{first}}, "version": {{await VersionAsync(id)}} }""");

        Assert.Equal((409, "stale-version"), (stale.Status, stale.Code));
        Assert.Equal(("First", 17), (restored.Body.GetProperty("name").GetString(), restored.Body.GetProperty("signalValiditySeconds").GetInt32()));
        var entry = (await Api.GetAsync("/api/v1/audit?limit=1")).Items.Single();
        Assert.Equal($"strategy_changed Restored the state of change {first}. Second First", string.Join(' ',
            entry.GetProperty("event"), entry.GetProperty("why"), entry.GetProperty("before").GetProperty("name"), entry.GetProperty("after").GetProperty("name")));
    }

    [Fact]
    public async Task Restore_OfAChangeOfSomethingElse_IsRefused()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Mine" }""");
        var other = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Other" }""");
        var foreign = (await Api.GetAsync($"/api/v1/strategies/{other}/history")).Items.Single().GetProperty("number").GetInt64();

        foreach (var number in (long[])[foreign, 1, 0, -1, 999_999, long.MaxValue])
        {
            var refused = await Api.PostAsync($"/api/v1/strategies/{id}/restore", $$"""{ "number": {{number}}, "version": {{await VersionAsync(id)}} }""");
            Assert.Equal(["number: That number is no change of this one that led to a state. Choose one from its history."], refused.Errors);
        }

        var blind = await Api.PostAsync($"/api/v1/strategies/{id}/restore", "{}");
        Assert.Equal(["number", "version"], blind.Errors.Select(error => error.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(404, (await Api.GetAsync("/api/v1/strategies/nobody/history")).Status);
    }

    [Fact]
    public async Task History_InParts_GoesBackToTheCreation()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", """{ "name": "S0" }""");
        for (var number = 1; number <= 4; number++)
        {
            await Api.PutAsync($"/api/v1/strategies/{id}", $$"""{ "name": "S{{number}}", "version": {{await VersionAsync(id)}} }""");
        }

        var names = new List<string?>();
        for (string? next = ""; next is not null;)
        {
            var part = await Api.GetAsync($"/api/v1/strategies/{id}/history?limit=2&after={next}");
            names.AddRange(part.Items.SelectMany(Changes).Where(change => change.StartsWith("name ", StringComparison.Ordinal)).Select(change => change.Split(' ')[^1]));
            next = part.Body.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        Assert.Equal(["\"S4\"", "\"S3\"", "\"S2\"", "\"S1\"", "\"S0\""], names);
    }

    private async Task<long> VersionAsync(string id) => (await Api.GetAsync($"/api/v1/strategies/{id}")).Body.GetProperty("version").GetInt64();

    private static IEnumerable<string> Changes(JsonElement entry) => entry.GetProperty("changes").EnumerateArray().Select(change =>
        $"{change.GetProperty("path").GetString()} {Text(change, "before")} {Text(change, "after")}");

    private static string Text(JsonElement change, string name) => change.TryGetProperty(name, out var value) ? value.GetRawText() : "-";
}
