using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

public sealed class HyperliquidRequestsTests
{
    private const string Id = "0x0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    private static readonly HyperliquidAsset Bitcoin = new("BTC", 0, 5, IsSpot: false);
    private static readonly HyperliquidAsset Pair = new("@107", 10_107, 2, IsSpot: true);
    private static readonly HyperliquidOptions Options = new()
    {
        Product = HyperliquidProduct.Perpetuals,
        Addresses = HyperliquidAddresses.Of("testnet"),
        Account = "0x5E9EE1089755C3435139848E47E6635505D5A13A",
        PrivateKey = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
    };

    private static readonly HyperliquidRequests Requests = new(new(Options.PrivateKey, null, isLive: false), Options);

    public static TheoryData<PlaceOrder, string> Orders { get; } = new()
    {
        { Limit(), """{"a":0,"b":true,"p":"64000","s":"0.01","r":false,"t":{"limit":{"tif":"Gtc"}},"c":"ID"}""" },
        { Limit() with { TimeInForce = TimeInForce.Ioc }, """{"a":0,"b":true,"p":"64000","s":"0.01","r":false,"t":{"limit":{"tif":"Ioc"}},"c":"ID"}""" },
        { Limit() with { PostOnly = true, ReduceOnly = true, Side = Side.Sell }, """{"a":0,"b":false,"p":"64000","s":"0.01","r":true,"t":{"limit":{"tif":"Alo"}},"c":"ID"}""" },
        { Limit() with { Type = OrderType.Market, LimitPrice = null }, """{"a":0,"b":true,"p":"67200","s":"0.01","r":false,"t":{"limit":{"tif":"Ioc"}},"c":"ID"}""" },
        { Stop(), """{"a":0,"b":false,"p":"54000","s":"0.01","r":true,"t":{"trigger":{"isMarket":true,"triggerPx":"60000","tpsl":"sl"}},"c":"ID"}""" },
        { Stop() with { Side = Side.Buy }, """{"a":0,"b":true,"p":"66000","s":"0.01","r":true,"t":{"trigger":{"isMarket":true,"triggerPx":"60000","tpsl":"sl"}},"c":"ID"}""" },
        { Stop() with { Type = OrderType.StopLimit, LimitPrice = new(59_900m) }, """{"a":0,"b":false,"p":"59900","s":"0.01","r":true,"t":{"trigger":{"isMarket":false,"triggerPx":"60000","tpsl":"sl"}},"c":"ID"}""" },
        { Stop() with { Extras = new() { TakesProfit = true } }, """{"a":0,"b":false,"p":"54000","s":"0.01","r":true,"t":{"trigger":{"isMarket":true,"triggerPx":"60000","tpsl":"tp"}},"c":"ID"}""" },
        // A price on the tick of the moment that has a digit too many for its size goes the way that never widens risk.
        { Limit() with { LimitPrice = new(100_000.5m) }, """{"a":0,"b":true,"p":"100000","s":"0.01","r":false,"t":{"limit":{"tif":"Gtc"}},"c":"ID"}""" },
        { Stop() with { StopPrice = new(100_000.5m) }, """{"a":0,"b":false,"p":"90001","s":"0.01","r":true,"t":{"trigger":{"isMarket":true,"triggerPx":"100001","tpsl":"sl"}},"c":"ID"}""" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_OfEachKind_IsWrittenInTheVenuesOrder(PlaceOrder order, string expected)
    {
        var body = Body(Requests.Place(order, Bitcoin, new Price(67_200m), SigningTime.Of(order, TimeSpan.Zero)));

        Assert.Equal($$"""{"type":"order","orders":[{{expected.Replace("ID", Id, StringComparison.Ordinal)}}],"grouping":"na"}""", body.GetProperty("action").GetRawText());
        Assert.Equal(1_700_000_003_000, body.GetProperty("expiresAfter").GetInt64());
        Assert.True(body.GetProperty("nonce").GetInt64() >= 1_700_000_000_000);
        Assert.False(body.TryGetProperty("vaultAddress", out _));
    }

    [Fact]
    public void Order_WithExits_IsAGroup()
    {
        var order = Limit() with { Extras = new() { TakeProfit = new(null, new(70_000m)), StopLoss = new(new(60_000m)) } };

        var action = Body(Requests.Place(order, Bitcoin, null, SigningTime.Of(order, TimeSpan.Zero))).GetProperty("action");

        Assert.Equal("normalTpsl", action.GetProperty("grouping").GetString());
        Assert.Equal(
            """{"a":0,"b":false,"p":"70000","s":"0.01","r":true,"t":{"trigger":{"isMarket":false,"triggerPx":"70000","tpsl":"tp"}}}""", action.GetProperty("orders")[1].GetRawText());
        Assert.Equal(
            """{"a":0,"b":false,"p":"54000","s":"0.01","r":true,"t":{"trigger":{"isMarket":true,"triggerPx":"60000","tpsl":"sl"}}}""", action.GetProperty("orders")[2].GetRawText());
    }

    [Fact]
    public void Stop_OfThePosition_IsAGroupOfItsOwn() =>
        Assert.Equal("positionTpsl", HyperliquidOrders.Grouping(Stop() with { Extras = new() { ClosesPosition = true } }));

    [Fact]
    public void Spot_NeverAsksToReduceOnly()
    {
        var order = Limit() with { Side = Side.Sell, ReduceOnly = true, Instrument = new("@107"), LimitPrice = new(24.5m) };

        var action = Body(Requests.Place(order, Pair, null, SigningTime.Of(order, TimeSpan.Zero))).GetProperty("action");

        Assert.Equal($$$$$$"""{"a":10107,"b":false,"p":"24.5","s":"0.01","r":false,"t":{"limit":{"tif":"Gtc"}},"c":"{{{{{{Id}}}}}}"}""", action.GetProperty("orders")[0].GetRawText());
    }

    [Fact]
    public void Commands_AreTheActionsOfTheDocumentation()
    {
        var time = SigningTime.Now(Now);
        (WireRequest Request, string Action)[] expected =
        [
            (Requests.Cancel(Bitcoin, [77], time), """{"type":"cancel","cancels":[{"a":0,"o":77}]}"""),
            (Requests.CancelByIds([(Bitcoin, ClientOrderId.From(Id[2..]))], time), $$"""{"type":"cancelByCloid","cancels":[{"asset":0,"cloid":"{{Id}}"}]}"""),
            (Requests.ScheduleCancel(Now.AddSeconds(30), time), """{"type":"scheduleCancel","time":1700000030000}"""),
            (Requests.ScheduleCancel(null, time), """{"type":"scheduleCancel"}"""),
            (Requests.SetLeverage(Bitcoin, 5, MarginMode.Isolated, time), """{"type":"updateLeverage","asset":0,"isCross":false,"leverage":5}"""),
            (Requests.SetIsolatedMargin(Bitcoin, -1.5m, time), """{"type":"updateIsolatedMargin","asset":0,"isBuy":true,"ntli":-1500000}"""),
        ];
        foreach (var (request, action) in expected)
        {
            Assert.Equal((HttpMethod.Post, "/exchange", action), (request.Method, request.Path, Body(request).GetProperty("action").GetRawText()));
        }
    }

    [Fact]
    public void Modify_TellsTheWholeOrderAgain()
    {
        var stop = new OrderReport
        {
            ClientOrderId = ClientOrderId.From(Id[2..]),
            VenueOrderId = new("77"),
            Instrument = new("BTC"),
            Side = Side.Sell,
            Type = OrderType.Stop,
            State = VenueOrderState.Working,
            Quantity = new(0.01m),
            FilledQuantity = Quantity.Zero,
            StopPrice = new(60_000m),
            ReduceOnly = true,
            At = Now,
        };
        var amendment = new AmendOrder { Id = stop.ClientOrderId!.Value, VenueOrderId = null, Instrument = stop.Instrument, Quantity = new(0.02m), StopPrice = new(61_000m) };

        Assert.Equal(
            $$$$$$"""{"type":"batchModify","modifies":[{"oid":77,"order":{"a":0,"b":false,"p":"54900","s":"0.02","r":true,"t":{"trigger":{"isMarket":true,"triggerPx":"61000","tpsl":"sl"}},"c":"{{{{{{Id}}}}}}"}}]}""",
            Body(Requests.Modify(stop, Bitcoin, amendment.Quantity, amendment, SigningTime.Now(Now))).GetProperty("action").GetRawText());
    }

    [Fact]
    public void Questions_AreThoseOfTheDocumentation()
    {
        const string User = "0x5e9ee1089755c3435139848e47e6635505d5a13a";
        (WireRequest Request, string Body)[] expected =
        [
            (Requests.Query(ClientOrderId.From(Id[2..])), $$"""{"type":"orderStatus","user":"{{User}}","oid":"{{Id}}"}"""),
            (Requests.Query(new VenueOrderId("77")), $$"""{"type":"orderStatus","user":"{{User}}","oid":77}"""),
            (Requests.OpenOrders(), $$"""{"type":"frontendOpenOrders","user":"{{User}}"}"""),
            (Requests.FillsSince(Now, null), $$"""{"type":"userFillsByTime","user":"{{User}}","startTime":1700000000000,"aggregateByTime":false}"""),
            (Requests.FillsSince(Now, Now.AddSeconds(1)), $$"""{"type":"userFillsByTime","user":"{{User}}","startTime":1700000000000,"endTime":1700000001000,"aggregateByTime":false}"""),
            (Requests.Positions(), $$"""{"type":"clearinghouseState","user":"{{User}}"}"""),
            (Requests.Balances(), $$"""{"type":"spotClearinghouseState","user":"{{User}}"}"""),
            (Requests.Fees(), $$"""{"type":"userFees","user":"{{User}}"}"""),
            (Requests.RateLimit(), $$"""{"type":"userRateLimit","user":"{{User}}"}"""),
            (Requests.Terms(new("BTC")), $$"""{"type":"activeAssetData","user":"{{User}}","coin":"BTC"}"""),
            (HyperliquidRequests.Book(new("@107")), """{"type":"l2Book","coin":"@107"}"""),
            (HyperliquidRequests.Pairs(), """{"type":"spotMetaAndAssetCtxs"}"""),
            (Requests.Perpetuals(), """{"type":"metaAndAssetCtxs"}"""),
            (new HyperliquidRequests(new(Options.PrivateKey, null, isLive: false), Options with { Dex = "xyz" }).Perpetuals(), """{"type":"metaAndAssetCtxs","dex":"xyz"}"""),
        ];
        foreach (var (request, body) in expected)
        {
            Assert.Equal(("/info", body), (request.Path, Encoding.UTF8.GetString(request.Body!.Value.Span)));
        }
    }

    [Fact]
    public void Order_WhatTheVenueLacks_IsRefusedBeforeAByteLeaves()
    {
        PlaceOrder[] orders =
        [
            Limit() with { TimeInForce = TimeInForce.Fok },
            Limit() with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Now.AddDays(1) },
            Limit() with { VisibleQuantity = new(0.001m) },
            Limit() with { PostOnly = true, TimeInForce = TimeInForce.Ioc },
            Limit() with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(1m, IsPercent: true) } },
            Limit() with { Extras = new() { QuoteAmount = new(100m) } },
            Limit() with { Extras = new() { PositionSide = PositionSide.Long } },
            Limit() with { Extras = new() { ClosesPosition = true } },
            Limit() with { Extras = new() { SelfTrades = SelfTradePrevention.CancelTaker } },
            Stop() with { Extras = new() { TriggerBy = PriceSource.Last } },
        ];

