using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin.Futures;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinFuturesCodecTests
{
    private const string Order =
        """
        { "id": "236655147005071361", "symbol": "XBTUSDTM", "type": "limit", "side": "buy", "price": "0.1", "size": 5, "value": "0.0001", "dealValue": "0", "dealSize": 2,
          "stp": "", "stop": "", "stopPriceType": "", "stopTriggered": false, "stopPrice": null, "timeInForce": "GTC", "postOnly": false, "hidden": false, "iceberg": false,
          "leverage": "3", "forceHold": false, "closeOrder": false, "visibleSize": 0, "clientOid": "00000000000000000000000000000abc", "remark": null, "tags": "",
          "isActive": true, "cancelExist": false, "createdAt": 1729236185949, "updatedAt": 1729236185949, "endAt": null, "orderTime": 1729236185885647952,
          "settleCurrency": "USDT", "marginMode": "ISOLATED", "avgDealPrice": "0.1", "filledSize": 2, "filledValue": "0", "status": "open", "reduceOnly": true }
        """;

    [Fact]
    public void Order_IsReadWithEveryField() => Assert.Equal(
        new OrderReport
        {
            ClientOrderId = new ClientOrderId(0xABC),
            VenueOrderId = new("236655147005071361"),
            Instrument = new("XBTUSDTM"),
            Side = Side.Buy,
            Type = OrderType.Limit,
            State = VenueOrderState.Working,
            Quantity = new(5m),
            FilledQuantity = new(2m),
            AveragePrice = new Price(0.1m),
            LimitPrice = new Price(0.1m),
            TimeInForce = TimeInForce.Gtc,
            ReduceOnly = true,
            At = DateTimeOffset.FromUnixTimeMilliseconds(1_729_236_185_949),
        },
        KucoinFuturesCodec.Order(Answer(Order)));

    [Theory]
    [InlineData("null", true, VenueOrderState.Working)]
    [InlineData("false", true, VenueOrderState.Working)]
    [InlineData("true", true, VenueOrderState.Triggered)]
    [InlineData("true", false, VenueOrderState.Cancelled)]
    public void Stop_AndTheOrderItBecomes_AreOne(string triggered, bool isActive, VenueOrderState state)
    {
        var text = Order.Replace("\"stop\": \"\"", "\"stop\": \"down\"", StringComparison.Ordinal).Replace("\"stopPrice\": null", "\"stopPrice\": \"3000\"", StringComparison.Ordinal)
            .Replace("\"stopTriggered\": false", $"\"stopTriggered\": {triggered}", StringComparison.Ordinal).Replace("\"isActive\": true", $"\"isActive\": {(isActive ? "true" : "false")}", StringComparison.Ordinal);

        var stop = KucoinFuturesCodec.Order(Answer(text))!;

        Assert.Equal((OrderType.StopLimit, state, new Price(3_000m)), (stop.Type, stop.State, stop.StopPrice!.Value));
        // A buy that waits for a lower price takes a profit.
        Assert.True(stop.TakesProfit);
    }

    [Fact]
    public void UnreadableOrder_MakesItsListUnreadable()
    {
        Assert.Single(KucoinFuturesCodec.Orders(Answer($$"""{ "totalPage": 1, "items": [ {{Order}} ] }"""))!.Items);
        Assert.Null(KucoinFuturesCodec.Orders(Answer($$"""{ "totalPage": 1, "items": [ {{Order.Replace("\"buy\"", "\"both\"", StringComparison.Ordinal)}} ] }""")));
    }

    [Theory]
    [InlineData("trade", FillCause.Trade)]
    [InlineData("adl", FillCause.AutoDeleveraging)]
    [InlineData("liquid", FillCause.Liquidation)]
    [InlineData("settlement", FillCause.Settlement)]
    public void Fills_TellWhyTheyHappened(string kind, FillCause cause)
    {
        var fill = Assert.Single(KucoinFuturesCodec.RecentFills(Answer(
            $$"""
            [ { "symbol": "XBTUSDTM", "tradeId": "1784277229880", "orderId": "236317213710184449", "side": "buy", "liquidity": "maker", "forceTaker": false, "price": "67430.9",
              "size": 1, "value": "67.4309", "feeRate": "0.00060", "fixFee": "0", "feeCurrency": "USDT", "fee": "0.04045854", "settleCurrency": "USDT", "orderType": "market",
              "tradeType": "{{kind}}", "tradeTime": 1729155616320000000, "createdAt": 1729155616493 } ]
            """))!);

        Assert.Equal((cause, true, new Money(0.04045854m), "USDT"), (fill.Cause, fill.IsMaker!.Value, fill.Fee, fill.FeeCurrency));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_729_155_616_320), fill.At);
    }

    [Fact]
    public void Positions_AreSigned_AndEmptyOnesLeftOut()
    {
        var positions = KucoinFuturesCodec.Positions(Answer(
            """
            [ { "id": "1", "symbol": "ETHUSDM", "crossMode": true, "currentQty": -1, "currentCost": -4.069805E-4, "unrealisedPnl": -4.975E-7, "avgEntryPrice": 2457.12,
                "liquidationPrice": 1429.96, "settleCurrency": "ETH", "isInverse": true, "marginMode": "CROSS", "positionSide": "BOTH", "leverage": 10 },
              { "id": "2", "symbol": "XBTUSDTM", "crossMode": false, "currentQty": 2, "avgEntryPrice": 40008.0, "unrealisedPnl": 0.00693, "liquidationPrice": 32211.0, "realLeverage": 5.0, "positionSide": "LONG" },
              { "id": "3", "symbol": "XRPUSDTM", "currentQty": 0 } ]
            """))!;

        Assert.Equal(2, positions.Count);
        Assert.Equal((new Quantity(-1m), new Price(2_457.12m), MarginMode.Cross, 10m, null), (positions[0].Quantity, positions[0].AveragePrice, positions[0].MarginMode!.Value, positions[0].Leverage!.Value, positions[0].Side));
        Assert.Equal(-0.0000004975m, positions[0].UnrealisedProfit!.Value.Value);
        Assert.Equal((MarginMode.Isolated, 5m, PositionSide.Long), (positions[1].MarginMode!.Value, positions[1].Leverage!.Value, positions[1].Side!.Value));
    }

    [Fact]
    public void Balance_IsWhatTheMarginIs_WithoutOpenProfit() => Assert.Equal(
        new VenueBalance("USDT", new(371.394298816m), new(290.326799096m)),
        KucoinFuturesCodec.Balance(Answer(
            """{ "accountEquity": 394.439280806, "unrealisedPNL": 20.15278, "marginBalance": 371.394298816, "positionMargin": 102.2, "orderMargin": 10.06, "frozenFunds": 0.0, "availableBalance": 290.326799096, "currency": "USDT" }""")));

    [Fact]
    public void Terms_AreReadOneByOne()
    {
        Assert.Equal(MarginMode.Cross, KucoinFuturesCodec.MarginModeOf(Answer("""{ "symbol": "XBTUSDTM", "marginMode": "CROSS" }""")));
        Assert.Equal(3m, KucoinFuturesCodec.Leverage(Answer("""{ "symbol": "XBTUSDTM", "leverage": "3" }""")));
        Assert.Equal(PositionMode.Hedge, KucoinFuturesCodec.PositionModeOf(Answer("""{ "positionMode": 1 }""")));
        Assert.Equal(PositionMode.OneWay, KucoinFuturesCodec.PositionModeOf(Answer("""{ "positionMode": "0" }""")));
        Assert.Null(KucoinFuturesCodec.PositionLeverage(Answer("""{ "symbol": "XBTUSDTM", "currentQty": 0, "leverage": 5 }""")));
    }

    [Fact]
    public void Contracts_SayWhatOneIsWorth()
    {
        var contracts = KucoinFuturesCodec.Instruments(Payload.Read("Kucoin", "contracts.json"))!;

        Assert.Equal(
            [
                ("XBTUSDTM", InstrumentKind.LinearPerpetual, 0.001m, "USDT", TradingStatus.Trading, null),
                ("XBTUSDM", InstrumentKind.InversePerpetual, 1m, "XBT", TradingStatus.Trading, null),
                ("XBTMZ26", InstrumentKind.InverseFuture, 1m, "XBT", TradingStatus.CancelOnly, (DateOnly?)new DateOnly(2026, 12, 26)),
            ],
            contracts.Select(each => (each.Id.Value, each.Kind, each.ContractSize, each.Settle, each.Status, each.Expiry)));
        Assert.Equal((new Price(0.1m), new Quantity(1m), new Quantity(1_000_000m), 125m), (contracts[0].TickSize, contracts[0].LotSize, contracts[0].MaxQuantity!.Value, contracts[0].MaxLeverage!.Value));
    }

    private static byte[] Answer(string data) => Encoding.UTF8.GetBytes($$"""{ "code": "200000", "data": {{data}} }""");
}
