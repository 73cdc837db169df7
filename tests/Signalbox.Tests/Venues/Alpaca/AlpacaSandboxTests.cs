using System.Net;
using System.Text;
using System.Text.Json;
using Signalbox.Sandbox;
using Signalbox.Tests.Sandbox;
using Xunit;

namespace Signalbox.Tests.Venues.Alpaca;

/// <summary>What ordinary clients ask of Alpaca beyond what the adapter does.</summary>
public sealed class AlpacaSandboxTests
{
    private static readonly SandboxOptions Options = new() { Exchange = "alpaca" };

    [Fact]
    public async Task Coins_AreToldToEverybody_StocksToThoseWithAKey()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);

        var bars = (await probe.GetAsync("/v1beta3/crypto/us/bars?symbols=BTC%2FUSD&timeframe=1Hour&limit=3")).GetProperty("bars").GetProperty("BTC/USD");
        var snapshot = (await probe.GetAsync("/v1beta3/crypto/us/snapshots?symbols=BTC%2FUSD")).GetProperty("snapshots").GetProperty("BTC/USD");
        var (stranger, _) = await probe.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/stocks/bars?symbols=AAPL&timeframe=1Day"));
        var (known, _) = await AskAsync(probe, HttpMethod.Get, "/v2/stocks/bars?symbols=AAPL&timeframe=1Day");
        var (refused, _) = await AskAsync(probe, HttpMethod.Get, "/v2/stocks/bars?symbols=AAPL&timeframe=61Min");

        Assert.True(bars[0].GetProperty("h").GetDecimal() >= bars[0].GetProperty("l").GetDecimal());
        Assert.True(snapshot.GetProperty("latestQuote").GetProperty("ap").GetDecimal() > 0);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.BadRequest), (stranger, known, refused));
    }

    [Fact]
    public async Task Positions_AreClosedInPart_AndWhole()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);
        await AskAsync(probe, HttpMethod.Post, "/v2/orders", """{"symbol":"AAPL","qty":"10","side":"buy","type":"market","time_in_force":"day"}""");

        var (_, half) = await AskAsync(probe, HttpMethod.Delete, "/v2/positions/AAPL?percentage=50");
        var (_, left) = await AskAsync(probe, HttpMethod.Get, "/v2/positions/AAPL");
        var (tooMuch, _) = await AskAsync(probe, HttpMethod.Delete, "/v2/positions/AAPL?qty=6");
        var (all, closed) = await AskAsync(probe, HttpMethod.Delete, "/v2/positions?cancel_orders=true");
        var (gone, error) = await AskAsync(probe, HttpMethod.Get, "/v2/positions/AAPL");

        Assert.Equal(("sell", "5"), (half.GetProperty("side").GetString(), half.GetProperty("qty").GetString()));
        Assert.Equal("5", left.GetProperty("qty").GetString());
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.MultiStatus, HttpStatusCode.NotFound), (tooMuch, all, gone));
        Assert.Equal(200, closed[0].GetProperty("status").GetInt32());
        Assert.Equal(40410000, error.GetProperty("code").GetInt64());
    }

    [Fact]
    public async Task Bracket_HoldsItsLegs_UntilItsEntryFills_AndOneEndsTheOther()
    {
        await using var probe = await SandboxProbe.StartAsync(Options with { RefreshEvery = TimeSpan.FromHours(1) });
        var floor = probe.Server.Floor;
        floor.SetPrice(new("AAPL"), new(230m));
        var (placed, entry) = await AskAsync(probe, HttpMethod.Post, "/v2/orders", """
            {"symbol":"AAPL","qty":"10","side":"buy","type":"limit","limit_price":"225","time_in_force":"gtc","order_class":"bracket","take_profit":{"limit_price":"240"},"stop_loss":{"stop_price":"215"}}
            """);
        Assert.Equal((HttpStatusCode.OK, "bracket"), (placed, entry.GetProperty("order_class").GetString()));
        Assert.All(entry.GetProperty("legs").EnumerateArray(), leg => Assert.Equal(("held", "sell"), (leg.GetProperty("status").GetString(), leg.GetProperty("side").GetString())));

        floor.SetPrice(new("AAPL"), new(224m));
        await Until.HoldsAsync(() => floor.Read(_ => floor.Find("key")!.Trading.OpenOrders.Count) == 2);
        floor.SetPrice(new("AAPL"), new(241m));

        var (_, whole) = await AskAsync(probe, HttpMethod.Get, $"/v2/orders/{entry.GetProperty("id")}?nested=true");
        Assert.Equal(["filled", "canceled"], whole.GetProperty("legs").EnumerateArray().Select(leg => leg.GetProperty("status").GetString()));
        var target = entry.GetProperty("legs")[0].GetProperty("id").GetString();
        Assert.Equal(target, (await AskAsync(probe, HttpMethod.Get, $"/v2/orders/{target}")).Answer.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""
        "order_class":"bracket","take_profit":{"limit_price":"240"}
        """)]
    [InlineData("""
        "order_class":"oto"
        """)]
    [InlineData("""
        "order_class":"bracket","take_profit":{"limit_price":"210"},"stop_loss":{"stop_price":"215"}
        """)]
    public async Task Bracket_ThatIsIncomplete_IsRefused(string exits)
    {
        await using var probe = await SandboxProbe.StartAsync(Options);

        var (status, answer) = await AskAsync(probe, HttpMethod.Post, "/v2/orders", $$"""{"symbol":"AAPL","qty":"10","side":"buy","type":"market","time_in_force":"day",{{exits}}}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 42210000L), (status, answer.GetProperty("code").GetInt64()));
        Assert.Empty(probe.Server.Floor.Read(_ => probe.Server.Floor.Ledger.Orders.ToList()));
    }

    [Theory]
    [InlineData("/v2/assets/AAPL", "symbol", "AAPL")]
    [InlineData("/v2/assets/BTC%2FUSD", "symbol", "BTC/USD")]
    [InlineData("/v2/account/configurations", "dtbp_check", "entry")]
    public async Task AccountAndAssets_AreToldAsDocumented(string path, string name, string expected)
    {
        await using var probe = await SandboxProbe.StartAsync(Options);

        Assert.Equal(expected, (await AskAsync(probe, HttpMethod.Get, path)).Answer.GetProperty(name).GetString());
    }

    [Fact]
    public async Task IdsOfAccountAndAssets_AreUuids()
    {
        await using var probe = await SandboxProbe.StartAsync(Options);

        var (_, account) = await AskAsync(probe, HttpMethod.Get, "/v2/account");
        var (_, asset) = await AskAsync(probe, HttpMethod.Get, "/v2/assets/AAPL");
        var (_, same) = await AskAsync(probe, HttpMethod.Get, $"/v2/assets/{asset.GetProperty("id")}");

        Assert.True(Guid.TryParse(account.GetProperty("id").GetString(), out _) && Guid.TryParse(asset.GetProperty("id").GetString(), out _));
        Assert.Equal("AAPL", same.GetProperty("symbol").GetString());
    }

    private static Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(SandboxProbe probe, HttpMethod method, string path, string? json = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("APCA-API-KEY-ID", "key");
        request.Headers.Add("APCA-API-SECRET-KEY", "secret");
        return probe.SendAsync(request);
    }
}
