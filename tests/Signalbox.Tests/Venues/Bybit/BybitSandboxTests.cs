using System.Text;
using System.Text.Json;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues.Bybit;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

/// <summary>What a client that is not ours sends and expects, without the adapter between.</summary>
public sealed class BybitSandboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bybit", "/v5/market/kline", "category=spot&symbol=BTCUSDT&interval=60&limit=3", 0)]
    [InlineData("bybit", "/v5/market/recent-trade", "category=spot&symbol=BTCUSDT", 0)]
    [InlineData("bybit-linear", "/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=D", 0)]
    [InlineData("bybit-linear", "/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=7", 10001)]
    [InlineData("bybit-linear", "/v5/market/kline", "category=linear&symbol=NONE&interval=D", 10001)]
    [InlineData("bybit-linear", "/v5/market/funding/history", "category=linear&symbol=BTCUSDT", 0)]
    [InlineData("bybit-linear", "/v5/market/open-interest", "category=linear&symbol=BTCUSDT&intervalTime=1h", 0)]
    [InlineData("bybit-linear", "/v5/market/risk-limit", "category=linear&symbol=BTCUSDT", 0)]
    [InlineData("bybit-inverse", "/v5/market/tickers", "category=inverse", 0)]
    public async Task Markets_AreToldToEverybody(string exchange, string path, string query, int code)
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = exchange });
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = JsonDocument.Parse(await http.GetStringAsync($"{path}?{query}", Cancel));

        Assert.Equal(code, answer.RootElement.GetProperty("retCode").GetInt32());
    }

    [Fact]
    public async Task Candles_AreSevenTexts_TheNewestFirst()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "bybit-linear" });
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = JsonDocument.Parse(await http.GetStringAsync("/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60&limit=3", Cancel));

        var rows = answer.RootElement.GetProperty("result").GetProperty("list").EnumerateArray().ToList();
        Assert.Equal([7, 7, 7], rows.Select(row => row.GetArrayLength()));
        Assert.Equal([3_600_000L, 3_600_000L], rows.Zip(rows.Skip(1)).Select(pair => Time(pair.First) - Time(pair.Second)));
    }

    [Theory]
    [InlineData("/v5/account/collateral-info", "")]
    [InlineData("/v5/account/transaction-log", "")]
    [InlineData("/v5/position/closed-pnl", "category=linear")]
    [InlineData("/v5/order/history", "category=linear&symbol=BTCUSDT&startTime=1&endTime=2")]
    [InlineData("/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=1")]
    public async Task Lists_ThatAreEmpty_AreToldAsSuch(string path, string query)
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "bybit-linear" });

        var answer = await SignedAsync(server, HttpMethod.Get, path, query);

        Assert.Equal(0, answer.GetProperty("retCode").GetInt32());
        Assert.Equal(0, answer.GetProperty("result").GetProperty("list").GetArrayLength());
    }

    [Fact]
    public async Task EndedOrders_AreInTheHistory_AndOpenOnesAreNot()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "bybit-linear" });
        server.Floor.SetPrice(new("BTCUSDT"), new(80_000m));
        await SignedAsync(server, HttpMethod.Post, "/v5/order/create", """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"70000","orderLinkId":"rests"}""");
        await SignedAsync(server, HttpMethod.Post, "/v5/order/create", """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01","orderLinkId":"trades"}""");

        var old = await SignedAsync(server, HttpMethod.Get, "/v5/order/history", "category=linear");
        var lately = await SignedAsync(server, HttpMethod.Get, "/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=1");
        var isolated = await SignedAsync(server, HttpMethod.Post, "/v5/position/switch-isolated", """{"category":"linear","symbol":"BTCUSDT","tradeMode":1,"buyLeverage":"10","sellLeverage":"10"}""");

        Assert.Equal("trades", Assert.Single(old.GetProperty("result").GetProperty("list").EnumerateArray()).GetProperty("orderLinkId").GetString());
        Assert.Equal("trades", Assert.Single(lately.GetProperty("result").GetProperty("list").EnumerateArray()).GetProperty("orderLinkId").GetString());
        Assert.Equal(100028, isolated.GetProperty("retCode").GetInt32());
    }

    [Fact]
    public async Task ExitsOfAPosition_AreSetMovedAndTakenAway_AndToldAtIt()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "bybit-linear" });
        server.Floor.SetPrice(new("BTCUSDT"), new(80_000m));
        Assert.Equal((10001, "can not set tp/sl/ts for zero position"), await SetAsync("""
            "stopLoss":"72000"
            """));
        await SignedAsync(server, HttpMethod.Post, "/v5/order/create", """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01"}""");

        Assert.Equal((0, "OK"), await SetAsync("""
            "takeProfit":"88000","stopLoss":"72000"
            """));
        Assert.Equal(["TakeProfit 88000 0.01 CreateByTakeProfit Full", "StopLoss 72000 0.01 CreateByStopLoss Full"], await ToldAsync());
        Assert.Equal(("88000", "72000"), await AtThePositionAsync());
        Assert.Equal((34040, "not modified"), await SetAsync("""
            "stopLoss":"72000"
            """));
        Assert.Equal((0, "OK"), await SetAsync("""
            "takeProfit":"0","stopLoss":"73000"
            """));
        Assert.Equal(["StopLoss 73000 0.01 CreateByStopLoss Full"], await ToldAsync());
        Assert.Equal(("", "73000"), await AtThePositionAsync());
        Assert.Equal((0, "OK"), await SetAsync("""
            "takeProfit":"88000","tpSize":"0.005","tpOrderType":"Limit","tpLimitPrice":"88100"
            """, "Partial"));
        Assert.Equal(["PartialTakeProfit 88000 0.005 CreateByPartialTakeProfit Partial", "StopLoss 73000 0.01 CreateByStopLoss Full"], await ToldAsync());
        Assert.Equal(10001, (await SetAsync("""
            "takeProfit":"88000","tpSize":"0.02"
            """, "Partial")).Code);

        async Task<(int Code, string? Message)> SetAsync(string exits, string mode = "Full")
        {
            var answer = await SignedAsync(server, HttpMethod.Post, "/v5/position/trading-stop", $$"""{"category":"linear","symbol":"BTCUSDT","positionIdx":0,"tpslMode":"{{mode}}",{{exits}}}""");
            return (answer.GetProperty("retCode").GetInt32(), answer.GetProperty("retMsg").GetString());
        }

        async Task<IEnumerable<string>> ToldAsync()
        {
            var answer = await SignedAsync(server, HttpMethod.Get, "/v5/order/realtime", "category=linear&symbol=BTCUSDT");
            return answer.GetProperty("result").GetProperty("list").EnumerateArray().Select(order =>
                string.Join(' ', new[] { "stopOrderType", "triggerPrice", "qty", "createType", "tpslMode" }.Select(name => order.GetProperty(name).GetString()))).OrderByDescending(told => told.Contains("Profit", StringComparison.Ordinal));
        }

        async Task<(string? Profit, string? Loss)> AtThePositionAsync()
        {
            var answer = await SignedAsync(server, HttpMethod.Get, "/v5/position/list", "category=linear&symbol=BTCUSDT");
            var position = answer.GetProperty("result").GetProperty("list")[0];
            return (position.GetProperty("takeProfit").GetString(), position.GetProperty("stopLoss").GetString());
        }
    }

    private static long Time(JsonElement row) => long.Parse(row[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonElement> SignedAsync(SandboxServer server, HttpMethod method, string path, string payload)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var signer = new BybitSigner("key", "secret");
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? $"{path}?{payload}" : path);
        request.Headers.Add(BybitSigner.KeyHeader, "key");
        request.Headers.Add(BybitSigner.TimeHeader, timestamp);
        request.Headers.Add(BybitSigner.WindowHeader, "60000");
        request.Headers.Add(BybitSigner.SignHeader, signer.Sign(timestamp, "60000", Encoding.UTF8.GetBytes(payload)));
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent(payload, Encoding.UTF8, "application/json");
        }

        var response = await http.SendAsync(request, Cancel);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return document.RootElement.Clone();
    }
}
