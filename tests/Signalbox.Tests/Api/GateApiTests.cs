using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Configuration;
using Signalbox.Strategies.Gates;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class GateApiTests : ApiTests
{
    private const string Gates =
        """
        [
          { "name": "trend", "kind": "expression", "enabled": true, "judges": "everything", "threshold": "0.8", "whenMissing": "pass", "expression": "extras.rsi / 100" },
          { "name": "model", "kind": "http", "enabled": true, "judges": "entries", "threshold": "0.6", "whenMissing": "refuse",
            "scorer": { "url": "https://scorer.example/score", "secretName": "model_key", "budgetMs": 250, "onFailure": "pass", "isAdvice": true } },
          { "name": "align", "kind": "alignment", "enabled": false, "judges": "entries", "threshold": "0.7", "whenMissing": "refuse",
            "rules": [ { "name": "model", "expression": "scores.model", "weight": "2" }, { "name": "calm", "expression": "market.spread_percent < 0.05", "weight": "1" } ] }
        ]
        """;

    [Fact]
    public async Task Strategy_WithGates_ShowsThemAllAgain()
    {
        await SetSecretAsync();
        var id = await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S", "gates": {{Gates}} }""");
        var shown = await Api.GetAsync($"/api/v1/strategies/{id}");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Gates), JsonNode.Parse(shown.Body.GetProperty("gates").GetRawText())), shown.Body.GetProperty("gates").GetRawText());
        Assert.Equal(3, Api.Services.GetRequiredService<CatalogueHolder>().Current.Strategy(new(id))!.Gates.Count);
        Assert.Contains("market.spread_percent", (await Api.GetAsync("/api/v1/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strategy_WithWrongGates_NamesEveryMistakeWithItsPath()
    {
        var refused = await Api.PostAsync("/api/v1/strategies",
            """
            { "name": "S", "gates": [
              { "name": "a b", "kind": "expression", "expression": "market.bdi > 1" },
              { "name": "x" },
              { "name": "t", "kind": "expression", "threshold": 2, "expression": "signal.action" },
              { "name": "t", "kind": "http", "scorer": { "url": "http://scorer.example/", "budgetMs": 10 }, "expression": "true" },
              { "name": "h", "kind": "http", "scorer": { "url": "https://127.0.0.1/" } },
              { "name": "i", "kind": "http" },
              { "name": "w", "kind": "alignment", "rules": [ { "name": "r", "expression": "scores.nobody > 0", "weight": 0 }, { "name": "r", "expression": "" } ] },
              { "name": "e", "kind": "alignment" } ] }
            """);

        Assert.Equal(422, refused.Status);
        Assert.Equal(
            [
                "gates[0].expression: Line 1, column 1: The field market.bdi is not known. Did you mean market.bid?",
                "gates[0].name: A gate's name is letters, digits and _, begins with a letter and has at most 40 characters.",
                "gates[1].kind: A kind is required: expression, http, alignment.",
                "gates[2].expression: Line 1, column 1: A gate is a condition or a number from 0 to 1, and this is a text.",
                "gates[2].threshold: Expected a number above 0 and at most 1.",
                "gates[3].expression: Only a gate of the kind expression has one.",
                "gates[3].name: The gate t is listed twice.",
                "gates[3].scorer.budgetMs: Expected a whole number from 50 to 3000.",
                "gates[3].scorer.url: Expected https: signals and secrets would travel in the open.",
                "gates[4].scorer.url: 127.0.0.1 is in a private network. Start the server with --private-scorers 127.0.0.1 to allow it.",
                "gates[5].scorer: A gate of the kind http needs a scorer.",
                "gates[6].rules[0].expression: Line 1, column 1: There is no scorer nobody beside this gate.",
                "gates[6].rules[0].weight: Expected a number above 0 and at most 1000.",
                "gates[6].rules[1].expression: An expression is required, such as market.spread_percent < 0.05.",
                "gates[6].rules[1].name: The rule r is listed twice.",
                "gates[7].rules: An alignment has 1 to 16 rules.",
            ],
            refused.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Secret_ThatIsMissing_IsRefusedAndOneInUseStays()
    {
        var early = await Api.PostAsync("/api/v1/strategies", $$"""{ "name": "S", "gates": {{Gates}} }""");
        await SetSecretAsync();
        await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S", "gates": {{Gates}} }""");
        var used = await Api.DeleteAsync("/api/v1/gates/secrets/model_key");
        await Api.PutAsync("/api/v1/gates/secrets/spare", """{"secret":"abc"}""");

        Assert.Equal(["gates[1].scorer.secretName: There is no gate secret model_key. Set it first."], early.Errors);
        Assert.Equal((409, "The strategy S sends the secret model_key to its scorer. Change the gate first."), (used.Status, used.Message));
        Assert.Equal((204, 404), ((await Api.DeleteAsync("/api/v1/gates/secrets/spare")).Status, (await Api.DeleteAsync("/api/v1/gates/secrets/spare")).Status));
        Assert.Equal(422, (await Api.PutAsync("/api/v1/gates/secrets/spare", """{"secret":"with space"}""")).Status);
    }

    [Fact]
    public async Task Subscription_ReplacesAndSwitchesOffGatesOfItsStrategy()
    {
        await SetSecretAsync();
        var (strategy, account) = (await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S", "gates": {{Gates}} }"""), await AccountAsync());
        var id = await Api.CreateAsync("/api/v1/subscriptions",
            $$"""
            { "strategyId": "{{strategy}}", "accountId": "{{account}}", "gates": [
              { "name": "trend", "enabled": false }, { "name": "own", "kind": "expression", "expression": "scores.model > 0.5" } ] }
            """);

        var catalogue = Api.Services.GetRequiredService<CatalogueHolder>().Current;
        var gates = GateLists.Merge(catalogue.Strategy(new(strategy))!.Gates, catalogue.Subscriptions[new(id)].Gates);
        Assert.Equal(["Strategy model", "Subscription own"], gates.Select(gate => $"{gate.Origin} {gate.Value.Name}"));
    }

    [Fact]
    public async Task Strategy_LosingAScorerASubscriptionWeighs_IsRefused()
    {
        await SetSecretAsync();
        var (strategy, account) = (await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S", "gates": {{Gates}} }"""), await AccountAsync());
        var unknown = await Api.PostAsync("/api/v1/subscriptions", Subscription("scores.modle > 0.5"));
        var id = await Api.CreateAsync("/api/v1/subscriptions", Subscription("scores.model > 0.5"));
        var version = (await Api.GetAsync($"/api/v1/strategies/{strategy}")).Body.GetProperty("version").GetInt64();
        var lost = await Api.PutAsync($"/api/v1/strategies/{strategy}", $$"""{ "name": "S", "version": {{version}} }""");

        Assert.Equal(["gates[0].expression: There is no scorer modle among the gates of the subscription and its strategy."], unknown.Errors);
        Assert.Equal([$"gates: The subscription {id} weighs a scorer that would be missing: model."], lost.Errors);

        string Subscription(string expression) =>
            $$"""{ "strategyId": "{{strategy}}", "accountId": "{{account}}", "gates": [ { "name": "own", "kind": "expression", "expression": "{{expression}}" } ] }""";
    }

    [Fact]
    public async Task Language_ListsEveryFieldAndFunction()
    {
        var language = (await Api.GetAsync("/api/v1/gates/language")).Body;
        Assert.Equal(GateFields.All.Count, language.GetProperty("fields").GetArrayLength());
        Assert.Contains("clamp(x, low, high)", language.GetProperty("functions").GetRawText(), StringComparison.Ordinal);
    }

    private Task<ApiAnswer> SetSecretAsync() => Api.PutAsync("/api/v1/gates/secrets/model_key", """{"secret":"abc"}""");

    private Task<string> AccountAsync() => Api.CreateAsync("/api/v1/connections",
        """{ "name": "Paper", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""");
}
