using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>What the whole server tells of what happened, asked right after it happened.</summary>
public sealed class RecordApiTests : IAsyncLifetime
{
    private const string Bracketed = """{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","stopLoss":{"percent":1},"takeProfit":{"percent":2}}""";

    private readonly string folder = RunningServer.NewFolder();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.StartAsync(folder);
        await server.SetPriceAsync("BTCUSDT", 60_000m);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Signal_ThatTraded_TellsItsWholeStory()
    {
        var (_, answer) = await server.SendAsync(Bracketed);
        var story = await GetAsync($"/signals/{Text(answer, "id")}");

        Assert.Equal(("executed", "BTCUSDT", "buy", Bracketed), (Text(story.GetProperty("summary"), "status"), Text(story.GetProperty("summary"), "ticker"), Text(story.GetProperty("summary"), "action"), Text(story, "raw")));
        Assert.Equal("signal", Text(story.GetProperty("targets")[0].GetProperty("terms").GetProperty("stopLoss"), "origin"));
        Assert.Equal(("demo", "filled"), (Text(story.GetProperty("trades")[0].GetProperty("summary"), "subscriptionId"), Text(story.GetProperty("trades")[0].GetProperty("summary"), "status")));
        Assert.Equal("buy", Text(story.GetProperty("trades")[0].GetProperty("plan"), "enter"));
        Assert.Equal(["entry", "stop_loss", "take_profit"], story.GetProperty("orders").EnumerateArray().Select(order => Text(order, "leg")).Order(StringComparer.Ordinal));
        Assert.Equal("0.1", Text(story.GetProperty("fills")[0], "quantity"));
        Assert.Equal(["received", "committed", "taken", "started", "intended", "sent", "accepted", "first_fill", "protected"],
            ((string[])["received", "committed", "taken", "started", "intended", "sent", "accepted", "first_fill", "protected"]).Intersect(story.GetProperty("timeline").EnumerateArray().Select(step => Text(step, "phase"))));
        Assert.All(story.GetProperty("timeline").EnumerateArray(), step => Assert.True(step.GetProperty("msAfterReceipt").GetDouble() >= 0));
    }

