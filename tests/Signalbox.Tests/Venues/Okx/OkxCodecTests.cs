using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Okx;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

public sealed class OkxCodecTests
{
    private const string Id = "00000000000000000000000000000abc";

    [Fact]
    public void Placed_IsAcceptedWithItsNumber_AndAWaitingOneWithAMarkedNumber()
    {
        Assert.Equal("312269865356374016", Accepted("""{"code":"0","msg":"","data":[{"clOrdId":"oktswap6","ordId":"312269865356374016","tag":"","ts":"1695190491421","sCode":"0","sMsg":"","subCode":""}],"inTime":"1695190491421339","outTime":"1695190491423240"}"""));
        Assert.Equal("algo-12345689", Accepted("""{"code":"0","msg":"","data":[{"algoId":"12345689","clOrdId":"","algoClOrdId":"","sCode":"0","sMsg":"","tag":""}]}"""));
    }

    [Fact]
    public void Several_EndEachByItself()
    {
        var reply = Reply("""{"code":"2","msg":"Bulk operation partially succeeded.","data":[{"ordId":"1","sCode":"0","sMsg":""},{"ordId":"","sCode":"51008","sMsg":"Insufficient balance"},{"ordId":"","sCode":"77777","sMsg":"?"}]}""");

        var outcomes = OkxCodec.Each(reply, 3)!;

        Assert.Equal("1", Assert.IsType<VenueOutcome.Accepted>(outcomes[0]).VenueOrderId!.Value.Value);
        Assert.Equal(RejectReason.InsufficientFunds, Assert.IsType<VenueOutcome.Rejected>(outcomes[1]).Reason);
        Assert.IsType<VenueOutcome.Unknown>(outcomes[2]);
        Assert.Null(OkxCodec.Each(reply, 2));
    }

