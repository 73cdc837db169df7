using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Sandbox;
using Signalbox.Tests.Sandbox;
using Xunit;

namespace Signalbox.Tests.Venues.Coinbase;

/// <summary>What ordinary clients ask of Coinbase beyond what the adapter does.</summary>
public sealed class CoinbaseSandboxTests
{
    private static readonly SandboxOptions Options = new() { Exchange = "coinbase", Keys = [new("key", CoinbaseKeys.Ours)] };

    [Fact]
    public async Task Markets_AreToldToEverybody()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);

        var products = await probe.GetAsync("/api/v3/brokerage/market/products?product_ids=ETH-USD");
        var futures = await probe.GetAsync("/api/v3/brokerage/market/products?product_type=FUTURE");
        var coins = await probe.GetAsync("/v2/currencies/crypto");

        Assert.Equal("ETH-USD", products.GetProperty("products")[0].GetProperty("product_id").GetString());
        Assert.Equal(0, futures.GetProperty("num_products").GetInt32());
        Assert.Equal("BTC", coins.GetProperty("data")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Candles_AreNewestFirst_AndAtMost350()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var (_, hours) = await AskAsync(probe, now - 36_000, now);
        var (status, refused) = await AskAsync(probe, now - (3_600 * 400), now);

        var candles = hours.GetProperty("candles");
        Assert.True(long.Parse(candles[0].GetProperty("start").GetString()!, null) > long.Parse(candles[1].GetProperty("start").GetString()!, null));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_ARGUMENT"), (status, refused.GetProperty("error").GetString()));

        static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Answer)> AskAsync(SandboxProbe probe, long from, long until) => probe.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"/api/v3/brokerage/market/products/BTC-USD/candles?start={from}&end={until}&granularity=ONE_HOUR"));
    }

    [Theory]
    [InlineData("""
        "iss":"coinbase-cloud","uri":"GET http://HOST/api/v3/brokerage/accounts"
        """, HttpStatusCode.OK)]
    [InlineData("""
        "iss":"cdp","uris":["GET HOST/api/v3/brokerage/accounts"]
        """, HttpStatusCode.OK)]
    [InlineData("""
        "iss":"cdp","uri":"GET HOST/api/v3/brokerage/orders"
        """, HttpStatusCode.Unauthorized)]
    [InlineData("""
        "iss":"cdp"
        """, HttpStatusCode.Unauthorized)]
    public async Task Token_NamesItsRequest_InAnyOfTheWaysClientsDo(string claims, HttpStatusCode expected)
    {
        await using var probe = await SandboxProbe.StartAsync(Options);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v3/brokerage/accounts");
        request.Headers.Authorization = new("Bearer", Token(claims.Replace("HOST", probe.Server.Address.Authority, StringComparison.Ordinal)));

        Assert.Equal(expected, (await probe.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Stream_AtTheRoot_ServesTheMarketAndTheAccount()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);
        await probe.OpenAsync("/");
        await probe.SayAsync("""{"type":"subscribe","channel":"candles","product_ids":["BTC-USD"]}""");
        var candles = await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "candles"));
        await probe.SayAsync($$"""{"type":"subscribe","channel":"user","jwt":"{{Token("\"iss\":\"cdp\"")}}"}""");
        var user = await probe.HearAsync(message => SandboxProbe.Has(message, "channel", "user"));

        Assert.Equal("snapshot", candles.GetProperty("events")[0].GetProperty("type").GetString());
        Assert.Equal("snapshot", user.GetProperty("events")[0].GetProperty("type").GetString());
    }

    private static string Token(string claims)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var text = $"{Part("""{"alg":"ES256","kid":"key","nonce":"1234"}""")}.{Part($$"""{"sub":"key","nbf":{{now}},"exp":{{now + 120}},{{claims}}}""")}";
        using var key = ECDsa.Create();
        key.ImportFromPem(CoinbaseKeys.Ours);
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
