using System.Security.Cryptography;
using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

public sealed class BybitRequestsTests : IDisposable
{
    private const string IdText = "00000000000000000000000000000abc";

    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    private static readonly ClientOrderId Id = new(0xABC);
    private static readonly SigningTime Time = new(Intended, TimeSpan.FromSeconds(5));

    private readonly BybitSigner signer = new("test_api_key", "test_secret");

    private static PlaceOrder Market => new()
    {
        Id = Id,
        Instrument = new("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(0.010m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Market with { Type = OrderType.Limit, LimitPrice = new(28_000.50m) };

    public static TheoryData<BybitProduct, string, PlaceOrder> Orders => new()
    {
        { BybitProduct.Linear, $"'side':'Buy','orderType':'Market','qty':'0.01','orderLinkId':'{IdText}','positionIdx':0", Market },
        { BybitProduct.Linear, $"'side':'Buy','orderType':'Limit','qty':'0.01','price':'28000.5','timeInForce':'GTC','orderLinkId':'{IdText}','positionIdx':0", Limit },
        { BybitProduct.Linear, $"'side':'Sell','orderType':'Limit','qty':'0.01','price':'28000.5','timeInForce':'PostOnly','orderLinkId':'{IdText}','positionIdx':0,'reduceOnly':true", Limit with { Side = Side.Sell, PostOnly = true, ReduceOnly = true } },
        { BybitProduct.Linear, $"'side':'Buy','orderType':'Limit','qty':'0.01','price':'28000.5','timeInForce':'FOK','orderLinkId':'{IdText}','positionIdx':1", Limit with { TimeInForce = TimeInForce.Fok, Extras = new() { PositionSide = PositionSide.Long } } },
        { BybitProduct.Linear, $"'side':'Sell','orderType':'Market','qty':'0','orderLinkId':'{IdText}','triggerPrice':'27000','triggerDirection':2,'triggerBy':'MarkPrice','positionIdx':0,'reduceOnly':true,'closeOnTrigger':true", Market with { Side = Side.Sell, Type = OrderType.Stop, StopPrice = new(27_000m), ReduceOnly = true, Extras = new() { ClosesPosition = true, TriggerBy = PriceSource.Mark } } },
        { BybitProduct.Linear, $"'side':'Sell','orderType':'Limit','qty':'0.01','price':'28000.5','timeInForce':'GTC','orderLinkId':'{IdText}','triggerPrice':'29000','triggerDirection':1,'positionIdx':0", Limit with { Side = Side.Sell, Type = OrderType.StopLimit, StopPrice = new(29_000m), Extras = new() { TakesProfit = true } } },
        { BybitProduct.Linear, $"'side':'Buy','orderType':'Market','qty':'0.01','orderLinkId':'{IdText}','positionIdx':0,'takeProfit':'30000','stopLoss':'27000','tpslMode':'Partial','tpLimitPrice':'30000','tpOrderType':'Limit','slOrderType':'Market'", Market with { Extras = new() { TakeProfit = new(new(30_000m), new Price(30_000m)), StopLoss = new(new Price(27_000m)) } } },
        { BybitProduct.Spot, $"'side':'Buy','orderType':'Market','qty':'0.01','marketUnit':'baseCoin','orderLinkId':'{IdText}'", Market },
        { BybitProduct.Spot, $"'side':'Buy','orderType':'Market','qty':'100','marketUnit':'quoteCoin','orderLinkId':'{IdText}'", Market with { Extras = new() { QuoteAmount = new(100m) } } },
        { BybitProduct.Spot, $"'side':'Sell','orderType':'Limit','qty':'0.01','price':'28000.5','timeInForce':'GTC','orderLinkId':'{IdText}','orderFilter':'tpslOrder','triggerPrice':'28100'", Limit with { Side = Side.Sell, Type = OrderType.StopLimit, StopPrice = new(28_100m) } },
        { BybitProduct.Spot, $"'side':'Buy','orderType':'Market','qty':'0.01','marketUnit':'baseCoin','orderLinkId':'{IdText}','orderFilter':'StopOrder','triggerPrice':'29000'", Market with { Type = OrderType.Stop, StopPrice = new(29_000m) } },
        { BybitProduct.Spot, $"'side':'Buy','orderType':'Limit','qty':'0.01','price':'28000.5','timeInForce':'PostOnly','orderLinkId':'{IdText}','takeProfit':'35000','stopLoss':'27000','tpLimitPrice':'36000','tpOrderType':'Limit','slOrderType':'Market'", Limit with { PostOnly = true, Extras = new() { TakeProfit = new(new(35_000m), new Price(36_000m)), StopLoss = new(new Price(27_000m)) } } },
        { BybitProduct.Linear, $"'side':'Buy','orderType':'Market','qty':'0.01','orderLinkId':'{IdText}','positionIdx':0,'takeProfit':'30000','stopLoss':'27000','tpTriggerBy':'MarkPrice','slTriggerBy':'IndexPrice','tpslMode':'Full','tpOrderType':'Market','slOrderType':'Market'", Market with { Extras = new() { TakeProfit = new(new Price(30_000m)) { TriggerBy = PriceSource.Mark }, StopLoss = new(new Price(27_000m)) { TriggerBy = PriceSource.Index } } } },
        { BybitProduct.Linear, $"'side':'Sell','orderType':'Market','qty':'0.01','orderLinkId':'{IdText}','positionIdx':2,'smpType':'CancelBoth'", Market with { Side = Side.Sell, Extras = new() { PositionSide = PositionSide.Short, SelfTrades = SelfTradePrevention.CancelBoth } } },
        { BybitProduct.Inverse, $"'side':'Buy','orderType':'Market','qty':'0.01','orderLinkId':'{IdText}','positionIdx':0,'smpType':'CancelMaker'", Market with { Extras = new() { SelfTrades = SelfTradePrevention.CancelMaker } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Place_EachKindOfOrder_HasExactlyItsParameters(BybitProduct product, string parameters, PlaceOrder order)
    {
        var request = new BybitRequests(signer, product).Place(order, Time).Request!;

        Assert.Equal((HttpMethod.Post, "/v5/order/create"), (request.Method, request.Target));
        Assert.Equal($$"""{"category":"{{product.ToString().ToLowerInvariant()}}","symbol":"BTCUSDT",{{parameters.Replace('\'', '"')}}}""", Text(request));
        Assert.Equal(order.SendBy, request.SendBy);
    }

    public static TheoryData<BybitProduct, PlaceOrder> Unsupported => new()
    {
        { BybitProduct.Linear, Limit with { TimeInForce = TimeInForce.Day } },
        { BybitProduct.Linear, Market with { Type = OrderType.TrailingStop } },
        { BybitProduct.Linear, Limit with { VisibleQuantity = new(0.001m) } },
        { BybitProduct.Spot, Market with { ReduceOnly = true } },
        { BybitProduct.Linear, Market with { Extras = new() { QuoteAmount = new(100m) } } },
        { BybitProduct.Linear, Market with { PostOnly = true } },
        { BybitProduct.Linear, Limit with { Extras = new() { SelfTrades = SelfTradePrevention.Decrement } } },
        { BybitProduct.Linear, Limit with { ReduceOnly = true, Extras = new() { StopLoss = new(new Price(27_000m)) } } },
        { BybitProduct.Spot, Market with { Extras = new() { StopLoss = new(new Price(27_000m)) } } },
        { BybitProduct.Spot, Market with { Extras = new() { PositionSide = PositionSide.Long } } },
        { BybitProduct.Spot, Market with { Type = OrderType.Stop, StopPrice = new(27_000m), Extras = new() { TriggerBy = PriceSource.Mark } } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Place_WhatBybitHasNoOrderFor_IsRefusedBeforeAByteLeaves(BybitProduct product, PlaceOrder order)
    {
        var draft = new BybitRequests(signer, product).Place(order, Time);

        Assert.Null(draft.Request);
        Assert.Equal(RejectReason.Unsupported, draft.Refusal!.Reason);
    }

    // The examples of the documentation and of published clients.
    [Theory]
    [InlineData("XXXXXXXXXX", "XXXXXXXXXX", "1658384313791", "category=option&symbol=BTC-29JUL22-25000-C", "b3a13cbd6f9de0ad7ece696645a98000281be3558716624cfca03debd2f24574")]
    [InlineData("XXXXXXXXXX", "XXXXXXXXXX", "1658385578423", """{"category":"option"}""", "a04dea33a62e644897b14c6ff458db428b9c2424b5cb785c9586490ccaca24af")]
    [InlineData("test_api_key", "test_secret", "1700000000000", "category=linear&symbol=BTCUSDT", "fd4f31228a46109dc6673062328693696df9a96c7ff04e6491a45e7f63a0fdd7")]
    [InlineData("test_api_key", "test_secret", "1700000000000", """{"category": "linear", "symbol": "BTCUSDT", "orderLinkId": "test-order-1"}""", "2df4a0603d69c08d5dea29ba85b46eb7db64ce9e9ebd34a7802a3d69700cb2a1")]
    public void Secret_SignsAsDocumented(string key, string secret, string time, string payload, string signature)
    {
        using var vector = new BybitSigner(key, secret);

        Assert.Equal(signature, vector.Sign(time, "5000", Encoding.UTF8.GetBytes(payload)));
    }

    [Fact]
    public void PrivateKey_SignsWithRsa()
    {
        using var rsa = RSA.Create(2048);
        using var own = new BybitSigner("key", rsa.ExportPkcs8PrivateKeyPem());

        var signature = own.Sign("1658384313791", "5000", "category=option"u8);

        Assert.True(rsa.VerifyData("1658384313791key5000category=option"u8, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void Login_OfThePrivateStream_SignsAsDocumented() =>
        Assert.Equal("bacffe7500499eb829bb58c45d36d1b3e5ac67c14eaeba91df5e99ccee013925", signer.SignLogin(1_700_000_000_000));

    [Fact]
    public void Question_SignsItsQuery_AndNamesTheOrderByOurId()
    {
        var request = new BybitQuestions(signer, BybitProduct.Linear).Order(new("BTCUSDT"), Id, Time);

        Assert.Equal($"/v5/order/realtime?category=linear&symbol=BTCUSDT&orderLinkId={IdText}", request.Target);
        Assert.Equal("5000", request.Headers.Single(header => header.Key == BybitSigner.WindowHeader).Value);
        Assert.Equal(signer.Sign("1700000000000", "5000", Encoding.UTF8.GetBytes(request.Query)), request.Headers.Single(header => header.Key == BybitSigner.SignHeader).Value);
    }

    [Fact]
    public void Cancel_UsesTheVenuesNumberWhereItIsKnown_AndGoesFirst()
    {
        var request = new BybitRequests(signer, BybitProduct.Linear).Cancel(new(Id, new("c6f055d9"), new("BTCUSDT")), Time);

        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","orderId":"c6f055d9"}""", Text(request));
        Assert.Equal(RateLane.Protect, request.Lane);
    }

    [Fact]
    public void Batch_ListsEachOrder_AndCostsAsMany()
    {
        var request = new BybitRequests(signer, BybitProduct.Spot).PlaceMany([Market, Limit with { Id = new(0xDEF) }], Time).Request!;

        Assert.StartsWith("""{"category":"spot","request":[{"symbol":"BTCUSDT",""", Text(request), StringComparison.Ordinal);
        Assert.Equal(2, request.Costs.Single(cost => cost.Window == BybitLimits.For(BybitProduct.Spot).CreateBatch).Weight);
    }

    [Fact]
    public void PositionExits_AreSetAndTakenAway_AsDocumented()
    {
        var requests = new BybitRequests(signer, BybitProduct.Linear);

        var trailing = requests.SetExits(new() { Instrument = new("BTCUSDT"), TrailingDistance = 500m, TrailingFrom = 31_000m, Side = PositionSide.Long }, Time);
        var partial = requests.SetExits(
            new() { Instrument = new("XRPUSDT"), TakeProfit = 0.6m, StopLoss = 0.2m, Quantity = new(50m), TakeProfitLimit = 0.57m, StopLossLimit = 0.21m, TakeProfitBy = PriceSource.Mark, StopLossBy = PriceSource.Index }, Time);
        var none = requests.SetExits(new() { Instrument = new("BTCUSDT"), StopLoss = 0m }, Time);

        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","trailingStop":"500","activePrice":"31000","tpslMode":"Full","positionIdx":1}""", Text(trailing));
        Assert.Equal(
            """{"category":"linear","symbol":"XRPUSDT","takeProfit":"0.6","stopLoss":"0.2","tpTriggerBy":"MarkPrice","slTriggerBy":"IndexPrice","tpslMode":"Partial","tpSize":"50","slSize":"50","tpLimitPrice":"0.57","slLimitPrice":"0.21","tpOrderType":"Limit","slOrderType":"Limit","positionIdx":0}""",
            Text(partial));
        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","stopLoss":"0","tpslMode":"Full","slOrderType":"Market","positionIdx":0}""", Text(none));
        Assert.Equal("/v5/position/trading-stop", trailing.Target);
    }

    [Fact]
    public void Settings_AreSetAsDocumented()
    {
        var requests = new BybitRequests(signer, BybitProduct.Linear);

        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","buyLeverage":"6","sellLeverage":"6"}""", Text(requests.SetLeverage(new("BTCUSDT"), 6m, Time)));
        Assert.Equal("""{"setMarginMode":"ISOLATED_MARGIN"}""", Text(requests.SetMarginMode(MarginMode.Isolated, Time)));
        Assert.Equal("""{"category":"linear","coin":"USDT","mode":3}""", Text(requests.SetPositionMode("USDT", PositionMode.Hedge, Time)));
        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT"}""", Text(requests.CancelAll(new("BTCUSDT"), Time)));
        Assert.Equal("""{"category":"spot","symbol":"BTCUSDT","orderFilter":"tpslOrder"}""", Text(new BybitRequests(signer, BybitProduct.Spot).CancelAll(new("BTCUSDT"), Time, "tpslOrder")));
        Assert.Equal($$"""{"category":"linear","symbol":"BTCUSDT","orderLinkId":"{{IdText}}","triggerPrice":"27100","qty":"0.02","price":"27000"}""",
            Text(requests.Amend(new() { Id = Id, VenueOrderId = null, Instrument = new("BTCUSDT"), Quantity = new(0.02m), LimitPrice = new(27_000m), StopPrice = new(27_100m) }, Time)));
    }

    [Fact]
    public void Questions_AreAskedAsDocumented()
    {
        var questions = new BybitQuestions(signer, BybitProduct.Linear);

        Assert.Equal("/v5/order/realtime?category=linear&settleCoin=USDC&openOnly=0&limit=50&cursor=page_args%3Dfd43%26symbol%3D6%26", questions.OpenOrders("USDC", "page_args%3Dfd43%26symbol%3D6%26", Time).Target);
        Assert.Equal("/v5/order/history?category=linear&symbol=BTCUSDT&orderId=fd43", questions.OldOrder(new("BTCUSDT"), new VenueOrderId("fd43"), Time).Target);
        Assert.Equal("/v5/execution/list?category=linear&startTime=1700000000000&endTime=1700000600000&limit=100", questions.FillsSince(null, Intended, Intended.AddMinutes(10), null, Time).Target);
        Assert.Equal("/v5/execution/list?category=linear&symbol=BTCUSDT&orderId=fd43&limit=100", questions.FillsOf(new("BTCUSDT"), new("fd43"), null, Time).Target);
        Assert.Equal("/v5/position/list?category=linear&settleCoin=USDT&limit=200", questions.Positions("USDT", null, Time).Target);
        Assert.Equal("/v5/account/wallet-balance?accountType=UNIFIED", questions.Balances(Time).Target);
        Assert.Equal("/v5/market/instruments-info?category=linear&limit=1000", questions.Instruments(null).Target);
        Assert.Equal("/v5/market/instruments-info?category=spot", new BybitQuestions(signer, BybitProduct.Spot).Instruments(null).Target);
        Assert.Equal("/v5/account/info", questions.Account(Time).Target);
    }

    public void Dispose() => signer.Dispose();

    private static string Text(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);
}