    [Fact]
    public void Order_IsRead()
    {
        var report = Order($$"""{"accFillSz":"0.1","algoClOrdId":"","algoId":"","avgPx":"51858","cTime":"1708587373361","cancelSource":"","category":"normal","clOrdId":"{{Id}}","instId":"BTC-USDT-SWAP","instType":"SWAP","ordId":"680800019749904384","ordType":"post_only","posSide":"short","px":"51900","reduceOnly":"true","side":"buy","source":"","state":"partially_filled","sz":"0.4","tdMode":"cross","tgtCcy":"","uTime":"1708587373362"}""")!;

        Assert.Equal((VenueOrderState.Working, OrderType.Limit, 0.4m, 0.1m, 51858m, 51900m), (report.State, report.Type, report.Quantity.Value, report.FilledQuantity.Value, report.AveragePrice!.Value.Value, report.LimitPrice!.Value.Value));
        Assert.Equal((true, true, PositionSide.Short, TimeInForce.Gtc), (report.PostOnly, report.ReduceOnly, report.PositionSide!.Value, report.TimeInForce!.Value));
        Assert.Equal((new ClientOrderId(0xABC), (Price?)null, 1708587373362), (report.ClientOrderId!.Value, report.StopPrice, report.At.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData("market", "filled", OrderType.Market, VenueOrderState.Filled, null)]
    [InlineData("limit", "live", OrderType.Limit, VenueOrderState.Working, TimeInForce.Gtc)]
    [InlineData("ioc", "canceled", OrderType.Limit, VenueOrderState.Cancelled, TimeInForce.Ioc)]
    [InlineData("fok", "canceled", OrderType.Limit, VenueOrderState.Cancelled, TimeInForce.Fok)]
    [InlineData("optimal_limit_ioc", "filled", OrderType.Market, VenueOrderState.Filled, TimeInForce.Ioc)]
    [InlineData("mmp", "mmp_canceled", OrderType.Limit, VenueOrderState.Cancelled, TimeInForce.Gtc)]
    public void Type_AndState_AreRead(string type, string state, OrderType expected, VenueOrderState expectedState, TimeInForce? life)
    {
        var report = Order($$"""{"instId":"BTC-USDT","instType":"SPOT","ordId":"1","ordType":"{{type}}","px":"","side":"sell","state":"{{state}}","sz":"1","accFillSz":"0","cancelSource":"1","cTime":"1"}""", OkxProduct.Spot)!;

        Assert.Equal((expected, expectedState, life), (report.Type, report.State, report.TimeInForce));
        Assert.Equal(expectedState == VenueOrderState.Cancelled ? "1" : null, report.Reason);
    }

    [Theory]
    [InlineData("new_kind", "live")]
    [InlineData("limit", "new_state")]
    public void UnknownWord_MakesTheListUnreadable(string type, string state) => Assert.Null(OkxCodec.Orders(OkxProduct.Spot, Answer(
        $$"""{"instId":"BTC-USDT","instType":"SPOT","ordId":"1","ordType":"{{type}}","side":"sell","state":"{{state}}","sz":"1"}""")));

    [Fact]
    public void OrderOfAnotherProduct_IsLeftOut_AndSpotOnMarginIsNot()
    {
        var orders = OkxCodec.Orders(OkxProduct.Spot, Answer(
            """{"instId":"BTC-USD-SWAP","instType":"SWAP","ordId":"1","ordType":"limit","side":"sell","state":"live","sz":"1"},{"instId":"BTC-USDT","instType":"MARGIN","ordId":"2","ordType":"limit","side":"sell","state":"live","sz":"1"}"""))!;

        Assert.Equal("2", Assert.Single(orders.Items).VenueOrderId.Value);
        Assert.Null(orders.Next);
    }

    [Fact]
    public void SizeInTheQuoteCurrency_IsNoQuantity() => Assert.Equal(
        0.00192834m,
        Order("""{"instId":"BTC-USDT","instType":"SPOT","ordId":"1","ordType":"market","side":"buy","state":"filled","sz":"100","tgtCcy":"quote_ccy","accFillSz":"0.00192834","avgPx":"51858"}""", OkxProduct.Spot)!.Quantity.Value);

    [Fact]
    public void WhatAWaitingOrderBecame_GoesByItsId_AndIsTriggered()
    {
        var report = Order($$"""{"instId":"BTC-USDT-SWAP","instType":"SWAP","ordId":"9","clOrdId":"","algoId":"31","algoClOrdId":"{{Id}}","source":"7","ordType":"market","side":"sell","state":"live","sz":"1","accFillSz":"0"}""")!;

        Assert.Equal((new ClientOrderId(0xABC), OrderType.Stop, VenueOrderState.Triggered), (report.ClientOrderId!.Value, report.Type, report.State));
    }

    [Theory]
    [InlineData("conditional", "'slTriggerPx':'70000','slOrdPx':'-1'", OrderType.Stop, false, 70000, null)]
    [InlineData("conditional", "'tpTriggerPx':'90000','tpOrdPx':'89000','slTriggerPx':'','slOrdPx':''", OrderType.StopLimit, true, 90000, 89000)]
    [InlineData("oco", "'tpTriggerPx':'90000','tpOrdPx':'-1','slTriggerPx':'70000','slOrdPx':'69000'", OrderType.StopLimit, false, 70000, 69000)]
    [InlineData("trigger", "'triggerPx':'70000','ordPx':'-1'", OrderType.Stop, false, 70000, null)]
    [InlineData("move_order_stop", "'callbackRatio':'0.05','activePx':'90000','moveTriggerPx':''", OrderType.TrailingStop, false, 90000, null)]
    public void WaitingOrder_IsRead(string kind, string prices, OrderType type, bool takesProfit, int stop, int? limit)
    {
        var report = Waiting("live", $"'ordType':'{kind}',{prices}".Replace('\'', '"')).Report;

        Assert.Equal((VenueOrderState.Working, "algo-1753184812254216192", type, takesProfit), (report.State, report.VenueOrderId.Value, report.Type, report.TakesProfit));
        Assert.Equal((stop, (decimal?)limit), (report.StopPrice!.Value.Value, report.LimitPrice?.Value));
    }

    [Theory]
    [InlineData("pause", VenueOrderState.Working)]
    [InlineData("effective", VenueOrderState.Triggered)]
    [InlineData("partially_effective", VenueOrderState.Triggered)]
    [InlineData("canceled", VenueOrderState.Cancelled)]
    [InlineData("order_failed", VenueOrderState.Rejected)]
    public void WaitingOrder_TellsWhatItBecame(string state, VenueOrderState expected)
    {
        var algo = Waiting(state, """
            "ordType":"conditional","slTriggerPx":"1","slOrdPx":"-1","ordIdList":["7","8"],"failCode":"51008"
            """);

        Assert.Equal(expected, algo.Report.State);
        Assert.Equal(["7", "8"], algo.Became.Select(number => number.Value));
        Assert.Equal(expected == VenueOrderState.Rejected ? "51008" : null, algo.Report.Reason);
    }

    [Fact]
    public void Fill_IsRead_AndItsFeeIsWhatWasTaken()
    {
        var fill = Assert.Single(OkxCodec.Fills(OkxProduct.Spot, Answer(
            $$"""{"side":"buy","fillSz":"0.00192834","fillPx":"51858","fee":"-0.00000192834","ordId":"680800019749904384","instType":"SPOT","instId":"BTC-USDT","clOrdId":"{{Id}}","posSide":"net","billId":"680800019754098688","subType":"1","fillTime":"1708587373361","execType":"T","tradeId":"744876980","feeCcy":"BTC","ts":"1708587373362"}"""))!.Items);

        Assert.Equal(("744876980", "680800019749904384", 0.00192834m, 51858m, 0.00000192834m, "BTC"), (fill.FillId.Value, fill.VenueOrderId.Value, fill.Quantity.Value, fill.Price.Value, fill.Fee.Value, fill.FeeCurrency));
        Assert.Equal((false, FillCause.Trade, 1708587373361), (fill.IsMaker!.Value, fill.Cause, fill.At.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData("104", FillCause.Liquidation)]
    [InlineData("125", FillCause.AutoDeleveraging)]
    [InlineData("112", FillCause.Settlement)]
    public void Fill_HasItsCause(string kind, FillCause cause) => Assert.Equal(cause, Assert.Single(OkxCodec.Fills(OkxProduct.Swap, Answer(
        $$"""{"side":"sell","fillSz":"1","fillPx":"2","ordId":"5","instType":"SWAP","instId":"BTC-USD-SWAP","subType":"{{kind}}","tradeId":"-7","execType":"","ts":"1"}"""))!.Items).Cause);

    [Fact]
    public void Positions_AreSigned_AndEmptyOnesLeftOut()
    {
        var positions = OkxCodec.Positions(Answer(
            """{"avgPx":"2566.31","instId":"ETH-USDT-SWAP","instType":"SWAP","lever":"10","liqPx":"2352.8","mgnMode":"isolated","pos":"1","posSide":"short","upl":"1.5"},{"avgPx":"100","instId":"BTC-USDT-SWAP","instType":"SWAP","lever":"3","liqPx":"","mgnMode":"cross","pos":"-2","posSide":"net","upl":""},{"instId":"X","pos":"0","posSide":"net"}"""))!;

        Assert.Equal([(-1m, PositionSide.Short, MarginMode.Isolated), (-2m, (PositionSide?)null, MarginMode.Cross)], positions.Select(each => (each.Quantity.Value, each.Side, each.MarginMode!.Value)));
        Assert.Equal((2352.8m, 1.5m, 10m), (positions[0].LiquidationPrice!.Value.Value, positions[0].UnrealisedProfit!.Value.Value, positions[0].Leverage!.Value));
    }

    [Fact]
    public void Balances_AreOfTheCurrencies() => Assert.Equal(
        [new VenueBalance("USDT", new(4750.5m), new(4734.3m)), new VenueBalance("BTC", new(1m), new(0.5m))],
        OkxCodec.Balances(Answer("""{"totalEq":"55415.6","details":[{"ccy":"USDT","cashBal":"4750.5","eq":"4892.9","availEq":"4734.3","availBal":"4700"},{"ccy":"BTC","cashBal":"1","eq":"1","availEq":"","availBal":"0.5"}]}""")));

    [Fact]
    public void Config_TellsModeAndPermissions()
    {
        var json = Answer("""{"acctLv":"2","ip":"","perm":"read_only,withdraw,trade","posMode":"long_short_mode","uid":"44705892343619584"}""");

        Assert.Equal(PositionMode.Hedge, OkxCodec.Mode(json));
        Assert.Equal(new KeyPermissions { Read = true, Trade = true, Withdraw = true, AddressRestricted = false }, OkxCodec.Permissions(json));
    }

    [Fact]
    public void Leverage_OfBothSides_IsTheLower() => Assert.Equal(
        new PositionTerms(new("BTC-USDT-SWAP"), 3m, MarginMode.Isolated, null),
        OkxCodec.Leverage(new("BTC-USDT-SWAP"), Answer("""{"ccy":"","instId":"BTC-USDT-SWAP","mgnMode":"isolated","posSide":"long","lever":"10"},{"instId":"BTC-USDT-SWAP","mgnMode":"isolated","posSide":"short","lever":"3"}""")));

    [Theory]
    [InlineData("BTC-USDT", 0.0008, 0.001)]
    [InlineData("BTC-USDT-SWAP", 0.0002, 0.0005)]
    [InlineData("BTC-USDC-SWAP", 0.0003, 0.0006)]
    [InlineData("BTC-USD-SWAP", 0.0008, 0.001)]
    public void Fees_AreThoseOfTheKind_AndWhatTheVenueTakesIsPositive(string instrument, decimal maker, decimal taker) => Assert.Equal(
        new TradingFees(new(instrument), maker, taker),
        OkxCodec.Fees(new(instrument), Answer("""{"level":"Lv1","maker":"-0.0008","taker":"-0.001","makerU":"-0.0002","takerU":"-0.0005","makerUSDC":"-0.0003","takerUSDC":"-0.0006","feeGroup":[]}""")));

    [Fact]
    public void Fees_OfTheGroup_CountWhereNothingElseIsTold() => Assert.Equal(
        new TradingFees(new("BTC-USDT-SWAP"), 0.0001m, 0.0004m),
        OkxCodec.Fees(new("BTC-USDT-SWAP"), Answer("""{"level":"Lv1","maker":"","taker":"","makerU":"","takerU":"","feeGroup":[{"groupId":"4","maker":"-0.0001","taker":"-0.0004"}]}""")));

    [Fact]
    public void Instruments_HaveTheirFilters_AndContractsTheirSize()
    {
        var spot = OkxCodec.Instruments(OkxProduct.Spot, Payload.Read("Okx", "instruments-spot.json"))!.Single(each => each.Id.Value == "BTC-USDT");
        var swap = OkxCodec.Instruments(OkxProduct.Swap, Payload.Read("Okx", "instruments-swap.json"))!.Single(each => each.Id.Value == "SHIB-USDT-SWAP");
        var future = OkxCodec.Instruments(OkxProduct.Futures, Payload.Read("Okx", "instruments-futures.json"))![0];

        Assert.Equal((InstrumentKind.Spot, "BTC", "USDT", 0.1m, 0.00000001m, 0.00001m, false), (spot.Kind, spot.Base, spot.Quote, spot.TickSize.Value, spot.LotSize.Value, spot.MinQuantity.Value, spot.Shortable));
        Assert.Equal((InstrumentKind.LinearPerpetual, "SHIB", "USDT", "USDT", 1_000_000m, 1m), (swap.Kind, swap.Base, swap.Quote, swap.Settle, swap.ContractSize, swap.LotSize.Value));
        Assert.Equal((InstrumentKind.LinearFuture, new DateOnly(2022, 6, 24), 125m, 3_000m), (future.Kind, future.Expiry, future.MaxLeverage, future.MaxMarketQuantity!.Value.Value));
        Assert.Empty(OkxCodec.Instruments(OkxProduct.Swap, Payload.Read("Okx", "instruments-spot.json"))!);
    }

    [Fact]
    public void InverseContract_IsWorthItsQuoteCurrency()
    {
        var instrument = Assert.Single(OkxCodec.Instruments(OkxProduct.Swap, Answer(
            """{"baseCcy":"","ctMult":"1","ctType":"inverse","ctVal":"100","ctValCcy":"USD","instFamily":"BTC-USD","instId":"BTC-USD-SWAP","instType":"SWAP","lever":"125","lotSz":"0.1","maxLmtSz":"1","maxMktSz":"1","minSz":"0.1","quoteCcy":"","settleCcy":"BTC","state":"suspend","tickSz":"0.1","uly":"BTC-USD"}"""))!);

        Assert.Equal((InstrumentKind.InversePerpetual, "BTC", "USD", "BTC", 100m, TradingStatus.Halted), (instrument.Kind, instrument.Base, instrument.Quote, instrument.Settle, instrument.ContractSize, instrument.Status));
    }

    [Fact]
    public void Quote_Time_AndTrades_AreRead()
    {
        var now = DateTimeOffset.UnixEpoch;

        Assert.Equal(new MarketView { Bid = new(8888.88m), Ask = new(9999.99m), Last = new(9999m), At = now }, OkxCodec.Quote(Answer("""{"instType":"SPOT","instId":"BTC-USDT","last":"9999","askPx":"9999.99","bidPx":"8888.88","ts":"1597026383085"}"""), now));
        Assert.Equal(1_597_026_383_085, OkxCodec.Time(Answer("""{"ts":"1597026383085"}"""))!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(Side.Sell, Assert.Single(OkxCodec.Trades(Answer("""{"instId":"BTC-USDT","side":"sell","sz":"0.00001","px":"29963.2","tradeId":"242720720","ts":"1654161646974"}"""))!).TakerSide);
        Assert.Null(OkxCodec.Quote("<html>"u8, now));
    }

    private static OrderReport? Order(string order, OkxProduct product = OkxProduct.Swap) => OkxCodec.Orders(product, Answer(order))?.Items.Single();

    private static OkxAlgoReport Waiting(string state, string rest) => OkxCodec.AlgoOrders(OkxProduct.Spot, Answer(
        $$"""{"algoClOrdId":"{{Id}}","algoId":"1753184812254216192","cTime":"1724751378980","instId":"BTC-USDT","instType":"SPOT","side":"sell","sz":"10","state":"{{state}}",{{rest}}}"""))!.Items.Single();

    private static string? Accepted(string json) => (OkxCodec.Accepted(Reply(json)) as VenueOutcome.Accepted)?.VenueOrderId?.Value;

    private static WireReply Reply(string json) => new() { End = WireEnd.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(json) };

    private static byte[] Answer(string items) => Encoding.UTF8.GetBytes($$"""{"code":"0","msg":"","data":[{{items}}]}""");
}
