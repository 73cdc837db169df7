using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Futures;
using Signalbox.Venues.Kucoin.Spot;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

/// <summary>What each frame of the account streams means.</summary>
public sealed class KucoinStreamTests
{
    private const string Id = "00000000000000000000000000000abc";

    private static string SpotOrder(string fields) =>
        $$"""{"type":"message","topic":"/spotMarket/tradeOrdersV2","subject":"orderChange","channelType":"private","data":{"symbol":"KCS-USDT","orderType":"limit","side":"sell","orderId":"5efab07953bdea00089965fa","orderTime":1593487482038606180,"price":"0.938","clientOid":"{{Id}}","originSize":"0.2","ts":1593487482038606180,{{fields}} } }""";

    [Theory]
    [InlineData("\"type\":\"received\",\"status\":\"new\"", VenueOrderState.Working, 0)]
    [InlineData("\"type\":\"open\",\"status\":\"open\",\"size\":\"0.2\",\"filledSize\":\"0\",\"remainSize\":\"0.2\"", VenueOrderState.Working, 0)]
    [InlineData("\"type\":\"filled\",\"status\":\"done\",\"size\":\"0.2\",\"filledSize\":\"0.2\",\"remainSize\":\"0\"", VenueOrderState.Filled, 0.2)]
    [InlineData("\"type\":\"canceled\",\"status\":\"done\",\"size\":\"0.2\",\"filledSize\":\"0.1\",\"remainSize\":\"0\"", VenueOrderState.Cancelled, 0.1)]
    public void SpotOrder_IsReadInEveryState(string fields, VenueOrderState state, double filled)
    {
        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(Spot(SpotOrder(fields))!)).Report;

