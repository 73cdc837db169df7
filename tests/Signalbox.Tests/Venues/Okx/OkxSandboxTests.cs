using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Sandbox;
using Signalbox.Tests.Contracts;
using Signalbox.Venues.Okx;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

/// <summary>What a client that is not ours sends and expects, without the adapter between.</summary>
public sealed class OkxSandboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("okx", "/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=3", "0")]
    [InlineData("okx", "/api/v5/market/candles?instId=BTC-USDT&bar=1Mutc", "0")]
    [InlineData("okx", "/api/v5/market/candles?instId=BTC-USDT&bar=7m", "51000")]
    [InlineData("okx", "/api/v5/market/candles?bar=1H", "50014")]
    [InlineData("okx", "/api/v5/market/trades?instId=BTC-USDT", "0")]
    [InlineData("okx", "/api/v5/market/tickers", "50014")]
    [InlineData("okx", "/api/v5/system/status", "0")]
    [InlineData("okx-swap", "/api/v5/public/mark-price?instType=SWAP", "0")]
    [InlineData("okx-swap", "/api/v5/public/funding-rate?instId=BTC-USDT-SWAP", "0")]
    [InlineData("okx-swap", "/api/v5/public/funding-rate-history?instId=BTC-USDT-SWAP", "0")]
    [InlineData("okx-swap", "/api/v5/public/open-interest?instType=SWAP", "0")]
    [InlineData("okx-swap", "/api/v5/public/price-limit?instId=BTC-USDT-SWAP", "0")]
    public async Task Markets_AreToldToEverybody(string exchange, string target, string code)
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = exchange });
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = JsonDocument.Parse(await (await http.GetAsync(target, Cancel)).Content.ReadAsStringAsync(Cancel));

        Assert.Equal(code, answer.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Days_BeginInHongKongUnlessTheySayOtherwise()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "okx" });
        using var http = new HttpClient { BaseAddress = server.Address };

        async Task<int> HourAsync(string bar)
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync($"/api/v5/market/candles?instId=BTC-USDT&bar={bar}&limit=1", Cancel));
            return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(answer.RootElement.GetProperty("data")[0][0].GetString()!, CultureInfo.InvariantCulture)).Hour;
        }

        Assert.Equal((16, 0), (await HourAsync("1D"), await HourAsync("1Dutc")));
    }

    [Theory]
    [InlineData("/api/v5/account/instruments?instType=SWAP", "0")]
    [InlineData("/api/v5/account/max-size?instId=BTC-USDT-SWAP&tdMode=cross", "0")]
    [InlineData("/api/v5/asset/currencies", "0")]
    [InlineData("/api/v5/trade/orders-history", "50014")]
    [InlineData("/api/v5/trade/orders-history-archive?instType=SWAP", "0")]
    [InlineData("/api/v5/trade/orders-algo-history?ordType=conditional&state=canceled", "0")]
    public async Task Accounts_AreToldOfThemselves(string target, string code)
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "okx-swap" });

        Assert.Equal(code, (await SignedAsync(server, "GET", target, "")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task TriggerOrders_WaitByThemselves_AndAPositionClosesWhole()
    {
        await using var server = await SandboxHarness.StartServerAsync(new() { Exchange = "okx-swap" });
        server.Floor.SetPrice(new("BTC-USDT-SWAP"), new(80_000m));
        await SignedAsync(server, "POST", "/api/v5/trade/order", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"2"}""");

        var placed = await SignedAsync(server, "POST", "/api/v5/trade/order-algo", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"trigger","sz":"1","triggerPx":"90000","orderPx":"-1"}""");
        var exits = await SignedAsync(server, "GET", "/api/v5/trade/orders-algo-pending?ordType=conditional", "");
        var triggers = await SignedAsync(server, "GET", "/api/v5/trade/orders-algo-pending?ordType=trigger", "");
        var closed = await SignedAsync(server, "POST", "/api/v5/trade/close-position", """{"instId":"BTC-USDT-SWAP","mgnMode":"cross"}""");
        var again = await SignedAsync(server, "POST", "/api/v5/trade/close-position", """{"instId":"BTC-USDT-SWAP","mgnMode":"cross"}""");

        Assert.Equal("0", placed.GetProperty("data")[0].GetProperty("sCode").GetString());
        Assert.Equal(0, exits.GetProperty("data").GetArrayLength());
        Assert.Equal(("90000", "-1"), (triggers.GetProperty("data")[0].GetProperty("triggerPx").GetString(), triggers.GetProperty("data")[0].GetProperty("ordPx").GetString()));
        Assert.Equal(("0", "51023"), (closed.GetProperty("code").GetString(), again.GetProperty("code").GetString()));
    }

    private static async Task<JsonElement> SignedAsync(SandboxServer server, string method, string target, string body)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var signer = new OkxSigner("key", "secret", "passphrase");
        var timestamp = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.Add(OkxSigner.KeyHeader, "key");
        request.Headers.Add(OkxSigner.PassphraseHeader, "passphrase");
        request.Headers.Add(OkxSigner.TimeHeader, timestamp);
        request.Headers.Add(OkxSigner.SignHeader, signer.Sign(timestamp, method, target, body));
        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        var response = await http.SendAsync(request, Cancel);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return document.RootElement.Clone();
    }
}