    [Fact]
    public async Task Signal_ThatWasRefused_TellsWhy()
    {
        var (_, answer) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"jump"}""");
        var story = await GetAsync($"/signals/{Text(answer, "logId")}");
        Assert.Equal(("rejected", "invalid-action"), (Text(story.GetProperty("summary"), "status"), Text(story.GetProperty("summary"), "code")));
    }

    [Fact]
    public async Task Signals_AreFilteredAndPaged()
    {
        for (var i = 0; i < 3; i++)
        {
            await server.SendAsync("""{"ticker":"ETHUSDT","action":"buy","quantity":1}""");
        }

        await server.SendAsync("nonsense %_!");
        var first = await GetAsync("/signals?ticker=ETHUSDT&limit=2");
        var second = await GetAsync($"/signals?ticker=ETHUSDT&limit=2&after={Text(first, "next")}");
        Assert.Equal((2, 1, false), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength(), second.TryGetProperty("next", out _)));
        Assert.Equal(1, await CountAsync("/signals?text=NONSENSE%20%25_!"));
        Assert.Equal(0, await CountAsync("/signals?text=nonsense%20x_!"));
        Assert.Equal(1, await CountAsync("/signals?code=malformed-json"));
        Assert.Equal(3, await CountAsync("/signals?status=executed&accountId=paper&subscriptionId=demo&strategyId=demo"));
        Assert.Equal(0, await CountAsync("/signals?until=2020-01-01"));
    }

    [Fact]
    public async Task OrdersAndFills_AreFilteredByTheServer_AndPaged()
    {
        await server.SendAsync(Bracketed);
        await server.SendAsync("""{"ticker":"ETHUSDT","action":"sell","quantity":1}""");
        await server.SendAsync("""{"ticker":"ETHUSDT","action":"exit"}""");
        Assert.Equal(5, await CountAsync("/orders?accountId=paper&strategyId=demo"));
        Assert.Equal(1, await CountAsync("/orders?side=buy&symbol=BTCUSDT"));
        Assert.Equal(1, await CountAsync("/orders?side=sell&leg=stop_loss&open=true"));
        Assert.Equal(3, await CountAsync("/orders?open=false"));
        Assert.Equal(1, await CountAsync("/fills?side=sell&leg=entry&symbol=ETHUSDT"));
        Assert.Equal(1, await CountAsync("/fills?leg=exit"));
        Assert.Equal(0, await CountAsync("/fills?until=2020-01-01"));
        Assert.Equal(5, await CountAsync("/orders?since=2020-01-01"));

        var first = await GetAsync("/orders?accountId=paper&limit=3");
        var second = await GetAsync($"/orders?accountId=paper&limit=3&after={Text(first, "next")}");
        Assert.Equal((3, 2), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(5, first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(each => Text(each, "id")).Distinct().Count());
        using var refused = await server.Api.GetAsync(new Uri("/api/v1/orders?side=up&leg=arm", UriKind.Relative), Cancel);
        Assert.Equal(422, (int)refused.StatusCode);
    }

    [Fact]
    public async Task Orders_TellWhatTheVenueTookToAnswer_AndWhatTheyPaidAgainstTheirSignal()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.1","signalPrice":"59900","stopLoss":{"percent":1}}""");
        var entry = (await GetAsync("/orders?leg=entry")).GetProperty("items")[0];
        var fill = (await GetAsync("/fills?leg=entry")).GetProperty("items")[0];
        var paid = decimal.Parse(Text(entry, "averagePrice"), System.Globalization.CultureInfo.InvariantCulture);
        var expected = Math.Round((paid - 59_900m) / 59_900m * 10_000m, 2);
        Assert.True(expected > 0);
        Assert.Equal(("59900", expected), (Text(entry, "signalPrice"), decimal.Parse(Text(entry, "slippageBasisPoints"), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(("59900", Text(entry, "slippageBasisPoints")), (Text(fill, "signalPrice"), Text(fill, "slippageBasisPoints")));
        Assert.True(decimal.Parse(Text(entry, "acknowledgedMs"), System.Globalization.CultureInfo.InvariantCulture) >= 0);

        var stop = (await GetAsync("/orders?leg=stop_loss")).GetProperty("items")[0];
        Assert.False(stop.TryGetProperty("signalPrice", out _) || stop.TryGetProperty("slippageBasisPoints", out _));
        await server.SendAsync("""{"ticker":"ETHUSDT","action":"buy","quantity":1}""");
        Assert.False((await GetAsync("/orders?symbol=ETHUSDT")).GetProperty("items")[0].TryGetProperty("slippageBasisPoints", out _));
    }

    [Fact]
    public async Task Filter_ThatIsNoValue_IsRefusedWithItsField()
    {
        using var answer = await server.Api.GetAsync(new Uri("/api/v1/signals?since=yesterday&status=done", UriKind.Relative), Cancel);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal((422, "status,since"), ((int)answer.StatusCode, string.Join(',', body.GetProperty("errors").EnumerateArray().Select(error => Text(error, "path")))));
    }

    [Fact]
    public async Task StopHit_TradeFillAndPositionSayWhatItCost()
    {
        var (_, answer) = await server.SendAsync(Bracketed);
        await server.SetPriceAsync("BTCUSDT", 59_000m);
        await UntilAsync(async () => await CountAsync("/positions?open=true") == 0);
        var trade = (await GetAsync($"/trades/{Text(answer, "id")}/demo")).GetProperty("summary");
        var fills = (await GetAsync("/fills")).GetProperty("items");
        var position = (await GetAsync("/positions")).GetProperty("items")[0];

        Assert.StartsWith("-", Text(trade, "realised"), StringComparison.Ordinal);
        Assert.Equal(("stop_loss", Text(trade, "realised")), (Text(fills[0], "leg"), Text(fills[0], "realised")));
        Assert.Equal(Text(answer, "id"), Text(fills[0].GetProperty("closes")[0], "signal"));
        Assert.Equal(("flat", Text(trade, "realised"), Text(trade, "fees")), (Text(position, "side"), Text(position, "realised"), Text(position, "fees")));
        Assert.Equal(fills.EnumerateArray().Sum(fill => decimal.Parse(Text(fill, "fee"), System.Globalization.CultureInfo.InvariantCulture)),
            decimal.Parse(Text(trade, "fees"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(0, await CountAsync("/orders?open=true"));
    }

    [Fact]
    public async Task OpenPosition_ShowsItsLotsAndWhatProtectsIt()
    {
        await server.SendAsync(Bracketed);
        var position = (await GetAsync("/positions?open=true")).GetProperty("items")[0];
        Assert.Equal(("long", "0.1", "demo"), (Text(position, "side"), Text(position, "quantity"), Text(position.GetProperty("lots")[0], "subscription")));
        Assert.Equal(["stop_loss", "take_profit"], position.GetProperty("protection").EnumerateArray().Select(each => Text(each, "leg")));
        Assert.Equal(2, await CountAsync("/orders?open=true&accountId=paper"));
    }

    [Fact]
    public async Task OpenPosition_TellsWhatItIsWorth_AndWhatEachStrategyHasOfIt()
    {
        await server.SendAsync("""{"ticker":"BTCUSDT","action":"sell","quantity":"0.1"}""");
        var position = (await GetAsync("/positions?open=true")).GetProperty("items")[0];
        var lot = position.GetProperty("lots")[0];
        Assert.Equal(-0.1m * Number(position, "markPrice"), Number(position, "exposure"));
        Assert.Equal(("demo", Number(position, "exposure"), Number(position, "unrealised")), (Text(lot, "strategyId"), Number(lot, "exposure"), Number(lot, "unrealised")));

        static decimal Number(JsonElement of, string name) => decimal.Parse(Text(of, name), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Account_ShowsItsStateAndWhatItHas()
    {
        await server.SendAsync(Bracketed);
        var account = await GetAsync("/accounts/paper");
        Assert.Equal(("active", true, 1, 2), (Text(account, "tradingState"), account.GetProperty("isRunning").GetBoolean(), account.GetProperty("openPositions").GetInt32(), account.GetProperty("openOrders").GetInt32()));
        Assert.Equal(["USD", "USDT"], account.GetProperty("balances").EnumerateArray().Select(balance => Text(balance, "currency")));
    }

    [Fact]
    public async Task Restart_RecordsAreWhatTheyWere()
    {
        var (_, answer) = await server.SendAsync(Bracketed);
        var before = Rebuildable(await GetAsync($"/signals/{Text(answer, "id")}"));
        await server.DisposeAsync();
        File.Delete(Path.Combine(folder, "records.db"));
        server = await RunningServer.StartAsync(folder);
        Assert.Equal(before, Rebuildable(await GetAsync($"/signals/{Text(answer, "id")}")));
    }

    /// <summary>Without the moments that only the node that saw them knows.</summary>
    private static string Rebuildable(JsonElement story)
    {
        var text = System.Text.Json.Nodes.JsonObject.Create(story)!;
        var timeline = text["timeline"]!.AsArray();
        foreach (var step in timeline.Where(step => step!["phase"]!.GetValue<string>() is "committed" or "sent").ToArray())
        {
            timeline.Remove(step);
        }

        return text.ToJsonString();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private Task<JsonElement> GetAsync(string path) => server.GetAsync(path);

    private async Task<int> CountAsync(string path) => (await GetAsync(path)).GetProperty("items").GetArrayLength();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
