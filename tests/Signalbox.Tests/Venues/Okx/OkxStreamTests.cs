using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Okx;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

public sealed class OkxStreamTests
{
    private const string Id = "00000000000000000000000000000abc";

    [Fact]
    public void Fill_IsToldBeforeTheReportThatCountsIt()
    {
        var events = OkxFrames.Orders(OkxProduct.Spot, Encoding.UTF8.GetBytes(
            $$"""{"arg":{"channel":"orders","instType":"ANY","uid":"614488474791936"},"data":[{"accFillSz":"0.001","amendResult":"","avgPx":"31527.1","cTime":"1654084334977","category":"normal","clOrdId":"{{Id}}","code":"0","execType":"M","fee":"-0.02522168","feeCcy":"USDT","fillFee":"-0.02522168","fillFeeCcy":"USDT","fillPx":"31527.1","fillSz":"0.001","fillTime":"1654084353263","instId":"BTC-USDT","instType":"SPOT","msg":"","ordId":"452197707845865472","ordType":"limit","posSide":"","px":"31527.1","reduceOnly":"false","side":"sell","source":"","state":"filled","sz":"0.001","tdMode":"cash","tgtCcy":"","tradeId":"242589207","algoClOrdId":"","algoId":"","cancelSource":"","uTime":"1654084353264"}]}"""))!;

        var fill = Assert.IsType<VenueEvent.Executed>(events[0]).Fill;
        Assert.Equal(("242589207", 0.001m, 31527.1m, 0.02522168m, "USDT", true), (fill.FillId.Value, fill.Quantity.Value, fill.Price.Value, fill.Fee.Value, fill.FeeCurrency, fill.IsMaker!.Value));
        var report = Assert.IsType<VenueEvent.OrderChanged>(events[1]).Report;
        Assert.Equal((VenueOrderState.Filled, new ClientOrderId(0xABC)), (report.State, report.ClientOrderId!.Value));
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public void Rebate_IsAFeeBelowZero() => Assert.Equal(
        -0.01m, Assert.IsType<VenueEvent.Executed>(Orders(""" "state":"filled","fillSz":"1","fillPx":"2","tradeId":"5","fillFee":"0.01","fillFeeCcy":"USDT","category":"normal" """)[0]).Fill.Fee.Value);

    [Fact]
    public void Cancellation_HasNoFill_AndItsReason()
    {
        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(Orders(""" "state":"canceled","fillSz":"0","fillPx":"","tradeId":"","cancelSource":"31" """))).Report;

        Assert.Equal((VenueOrderState.Cancelled, "31"), (report.State, report.Reason));
    }

    [Theory]
    [InlineData("full_liquidation", FillCause.Liquidation)]
    [InlineData("partial_liquidation", FillCause.Liquidation)]
    [InlineData("adl", FillCause.AutoDeleveraging)]
    [InlineData("delivery", FillCause.Settlement)]
    public void Fill_HasItsCause(string category, FillCause cause) => Assert.Equal(
        cause, Assert.IsType<VenueEvent.Executed>(Orders($""" "state":"filled","fillSz":"1","fillPx":"2","tradeId":"5","category":"{category}" """)[0]).Fill.Cause);

    [Fact]
    public void FillWithoutANumber_IsAskedFor()
    {
        var events = Orders(""" "state":"filled","fillSz":"1","fillPx":"2","tradeId":"0","category":"full_liquidation" """);

        Assert.IsType<VenueEvent.Gap>(events[0]);
        Assert.IsType<VenueEvent.OrderChanged>(events[1]);
    }

    [Fact]
    public void WaitingOrder_IsTold()
    {
        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(OkxFrames.AlgoOrders(OkxProduct.Swap, Encoding.UTF8.GetBytes(
            $$"""{"arg":{"channel":"orders-algo","instType":"SWAP"},"data":[{"algoClOrdId":"{{Id}}","algoId":"581878926302093312","instId":"BTC-USDT-SWAP","instType":"SWAP","ordType":"conditional","side":"sell","slOrdPx":"-1","slTriggerPx":"70000","state":"effective","sz":"11","reduceOnly":"true","ordIdList":["9"],"cTime":"1685002746818"}]}"""))!)).Report;

