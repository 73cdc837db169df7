using System.Text.Json.Nodes;
using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>Strategies and subscriptions out of one installation and into another.</summary>
public sealed class TransferApiTests : ApiTests
{
    [Fact]
    public async Task Import_OfOnesOwnExport_ChangesNothing()
    {
        await PrepareAsync();

        var tried = await ImportAsync(await ExportAsync());

        Assert.Equal(["strategy keep", "subscription keep"], Actions(tried));
        Assert.False(tried.Body.GetProperty("applied").GetBoolean());
    }

    [Fact]
    public async Task Import_IntoAnEmptyInstallation_SaysWhatItCreates_AndThenCreatesItWhole()
    {
        var account = await PrepareAsync();
        var file = await ExportAsync();
        await using var other = await ApiScene.StartAsync();
        var there = await other.CreateAsync("/api/v1/connections", """{ "name": "P", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""");
        file = JsonNode.Parse(file.ToJsonString().Replace(account, there, StringComparison.Ordinal))!;

        var tried = await ImportAsync(file, other);
        Assert.Empty((await other.GetAsync("/api/v1/strategies")).Items);
        var applied = await ImportAsync(file, other, tried.Body.GetProperty("configurationVersion").GetInt64());

        Assert.Equal(["strategy create", "subscription create"], Actions(tried));
        Assert.Equal((200, true), (applied.Status, applied.Body.GetProperty("applied").GetBoolean()));
        var strategy = (await other.GetAsync("/api/v1/strategies")).Items.Single();
        Assert.Equal(("Breakout", 17), (strategy.GetProperty("name").GetString(), strategy.GetProperty("signalValiditySeconds").GetInt32()));
        Assert.Equal(strategy.GetProperty("id").GetString(), (await other.GetAsync("/api/v1/subscriptions")).Items.Single().GetProperty("strategyId").GetString());
        Assert.Equal(
            ["subscription_created Imported from a file.", "strategy_created Imported from a file."],
            (await other.GetAsync("/api/v1/audit?limit=2")).Items.Select(entry => $"{entry.GetProperty("event").GetString()} {entry.GetProperty("why").GetString()}"));
    }

    [Fact]
    public async Task Import_WithOneFault_ChangesNothingAtAll()
    {
        await PrepareAsync();
        var file = await ExportAsync();
        file["strategies"]![0]!["strategy"]!["name"] = "Renamed";
        file["subscriptions"]![0]!["subscription"]!["accountId"] = "nobody";
        file["subscriptions"]![0]!["id"] = null;

        var tried = await ImportAsync(file);
        var applied = await ImportAsync(file, apply: 1);

        Assert.Equal(422, tried.Status);
        Assert.Contains(tried.Errors, error => error.StartsWith("file.subscriptions[0].subscription.accountId:", StringComparison.Ordinal));
        Assert.Equal(409, applied.Status);
        Assert.Equal("Breakout", (await Api.GetAsync("/api/v1/strategies")).Items.Single().GetProperty("name").GetString());
    }

    [Fact]
    public async Task Import_OfWhatIsNotValid_NamesEveryFieldByItsPlaceInTheFile()
    {
        var refused = await ImportAsync(JsonNode.Parse(
            """{ "format": "other", "version": 1, "strategies": [ { "id": "a", "strategy": { "name": "", "signalValiditySeconds": 0 } }, { "id": "a", "strategy": { "name": "B" } } ] }""")!);

        Assert.Equal(
            ["file.format", "file.strategies", "file.strategies[0].strategy.name", "file.strategies[0].strategy.signalValiditySeconds"],
            refused.Errors.Select(error => error.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_AfterSomebodyElsesChange_AppliesNothing()
    {
        await PrepareAsync();
        var file = await ExportAsync();
        file["strategies"]![0]!["strategy"]!["name"] = "Renamed";
        var tried = await ImportAsync(file);
        await Api.CreateAsync("/api/v1/strategies", """{ "name": "Between" }""");

        var applied = await ImportAsync(file, apply: tried.Body.GetProperty("configurationVersion").GetInt64());

        Assert.Equal((409, "stale-version"), (applied.Status, applied.Code));
    }

    private async Task<string> PrepareAsync()
    {
        var account = await Api.CreateAsync("/api/v1/connections", """{ "name": "P", "broker": "paper", "mode": "paper", "assetClasses": ["crypto"] }""");
        var strategy = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Breakout", "signalValiditySeconds": 17, "gates": [ { "name": "calm", "kind": "expression", "expression": "market.spread_percent < 1" } ] }""");
        await Api.CreateAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{strategy}}", "accountId": "{{account}}", "overrides": { "stopLoss": { "percent": "2" } } }""");
        return account;
    }

    private async Task<JsonNode> ExportAsync() => JsonNode.Parse((await Api.GetAsync("/api/v1/configuration/export")).Text)!;

    private Task<ApiAnswer> ImportAsync(JsonNode file, ApiScene? where = null, long? apply = null) => (where ?? Api).PostAsync(
        "/api/v1/configuration/import", new JsonObject { ["file"] = file.DeepClone(), ["apply"] = apply }.ToJsonString());

    private static IEnumerable<string> Actions(ApiAnswer answer) =>
        answer.Items.Select(item => $"{item.GetProperty("kind").GetString()} {item.GetProperty("action").GetString()}");
}
