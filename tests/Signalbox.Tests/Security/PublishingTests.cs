using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>Sharing with one user, and publishing to all: what is given, what stays hidden, and that taking it back holds at once.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    private readonly SharingScene scene = new();

    public ValueTask InitializeAsync() => scene.InitializeAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Published_Strategy_IsSubscribedTo_AndOnlyItsSignalsAndOnesOwnTradesAreSeen()
    {
        var (status, _) = await scene.SendAsync(scene.Bob, HttpMethod.Post, $"/api/v1/strategies/{scene.Strategy}/publication", """{"description":"x"}""");
        Assert.Equal(404, status);
        (status, _) = await scene.SendAsync(scene.Ada, HttpMethod.Post, $"/api/v1/strategies/{scene.Strategy}/publication", """{"description":"Breakouts"}""");
        Assert.Equal(200, status);

        var found = (await scene.GetAsync(scene.Bob, "/catalogue")).GetProperty("items")[0];
        Assert.Equal(("Breakouts", "ada", scene.Strategy), (Text(found, "description"), Text(found, "by"), Text(found, "strategyId")));
        Assert.Equal(404, (await scene.SendAsync(scene.Bob, HttpMethod.Get, $"/api/v1/signals/{scene.Signal}")).Status);

        await scene.SubscribeAsync(scene.Bob, scene.BobsAccount);
        var owner = scene.Server.Api.DefaultRequestHeaders.Authorization!.Parameter!;
        Assert.Equal(200, (await scene.SendAsync(owner, HttpMethod.Put, $"/api/v1/risk/limits/strategy/{scene.Strategy}", """{"ordersPerDayMax":1000,"version":0}""")).Status);
        await Until.HoldsAsync(async () => (await LimitsAsync(scene.Ada)).Contains("strategy"));
        Assert.DoesNotContain("strategy", await LimitsAsync(scene.Bob));
        var signal = await scene.SignalAsync();
        var story = await scene.GetAsync(scene.Bob, $"/signals/{signal}");

        Assert.Equal([scene.BobsAccount], story.GetProperty("targets").EnumerateArray().Select(target => Text(target, "accountId")));
        Assert.Equal([scene.BobsAccount], story.GetProperty("trades").EnumerateArray().Select(trade => Text(trade.GetProperty("summary"), "accountId")));
        Assert.Equal((1, 1, "executed"), (Number(story, "targets"), Number(story, "processed"), Text(story.GetProperty("summary"), "status")));
        Assert.Equal(2, Number(await scene.GetAsync(scene.Server.Api.DefaultRequestHeaders.Authorization!.Parameter!, $"/signals/{signal}"), "targets"));
        foreach (var path in (string[])["", "/webhook", "/body-secrets"])
        {
            var (seen, text) = await scene.SendAsync(scene.Bob, HttpMethod.Get, $"/api/v1/strategies/{scene.Strategy}{path}");
            Assert.Equal(path.Length == 0 ? 200 : 403, seen);
            SharingTests.AssertHides(path, text, scene.Mine);
        }

        foreach (var list in (string[])["signals", "trades", "orders", "fills", "positions", "equity", "incidents", "subscriptions", "connections", "accounts", "risk", "kill-switch", "performance", "health", $"signals/{signal}"])
        {
            SharingTests.AssertHides(list, (await scene.SendAsync(scene.Bob, HttpMethod.Get, "/api/v1/" + list)).Text, scene.Mine);
        }

        // And she does not see who follows.
        Assert.DoesNotContain(scene.BobsAccount, (await scene.SendAsync(scene.Ada, HttpMethod.Get, $"/api/v1/signals/{signal}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.BobsAccount, (await scene.SendAsync(scene.Ada, HttpMethod.Get, "/api/v1/subscriptions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_Account_IsSeenTradedAndManagedAsFarAsItWasShared_AndNoLonger()
    {
        var account = $"/api/v1/accounts/{scene.AdasAccount}";
        var order = $$"""{"accounts":["{{scene.AdasAccount}}"],"signal":{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"} }""";
        var connection = $$"""{"name":"Renamed","broker":"paper","mode":"paper","version":{{(await scene.GetAsync(scene.Ada, $"/connections/{scene.AdasAccount}")).GetProperty("version")}} }""";
        Assert.Equal(404, (await scene.SendAsync(scene.Bob, HttpMethod.Get, account)).Status);

        await ShareAsync("see");
        Assert.Equal(200, (await scene.SendAsync(scene.Bob, HttpMethod.Get, account)).Status);
        Assert.NotEmpty((await scene.GetAsync(scene.Bob, "/trades")).GetProperty("items").EnumerateArray());
        Assert.Equal(422, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/orders", order)).Status);
        Assert.Equal(403, (await scene.SendAsync(scene.Bob, HttpMethod.Put, $"/api/v1/connections/{scene.AdasAccount}", connection)).Status);

        await ShareAsync("trade");
        Assert.Equal(200, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/orders", order)).Status);
        Assert.Equal(403, (await scene.SendAsync(scene.Bob, HttpMethod.Put, $"/api/v1/connections/{scene.AdasAccount}", connection)).Status);

        await ShareAsync("manage");
        Assert.Equal(200, (await scene.SendAsync(scene.Bob, HttpMethod.Put, $"/api/v1/connections/{scene.AdasAccount}", connection)).Status);
        Assert.Equal(403, (await scene.SendAsync(scene.Bob, HttpMethod.Get, account + "/permissions")).Status);

        var bob = (await scene.GetAsync(scene.Ada, $"/accounts/{scene.AdasAccount}/permissions")).GetProperty("items").EnumerateArray().Single(row => Text(row, "userName") == "bob");
        Assert.Equal(204, (await scene.SendAsync(scene.Ada, HttpMethod.Delete, $"{account}/permissions/{Text(bob, "userId")}")).Status);
        Assert.Equal(404, (await scene.SendAsync(scene.Bob, HttpMethod.Get, account)).Status);
        Assert.Empty((await scene.GetAsync(scene.Bob, "/trades")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Owner_CannotBeShutOut_AndStepsAsideForANewOne()
    {
        var permissions = $"/api/v1/strategies/{scene.Strategy}/permissions";
        var ada = Text((await scene.GetAsync(scene.Ada, $"/strategies/{scene.Strategy}/permissions")).GetProperty("items")[0], "userId");

        Assert.Equal(409, (await scene.SendAsync(scene.Ada, HttpMethod.Delete, $"{permissions}/{ada}")).Status);
        Assert.Equal(422, (await scene.SendAsync(scene.Ada, HttpMethod.Post, permissions, """{"user":"ada","level":"see"}""")).Status);
        Assert.Equal(422, (await scene.SendAsync(scene.Ada, HttpMethod.Post, permissions, """{"user":"nobody","level":"see"}""")).Status);
        Assert.Equal(200, (await scene.SendAsync(scene.Ada, HttpMethod.Post, permissions, """{"user":"bob","level":"own"}""")).Status);
        Assert.Equal(403, (await scene.SendAsync(scene.Ada, HttpMethod.Get, permissions)).Status);
        Assert.Equal(
            ["bob own", "ada manage"],
            (await scene.GetAsync(scene.Bob, $"/strategies/{scene.Strategy}/permissions")).GetProperty("items").EnumerateArray().Select(row => $"{Text(row, "userName")} {Text(row, "level")}"));
        Assert.Equal("permission_granted", Text((await scene.GetAsync(scene.Server.Api.DefaultRequestHeaders.Authorization!.Parameter!, "/audit?limit=1")).GetProperty("items")[0], "event"));
    }

    [Fact]
    public async Task Traders_SetNoNetworkSettings_AndGiveNoStoredSecretAway()
    {
        var (reach, _) = await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/connections",
            """{"name":"L","broker":"loopback","mode":"paper","settings":{"address":"http://10.0.0.1"},"credentials":{"key":"k","secret":"s"} }""");
        var (secret, text) = await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/strategies",
            """{"name":"S","gates":[{"name":"g","kind":"http","scorer":{"url":"https://example.com/score","secretName":"model"} }]}""");

        Assert.Equal((422, 422), (reach, secret));
        Assert.Contains("Only an administrator may let a scorer have a stored secret.", text, StringComparison.Ordinal);
    }

    /// <summary>The levels whose use is told.</summary>
    private async Task<IReadOnlyList<string>> LimitsAsync(string token) =>
        [.. (await scene.GetAsync(token, "/risk")).GetProperty("limits").EnumerateArray().Select(line => Text(line, "level"))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement story, string name) => story.GetProperty("summary").GetProperty(name).GetInt32();

    private async Task ShareAsync(string level) => Assert.Equal(
        200, (await scene.SendAsync(scene.Ada, HttpMethod.Post, $"/api/v1/accounts/{scene.AdasAccount}/permissions", $$"""{"user":"bob","level":"{{level}}"}""")).Status);
}
