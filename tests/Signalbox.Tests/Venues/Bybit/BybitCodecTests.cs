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
