using System.Text;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceSpotCodecTests
{
    [Fact]
    public void Order_IsReadFromEveryShapeOfAnswer()
    {
        var asked = BinanceSpotCodec.Order("""{"symbol":"LTCBTC","orderId":1,"orderListId":-1,"clientOrderId":"00000000000000000000000000000abc","price":"0.1","origQty":"1.0","executedQty":"0.5","cummulativeQuoteQty":"0.05","status":"PARTIALLY_FILLED","timeInForce":"GTC","type":"LIMIT","side":"BUY","stopPrice":"0.0","icebergQty":"0.0","time":1499827319559,"updateTime":1499827319560,"isWorking":true,"workingTime":1499827319559,"origQuoteOrderQty":"0.000000","selfTradePreventionMode":"NONE"}"""u8)!;
        var cancelled = BinanceSpotCodec.Order("""{"symbol":"LTCBTC","origClientOrderId":"00000000000000000000000000000abc","orderId":4,"orderListId":-1,"clientOrderId":"cancelMyOrder1","transactTime":1684804350068,"price":"2.00000000","origQty":"1.00000000","executedQty":"0.00000000","cummulativeQuoteQty":"0.00000000","status":"CANCELED","timeInForce":"GTC","type":"LIMIT","side":"BUY"}"""u8)!;
        var stop = BinanceSpotCodec.Order("""{"symbol":"LTCBTC","orderId":9,"clientOrderId":"web_1","price":"1.5","origQty":"3","executedQty":"0","cummulativeQuoteQty":"0","status":"NEW","timeInForce":"GTC","type":"TAKE_PROFIT_LIMIT","side":"SELL","stopPrice":"1.6","time":1,"updateTime":2,"isWorking":false}"""u8)!;
        var amended = BinanceSpotCodec.AmendedOrder("""{"transactTime":1741926410255,"executionId":75,"amendedOrder":{"symbol":"BTCUSDT","orderId":33,"orderListId":-1,"origClientOrderId":"5xrgbMyg6z36NzBn2pbT8H","clientOrderId":"PFaq6hIHxqFENGfdtn4J6Q","price":"6.00000000","qty":"5.00000000","executedQty":"0.00000000","status":"NEW","timeInForce":"GTC","type":"LIMIT","side":"SELL"}}"""u8)!;

        Assert.Equal((VenueOrderState.Working, new Quantity(0.5m), new Price(0.1m), new Price(0.1m), null), (asked.State, asked.FilledQuantity, asked.AveragePrice!.Value, asked.LimitPrice!.Value, asked.StopPrice));
        Assert.Equal((UInt128)0xABC, asked.ClientOrderId!.Value.Bits);
        Assert.Equal((VenueOrderState.Cancelled, (UInt128)0xABC, "4"), (cancelled.State, cancelled.ClientOrderId!.Value.Bits, cancelled.VenueOrderId.Value));
        Assert.Equal((OrderType.StopLimit, true, VenueOrderState.Working, "web_1"), (stop.Type, stop.TakesProfit, stop.State, stop.ForeignClientId));
        Assert.Equal((new Quantity(5m), DateTimeOffset.FromUnixTimeMilliseconds(1741926410255)), (amended.Quantity, amended.At));
    }

    [Fact]
    public void TriggeredStop_IsTriggered() => Assert.Equal(VenueOrderState.Triggered, BinanceSpotCodec.Order(
        """{"symbol":"LTCBTC","orderId":9,"origQty":"3","executedQty":"0","status":"NEW","type":"STOP_LOSS_LIMIT","side":"SELL","isWorking":true}"""u8)!.State);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"symbol":"LTCBTC","orderId":9,"status":"SOMETHING_NEW","type":"LIMIT","side":"SELL"}""")]
    [InlineData("""{"symbol":"LTCBTC","orderId":9,"status":"NEW","type":"SOMETHING_NEW","side":"SELL"}""")]
    public void WhatIsNotDocumented_IsNoReport(string json) => Assert.Null(BinanceSpotCodec.Order(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void OneUnreadableOrder_MakesTheListUnreadable() => Assert.Null(BinanceSpotCodec.Orders(
        """[{"symbol":"LTCBTC","orderId":1,"origQty":"3","status":"NEW","type":"LIMIT","side":"SELL"},{"symbol":"LTCBTC","orderId":9,"status":"NEW","type":"SOMETHING_NEW","side":"SELL"}]"""u8));

    [Fact]
    public void FillsOfAnAnswer_AreFillsOfItsOrder()
    {
        var fills = BinanceSpotCodec.FillsOfPlaced("""{"symbol":"BTCUSDT","orderId":28,"orderListId":-1,"clientOrderId":"00000000000000000000000000000abc","transactTime":1507725176595,"price":"0.00000000","origQty":"10.00000000","executedQty":"10.00000000","cummulativeQuoteQty":"10.00000000","status":"FILLED","timeInForce":"GTC","type":"MARKET","side":"SELL","fills":[{"price":"4000.00000000","qty":"1.00000000","commission":"4.00000000","commissionAsset":"USDT","tradeId":56},{"price":"3999.00000000","qty":"5.00000000","commission":"19.99500000","commissionAsset":"USDT","tradeId":57}]}"""u8);

        Assert.Equal([("56", 4000m, 1m, 4m, "28", Side.Sell), ("57", 3999m, 5m, 19.995m, "28", Side.Sell)],
            fills.Select(fill => (fill.FillId.Value, fill.Price.Value, fill.Quantity.Value, fill.Fee.Value, fill.VenueOrderId.Value, fill.Side)));
        Assert.All(fills, fill => Assert.Equal((UInt128)0xABC, fill.ClientOrderId!.Value.Bits));
    }

    [Fact]
    public void Instruments_HaveTheirFilters()
    {
        var listed = BinanceSpotCodec.Instruments(Payload.Read("Binance", "spot-exchange-info.json"))!;

        var btc = listed.Single(instrument => instrument.Id.Value == "BTCUSDT");
        Assert.Equal((0.01m, 0.00001m, 0.00001m, 9000m, 10m), (btc.TickSize.Value, btc.LotSize.Value, btc.MinQuantity.Value, btc.MaxQuantity!.Value.Value, btc.MinNotional!.Value.Value));
        Assert.Equal(("BTC", "USDT", false, InstrumentKind.Spot, TradingStatus.Trading), (btc.Base, btc.Quote, btc.Shortable, btc.Kind, btc.Status));
        Assert.Equal(TradingStatus.Halted, listed.Single(instrument => instrument.Id.Value == "BCCBTC").Status);
    }

    [Theory]
    [InlineData(400, """{"code":-2010,"msg":"Account has insufficient balance for requested action."}""", typeof(VenueOutcome.Rejected), RejectReason.InsufficientFunds)]
    [InlineData(400, """{"code":-2010,"msg":"Duplicate order sent."}""", typeof(VenueOutcome.Rejected), RejectReason.DuplicateClientOrderId)]
    [InlineData(400, """{"code":-2010,"msg":"Order would immediately match and take."}""", typeof(VenueOutcome.Rejected), RejectReason.WouldTakeLiquidity)]
    [InlineData(400, """{"code":-2011,"msg":"Unknown order sent."}""", typeof(VenueOutcome.Rejected), RejectReason.UnknownOrder)]
    [InlineData(400, """{"code":-1013,"msg":"Filter failure: PRICE_FILTER"}""", typeof(VenueOutcome.Rejected), RejectReason.PriceOutOfRange)]
    [InlineData(400, """{"code":-1013,"msg":"Filter failure: LOT_SIZE"}""", typeof(VenueOutcome.Rejected), RejectReason.BelowMinimum)]
    [InlineData(400, """{"code":-1121,"msg":"Invalid symbol."}""", typeof(VenueOutcome.Rejected), RejectReason.UnknownInstrument)]
    [InlineData(400, """{"code":-1022,"msg":"Signature for this request is not valid."}""", typeof(VenueOutcome.Rejected), RejectReason.Unauthorized)]
    [InlineData(401, """{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}""", typeof(VenueOutcome.Rejected), RejectReason.Unauthorized)]
    [InlineData(400, """{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}""", typeof(VenueOutcome.NotSent), null)]
    [InlineData(429, """{"code":-1003,"msg":"Too many requests."}""", typeof(VenueOutcome.NotSent), null)]
    [InlineData(429, """{"code":-1015,"msg":"Too many new orders; current limit is 50 orders per 10 SECOND."}""", typeof(VenueOutcome.NotSent), null)]
    [InlineData(429, "", typeof(VenueOutcome.NotSent), null)]
    [InlineData(418, """{"code":-1003,"msg":"Way too much request weight used; IP banned until 1573123456789. Please use WebSocket Streams for live updates to avoid bans."}""", typeof(VenueOutcome.NotSent), null)]
    [InlineData(403, "<html>", typeof(VenueOutcome.NotSent), null)]
    [InlineData(400, """{"code":-1007,"msg":"Timeout waiting for response from backend server."}""", typeof(VenueOutcome.Unknown), null)]
    [InlineData(400, """{"code":-9999,"msg":"Something new."}""", typeof(VenueOutcome.Unknown), null)]
    [InlineData(500, """{"code":-2010,"msg":"Account has insufficient balance for requested action."}""", typeof(VenueOutcome.Unknown), null)]
    [InlineData(502, "<html>", typeof(VenueOutcome.Unknown), null)]
    [InlineData(404, "<html>", typeof(VenueOutcome.Unknown), null)]
    public void Complaint_IsReadAsWhatItProves(int status, string body, Type outcome, RejectReason? reason)
    {
        var voice = new BinanceVoice(BinanceErrors.Spot, BinanceSpotLimits.WindowOf, TimeProvider.System);

        var read = voice.Complaint(new() { End = WireEnd.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) })!.Outcome;

        Assert.Equal((outcome, reason), (read.GetType(), (read as VenueOutcome.Rejected)?.Reason));
    }
}