        Assert.Equal((new ClientOrderId(0xABC), state, (decimal)filled, 0.2m), (report.ClientOrderId!.Value, report.State, report.FilledQuantity.Value, report.Quantity.Value));
        Assert.Equal((OrderType.Limit, new Price(0.938m), Side.Sell), (report.Type, report.LimitPrice!.Value, report.Side));
    }

    [Fact]
    public void SpotUpdate_TellsTheNewSize() => Assert.Equal(
        0.06m,
        Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(Spot(SpotOrder("\"type\":\"update\",\"oldSize\":\"0.2\",\"size\":\"0.06\",\"filledSize\":\"0\",\"status\":\"open\""))!)).Report.Quantity.Value);

    [Fact]
    public void Match_IsAFill_ToldBeforeTheReportThatCountsIt()
    {
        var events = Spot(SpotOrder(
            "\"type\":\"match\",\"status\":\"match\",\"liquidity\":\"taker\",\"feeType\":\"takerFee\",\"size\":\"0.2\",\"filledSize\":\"0.1\",\"remainSize\":\"0.1\",\"matchPrice\":\"0.96738\",\"matchSize\":\"0.1\",\"tradeId\":\"5efab07a4ee4c7000a82d6d9\""))!;

        var fill = Assert.IsType<VenueEvent.Executed>(events[0]).Fill;
        Assert.Equal((new FillId("5efab07a4ee4c7000a82d6d9"), 0.1m, 0.96738m, false), (fill.FillId, fill.Quantity.Value, fill.Price.Value, fill.IsMaker!.Value));
        Assert.Equal(0.1m, Assert.IsType<VenueEvent.OrderChanged>(events[1]).Report.FilledQuantity.Value);
    }

    [Theory]
    [InlineData("\"type\":\"match\",\"matchSize\":\"\",\"matchPrice\":\"\",\"tradeId\":\"1\"")]
    [InlineData("\"type\":\"something\"")]
    public void FrameThatIsNotAsDocumented_IsUnreadable(string fields) => Assert.Null(Spot(SpotOrder(fields)));

    [Theory]
    [InlineData("open", "", VenueOrderState.Working)]
    [InlineData("triggered", ",\"triggerSuccess\":true", VenueOrderState.Triggered)]
    [InlineData("triggered", ",\"triggerSuccess\":false,\"error\":\"error.createOrder.accountBalanceInsufficient\"", VenueOrderState.Rejected)]
    [InlineData("cancel", "", VenueOrderState.Cancelled)]
    public void Stop_IsReadInEveryState(string type, string more, VenueOrderState state)
    {
        var events = Spot(
            $$"""{"topic":"/spotMarket/advancedOrders","type":"message","subject":"stopOrder","channelType":"private","data":{"orderId":"vs93gpupfa48anof003u85mb","orderPrice":"70000","orderType":"stop","side":"buy","size":"0.00007142","stop":"loss","stopPrice":"71000","symbol":"BTC-USDT","tradeType":"TRADE","type":"{{type}}","createdAt":1742305928064,"ts":1742305928091268493{{more}} } }""")!;

        var report = Assert.IsType<VenueEvent.OrderChanged>(Assert.Single(events)).Report;
        Assert.Equal((state, OrderType.StopLimit, new Price(71_000m), true), (report.State, report.Type, report.StopPrice!.Value, report.TakesProfit));
    }

    [Fact]
    public void Balances_AreThoseOfTheTradingAccount()
    {
        const string Frame = """{"topic":"/account/balance","type":"message","subject":"account.balance","channelType":"private","data":{"accountId":"1","currency":"USDT","total":"21.13","available":"20.13","hold":"1","relationEvent":"trade.hold","time":"1730269283892"}}""";

        Assert.Equal(new VenueBalance("USDT", new(21.13m), new(20.13m)), Assert.Single(Assert.IsType<VenueEvent.BalancesChanged>(Assert.Single(Spot(Frame)!)).Balances));
        Assert.Empty(Spot(Frame.Replace("trade.hold", "main.deposit", StringComparison.Ordinal))!);
    }

    [Fact]
    public void FuturesMatch_AndPosition_AndWallet_AreRead()
    {
        var match = Futures(
            $$"""{"topic":"/contractMarket/tradeOrders:XBTUSDM","type":"message","subject":"symbolOrderChange","data":{"orderId":"5cdfc138b21023a909e5ad55","symbol":"XBTUSDM","type":"match","feeType":"takerFee","status":"open","matchSize":"5","matchPrice":"3600.5","orderType":"limit","side":"buy","price":"3601","size":"20000","remainSize":"19995","filledSize":"5","canceledSize":"0","tradeId":"5ce24c16b210233c36eexxxx","clientOid":"{{Id}}","orderTime":1545914149935808589,"liquidity":"maker","ts":1545914149935808589} }""")!;
        var position = Futures(
            """{"topic":"/contract/positionAll","type":"message","subject":"position.change","data":{"symbol":"XBTUSDTM","crossMode":false,"currentQty":-20,"avgEntryPrice":91694.5,"liquidationPrice":73853.04,"unrealisedPnl":0.14529,"leverage":4.96,"marginMode":"ISOLATED","positionSide":"BOTH","changeReason":"positionChange"}}""")!;
        var wallet = Futures(
            """{"topic":"/contractAccount/wallet","type":"message","subject":"walletBalance.change","data":{"equity":"81.27","availableBalance":"26.14","walletBalance":"81.07","currency":"USDT","timestamp":"1731916996764"}}""")!;

        Assert.Equal((5m, 3_600.5m), (Assert.IsType<VenueEvent.Executed>(match[0]).Fill.Quantity.Value, ((VenueEvent.Executed)match[0]).Fill.Price.Value));
        var held = Assert.Single(Assert.IsType<VenueEvent.PositionsChanged>(Assert.Single(position)).Positions);
        Assert.Equal((-20m, 91_694.5m, MarginMode.Isolated), (held.Quantity.Value, held.AveragePrice.Value, held.MarginMode!.Value));
        Assert.Equal(new VenueBalance("USDT", new(81.07m), new(26.14m)), Assert.Single(Assert.IsType<VenueEvent.BalancesChanged>(Assert.Single(wallet)).Balances));
    }

    [Theory]
    [InlineData("""{"topic":"/contract/positionAll","type":"message","subject":"position.change","data":{"markPrice":7947.83,"unrealisedPnl":-0.0001,"changeReason":"markPriceChange","settleCurrency":"XBT"}}""")]
    [InlineData("""{"topic":"/contract/positionAll","type":"message","subject":"position.settlement","data":{"fundingTime":1551770400000,"qty":100,"fundingFee":-296,"settleCurrency":"XBT"}}""")]
    [InlineData("""{"topic":"/contract/positionAll","type":"message","subject":"position.adjustRiskLimit","data":{"success":true,"riskLimitLevel":1,"msg":""}}""")]
    [InlineData("""{"topic":"/contractAccount/wallet","type":"message","subject":"orderMargin.change","data":{"orderMargin":5923,"currency":"USDT","timestamp":1553842862614}}""")]
    public void WhatMovesNothingHeld_IsLeftOut(string frame) => Assert.Empty(Futures(frame)!);

    private static IReadOnlyList<VenueEvent>? Spot(string frame) => KucoinSpotEvents.Read(KucoinFrame.Read(Encoding.UTF8.GetBytes(frame)));

    private static IReadOnlyList<VenueEvent>? Futures(string frame) => KucoinFuturesEvents.Read(KucoinFrame.Read(Encoding.UTF8.GetBytes(frame)));
}