        Assert.Equal((VenueOrderState.Triggered, "algo-581878926302093312", true), (report.State, report.VenueOrderId.Value, report.ReduceOnly));
    }

    [Fact]
    public void TrailingStops_AreToldAmongTheStrategies_AndStrategiesAreLeftOut()
    {
        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(OkxFrames.AlgoOrders(OkxProduct.Swap, Encoding.UTF8.GetBytes(
            $$"""{"arg":{"channel":"algo-advance","instType":"SWAP"},"data":[{"algoClOrdId":"","algoId":"3","instId":"BTC-USDT-SWAP","instType":"SWAP","ordType":"twap","side":"buy","state":"live","sz":"9","cTime":"1685002746818","pTime":"1685002746819"},{"algoClOrdId":"{{Id}}","algoId":"4","instId":"BTC-USDT-SWAP","instType":"SWAP","ordType":"move_order_stop","side":"sell","callbackRatio":"0.05","moveTriggerPx":"75000","state":"canceled","sz":"11","reduceOnly":"true","cTime":"1685002746818","pTime":"1685002750000"}]}"""))!)).Report;

        Assert.Equal((VenueOrderState.Cancelled, OrderType.TrailingStop, new ClientOrderId(0xABC)), (report.State, report.Type, report.ClientOrderId!.Value));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_685_002_750_000), report.At);
    }

    [Fact]
    public void Position_ThatWasClosed_IsToldAsZero() => Assert.Equal(0m, Assert.Single(Assert.IsType<VenueEvent.PositionsChanged>(Assert.Single(OkxFrames.Positions(OkxProduct.Swap,
        """{"arg":{"channel":"positions","instType":"SWAP"},"data":[{"instId":"BTC-USDT-SWAP","instType":"SWAP","pos":"0","posSide":"net","avgPx":"","mgnMode":"cross"}]}"""u8)!)).Positions).Quantity.Value);

    [Fact]
    public void Balances_AreTold() => Assert.Equal(new VenueBalance("USDT", new(4750.4m), new(4734.3m)), Assert.Single(Assert.IsType<VenueEvent.BalancesChanged>(Assert.Single(OkxFrames.Balances(
        """{"arg":{"channel":"account"},"eventType":"snapshot","curPage":1,"lastPage":true,"data":[{"details":[{"availBal":"4734.3","availEq":"4734.3","cashBal":"4750.4","ccy":"USDT","eq":"4892.9"}],"uTime":"1705564223311"}]}"""u8)!)).Balances));

    [Fact]
    public void UnreadableFrame_IsNothing()
    {
        Assert.Null(OkxFrames.Orders(OkxProduct.Spot, "{"u8));
        Assert.Null(OkxFrames.Orders(OkxProduct.Spot, """{"data":[{"instType":"SPOT","ordId":"1"}]}"""u8));
        Assert.Null(OkxFrames.Positions(OkxProduct.Swap, "{}"u8));
    }

    [Fact]
    public void Book_FollowsItsNumbers_AndStartsAnewWhereTheVenueDoes()
    {
        var book = new OkxBook(new("BTC-USDT"));

        Assert.Null(Take(book, "update", -1, 9, "100", "101"));
        Assert.False(book.IsSynced);
        Assert.Null(Take(book, "snapshot", -1, 10, "100", "101"));
        Assert.Null(Take(book, "update", 10, 15, "100.5", "102"));
        Assert.Equal((2, 100.5m), (book.View.Depth(Side.Buy), book.View.Level(Side.Buy, 0).Price.Value));
        // Nothing new, a number that begins anew, and the one after it.
        Assert.Null(Take(book, "update", 15, 15, null, null));
        Assert.Null(Take(book, "update", 15, 3, null, null));
        Assert.Null(Take(book, "update", 3, 5, null, null));
        Assert.True(book.IsSynced);
    }

    [Fact]
    public void Book_ThatMissesAFrame_IsOutOfStep_AndOneThatHearsTwiceIsNot()
    {
        var book = new OkxBook(new("BTC-USDT"));
        Take(book, "snapshot", -1, 10, "100", "101");
        Take(book, "update", 10, 15, "99", null);

        Assert.Null(Take(book, "update", 10, 15, "99", null));
        Assert.NotNull(Take(book, "update", 16, 17, "98", null));
        Assert.False(book.IsSynced);
    }

    [Fact]
    public void Book_ThatIsCrossed_IsOutOfStep()
    {
        var book = new OkxBook(new("BTC-USDT"));
        Take(book, "snapshot", -1, 10, "100", "101");

        Assert.NotNull(Take(book, "update", 10, 11, "101.5", null));
    }

    // Bids and asks in turn, as they are written; the sum was made by another program.
    [Theory]
    [InlineData(-2102840145, true)]
    [InlineData(0, true)]
    [InlineData(123, false)]
    public void Book_IsCheckedBySum_WhereOneIsTold(int checksum, bool isFine)
    {
        var book = new OkxBook(new("BTC-USDT"));

        var why = book.Take(Encoding.UTF8.GetBytes(
            $$"""{"arg":{"channel":"books","instId":"BTC-USDT"},"action":"snapshot","data":[{"asks":[["8476.98","415","0","13"],["8477","7","0","2"],["8477.34","85","0","1"],["8477.56","1","0","1"],["8505.84","8","0","1"],["8506.37","85","0","1"],["8506.49","2","0","1"],["8506.96","100","0","2"]],"bids":[["8476.97","256","0","12"],["8475.55","101","0","1"],["8475.54","100","0","1"],["8475.3","1","0","1"],["8447.32","6","0","1"],["8447.02","246","0","1"],["8446.83","24","0","1"],["8446","95","0","3"]],"ts":"1597026383085","checksum":{{checksum}},"prevSeqId":-1,"seqId":123456}]}"""), isSnapshot: true);

        Assert.Equal(isFine, why is null);
    }

    private static IReadOnlyList<VenueEvent> Orders(string rest) => OkxFrames.Orders(OkxProduct.Swap, Encoding.UTF8.GetBytes(
        $$"""{"arg":{"channel":"orders"},"data":[{"instId":"BTC-USDT-SWAP","instType":"SWAP","ordId":"1","clOrdId":"{{Id}}","ordType":"limit","px":"2","side":"sell","sz":"1","accFillSz":"1","uTime":"7",{{rest}}}]}"""))!;

    private static string? Take(OkxBook book, string action, long previous, long number, string? bid, string? ask) => book.Take(Encoding.UTF8.GetBytes(
        $$"""{"arg":{"channel":"books","instId":"BTC-USDT"},"action":"{{action}}","data":[{"asks":[{{Level(ask)}}],"bids":[{{Level(bid)}}],"ts":"1","checksum":0,"prevSeqId":{{previous}},"seqId":{{number}}}]}"""), action == "snapshot");

    private static string Level(string? price) => price is null ? "" : $"""["{price}","1","0","1"]""";
}