        Assert.All(orders, order => Assert.Equal(RejectReason.Unsupported, HyperliquidOrders.Refuse(order, Bitcoin)!.Reason));
        Assert.Null(HyperliquidOrders.Refuse(Stop() with { Extras = new() { TriggerBy = PriceSource.Mark } }, Bitcoin));
        Assert.Equal(RejectReason.Unsupported, HyperliquidOrders.Refuse(Limit() with { Extras = new() { StopLoss = new(new(1m)) } }, Pair)!.Reason);
    }

    [Theory]
    [InlineData("0.000001", "64000", RejectReason.BelowMinimum)]
    [InlineData("0.0100001", "64000", RejectReason.Other)]
    [InlineData("0.01", "64000.5", RejectReason.PriceOutOfRange)]
    public void Order_OffTheSteps_IsRefusedBeforeAByteLeaves(string quantity, string price, RejectReason reason)
    {
        var order = Limit() with { Quantity = new(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)), LimitPrice = new(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)) };

        Assert.Equal(reason, HyperliquidOrders.RefuseSteps(order, Bitcoin, new Price(1m))!.Reason);
    }

    // Five significant digits, six (or eight) places less those of the size, and whole numbers always: the documentation's own examples.
    [Theory]
    [InlineData("1234.5", 0, false, true)]
    [InlineData("1234.56", 0, false, false)]
    [InlineData("0.001234", 0, false, true)]
    [InlineData("0.0012345", 0, false, false)]
    [InlineData("0.01234", 1, false, true)]
    [InlineData("0.012345", 1, false, false)]
    [InlineData("123456", 5, false, true)]
    [InlineData("0.0001234", 0, true, true)]
    [InlineData("0.0001234", 1, true, true)]
    [InlineData("0.0001234", 2, true, false)]
    public void Price_IsTakenAsTheDocumentationSays(string price, int sizeDecimals, bool isSpot, bool isTaken) =>
        Assert.Equal(isTaken, new HyperliquidAsset("X", 1, sizeDecimals, isSpot).Takes(new(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(39, 1)]
    [InlineData(40, 2)]
    [InlineData(79, 2)]
    [InlineData(80, 3)]
    public void Batch_WeighsAsDocumented(int orders, int weight) => Assert.Equal(weight, HyperliquidLimits.WeightOf(orders));

    [Fact]
    public void Order_TakesTheLaneOfWhatItProtects()
    {
        Assert.Equal(RateLane.Protect, Requests.Place(Stop(), Bitcoin, null, SigningTime.Now(Now)).Lane);
        Assert.Equal(RateLane.Entry, Requests.Place(Limit(), Bitcoin, null, SigningTime.Now(Now)).Lane);
    }

    [Fact]
    public void Options_AsText_ShowNoKey() => Assert.DoesNotContain(Options.PrivateKey[2..], Options.ToString(), StringComparison.Ordinal);

    private static JsonElement Body(WireRequest request) => JsonDocument.Parse(request.Body!.Value).RootElement;

    private static PlaceOrder Limit() => new()
    {
        Id = ClientOrderId.From(Id[2..]),
        Instrument = new("BTC"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = new(0.01m),
        LimitPrice = new(64_000m),
        IntendedAt = Now,
        SendBy = Now.AddSeconds(3),
    };

    private static PlaceOrder Stop() => Limit() with { Side = Side.Sell, Type = OrderType.Stop, LimitPrice = null, StopPrice = new(60_000m), ReduceOnly = true };
}
