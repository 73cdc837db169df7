using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Bybit;

public sealed class BybitCodecTests
{
    private const string Order =
        """
        { "symbol": "BTCUSDT", "orderId": "fd4300ae", "orderLinkId": "00000000000000000000000000000abc", "side": "Sell", "orderType": "Limit",
          "stopOrderType": "", "orderStatus": "PartiallyFilled", "timeInForce": "PostOnly", "price": "30000", "triggerPrice": "", "qty": "0.10",
          "cumExecQty": "0.04", "avgPrice": "30000", "reduceOnly": true, "positionIdx": 0, "rejectReason": "EC_NoError", "cancelType": "UNKNOWN",
          "createdTime": "1684738540559", "updatedTime": "1684738540561" }
        """;

    [Fact]
    public void Orders_AreReadWithEveryField()
    {
        var page = BybitCodec.Orders(Answer($$"""{ "list": [ {{Order}} ], "nextPageCursor": "page%3D2" }"""))!;

        Assert.Equal("page%3D2", page.Next);
        Assert.Equal(
            new OrderReport
            {
                ClientOrderId = new ClientOrderId(0xABC),
                VenueOrderId = new("fd4300ae"),
                Instrument = new("BTCUSDT"),
                Side = Side.Sell,
                Type = OrderType.Limit,
                State = VenueOrderState.Working,
                Quantity = new(0.1m),
                FilledQuantity = new(0.04m),
                LimitPrice = new Price(30_000m),
                AveragePrice = new Price(30_000m),
                TimeInForce = TimeInForce.Gtc,
                ReduceOnly = true,
                PostOnly = true,
                At = DateTimeOffset.FromUnixTimeMilliseconds(1_684_738_540_561),
            },
            Assert.Single(page.Items));
    }

    [Theory]
    [InlineData("Untriggered", "\"triggerPrice\": \"29000\"", "Market", OrderType.Stop, VenueOrderState.Working)]
    [InlineData("Triggered", "\"triggerPrice\": \"29000\"", "Limit", OrderType.StopLimit, VenueOrderState.Triggered)]
    [InlineData("New", "\"triggerPrice\": \"29000\"", "Limit", OrderType.StopLimit, VenueOrderState.Triggered)]
    [InlineData("Deactivated", "\"triggerPrice\": \"29000\"", "Market", OrderType.Stop, VenueOrderState.Cancelled)]
    [InlineData("PartiallyFilledCanceled", "\"triggerPrice\": \"0\"", "Market", OrderType.Market, VenueOrderState.Cancelled)]
    [InlineData("Filled", "\"triggerPrice\": \"\"", "Market", OrderType.Market, VenueOrderState.Filled)]
    public void Order_InEachState_IsThatState(string status, string trigger, string kind, OrderType type, VenueOrderState state)
    {
        var told = Order.Replace("\"PartiallyFilled\"", $"\"{status}\"").Replace("\"triggerPrice\": \"\"", trigger).Replace("\"Limit\"", $"\"{kind}\"");
        var report = BybitCodec.Orders(Answer($$"""{ "list": [ {{told}} ] }"""))!.Items[0];

        Assert.Equal((type, state), (report.Type, report.State));
    }

    [Fact]
    public void Orders_OneOfWhichIsInAnUnknownState_AreNotReadAtAll() =>
        Assert.Null(BybitCodec.Orders(Answer($$"""{ "list": [ {{Order}}, {{Order.Replace("PartiallyFilled", "Paused")}} ] }""")));

    [Fact]
    public void StreamedFills_LeaveFundingOut_AndTellLiquidations()
    {
        const string fill = """{ "symbol": "XRPUSDT", "orderId": "8c065341", "orderLinkId": "", "execId": "0ab1bdf7", "execType": "KIND", "side": "Buy", "execPrice": "0.3374", "execQty": "25", "execFee": "0.005061", "feeCurrency": "USDT", "isMaker": false, "execTime": "1672364174443" }""";
        var frame = $$"""{ "topic": "execution", "creationTime": 1672364174455, "data": [ {{fill.Replace("KIND", "Trade")}}, {{fill.Replace("KIND", "Funding")}}, {{fill.Replace("KIND", "BustTrade")}} ] }""";

        var fills = BybitPrivateFrames.Fills(BybitProduct.Linear, Encoding.UTF8.GetBytes(frame))!;

        Assert.Equal([FillCause.Trade, FillCause.Liquidation], fills.Select(each => each.Cause));
        Assert.Equal((new Price(0.3374m), new Quantity(25m), new Money(0.005061m), "USDT"), (fills[0].Price, fills[0].Quantity, fills[0].Fee, fills[0].FeeCurrency));
    }

