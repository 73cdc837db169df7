using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Sandbox;
using Signalbox.Tests.Venues.Wire;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Futures;
using Signalbox.Venues.Kucoin.Spot;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

/// <summary>What the contract does not ask: the gate, the terms of positions, and orders that are replaced.</summary>
public sealed class KucoinSandboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Gates => new()
    {
        { "key", "secret", "passphrase", "200000" },
        { "stranger", "secret", "passphrase", "400003" },
        { "key", "secret", "another phrase", "400004" },
        { "key", "wrong", "passphrase", "400004" },
    };

    [Theory]
    [MemberData(nameof(Gates))]
    public async Task Request_PassesOnlyWithEveryProof(string key, string secret, string passphrase, string code)
    {
        await using var server = await StartAsync("kucoin");

        Assert.Equal(code, await AskAsync(server, new(key, secret, passphrase), key, DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task Request_IsGoodForFiveSeconds_AndOnlyAsItWasSigned()
    {
        await using var server = await StartAsync("kucoin");
        var signer = new KucoinSigner("key", "secret", "passphrase");

        Assert.Equal("400002", await AskAsync(server, signer, "key", DateTimeOffset.UtcNow.AddSeconds(-6)));
        Assert.Equal("400005", await AskAsync(server, signer, "key", DateTimeOffset.UtcNow, signed: "/api/v1/accounts?type=main"));
        Assert.Equal("400009", await AskAsync(server, signer, "key", DateTimeOffset.UtcNow, version: "9"));
    }

    [Theory]
    [InlineData("kucoin", "/api/v1/market/candles?symbol=BTC-USDT&type=1hour", "200000")]
    [InlineData("kucoin", "/api/v1/market/candles?symbol=BTC-USDT&type=7min", "400100")]
    [InlineData("kucoin", "/api/v1/market/histories?symbol=BTC-USDT", "200000")]
    [InlineData("kucoin", "/api/v1/market/stats?symbol=BTC-USDT", "200000")]
    [InlineData("kucoin", "/api/v1/market/allTickers", "200000")]
    [InlineData("kucoin", "/api/v1/market/orderbook/level2_20?symbol=BTC-USDT", "200000")]
    [InlineData("kucoin", "/api/v2/symbols/BTC-USDT", "200000")]
    [InlineData("kucoin", "/api/v3/currencies", "200000")]
    [InlineData("kucoin-futures", "/api/v1/contracts/XBTUSDTM", "200000")]
    [InlineData("kucoin-futures", "/api/v1/contracts/NONE", "100003")]
    [InlineData("kucoin-futures", "/api/v1/allTickers", "200000")]
    [InlineData("kucoin-futures", "/api/v1/kline/query?symbol=XBTUSDTM&granularity=60", "200000")]
    [InlineData("kucoin-futures", "/api/v1/kline/query?symbol=XBTUSDTM&granularity=7", "300000")]
    [InlineData("kucoin-futures", "/api/v1/trade/history?symbol=XBTUSDTM", "200000")]
    [InlineData("kucoin-futures", "/api/v1/level2/depth20?symbol=XBTUSDTM", "200000")]
    [InlineData("kucoin-futures", "/api/v1/funding-rate/XBTUSDTM/current", "200000")]
    [InlineData("kucoin-futures", "/api/v1/mark-price/XBTUSDTM/current", "200000")]
    public async Task Markets_AreToldToEverybody(string exchange, string target, string code)
    {
        await using var server = await StartAsync(exchange);
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = System.Text.Json.JsonDocument.Parse(await (await http.GetAsync(target, Cancel)).Content.ReadAsStringAsync(Cancel));

        Assert.Equal(code, answer.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task CrossMargin_KeepsItsLeverageAtTheVenue_AndOrdersSayWhichMarginTheyAreFor()
    {
        await using var server = await StartAsync("kucoin-futures");
        await using var venue = new KucoinFuturesVenue(Options(server), new(TimeProvider.System, new()), TimeProvider.System);
        var contract = new InstrumentId("XBTUSDTM");

        Assert.IsType<VenueOutcome.Accepted>(await venue.SetMarginModeAsync(contract, MarginMode.Cross, Cancel));
        Assert.IsType<VenueOutcome.Accepted>(await venue.SetLeverageAsync(contract, 7m, Cancel));

        await using var another = new KucoinFuturesVenue(Options(server), new(TimeProvider.System, new()), TimeProvider.System);
        Assert.Equal(new PositionTerms(contract, 7m, MarginMode.Cross, PositionMode.OneWay), (await another.PositionTermsAsync(contract, Cancel)).Value);
        Assert.IsType<VenueOutcome.Accepted>(await another.PlaceAsync(Market(contract, 1m), Cancel));
        var mismatched = Market(contract, 1m) with { Extras = new() { MarginMode = MarginMode.Isolated, Leverage = 3m } };
        Assert.Equal("330005", Assert.IsType<VenueOutcome.Rejected>(await another.PlaceAsync(mismatched, Cancel)).VenueCode);
    }

    [Fact]
    public async Task InverseContract_IsTradedInItsOwnCoin()
    {
        await using var server = await StartAsync("kucoin-futures", new() { ["XBT"] = new(10m) });
        await using var venue = new KucoinFuturesVenue(Options(server), new(TimeProvider.System, new()), TimeProvider.System);

        Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(Market(new("XBTUSDM"), 1_000m), Cancel));

        var picture = (await venue.SnapshotAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancel)).Value!;
        Assert.Equal((new InstrumentId("XBTUSDM"), new Quantity(1_000m)), (Assert.Single(picture.Positions).Instrument, picture.Positions[0].Quantity));
        Assert.Equal("XBT", Assert.Single(picture.Fills).FeeCurrency);
        Assert.Equal("XBT", Assert.Single(picture.Balances).Currency);
    }

    [Fact]
    public async Task Stop_IsCancelled_HoweverTheVenueNumbersIt()
    {
        await using var server = await StartAsync("kucoin", new() { ["USDT"] = new(100_000m), ["BTC"] = new(1m) });
        await using var venue = new KucoinSpotVenue(Options(server), new(TimeProvider.System, new()), TimeProvider.System);
        var stop = Market(new("BTC-USDT"), 0.01m) with { Side = Side.Sell, Type = OrderType.Stop, StopPrice = new(10_000m) };
        var number = Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(stop, Cancel)).VenueOrderId!.Value.Value;
        Assert.StartsWith("vs", number, StringComparison.Ordinal);

        // As the documentation's examples number some of them: like any order.
        var cancelled = await venue.CancelAsync(new(stop.Id, new VenueOrderId("00" + number[2..]), stop.Instrument), Cancel);

        Assert.IsType<VenueOutcome.Accepted>(cancelled);
        Assert.Empty((await venue.SnapshotAsync(DateTimeOffset.UtcNow, Cancel)).Value!.OpenOrders);
    }

    [Fact]
    public async Task TradeOfAnAccountWithItself_IsAFillOfBothOrders()
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadAsync() is { } request)
            {
                var data = request.Split(' ')[1].Split('?')[0] switch
                {
                    "/api/v1/hf/orders" => """{"orderId":"a"}""",
                    "/api/v1/hf/orders/active/symbols" => """{"symbols":[]}""",
                    "/api/v1/stop-order" => """{"currentPage":1,"pageSize":500,"totalNum":0,"totalPage":0,"items":[]}""",
                    "/api/v1/hf/fills" => $$"""{"items":[{{Filled("a", "buy")}},{{Filled("b", "sell")}}],"lastId":1}""",
                    _ => "[]",
                };
                var body = $$"""{"code":"200000","data":{{data}}}""";
                await connection.AnswerAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            }
        });
        var options = new KucoinOptions { Addresses = KucoinAddresses.At(server.Address), Key = "key", Secret = "secret", Passphrase = "passphrase" };
        await using var venue = new KucoinSpotVenue(options, new(TimeProvider.System, new()), TimeProvider.System);
        Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(Market(new("BTC-USDT"), 0.01m), Cancel));

        var fills = (await venue.SnapshotAsync(DateTimeOffset.UtcNow.AddMinutes(-1), Cancel)).Value!.Fills;

        Assert.Equal([("a", "77"), ("b", "77")], fills.Select(fill => (fill.VenueOrderId.Value, fill.FillId.Value)).Order());
        static string Filled(string order, string side) =>
            $$"""{"id":1,"symbol":"BTC-USDT","tradeId":77,"orderId":"{{order}}","side":"{{side}}","liquidity":"taker","price":"80000","size":"0.01","fee":"0.8","feeCurrency":"USDT","createdAt":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}""";
    }

    [Fact]
    public async Task ReplacedOrder_IsNotToldAsCancelled()
    {
        await using var server = await StartAsync("kucoin");
        await using var venue = new KucoinSpotVenue(Options(server), new(TimeProvider.System, new()), TimeProvider.System);
        var order = Market(new("BTC-USDT"), 0.01m) with { Type = OrderType.Limit, LimitPrice = new(10_000m) };
        var told = new List<VenueEvent>();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(TimeSpan.FromSeconds(60));
        await foreach (var happened in venue.PrivateStreamAsync(late.Token))
        {
            // A line that could not be opened at once is told of too; nothing happens before one stands.
            if (told.Count > 0 || happened is VenueEvent.Gap { Why: "The stream has begun." })
            {
                told.Add(happened);
            }

            switch (happened)
            {
                case VenueEvent.Gap when told is [VenueEvent.Gap]:
                    Assert.IsType<VenueOutcome.Accepted>(await venue.PlaceAsync(order, Cancel));
                    break;
                case VenueEvent.OrderChanged { Report.LimitPrice.Value: 10_000m }:
                    Assert.IsType<VenueOutcome.Accepted>(await venue.AmendAsync(
                        new() { Id = order.Id, VenueOrderId = null, Instrument = order.Instrument, Quantity = order.Quantity, LimitPrice = new Price(11_000m) }, Cancel));
                    break;
                case VenueEvent.OrderChanged { Report.LimitPrice.Value: 11_000m }:
                    Assert.Contains(told, each => each is VenueEvent.Gap { Why: "An order was taken back for the one that replaces it." });
                    Assert.All(told.OfType<VenueEvent.OrderChanged>(), changed => Assert.Equal((VenueOrderState.Working, order.Id), (changed.Report.State, changed.Report.ClientOrderId!.Value)));
                    return;
            }
        }
    }

    private static Task<SandboxServer> StartAsync(string exchange, Dictionary<string, Money>? balances = null) =>
        SandboxServer.StartAsync(balances is null ? new() { Exchange = exchange } : new() { Exchange = exchange, Balances = balances }, TimeProvider.System, Cancel);

    private static KucoinOptions Options(SandboxServer server) =>
        new() { Addresses = KucoinAddresses.At(server.Address), Key = "key", Secret = "secret", Passphrase = "passphrase" };

    private static PlaceOrder Market(InstrumentId instrument, decimal quantity) => new()
    {
        Id = ClientOrderId.Derive(Guid.NewGuid().ToString()),
        Instrument = instrument,
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(quantity),
        IntendedAt = DateTimeOffset.UtcNow,
        SendBy = DateTimeOffset.UtcNow.AddSeconds(20),
    };

    private static async Task<string> AskAsync(SandboxServer server, KucoinSigner signer, string key, DateTimeOffset at, string signed = "/api/v1/accounts?type=trade", string version = "3")
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts?type=trade");
        var timestamp = at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        request.Headers.Add(KucoinSigner.KeyHeader, key);
        request.Headers.Add(KucoinSigner.TimeHeader, timestamp);
        request.Headers.Add(KucoinSigner.SignHeader, signer.Sign(timestamp, "GET", signed, ReadOnlySpan<byte>.Empty));
        request.Headers.Add(KucoinSigner.PassphraseHeader, signer.Passphrase);
        request.Headers.Add(KucoinSigner.VersionHeader, version);
        using var response = await http.SendAsync(request, Cancel);
        using var answer = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancel)));
        return answer.RootElement.GetProperty("code").GetString()!;
    }
}
