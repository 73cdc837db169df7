using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Configuration;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class StrategyApiTests : ApiTests
{
    private const string Whole =
        """
        {
          "name": " Breakout ", "enabled": false, "assetClass": "futures", "tradingStyle": "discretionary",
          "defaults": {
            "entrySize": { "quantity": "2.50", "type": "percent_of_equity" },
            "exitSize": { "quantity": 50, "type": "percent_of_position" },
            "entryOrder": { "type": "stop_limit", "limitPrice": "101.25", "stopPrice": 100.75 },
            "entryTimeInForce": "ioc",
            "takeProfit": { "targets": [ { "percent": "1.5", "sharePercent": "40" }, { "limitPrice": "120" } ] },
            "stopLoss": { "type": "stop_limit", "percent": "0.75", "limitPrice": "90" }
          },
          "allowedTickers": [ "BTCUSDT" ], "signalValiditySeconds": 17,
          "windows": { "open": [ { "days": [ "monday" ], "from": "09:30", "to": "16:00" } ], "timeZone": "America/New_York", "allowExitsOutside": true }
        }
        """;

    [Fact]
    public async Task Create_WithEveryField_ShowsThemAllAgain()
    {
        var created = await Api.PostAsync("/api/v1/strategies?reason=new%20idea", Whole);
        var id = created.Body.GetProperty("id").GetString();
        var shown = await Api.GetAsync($"/api/v1/strategies/{id}");

        Assert.Equal(201, created.Status);
        Assert.Equal($"/api/v1/strategies/{id}", created.Headers.Location!.ToString());
        Assert.Equal(created.Text, shown.Text);
        var expected = JsonNode.Parse(Whole)!.AsObject();
        expected["name"] = "Breakout";
        expected["defaults"]!["entrySize"]!["quantity"] = "2.5";
        expected["defaults"]!["exitSize"]!["quantity"] = "50";
        expected["defaults"]!["entryOrder"]!["stopPrice"] = "100.75";
        var document = JsonNode.Parse(shown.Text)!.AsObject();
        Assert.All<string>(["id", "version", "createdAt", "updatedAt", "permission"], name => Assert.True(document.Remove(name)));
        Assert.True(JsonNode.DeepEquals(expected, document), document.ToJsonString());
    }

    [Fact]
    public async Task Create_WithOnlyAName_HasTheDefaultsOfTheEngine()
    {
        var created = await Api.PostAsync("/api/v1/strategies", """{ "name": "Plain" }""");

        Assert.Equal("crypto systematic 60 True", string.Join(' ',
            created.Body.GetProperty("assetClass"), created.Body.GetProperty("tradingStyle"),
            created.Body.GetProperty("signalValiditySeconds"), created.Body.GetProperty("enabled")));
        Assert.Equal("{}", created.Body.GetProperty("defaults").GetRawText());
    }

    [Fact]
    public async Task Create_WithManyMistakes_NamesThemAllAtOnce()
    {
        var refused = await Api.PostAsync("/api/v1/strategies",
            """
            {
              "nmae": "typo", "assetClass": "tulips", "enabled": null, "signalValiditySeconds": 0, "version": 3,
              "allowedTickers": [ "BTC", "btc", "" ],
              "defaults": {
                "entrySize": { "quantity": "-1" },
                "exitOrder": { "type": "market", "limitPrice": "1e99" },
                "stopLoss": { "percent": "1", "amount": "2", "limitPrice": "3" },
                "takeProfit": { "targets": [ { "percnt": "1" }, { "percent": "0", "sharePercent": "101" } ] }
              }
            }
            """);

        Assert.Equal((422, "validation-failed", "17 fields are not valid."), (refused.Status, refused.Code, refused.Message));
        Assert.Equal(
            [
                "allowedTickers[1]: The ticker btc is listed twice.",
                "allowedTickers[2]: A ticker has 1 to 64 characters.",
                "assetClass: Expected one of crypto, stocks, futures, options, forex.",
                "defaults.entrySize.quantity: Expected a number above 0.",
                "defaults.exitOrder.limitPrice: Expected a decimal number, as a number or as text.",
                "defaults.stopLoss.limitPrice: A stop has no limit price. Leave it out, or choose stop_limit.",
                "defaults.stopLoss: Only one of stopPrice, percent, amount and lossAmount may be set.",
                "defaults.takeProfit.targets: The shares of all targets are at most 100 percent together.",
                "defaults.takeProfit.targets[0].percnt: This field is not known here. Did you mean percent?",
                "defaults.takeProfit.targets[0]: One of limitPrice, percent, amount and profitAmount is required.",
                "defaults.takeProfit.targets[1].percent: Expected a number above 0.",
                "defaults.takeProfit.targets[1].sharePercent: A share is at most 100 percent.",
                "enabled: Expected true or false.",
                "name: A name is required.",
                "nmae: This field is not known here. Did you mean name?",
                "signalValiditySeconds: Expected a whole number from 1 to 86400.",
                "version: Something new has no version yet. Leave it out.",
            ],
            refused.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_WithWindowsThatNeverOpen_IsRefusedAtThem()
    {
        var refused = await Api.PostAsync("/api/v1/strategies", """{ "name": "W", "windows": { "open": [ { "days": [], "from": "9", "to": "10:00" } ] } }""");

        Assert.Equal(["windows", "windows.open[0].from"], refused.Errors.Select(error => error.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Replace_WithTheVersionRead_SavesAndCountsUp()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", Whole);
        var version = (await Api.GetAsync($"/api/v1/strategies/{id}")).Body.GetProperty("version").GetInt64();

        var replaced = await Api.PutAsync($"/api/v1/strategies/{id}", $$"""{ "name": "Next", "version": {{version}} }""");
        var stale = await Api.PutAsync($"/api/v1/strategies/{id}", $$"""{ "name": "Other", "version": {{version}} }""");
        var blind = await Api.PutAsync($"/api/v1/strategies/{id}", """{ "name": "Other" }""");

        Assert.Equal(200, replaced.Status);
        Assert.True(replaced.Body.GetProperty("version").GetInt64() > version);
        Assert.Equal((409, "stale-version"), (stale.Status, stale.Code));
        Assert.Equal("This strategy was changed since you read it. Read it again and repeat your change.", stale.Message);
        Assert.Equal(["version: The version you read is required, so that nobody else's change is overwritten."], blind.Errors);
        Assert.Equal("Next", Catalogue.Strategies.Single().Name);
    }

    [Fact]
    public async Task Delete_WithAnOldVersion_DeletesNothing()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", Whole);

        var stale = await Api.DeleteAsync($"/api/v1/strategies/{id}?version=0");
        var wrong = await Api.DeleteAsync($"/api/v1/strategies/{id}?version=x");
        var kept = await Api.GetAsync($"/api/v1/strategies/{id}");
        var deleted = await Api.DeleteAsync($"/api/v1/strategies/{id}");
        var gone = await Api.DeleteAsync($"/api/v1/strategies/{id}");

        Assert.Equal((409, 422, 200, 204, 404), (stale.Status, wrong.Status, kept.Status, deleted.Status, gone.Status));
        Assert.Equal($"There is no strategy {id}.", gone.Message);
        Assert.Empty(Catalogue.Strategies);
    }

    [Fact]
    public async Task Webhook_IsShownAndRotated()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", Whole);

        var first = await Api.GetAsync($"/api/v1/strategies/{id}/webhook");
        var second = await Api.PostAsync($"/api/v1/strategies/{id}/webhook/rotate?overlapMinutes=0");

        var url = first.Body.GetProperty("url").GetString()!;
        Assert.StartsWith($"{Api.Http.BaseAddress}hook/{id}/", url, StringComparison.Ordinal);
        Assert.Equal(url.Replace("/hook/", "/trading/webhook/", StringComparison.Ordinal), first.Body.GetProperty("compatibleUrl").GetString());
        Assert.True(first.Headers.CacheControl!.NoStore);
        Assert.Null(Admit(id, url));
        Assert.Equal(id, Admit(id, second.Body.GetProperty("url").GetString()!));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(30, true)]
    public async Task Webhook_ThatExpires_IsNotBroughtBackOrProlongedByANewAddress(int minutesUntilRotation, bool worksOn)
    {
        var id = await Api.CreateAsync("/api/v1/strategies", Whole);
        var path = $"/api/v1/strategies/{id}/webhook";
        var old = (await Api.GetAsync(path)).Body.GetProperty("url").GetString()!;
        var version = (await Api.GetAsync($"{path}/protection")).Body.GetProperty("version").GetInt64();
        var end = Api.Clock.GetUtcNow().AddHours(1);
        Assert.Equal(200, (await Api.PutAsync($"{path}/protection", $$"""{ "secretExpiresAt": "{{end:O}}", "version": {{version}} }""")).Status);
        Api.Clock.Advance(TimeSpan.FromMinutes(minutesUntilRotation));

        var rotated = await Api.PostAsync($"{path}/rotate");

        Assert.Equal(worksOn ? id : null, Admit(id, old));
        Assert.Equal(id, Admit(id, rotated.Body.GetProperty("url").GetString()!));
        Api.Clock.Advance(end - Api.Clock.GetUtcNow());
        Assert.Null(Admit(id, old));
        Assert.Equal(id, Admit(id, rotated.Body.GetProperty("url").GetString()!));
    }

    [Fact]
    public async Task BodySecrets_AreReplacedAndOnlyCounted()
    {
        var id = await Api.CreateAsync("/api/v1/strategies", Whole);

        var none = await Api.GetAsync($"/api/v1/strategies/{id}/body-secrets");
        var two = await Api.PutAsync($"/api/v1/strategies/{id}/body-secrets", $$"""{ "secrets": [ "license-4711", " token-0815 " ], "version": {{none.Body.GetProperty("version").GetInt64()}} }""");
        var wrong = await Api.PutAsync($"/api/v1/strategies/{id}/body-secrets", $$"""{ "secrets": [ "abc" ], "version": {{two.Body.GetProperty("version").GetInt64()}} }""");
        var old = await Api.PutAsync($"/api/v1/strategies/{id}/body-secrets", $$"""{ "secrets": [], "version": {{none.Body.GetProperty("version").GetInt64()}} }""");

        Assert.Equal(0, none.Body.GetProperty("count").GetInt32());
        Assert.Equal(2, two.Body.GetProperty("count").GetInt32());
        Assert.Equal(422, wrong.Status);
        Assert.Equal(409, old.Status);
        Assert.Equal(404, (await Api.GetAsync("/api/v1/strategies/nobody/body-secrets")).Status);
    }

    [Fact]
    public async Task List_InPages_GoesOnWhereThePageBeforeEnded()
    {
        for (var number = 1; number <= 3; number++)
        {
            Api.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Api.CreateAsync("/api/v1/strategies", $$"""{ "name": "S{{number}}" }""");
        }

        var first = await Api.GetAsync("/api/v1/strategies?limit=2");
        var second = await Api.GetAsync($"/api/v1/strategies?limit=2&after={first.Body.GetProperty("next").GetString()}");

        Assert.Equal(["S1", "S2"], first.Items.Select(item => item.GetProperty("name").GetString()));
        Assert.Equal(["S3"], second.Items.Select(item => item.GetProperty("name").GetString()));
        Assert.False(second.Body.TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task List_WithALimitOutOfRange_IsRefused(string limit)
    {
        var refused = await Api.GetAsync($"/api/v1/strategies?limit={limit}");

        Assert.Equal(422, refused.Status);
        Assert.Equal(["limit: Expected a whole number from 1 to 500."], refused.Errors);
    }

    private Signalbox.Strategies.Catalogue Catalogue => Api.Services.GetRequiredService<CatalogueHolder>().Current;

    private string? Admit(string id, string url) =>
        Api.Services.GetRequiredService<CatalogueHolder>().Picture.Webhooks.Admit(id, url.Split('/')[^1], Api.Clock.GetUtcNow())?.Key.Strategy.Value;
}
