using System.Text.Json.Nodes;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class SubscriptionApiTests : ApiTests
{
    [Fact]
    public async Task Create_WithEveryField_ShowsThemAllAgain()
    {
        var (strategy, account) = await PrepareAsync();
        var whole =
            $$"""
            {
              "strategyId": "{{strategy}}", "accountId": "{{account}}", "enabled": false, "allowedTickers": [ "BTCUSDT", "ETHUSDT" ],
              "overrides": { "exitTimeInForce": "day", "stopLoss": { "type": "stop", "stopPrice": "95.5" } },
              "signalMaySet": {
                "entrySize": false, "exitSize": true, "entryOrder": false, "exitOrder": true, "entryTimeInForce": false,
                "exitTimeInForce": true, "takeProfit": false, "stopLoss": true, "cancelOpenOrders": false, "cancelAfter": true,
                "spread": false, "slippage": true, "delay": false, "leverage": true, "extendedHours": false },
              "rules": {
                "allowAddToPosition": true, "allowSideSwap": true, "cancelOpenOrders": true, "subtractExitQuantity": true,
                "quantityMultiplier": "0.25", "waitSecondsMax": 33, "sides": "bullish", "isolateSides": true, "ignoreExits": true,
                "wholeUnits": true, "conflicts": "replace", "autoSubmit": false, "approvalSeconds": 60, "cooldownSeconds": 30,
                "lockoutAfterLosses": 3, "windows": {
                  "open": [ { "days": [ "monday", "friday" ], "from": "22:00", "to": "02:30" } ],
                  "timeZone": "America/New_York", "allowExitsOutside": false } }
            }
            """;

        var id = await Api.CreateAsync("/api/v1/subscriptions", whole);
        var shown = JsonNode.Parse((await Api.GetAsync($"/api/v1/subscriptions/{id}")).Text)!.AsObject();

        Assert.All<string>(["id", "version", "createdAt", "updatedAt"], name => Assert.True(shown.Remove(name)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(whole), shown), shown.ToJsonString());
    }

    [Fact]
    public async Task Create_WithOnlyTheTwoIds_LetsASignalSetEverything()
    {
        var (strategy, account) = await PrepareAsync();

        var created = await Api.PostAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{strategy}}", "accountId": "{{account}}", "signalMaySet": { "stopLoss": false } }""");

        Assert.True(created.Body.GetProperty("enabled").GetBoolean());
        Assert.True(created.Body.GetProperty("signalMaySet").GetProperty("entrySize").GetBoolean());
        Assert.False(created.Body.GetProperty("signalMaySet").GetProperty("stopLoss").GetBoolean());
        Assert.Equal("1", created.Body.GetProperty("rules").GetProperty("quantityMultiplier").GetString());
    }

    [Fact]
    public async Task Create_WithRulesOutOfRange_IsRefusedByField()
    {
        var refused = await Api.PostAsync("/api/v1/subscriptions", """{ "rules": { "quantityMultiplier": "0", "waitSecondsMax": 601 } }""");

        Assert.Equal(
            [
                "accountId: The id of the connection is required.",
                "rules.quantityMultiplier: Expected a number above 0 and at most 1000.",
                "rules.waitSecondsMax: Expected a whole number from 1 to 600.",
                "strategyId: The id of the strategy is required.",
            ],
            refused.Errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "isolateSides": true }""", "rules.isolateSides: With both sides allowed there is no side to isolate. Choose bullish or bearish, or switch it off.")]
    [InlineData("""{ "windows": { } }""", "rules.windows: There is no window, so it would never trade. Add one, or remove the setting to trade at any time.")]
    [InlineData("""{ "windows": { "timeZone": "Mars/Base", "open": [ { "days": [ "monday" ], "from": "09:00", "to": "10:00" } ] } }""", "rules.windows: The time zone Mars/Base is not known. Use a name such as Europe/Berlin.")]
    [InlineData("""{ "windows": { "open": [ { "days": [ "monday" ], "from": "9am", "to": "10:00" } ] } }""", "rules.windows.open[0].from: Expected a time of day such as 09:30.")]
    public async Task Create_WithRulesThatCannotHold_SaysWhereAndWhy(string rules, string error)
    {
        var (strategy, account) = await PrepareAsync();

        var refused = await Api.PostAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{strategy}}", "accountId": "{{account}}", "rules": {{rules}} }""");

        Assert.Equal(422, refused.Status);
        Assert.Equal([error], refused.Errors);
    }

    [Fact]
    public async Task Create_AtAnAccountOfAnotherAssetClass_SaysWhy()
    {
        var (_, account) = await PrepareAsync();
        var stocks = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Shares", "assetClass": "stocks" }""");

        var refused = await Api.PostAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{stocks}}", "accountId": "{{account}}" }""");

        Assert.Equal(422, refused.Status);
        Assert.Equal(["accountId: The strategy Shares trades stocks, and the connection Practice takes crypto only."], refused.Errors);
    }

    [Fact]
    public async Task Replace_AndDelete_FollowTheVersion()
    {
        var (strategy, account) = await PrepareAsync();
        var ids = $$"""
            "strategyId": "{{strategy}}", "accountId": "{{account}}"
            """;
        var created = await Api.PostAsync("/api/v1/subscriptions", $$"""{ {{ids}} }""");
        var path = created.Headers.Location!.ToString();
        var version = created.Body.GetProperty("version").GetInt64();

        var replaced = await Api.PutAsync(path, $$"""{ {{ids}}, "enabled": false, "version": {{version}} }""");
        var stale = await Api.PutAsync(path, $$"""{ {{ids}}, "version": {{version}} }""");
        var inUse = await Api.DeleteAsync($"/api/v1/strategies/{strategy}");
        var deleted = await Api.DeleteAsync($"{path}?version={replaced.Body.GetProperty("version").GetInt64()}");

        Assert.Equal((200, 409, 409, 204), (replaced.Status, stale.Status, inUse.Status, deleted.Status));
        Assert.Equal(("in-use", "The strategy Breakout still has 1 subscription(s). Delete them first."), (inUse.Code, inUse.Message));
        Assert.Equal(404, (await Api.GetAsync(path)).Status);
    }

    [Fact]
    public async Task List_OfOneStrategy_HasOnlyItsOwn()
    {
        var (strategy, account) = await PrepareAsync();
        var other = await Api.CreateAsync("/api/v1/strategies", """{ "name": "Other" }""");
        var own = await Api.CreateAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{strategy}}", "accountId": "{{account}}" }""");
        await Api.CreateAsync("/api/v1/subscriptions", $$"""{ "strategyId": "{{other}}", "accountId": "{{account}}" }""");

        var filtered = await Api.GetAsync($"/api/v1/subscriptions?strategyId={strategy}");

        Assert.Equal([own], filtered.Items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(2, (await Api.GetAsync("/api/v1/subscriptions")).Items.Count);
    }

    private async Task<(string Strategy, string Account)> PrepareAsync() => (
        await Api.CreateAsync("/api/v1/strategies", """{ "name": "Breakout" }"""),
        await Api.CreateAsync("/api/v1/connections", """{ "name": "Practice", "broker": "paper", "mode": "paper", "assetClasses": [ "crypto" ] }"""));
}
