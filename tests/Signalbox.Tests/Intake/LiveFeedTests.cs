using System.Net.WebSockets;
using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

public sealed class LiveFeedTests : IAsyncLifetime
{
    private const string Buy = """{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","stopLoss":{"percent":1}}""";

    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Follower_IsGivenTheChannelAsItStands_ThenWhatHappens()
    {
        await using var client = await ConnectAsync();
        await client.WatchAsync("signals");
        var snapshot = await client.ItemAsync();
        Assert.Equal(("snapshot", 0), (Text(snapshot, "type"), snapshot.GetProperty("data").GetArrayLength()));

        var (_, answer) = await server.SendAsync(Buy);
        var told = await client.ItemAsync(item => Text(item.GetProperty("data"), "status") == "executed");
        Assert.Equal(("signals", "signal", Text(answer, "id")), (Text(told, "channel"), Text(told, "type"), Text(told.GetProperty("data"), "id")));
        Assert.True(told.GetProperty("sequence").GetInt64() > snapshot.GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task FollowerThatComesBack_IsGivenWhatItMissed_AndNothingTwice()
    {
        long last;
        await using (var client = await ConnectAsync())
        {
            await client.WatchAsync("fills");
            await client.ItemAsync();
            await server.SendAsync(Buy);
            last = (await client.ItemAsync()).GetProperty("sequence").GetInt64();
        }

        await server.SendAsync("""{"ticker":"ETHUSDT","action":"buy","quantity":1}""");
        await using var again = await ConnectAsync();
        await again.WatchAsync("fills", last);
        var missed = await again.ItemAsync();
        Assert.Equal(("fill", "ETHUSDT", last + 1), (Text(missed, "type"), Text(missed.GetProperty("data"), "symbol"), missed.GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task OpenPosition_IsToldAgain_AtThePriceOfNow()
    {
        await server.SendAsync(Buy);
        await using var client = await ConnectAsync();
        await client.WatchAsync("positions");

        var told = (await client.ItemAsync(item => Text(item, "type") == "mark")).GetProperty("data");

        Assert.Equal(("paper", "BTCUSDT", "long", "0.1"), (Text(told, "accountId"), Text(told, "symbol"), Text(told, "side"), Text(told, "quantity")));
        Assert.NotEqual("", Text(told, "markPrice"));
        Assert.NotEqual("", Text(told, "unrealised"));
    }

    [Fact]
    public async Task FollowerThatWasAwayTooLong_IsGivenTheChannelAsItStands()
    {
        await server.SendAsync(Buy);
        await using var client = await ConnectAsync();
        await client.WatchAsync("orders", 17);
        var snapshot = await client.ItemAsync();
        Assert.Equal(("snapshot", "stop_loss"), (Text(snapshot, "type"), Text(snapshot.GetProperty("data")[0], "leg")));
    }

    [Fact]
    public async Task OneConnection_FollowsManyChannels()
    {
        await using var client = await ConnectAsync();
        var channels = new HashSet<string> { "signals", "orders", "fills", "positions", "approvals", "equity", "brokers", "health", "alerts", "audit", "strategy:demo", "subscription:demo", "quote:paper:BTCUSDT", "depth:paper:BTCUSDT", "candles:paper:BTCUSDT:1m" };
        foreach (var channel in channels)
        {
            await client.WatchAsync(channel);
        }

        var snapshots = new HashSet<string>();
        while (snapshots.Count < channels.Count)
        {
            snapshots.Add(Text(await client.ItemAsync(item => Text(item, "type") == "snapshot"), "channel"));
        }

        Assert.Equal(channels, snapshots);
        await server.SendAsync(Buy);
        var missing = new HashSet<string> { "signal signals", "order orders", "fill fills", "position positions", "signal strategy:demo", "trade strategy:demo", "trade subscription:demo", "health health", "quote quote:paper:BTCUSDT", "depth depth:paper:BTCUSDT" };
        while (missing.Count > 0)
        {
            var item = await client.ItemAsync();
            missing.Remove($"{Text(item, "type")} {Text(item, "channel")}");
        }
    }

    [Fact]
    public async Task OneSignal_CanBeFollowedStepByStep()
    {
        await server.SetPriceAsync("BTCUSDT", 60_000m);
        var (_, answer) = await server.SendAsync(Buy);
        await using var client = await ConnectAsync();
        await client.WatchAsync($"signal:{Text(answer, "id")}");
        Assert.Equal(Buy, Text((await client.ItemAsync()).GetProperty("data"), "raw"));
        await server.SetPriceAsync("BTCUSDT", 59_000m);
        var story = await client.ItemAsync(item => item.GetProperty("data").GetProperty("fills").GetArrayLength() > 0 || Text(item, "type") == "story");
        Assert.Equal("story", Text(story, "type"));
    }

    [Theory]
    [InlineData("nothing", "unknown-channel")]
    [InlineData("quote:paper", "unknown-channel")]
    [InlineData("signal:", "unknown-channel")]
    public async Task Channel_ThatDoesNotExist_IsRefused(string channel, string code)
    {
        await using var client = await ConnectAsync();
        await client.WatchAsync(channel);
        var refused = await client.ItemAsync();
        Assert.Equal(("refused", code), (Text(refused, "type"), Text(refused.GetProperty("data"), "code")));
    }

    [Fact]
    public async Task Connection_FollowsABoundedNumberOfChannels()
    {
        await using var client = await ConnectAsync();
        for (var number = 0; number <= 64; number++)
        {
            await client.WatchAsync($"signal:{number}");
        }

        var refused = await client.ItemAsync(item => Text(item, "type") == "refused");
        Assert.Equal(("signal:64", "too-many-channels"), (Text(refused, "channel"), Text(refused.GetProperty("data"), "code")));
    }

    [Fact]
    public async Task Hub_WithoutAToken_IsClosed()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(server, null));
    }

    private Task<LiveClient> ConnectAsync() => LiveClient.ConnectAsync(server, server.Api.DefaultRequestHeaders.Authorization!.Parameter);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
