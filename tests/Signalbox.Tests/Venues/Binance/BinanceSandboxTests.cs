using System.Net;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues.Binance;
using Xunit;

namespace Signalbox.Tests.Venues.Binance;

/// <summary>What a client that is not ours sends and expects, without the adapter between.</summary>
public sealed class BinanceSandboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("binance", "/api/v3/klines", "symbol=BTCUSDT&interval=1h&limit=3", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/ticker/24hr", "", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/ticker/24hr", "symbol=BTCUSDT&type=MINI", JsonValueKind.Object)]
    [InlineData("binance", "/api/v3/ticker/price", "", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/ticker/bookTicker", "symbols=[\"BTCUSDT\"]", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/aggTrades", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/trades", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/avgPrice", "symbol=BTCUSDT", JsonValueKind.Object)]
    [InlineData("binance", "/api/v3/exchangeInfo", "symbols=[\"BTCUSDT\",\"ETHUSDT\"]", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v1/ping", "", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v1/klines", "symbol=BTCUSDT&interval=1M", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/premiumIndex", "symbol=BTCUSDT", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v1/fundingRate", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/openInterest", "symbol=BTCUSDT", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v1/ticker/24hr", "symbol=BTCUSDT", JsonValueKind.Object)]
    public async Task Markets_AreToldToEverybody(string exchange, string path, string query, JsonValueKind kind)
    {
        await using var desk = await Desk.OpenAsync(exchange);

        var (status, body) = await desk.AskAsync(path, query);

        Assert.Equal((HttpStatusCode.OK, kind), (status, body.ValueKind));
    }

    [Theory]
    [InlineData("binance", "/api/v3/rateLimit/order", "", JsonValueKind.Array)]
    [InlineData("binance", "/sapi/v1/asset/tradeFee", "", JsonValueKind.Array)]
    [InlineData("binance", "/api/v3/openOrderList", "", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v2/account", "", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v3/account", "", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v2/balance", "", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v2/positionRisk", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/accountConfig", "", JsonValueKind.Object)]
    [InlineData("binance-usdm", "/fapi/v1/symbolConfig", "", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/leverageBracket", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/allOrders", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/allAlgoOrders", "symbol=BTCUSDT", JsonValueKind.Array)]
    [InlineData("binance-usdm", "/fapi/v1/income", "", JsonValueKind.Array)]
    public async Task Accounts_AreToldOfThemselves(string exchange, string path, string query, JsonValueKind kind)
    {
        await using var desk = await Desk.OpenAsync(exchange);

        var (status, body) = await desk.SignedAsync(HttpMethod.Get, path, query);

        Assert.Equal((HttpStatusCode.OK, kind), (status, body.ValueKind));
    }

    [Theory]
    [InlineData("binance", "POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=abc&price=1", -1100)]
    [InlineData("binance", "POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=1&price=1", -1115)]
    [InlineData("binance", "POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&newClientOrderId=no%20spaces", -1100)]
    [InlineData("binance", "GET", "/api/v3/order", "symbol=BTCUSDT", -1102)]
    [InlineData("binance", "DELETE", "/api/v3/openOrders", "", -1102)]
    [InlineData("binance", "GET", "/api/v3/myTrades", "", -1102)]
    [InlineData("binance", "GET", "/api/v3/orderList", "orderListId=7", -2018)]
    [InlineData("binance-usdm", "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=1", -1102)]
    [InlineData("binance-usdm", "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&positionSide=LONG", -4061)]
    [InlineData("binance-usdm", "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=1&stopPrice=1", -4120)]
    [InlineData("binance-usdm", "POST", "/fapi/v1/batchOrders", "batchOrders=nonsense", -1102)]
    [InlineData("binance-usdm", "POST", "/fapi/v1/positionSide/dual", "dualSidePosition=false", -4059)]
    [InlineData("binance-usdm", "POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=SOME", -4047)]
    [InlineData("binance-usdm", "GET", "/fapi/v1/order", "symbol=BTCUSDT", -1102)]
    public async Task WrongParameters_AreRefusedWithTheVenuesCode(string exchange, string method, string path, string query, int code)
    {
        await using var desk = await Desk.OpenAsync(exchange);

        var (status, body) = await desk.SignedAsync(new HttpMethod(method), path, query);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, body.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Stops_AreAcknowledged_AndLimitsAnsweredWhole()
    {
        await using var desk = await Desk.OpenAsync("binance");

        var (_, limit) = await desk.SignedAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=70000");
        var (_, stop) = await desk.SignedAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=STOP_LOSS&quantity=0.01&stopPrice=90000");

        Assert.Equal("NEW", limit.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Array, limit.GetProperty("fills").ValueKind);
        Assert.False(stop.TryGetProperty("status", out _));
        Assert.True(stop.GetProperty("orderId").GetInt64() > 0);
    }

    [Fact]
    public async Task Replacing_CancelsTheOldOrder_AndPlacesTheNew()
    {
        await using var desk = await Desk.OpenAsync("binance");
        var (_, old) = await desk.SignedAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=70000");

        var (status, body) = await desk.SignedAsync(
            HttpMethod.Post, "/api/v3/order/cancelReplace",
            $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=71000&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId={old.GetProperty("orderId")}");
        var (again, failed) = await desk.SignedAsync(
            HttpMethod.Post, "/api/v3/order/cancelReplace",
            $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=71000&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId={old.GetProperty("orderId")}");

        Assert.Equal((HttpStatusCode.OK, "SUCCESS", "SUCCESS"), (status, body.GetProperty("cancelResult").GetString(), body.GetProperty("newOrderResult").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, -2022), (again, failed.GetProperty("code").GetInt32()));
        Assert.Equal("NOT_ATTEMPTED", failed.GetProperty("data").GetProperty("newOrderResult").GetString());
    }

    [Fact]
    public async Task Pairs_AreAskedForAndCancelledAsOneList()
    {
        await using var desk = await Desk.OpenAsync("binance");
        var (_, placed) = await desk.SignedAsync(
            HttpMethod.Post, "/api/v3/orderList/oco",
            "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=90000&belowType=STOP_LOSS&belowStopPrice=70000&listClientOrderId=pair");
        var number = placed.GetProperty("orderListId").GetInt64();

        var (_, open) = await desk.SignedAsync(HttpMethod.Get, "/api/v3/openOrderList", "");
        var (_, cancelled) = await desk.SignedAsync(HttpMethod.Delete, "/api/v3/orderList", $"symbol=BTCUSDT&orderListId={number}");

        Assert.Equal(number, open[0].GetProperty("orderListId").GetInt64());
        Assert.All(placed.GetProperty("orderReports").EnumerateArray(), order => Assert.Equal(number, order.GetProperty("orderListId").GetInt64()));
        Assert.Equal("ALL_DONE", cancelled.GetProperty("listOrderStatus").GetString());
    }

    [Fact]
    public async Task ClosingStops_NeedNoQuantity_AndFuturesAnswerAnOrderAsNew()
    {
        await using var desk = await Desk.OpenAsync("binance-usdm");
        var (_, bought) = await desk.SignedAsync(HttpMethod.Post, "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");

        var (status, stop) = await desk.SignedAsync(
            HttpMethod.Post, "/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=70000&closePosition=true");
        var (_, held) = await desk.SignedAsync(HttpMethod.Get, "/fapi/v2/positionRisk", "symbol=BTCUSDT");

        Assert.Equal(("NEW", "0"), (bought.GetProperty("status").GetString(), bought.GetProperty("executedQty").GetString()));
        Assert.Equal((HttpStatusCode.OK, "0.01"), (status, stop.GetProperty("quantity").GetString()));
        Assert.Equal("0.01", held[0].GetProperty("positionAmt").GetString());
    }

    [Fact]
    public async Task Batches_ReadBareFlags_AndEndEachByItself()
    {
        await using var desk = await Desk.OpenAsync("binance-usdm");

        var (_, placed) = await desk.SignedAsync(HttpMethod.Post, "/fapi/v1/batchOrders", "batchOrders=" + Uri.EscapeDataString(
            """[{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"70000","newClientOrderId":"one"},{"symbol":"BTCUSDT","side":"SELL","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"90000","reduceOnly":true}]"""));
        var (_, cancelled) = await desk.SignedAsync(HttpMethod.Delete, "/fapi/v1/batchOrders", "symbol=BTCUSDT&origClientOrderIdList=" + Uri.EscapeDataString("""["one","none"]"""));

        Assert.Equal("one", placed[0].GetProperty("clientOrderId").GetString());
        Assert.Equal(-2022, placed[1].GetProperty("code").GetInt32());
        Assert.Equal("CANCELED", cancelled[0].GetProperty("status").GetString());
        Assert.Equal(-2011, cancelled[1].GetProperty("code").GetInt32());
    }

    private sealed class Desk(SandboxServer server, HttpClient http) : IAsyncDisposable
    {
        public static async Task<Desk> OpenAsync(string exchange)
        {
            var server = await SandboxHarness.StartServerAsync(new()
            {
                Exchange = exchange,
                Balances = new Dictionary<string, Money> { ["USDT"] = new(1_000_000m), ["BTC"] = new(10m) },
            });
            server.Floor.SetPrice(new("BTCUSDT"), new(80_000m));
            return new(server, new() { BaseAddress = server.Address });
        }

        public async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(string path, string query) => await ReadAsync(await http.GetAsync($"{path}?{query}", Cancel));

        public async Task<(HttpStatusCode Status, JsonElement Body)> SignedAsync(HttpMethod method, string path, string query)
        {
            using var signer = new BinanceSigner("key", "secret");
            var text = $"{query}{(query.Length == 0 ? "" : "&")}timestamp={TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}&recvWindow=60000";
            using var request = new HttpRequestMessage(method, $"{path}?{text}&signature={signer.Sign(text)}");
            request.Headers.Add(BinanceSigner.KeyHeader, "key");
            return await ReadAsync(await http.SendAsync(request, Cancel));
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await server.DisposeAsync();
        }

        private static async Task<(HttpStatusCode Status, JsonElement Body)> ReadAsync(HttpResponseMessage response)
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
            return (response.StatusCode, document.RootElement.Clone());
        }
    }
}
