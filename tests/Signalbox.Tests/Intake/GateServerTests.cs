using System.Text;
using System.Text.Json;
using Signalbox.Tests.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Gates in the whole server: from the webhook to the verdict that is shown, and tried without trading.</summary>
public sealed class GateServerTests : IAsyncLifetime
{
    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync(folder, privateScorers: ["127.0.0.1"]);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Signal_OfAGatedStrategy_IsScoredAndSaysWhy()
    {
        await using var scorer = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            const string Body = """{"score":0.4,"reason":"Too late in the day."}""";
            await connection.AnswerAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
        });
        await GateAsync($$"""
            [ { "name": "model", "kind": "http", "threshold": "0.6", "scorer": { "url": "{{scorer.Address}}", "budgetMs": 3000 } },
              { "name": "sure", "kind": "expression", "expression": "extras.confidence >= 0.5" } ]
            """);
        var (_, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"extras":{"confidence":0.9}}""");

        var result = body.GetProperty("results")[0];
        Assert.Equal(("denied", "gate-refused"), (result.GetProperty("status").GetString(), result.GetProperty("code").GetString()));
        var trade = await ShownAsync($"/api/v1/trades/{body.GetProperty("id").GetString()}/demo", shown => shown.GetProperty("verdicts").GetArrayLength() == 2);
        var verdicts = trade.GetProperty("verdicts").EnumerateArray().ToDictionary(verdict => verdict.GetProperty("rule").GetString()!);
        Assert.Equal("0.4", verdicts["gate:model"].GetProperty("score").GetString());
        Assert.EndsWith("It said: Too late in the day.", verdicts["gate:model"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(verdicts["gate:sure"].GetProperty("passed").GetBoolean());
    }

    [Fact]
    public async Task Check_OfAPastSignal_ReadsItsExtras()
    {
        var (_, body) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":0.1,"extras":{"confidence":0.9}}""");
        await ShownAsync($"/api/v1/signals/{body.GetProperty("id").GetString()}", _ => true);
        var answer = await CheckAsync($$"""
            { "expression": "extras.confidence > 0.8 and position.side == \"long\" and account.equity > 0", "signalId": "{{body.GetProperty("id").GetString()}}", "subscriptionId": "demo" }
            """);
        Assert.True(answer.Body.GetProperty("result").GetProperty("passed").GetBoolean(), answer.Body.GetRawText());
    }

    [Fact]
    public async Task Check_OfAnExpression_SaysWhatItComesToAndWhy()
    {
        var answer = await CheckAsync(
            """
            { "expression": "(extras.rsi < 70) and market.bid > 1 and signal.side == \"buy\"",
              "signal": { "ticker": "BTCUSDT", "action": "buy", "extras": { "rsi": 62.5 } }, "values": { "market.bid": "100" } }
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal("extras.rsi < 70 and market.bid > 1 and signal.side == \"buy\"", answer.Body.GetProperty("canonical").GetString());
        var result = answer.Body.GetProperty("result");
        Assert.Equal((true, "1"), (result.GetProperty("passed").GetBoolean(), result.GetProperty("score").GetString()));
        Assert.Equal("extras.rsi=62.5 market.bid=100 signal.side=buy",
            string.Join(' ', result.GetProperty("inputs").EnumerateArray().Select(input => $"{input.GetProperty("name")}={input.GetProperty("value")}")));
    }

    [Fact]
    public async Task Check_OfAMistake_ListsItWithItsPlace()
    {
        var answer = await CheckAsync("""{ "expression": "market.bdi >\n and 1" }""");

        var error = answer.Body.GetProperty("errors")[0];
        Assert.False(answer.Body.GetProperty("valid").GetBoolean());
        Assert.Equal("2 2 and", $"{error.GetProperty("line")} {error.GetProperty("column")} {error.GetProperty("found")}");
        Assert.StartsWith("a value", error.GetProperty("expected").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAnAlignment_ShowsEachPart()
    {
        var answer = await CheckAsync(
            """
            { "gate": { "name": "align", "kind": "alignment", "threshold": "0.7", "rules": [
                { "name": "model", "expression": "scores.model", "weight": "3" }, { "name": "flat", "expression": "position.side == \"flat\"" } ] },
              "values": { "scores.model": "0.5" } }
            """);

        var result = answer.Body.GetProperty("result");
        Assert.Equal((false, "0.625", "gate-refused"), (result.GetProperty("passed").GetBoolean(), result.GetProperty("score").GetString(), result.GetProperty("code").GetString()));
        Assert.Equal(["0.375", "0.25"], result.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("contribution").GetString()));
    }

    [Theory]
    [InlineData("""{ }""", "expression: One of expression and gate is required.")]
    [InlineData("""{ "expression": "true", "signalId": "nope" }""", "signalId: There is no signal nope that was understood.")]
    [InlineData("""{ "expression": "true", "subscriptionId": "nope" }""", "subscriptionId: There is no subscription nope.")]
    [InlineData("""{ "expression": "true", "values": { "market.bdi": "1" } }""", "values.market.bdi: No expression can look this up.")]
    [InlineData("""{ "expression": "true", "values": { "market.bid": "much" } }""", "values.market.bid: Expected a number.")]
    [InlineData("""{ "gate": { "name": "m", "kind": "http", "scorer": { "url": "https://scorer.example" } } }""", "gate.kind: A check asks no scorer. Give its score in values, as scores.name.")]
    public async Task Check_OfSomethingImpossible_IsRefused(string body, string error)
    {
        var refused = await CheckAsync(body);
        Assert.Equal(422, refused.Status);
        Assert.Equal([error], refused.Body.GetProperty("errors").EnumerateArray().Select(each => $"{each.GetProperty("path").GetString()}: {each.GetProperty("message").GetString()}"));
    }

    private async Task GateAsync(string gates)
    {
        var strategies = (await GetAsync("/api/v1/strategies")).GetProperty("items")[0];
        var (id, name, version) = (strategies.GetProperty("id").GetString(), strategies.GetProperty("name").GetString(), strategies.GetProperty("version").GetInt64());
        using var content = new StringContent($$"""{ "name": "{{name}}", "version": {{version}}, "gates": {{gates}} }""", Encoding.UTF8, "application/json");
        using var answer = await server.Api.PutAsync(new Uri($"/api/v1/strategies/{id}", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The tables follow the journal a moment later.</summary>
    private async Task<JsonElement> ShownAsync(string path, Predicate<JsonElement> isShown)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            using var answer = await server.Api.GetAsync(new Uri(path, UriKind.Relative));
            if (answer.IsSuccessStatusCode && JsonElement.Parse(await answer.Content.ReadAsStringAsync()) is var document && isShown(document))
            {
                return document;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new TimeoutException($"{path} did not show it within 30 s.");
    }

    private async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await server.Api.GetStringAsync(new Uri(path, UriKind.Relative)));

    private async Task<(int Status, JsonElement Body)> CheckAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Api.PostAsync(new Uri("/api/v1/gates/check", UriKind.Relative), content);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
