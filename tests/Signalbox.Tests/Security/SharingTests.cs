using System.Text.Json;
using Signalbox.Server.Live;
using Signalbox.Server.Security.Users;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>What one user has is told to no other by any door: lists, single things, sums, stories, live channels.</summary>
public sealed class SharingTests(SharingScene scene) : IClassFixture<SharingScene>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRead_OfAnother_TellsNothing()
    {
        foreach (var (id, path) in await ReadsAsync())
        {
            var (status, text) = await scene.SendAsync(scene.Bob, HttpMethod.Get, Filled(path));
            var isAbout = path.Contains('{', StringComparison.Ordinal);

            // An address that names what is hers says no more than that nothing is there; the id in the sentence is what was asked for.
            Assert.True(isAbout ? status is 403 or 404 or 422 : status is 200 or 403, $"{id} answers {status}: {text}");
            AssertHides(id, text, isAbout ? [SharingScene.AdasAccountName, SharingScene.AdasStrategyName, SharingScene.Mark] : scene.Hidden);
        }
    }

    [Theory]
    [InlineData("/api/v1/signals?accountId={account}")]
    [InlineData("/api/v1/signals?subscriptionId={subscription}")]
    [InlineData("/api/v1/signals?strategyId={strategy}")]
    [InlineData("/api/v1/signals?text=mark-of-ada")]
    [InlineData("/api/v1/signals?status=executed")]
    [InlineData("/api/v1/trades?accountId={account}")]
    [InlineData("/api/v1/orders?strategyId={strategy}")]
    [InlineData("/api/v1/fills?accountId={account}")]
    [InlineData("/api/v1/positions?accountId={account}")]
    [InlineData("/api/v1/equity?accountId={account}")]
    [InlineData("/api/v1/incidents?accountId={account}")]
    [InlineData("/api/v1/subscriptions?strategyId={strategy}")]
    public async Task Filter_ForWhatIsHidden_FindsNothing(string path)
    {
        var address = path.Replace("{account}", scene.AdasAccount, StringComparison.Ordinal)
            .Replace("{strategy}", scene.Strategy, StringComparison.Ordinal).Replace("{subscription}", scene.Subscription, StringComparison.Ordinal);

        // Bob trades too, in another of these tests: his own may match.
        Assert.DoesNotContain(
            JsonElement.Parse((await scene.SendAsync(scene.Bob, HttpMethod.Get, address)).Text).GetProperty("items").EnumerateArray(),
            item => !path.Contains("status=", StringComparison.Ordinal) || item.GetProperty("strategyId").GetString() != "manual" || item.GetProperty("id").GetString() == scene.Signal);
        if (!path.Contains("incidents", StringComparison.Ordinal) && !path.Contains("equity", StringComparison.Ordinal))
        {
            Assert.NotEmpty(JsonElement.Parse((await scene.SendAsync(scene.Ada, HttpMethod.Get, address)).Text).GetProperty("items").EnumerateArray());
        }
    }

    [Fact]
    public async Task Questions_AboutAnothers_AreAnsweredAsIfNothingWereThere()
    {
        var (order, parsed, gate) = ($$"""{"accounts":["{{scene.AdasAccount}}"],"signal":{"ticker":"BTCUSDT","action":"exit"} }""",
            $"/api/v1/signals/parse?strategy={scene.Strategy}", $$"""{"expression":"position.side == 'long'","subscriptionId":"{{scene.Subscription}}","signalId":"{{scene.Signal}}"}""");

        Assert.Equal(422, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/orders", order)).Status);
        Assert.Equal(404, (await scene.SendAsync(scene.Bob, HttpMethod.Post, parsed, """{"ticker":"BTCUSDT","action":"buy"}""")).Status);
        Assert.Equal(422, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/gates/check", gate)).Status);
        Assert.Equal(404, (await scene.SendAsync(scene.Bob, HttpMethod.Post, $"/api/v1/orders/{scene.Order}/cancel")).Status);
        Assert.Equal(404, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/kill-switch", $$"""{"scope":"account","accountId":"{{scene.AdasAccount}}","reason":"x"}""")).Status);
        Assert.Equal(403, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/kill-switch", """{"reason":"x"}""")).Status);
        Assert.Equal(422, (await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/subscriptions", $$"""{"strategyId":"{{scene.Strategy}}","accountId":"{{scene.BobsAccount}}"}""")).Status);
    }

    [Fact]
    public async Task Channels_OfAnother_TellNothing()
    {
        await using var bob = await LiveClient.ConnectAsync(scene.Server, scene.Bob);
        foreach (var channel in Channels())
        {
            await bob.WatchAsync(channel);
            var first = await bob.ItemAsync(item => item.GetProperty("channel").GetString() == channel);
            AssertHides(channel, first.GetProperty("data").GetRawText(), scene.Hidden);
        }

        // Her signal first, then his order: whatever was told of hers would have come before.
        await scene.SignalAsync();
        await scene.SendAsync(scene.Bob, HttpMethod.Post, "/api/v1/orders", $$"""{"accounts":["{{scene.BobsAccount}}"],"signal":{"ticker":"BTCUSDT","action":"buy","quantity":"0.1"} }""");
        var last = await bob.ItemAsync(item =>
        {
            AssertHides("live", item.GetProperty("data").GetRawText(), [.. scene.Mine, SharingScene.AdasStrategyName, SharingScene.Mark]);
            return item.GetProperty("type").GetString() == "fill";
        });
        Assert.Equal(scene.BobsAccount, last.GetProperty("data").GetProperty("accountId").GetString());
    }

    [Fact]
    public async Task Administrators_SeeEverything_AndAuditorsToo()
    {
        foreach (var role in (Role[])[Role.Admin, Role.Owner, Role.Auditor])
        {
            var token = await RoleScene.AddAsync(scene.Server, $"all-{role}", role);
            var story = await scene.GetAsync(token, $"/signals/{scene.Signal}");

            Assert.Equal(scene.AdasAccount, story.GetProperty("targets")[0].GetProperty("accountId").GetString());
            Assert.Contains((await scene.GetAsync(token, "/connections")).GetProperty("items").EnumerateArray(), row => row.GetProperty("id").GetString() == scene.AdasAccount);
        }
    }

    internal static void AssertHides(string where, string text, IReadOnlyList<string> hidden)
    {
        var told = hidden.Where(word => text.Contains(word, StringComparison.Ordinal)).ToList();
        Assert.True(told.Count == 0, $"{where} tells {string.Join(", ", told)}: {text}");
    }

    private async Task<IReadOnlyList<(string Id, string Path)>> ReadsAsync()
    {
        var document = JsonElement.Parse(await scene.Server.Api.GetStringAsync("/openapi/v1.json", Cancel));
        return
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(operation => operation.Name == "get")
                .Select(operation => (operation.Value.GetProperty("operationId").GetString()!, path.Name))),
        ];
    }

    /// <summary>The address with her own things in it.</summary>
    private string Filled(string path)
    {
        var owner = path.Split('/')[3] switch
        {
            "accounts" or "connections" => scene.AdasAccount,
            "subscriptions" => scene.Subscription,
            "signals" => scene.Signal,
            "orders" => scene.Order,
            _ => scene.Strategy,
        };
        return path.Replace("{id}", path.Contains("{level}", StringComparison.Ordinal) ? scene.AdasAccount : owner, StringComparison.Ordinal)
            .Replace("{level}", "account", StringComparison.Ordinal).Replace("{account}", scene.AdasAccount, StringComparison.Ordinal)
            .Replace("{symbol}", "BTCUSDT", StringComparison.Ordinal)
            .Replace("{signalId}", scene.Signal, StringComparison.Ordinal).Replace("{subscriptionId}", scene.Subscription, StringComparison.Ordinal);
    }

    private IEnumerable<string> Channels() => ChannelName.Kinds.Select(kind => kind switch
    {
        ChannelName.Signal => $"signal:{scene.Signal}",
        ChannelName.Strategy => $"strategy:{scene.Strategy}",
        ChannelName.Subscription => $"subscription:{scene.Subscription}",
        ChannelName.Quote => $"quote:{scene.AdasAccount}:BTCUSDT",
        ChannelName.Depth => $"depth:{scene.AdasAccount}:BTCUSDT",
        ChannelName.Candles => $"candles:{scene.AdasAccount}:BTCUSDT:1m",
        _ => kind,
    });
}