    [Fact]
    public void Positions_AreSigned_AndEmptyOnesLeftOut()
    {
        var page = BybitCodec.Positions(Answer(
            """{ "list": [ { "symbol": "BTCUSD", "side": "Sell", "size": "100", "avgPrice": "28000", "leverage": "10", "tradeMode": 1, "positionIdx": 0, "liqPrice": "", "unrealisedPnl": "0.001" }, { "symbol": "ETHUSD", "side": "", "size": "0", "positionIdx": 0 } ] }"""))!;

        var position = Assert.Single(page.Items);
        Assert.Equal((new Quantity(-100m), new Price(28_000m), MarginMode.Isolated, (decimal?)10m), (position.Quantity, position.AveragePrice, position.MarginMode, position.Leverage));
    }

    [Fact]
    public void Instruments_HaveTheFiltersOfTheirProduct()
    {
        var linear = BybitCodec.Instruments(BybitProduct.Linear, Answer(
            """{ "list": [ { "symbol": "BTCUSDT", "contractType": "LinearPerpetual", "status": "Trading", "baseCoin": "BTC", "quoteCoin": "USDT", "settleCoin": "USDT", "deliveryTime": "0", "leverageFilter": { "maxLeverage": "100.00" }, "priceFilter": { "minPrice": "0.10", "maxPrice": "1999999.80", "tickSize": "0.10" }, "lotSizeFilter": { "maxOrderQty": "1190.000", "minOrderQty": "0.001", "qtyStep": "0.001", "maxMktOrderQty": "500.000", "minNotionalValue": "5" } } ] }"""))!.Items[0];
        var spot = BybitCodec.Instruments(BybitProduct.Spot, Answer(
            """{ "list": [ { "symbol": "BTCUSDT", "status": "Trading", "baseCoin": "BTC", "quoteCoin": "USDT", "priceFilter": { "tickSize": "0.01" }, "lotSizeFilter": { "basePrecision": "0.000001", "minOrderQty": "0.000048", "maxLimitOrderQty": "83", "maxMarketOrderQty": "41.5", "minOrderAmt": "1" } } ] }"""))!.Items[0];

        Assert.Equal((new Price(0.1m), new Quantity(0.001m), new Quantity(500m), new Money(5m), (decimal?)100m), (linear.TickSize, linear.LotSize, linear.MaxMarketQuantity!.Value, linear.MinNotional!.Value, linear.MaxLeverage));
        Assert.Equal((InstrumentKind.Spot, new Quantity(0.000001m), new Quantity(83m), new Money(1m), false), (spot.Kind, spot.LotSize, spot.MaxQuantity!.Value, spot.MinNotional!.Value, spot.Shortable));
    }

    [Theory]
    [InlineData("Sell", "29000", "28000", true)]
    [InlineData("Sell", "27000", "28000", false)]
    [InlineData("Buy", "27000", "28000", true)]
    [InlineData("Buy", "29000", "28000", false)]
    public void SpotStop_TakesProfit_WhereThePriceMustComeInFavour(string side, string trigger, string made, bool takesProfit)
    {
        var told = Order.Replace("\"Sell\"", $"\"{side}\"").Replace("\"triggerPrice\": \"\"", $"\"triggerPrice\": \"{trigger}\", \"basePrice\": \"{made}\"").Replace("PartiallyFilled", "Untriggered");
        var answer = Answer($$"""{ "list": [ {{told}} ] }""");

        Assert.Equal(takesProfit, BybitCodec.Orders(answer)!.Items[0].TakesProfit);
        Assert.Equal((true, false), (BybitCodec.WaitsTheOtherWay(answer, !takesProfit)!.Value, BybitCodec.WaitsTheOtherWay(answer, takesProfit)!.Value));
    }

