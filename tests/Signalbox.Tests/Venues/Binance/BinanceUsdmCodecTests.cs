using System.Text;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Usdm;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceUsdmCodecTests
{
    private const string Id = "00000000000000000000000000000abc";

    [Fact]
    public void Order_IsRead()
    {
        var report = BinanceUsdmCodec.Order(Encoding.UTF8.GetBytes(
            $$"""{"avgPrice":"9000.5","clientOrderId":"{{Id}}","cumQuote":"0","executedQty":"0.1","orderId":1917641,"origQty":"0.40","origType":"LIMIT","price":"9100","reduceOnly":true,"side":"BUY","positionSide":"SHORT","status":"PARTIALLY_FILLED","stopPrice":"0","closePosition":false,"symbol":"BTCUSDT","time":1579276756075,"timeInForce":"GTX","type":"LIMIT","updateTime":1579276756076,"workingType":"CONTRACT_PRICE","priceProtect":false}"""))!;

        Assert.Equal((VenueOrderState.Working, 0.40m, 0.1m, 9000.5m, 9100m, true, true, PositionSide.Short),
            (report.State, report.Quantity.Value, report.FilledQuantity.Value, report.AveragePrice!.Value.Value, report.LimitPrice!.Value.Value, report.PostOnly, report.ReduceOnly, report.PositionSide!.Value));
        Assert.Null(report.StopPrice);
    }

    [Theory]
    [InlineData("NEW", "", VenueOrderState.Working, null)]
    [InlineData("TRIGGERED", "34", VenueOrderState.Triggered, "34")]
    [InlineData("CANCELED", "", VenueOrderState.Cancelled, null)]
    [InlineData("REJECTED", "", VenueOrderState.Rejected, null)]
    [InlineData("EXPIRED", "", VenueOrderState.Expired, null)]
    public void WaitingOrder_IsRead_WithWhatItBecame(string status, string actual, VenueOrderState state, string? became)
    {
        var algo = BinanceUsdmCodec.AlgoOrder(Encoding.UTF8.GetBytes(
            $$"""{"algoId":2146760,"clientAlgoId":"{{Id}}","algoType":"CONDITIONAL","orderType":"TAKE_PROFIT","symbol":"BNBUSDT","side":"SELL","positionSide":"BOTH","timeInForce":"GTC","quantity":"0.01","algoStatus":"{{status}}","actualOrderId":"{{actual}}","actualPrice":"0.00000","triggerPrice":"750.000","price":"751.000","icebergQuantity":null,"workingType":"CONTRACT_PRICE","closePosition":false,"reduceOnly":false,"createTime":1750485492076,"updateTime":1750485492077,"triggerTime":0,"goodTillDate":0}"""))!;

        Assert.Equal((state, "algo-2146760", OrderType.StopLimit, true, 750m), (algo.Report.State, algo.Report.VenueOrderId.Value, algo.Report.Type, algo.Report.TakesProfit, algo.Report.StopPrice!.Value.Value));
        Assert.Equal(became, algo.Became?.Value);
    }

    [Fact]
    public void Batch_EndsEachOrderByItself()
    {
        var reply = new WireReply
        {
            End = WireEnd.Answered,
            Status = 200,
            Body = """[{"clientOrderId":"testOrder","orderId":22542179,"symbol":"BTCUSDT","side":"BUY","status":"NEW","type":"LIMIT"},{"code":-2022,"msg":"ReduceOnly Order is rejected."},{"code":-7777,"msg":"?"}]"""u8.ToArray(),
        };

        var outcomes = BinanceUsdmCodec.Batch(reply, 3)!;

        Assert.Equal("22542179", Assert.IsType<VenueOutcome.Accepted>(outcomes[0]).VenueOrderId!.Value.Value);
        Assert.Equal(RejectReason.ReduceOnlyRefused, Assert.IsType<VenueOutcome.Rejected>(outcomes[1]).Reason);
        Assert.IsType<VenueOutcome.Unknown>(outcomes[2]);
        Assert.Null(BinanceUsdmCodec.Batch(reply, 2));
    }

    [Fact]
    public void Fill_IsToldBeforeTheReportThatCountsIt_WithItsCause()
    {
        var news = BinanceUsdmEvents.Read("""{"e":"ORDER_TRADE_UPDATE","E":1568879465651,"T":1568879465650,"o":{"s":"BTCUSDT","c":"autoclose-123","S":"SELL","o":"MARKET","f":"GTC","q":"0.001","p":"0","ap":"7000","sp":"0","x":"TRADE","X":"FILLED","i":8886774,"l":"0.001","z":"0.001","L":"7000","N":"USDT","n":"0.0028","T":1568879465650,"t":5,"b":"0","a":"9.91","m":false,"R":false,"wt":"CONTRACT_PRICE","ot":"MARKET","ps":"BOTH","cp":false,"rp":"0","pP":false,"si":0,"ss":0,"V":"EXPIRE_TAKER","pm":"OPPONENT","gtd":0,"er":"0"}}"""u8)!;

        var fill = Assert.IsType<VenueEvent.Executed>(news.Events[0]).Fill;
        var report = Assert.IsType<VenueEvent.OrderChanged>(news.Events[1]).Report;
        Assert.Equal((FillCause.Liquidation, 0.001m, 7000m, 0.0028m, "5"), (fill.Cause, fill.Quantity.Value, fill.Price.Value, fill.Fee.Value, fill.FillId.Value));
        Assert.Equal((VenueOrderState.Filled, "autoclose-123"), (report.State, report.ForeignClientId));
    }

    [Fact]
    public void TriggeredStop_TellsTheOrderItBecame()
    {
        var news = BinanceUsdmEvents.Read(Encoding.UTF8.GetBytes(
            $$$"""{"e":"ALGO_UPDATE","T":1750515742297,"E":1750515742303,"o":{"caid":"{{{Id}}}","aid":2148719,"at":"CONDITIONAL","o":"STOP_MARKET","s":"BNBUSDT","S":"SELL","ps":"BOTH","f":"GTC","q":"0.01","X":"TRIGGERED","ai":"777","ap":"0.00000","aq":"0.00000","act":"0","tp":"750","p":"0","V":"EXPIRE_MAKER","wt":"CONTRACT_PRICE","pm":"NONE","cp":false,"pP":false,"R":true,"tt":0,"gtd":0}}"""))!;

        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(news.Events)).Report;
        Assert.Equal((VenueOrderState.Triggered, true, "777"), (report.State, report.ReduceOnly, news.Became!.Value.Value));
    }

    [Fact]
    public void Account_IsToldAsBalancesAndPositions()
    {
        var news = BinanceUsdmEvents.Read("""{"e":"ACCOUNT_UPDATE","E":1564745798939,"T":1564745798938,"a":{"m":"ORDER","B":[{"a":"USDT","wb":"122624.12","cw":"100.12","bc":"50.12"}],"P":[{"s":"BTCUSDT","pa":"-1.5","ep":"9000","bep":"0","cr":"200","up":"-3.5","mt":"isolated","iw":"0","ps":"BOTH"}]}}"""u8)!;

        Assert.Equal(122624.12m, Assert.IsType<VenueEvent.BalancesChanged>(news.Events[0]).Balances[0].Total.Value);
        var position = Assert.IsType<VenueEvent.PositionsChanged>(news.Events[1]).Positions[0];
        Assert.Equal((-1.5m, -3.5m, MarginMode.Isolated), (position.Quantity.Value, position.UnrealisedProfit!.Value.Value, position.MarginMode!.Value));
    }

    [Theory]
    [InlineData("""{"e":"listenKeyExpired","E":1576653824250,"listenKey":"x"}""", true)]
    [InlineData("""{"e":"TRADE_LITE","E":1721895408092,"T":1721895408214,"s":"BTCUSDT","q":"0.001","p":"0","m":false,"c":"z8hcUoOsqEdKMeKPSABslD","S":"BUY","L":"64089.20","l":"0.040","t":109100866,"i":8886774}""", false)]
    [InlineData("""{"e":"ACCOUNT_CONFIG_UPDATE","E":1611646737479,"T":1611646737476,"ac":{"s":"BTCUSDT","l":25}}""", false)]
    public void OtherEvents_AreNoOrders(string json, bool ends)
    {
        var news = BinanceUsdmEvents.Read(Encoding.UTF8.GetBytes(json))!;

        Assert.Empty(news.Events);
        Assert.Equal(ends, news.Ended is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"e":"ORDER_TRADE_UPDATE","o":{"s":"BTCUSDT","o":"SOMETHING_NEW","X":"NEW","i":1,"S":"BUY"}}""")]
    public void WhatIsNotDocumented_IsNoNews(string json) => Assert.Null(BinanceUsdmEvents.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("PERPETUAL", InstrumentKind.LinearPerpetual, null)]
    [InlineData("TRADIFI_PERPETUAL", InstrumentKind.LinearPerpetual, null)]
    [InlineData("CURRENT_QUARTER", InstrumentKind.LinearFuture, "2026-12-25")]
    [InlineData("CURRENT_QUARTER DELIVERING", InstrumentKind.LinearFuture, "2026-12-25")]
    [InlineData("NEXT_MONTH", InstrumentKind.LinearFuture, "2026-12-25")]
    public void Contracts_EndWhenTheirKindSays(string kind, InstrumentKind expected, string? expiry)
    {
        var instrument = Assert.Single(BinanceUsdmCodec.Instruments(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"symbols":[{"symbol":"BTCUSDT","status":"TRADING","contractType":"{{kind}}","deliveryDate":1798185600000,"baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT","filters":[]}]}"""))!);

        Assert.Equal((expected, expiry), (instrument.Kind, instrument.Expiry?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("NEW_INSURANCE")]
    [InlineData("NEW_ADL")]
    public void OrdersOfALiquidation_AreRead(string status) => Assert.Equal(VenueOrderState.Working, BinanceUsdmCodec.Order(System.Text.Encoding.UTF8.GetBytes(
        $$"""{"orderId":7,"symbol":"BTCUSDT","status":"{{status}}","clientOrderId":"autoclose-1","side":"SELL","type":"LIMIT","origQty":"1","executedQty":"0"}"""))!.State);

    [Fact]
    public void Instruments_HaveTheirFilters()
    {
        var listed = BinanceUsdmCodec.Instruments(Payload.Read("Binance", "usdm-exchange-info.json"))!;

        var btc = listed.Single(instrument => instrument.Id.Value == "BTCUSDT");
        Assert.Equal((0.01m, 0.001m, 1000m, 5m), (btc.TickSize.Value, btc.LotSize.Value, btc.MaxQuantity!.Value.Value, btc.MinNotional!.Value.Value));
        Assert.Equal((InstrumentKind.LinearPerpetual, true), (btc.Kind, btc.Shortable));
        Assert.Equal((InstrumentKind.LinearFuture, new DateOnly(2021, 9, 24)), (listed.Single(instrument => instrument.Id.Value == "BTCUSDT_210924") is var future ? (future.Kind, future.Expiry!.Value) : default));
    }

    [Theory]
    [InlineData(503, """{"code":-1008,"msg":"Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please try again."}""", typeof(VenueOutcome.NotSent))]
    [InlineData(503, """{"msg":"Service Unavailable."}""", typeof(VenueOutcome.NotSent))]
    [InlineData(503, """{"code":-1000,"msg":"Unknown error, please check your request or try again later."}""", typeof(VenueOutcome.Unknown))]
    [InlineData(400, """{"code":-5022,"msg":"Due to the order could not be executed as maker, the Post Only order will be rejected."}""", typeof(VenueOutcome.Rejected))]
    [InlineData(400, """{"code":-4120,"msg":"Order type not supported for this endpoint. Please use the Algo Order API endpoints instead."}""", typeof(VenueOutcome.Rejected))]
    [InlineData(400, """{"code":-2019,"msg":"Margin is insufficient."}""", typeof(VenueOutcome.Rejected))]
    [InlineData(400, """{"code":-5028,"msg":"Timestamp for this request is outside of the ME recvWindow"}""", typeof(VenueOutcome.NotSent))]
    public void Complaint_IsReadAsWhatItProves(int status, string body, Type outcome)
    {
        var voice = new BinanceVoice(BinanceErrors.Usdm, BinanceUsdmLimits.WindowOf, TimeProvider.System);

        Assert.Equal(outcome, voice.Complaint(new() { End = WireEnd.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) })!.Outcome.GetType());
    }
}