    [Theory]
    [InlineData(1, "Sell", true)]
    [InlineData(2, "Sell", false)]
    [InlineData(1, "Buy", false)]
    [InlineData(2, "Buy", true)]
    public void ContractStop_TakesProfit_ByItsDirection(int direction, string side, bool takesProfit)
    {
        var told = Order.Replace("\"Sell\"", $"\"{side}\"").Replace("\"triggerPrice\": \"\"", $"\"triggerPrice\": \"29000\", \"triggerDirection\": {direction}").Replace("PartiallyFilled", "Untriggered");

        Assert.Equal(takesProfit, BybitCodec.Orders(Answer($$"""{ "list": [ {{told}} ] }"""))!.Items[0].TakesProfit);
    }

    [Fact]
    public void MarketOrder_SizedInTheQuoteCurrency_HasTheQuantityThatFilled()
    {
        var told = Order.Replace("\"Limit\"", "\"Market\"").Replace("\"qty\": \"0.10\"", "\"qty\": \"200\", \"marketUnit\": \"quoteCoin\"").Replace("PartiallyFilled", "PartiallyFilledCanceled");
        var report = BybitCodec.Orders(Answer($$"""{ "list": [ {{told}} ] }"""))!.Items[0];

        Assert.Equal((new Quantity(0.04m), new Quantity(0.04m), VenueOrderState.Cancelled), (report.Quantity, report.FilledQuantity, report.State));
    }

    [Fact]
    public void ForeignOrder_KeepsItsId_AndWhyItEnded()
    {
        var told = Order.Replace("00000000000000000000000000000abc", "YLxaWKMiHU").Replace("PartiallyFilled", "Cancelled").Replace("EC_NoError", "EC_PostOnlyWillTakeLiquidity");
        var report = BybitCodec.Orders(Answer($$"""{ "list": [ {{told}} ] }"""))!.Items[0];

        Assert.Equal((null, "YLxaWKMiHU", "EC_PostOnlyWillTakeLiquidity"), (report.ClientOrderId, report.ForeignClientId, report.Reason));
    }

    [Theory]
    [InlineData(BybitProduct.Linear, "BTCUSDT", "USDT")]
    [InlineData(BybitProduct.Linear, "BTCUSDT-26DEC25", "USDT")]
    [InlineData(BybitProduct.Linear, "ETHPERP", "USDC")]
    [InlineData(BybitProduct.Linear, "BTC-26DEC25", "USDC")]
    [InlineData(BybitProduct.Inverse, "BTCUSD", "BTC")]
    [InlineData(BybitProduct.Inverse, "ETHUSDZ25", "ETH")]
    [InlineData(BybitProduct.Spot, "BTCUSDT", null)]
    public void Fee_WithoutACurrency_IsInTheOneTheContractSettlesIn(BybitProduct product, string symbol, string? currency)
    {
        var fills = BybitCodec.Fills(product, Answer($$"""{ "list": [ { "symbol": "{{symbol}}", "orderLinkId": "", "side": "Buy", "orderId": "8c065341", "execTime": "1672282722429", "feeCurrency": "", "isMaker": false, "execFee": "0.071409", "execId": "e0cbe81d", "execPrice": "1190.15", "execType": "Trade", "execQty": "0.1" } ], "nextPageCursor": "132766%3A2" }"""))!;

        Assert.Equal((currency, "132766%3A2"), (Assert.Single(fills.Items).FeeCurrency, fills.Next));
    }

    [Fact]
    public void Delivery_HasNoOrder_AndIsAFillAllTheSame()
    {
        var fill = Assert.Single(BybitCodec.Fills(BybitProduct.Linear, Answer("""{ "list": [ { "symbol": "BTC-26DEC25", "side": "Sell", "orderId": "", "execId": "d1", "execType": "Delivery", "execPrice": "90000", "execQty": "0.1", "execTime": "1" } ] }"""))!.Items);

        Assert.Equal((FillCause.Settlement, new VenueOrderId("d1")), (fill.Cause, fill.VenueOrderId));
    }

    [Fact]
    public void Account_IsToldAsDocumented()
    {
        Assert.Equal(MarginMode.Cross, BybitCodec.MarginModeOf(Answer("""{ "marginMode": "REGULAR_MARGIN", "unifiedMarginStatus": 4 }""")));
        Assert.Equal(MarginMode.Isolated, BybitCodec.MarginModeOf(Answer("""{ "marginMode": "ISOLATED_MARGIN" }""")));
        Assert.Equal(new PositionTerms(new("BTCUSDT"), 10m, null, PositionMode.Hedge), BybitCodec.Terms(new("BTCUSDT"), Answer("""{ "list": [ { "symbol": "BTCUSDT", "positionIdx": 1, "size": "0", "side": "", "leverage": "10", "tradeMode": 0 }, { "symbol": "BTCUSDT", "positionIdx": 2, "size": "0", "side": "", "leverage": "10" } ] }""")));
        Assert.Equal(new TradingFees(new("ETHUSDT"), 0.0001m, 0.0006m), BybitCodec.Fees(new("ETHUSDT"), Answer("""{ "list": [ { "symbol": "ETHUSDT", "takerFeeRate": "0.0006", "makerFeeRate": "0.0001" } ] }""")));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_688_639_403_423), BybitCodec.Time(Answer("""{ "timeSecond": "1688639403", "timeNano": "1688639403423000000" }""")));
        Assert.Empty(BybitCodec.Balances(Answer("""{ "list": [ { "accountType": "UNIFIED", "coin": [] } ] }"""))!);
    }

    [Theory]
    [InlineData(BybitProduct.Spot, 0, true)]
    [InlineData(BybitProduct.Linear, 0, false)]
    [InlineData(BybitProduct.Spot, 1, false)]
    public void Permissions_AreThoseOfTheProduct(BybitProduct product, int readOnly, bool trades)
    {
        var may = BybitCodec.Permissions(product, Answer($$"""{ "readOnly": {{readOnly}}, "ips": ["*"], "expiredAt": "2026-08-03T00:00:00Z", "permissions": { "ContractTrade": [], "Spot": ["SpotTrade"], "Wallet": ["AccountTransfer", "Withdraw"], "NFT": [] } }"""))!;

        Assert.Equal((trades, readOnly == 0, false), (may.Trade, may.Withdraw, may.AddressRestricted));
        Assert.Equal(new DateTimeOffset(2026, 8, 3, 0, 0, 0, TimeSpan.Zero), may.ExpiresAt);
    }

    [Theory]
    [InlineData(200, """{"retCode":110007,"retMsg":"ab not enough for new order"}""", ErrorMeaning.Rejected, RejectReason.InsufficientFunds)]
    [InlineData(200, """{"retCode":110072,"retMsg":"OrderLinkedID is duplicate"}""", ErrorMeaning.DuplicateId, RejectReason.DuplicateClientOrderId)]
    [InlineData(200, """{"retCode":110001,"retMsg":"order not exists or too late to cancel"}""", ErrorMeaning.NotFound, RejectReason.UnknownOrder)]
    [InlineData(200, """{"retCode":10002,"retMsg":"invalid request, please check your server timestamp"}""", ErrorMeaning.ClockSkew, RejectReason.Other)]
    [InlineData(200, """{"retCode":10006,"retMsg":"Too many visits!"}""", ErrorMeaning.Throttled, RejectReason.RateLimited)]
    [InlineData(200, """{"retCode":170007,"retMsg":"Timeout waiting for response from backend server."}""", ErrorMeaning.Unknown, RejectReason.Other)]
    [InlineData(200, """{"retCode":987654,"retMsg":"new in this year"}""", ErrorMeaning.Unknown, RejectReason.Other)]
    [InlineData(200, "<html>", ErrorMeaning.Unknown, RejectReason.Other)]
    [InlineData(403, "", ErrorMeaning.Banned, RejectReason.RateLimited)]
    [InlineData(504, "", ErrorMeaning.Unknown, RejectReason.Other)]
    public void Complaint_MeansWhatItProves(int status, string body, ErrorMeaning meaning, RejectReason reason)
    {
        var complaint = new BybitVoice(TimeProvider.System).Complaint(new() { End = WireEnd.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) })!;

        Assert.Equal((meaning, reason), (complaint.Error.Meaning, complaint.Error.Reason));
    }

    [Fact]
    public void Complaint_IsNone_WhereTheVenueSaysZero() =>
        Assert.Null(new BybitVoice(TimeProvider.System).Complaint(new() { End = WireEnd.Answered, Status = 200, Body = Answer("{}") }));

    private static byte[] Answer(string result) => Encoding.UTF8.GetBytes($$"""{ "retCode": 0, "retMsg": "OK", "result": {{result}}, "time": 1684766282976 }""");
}
