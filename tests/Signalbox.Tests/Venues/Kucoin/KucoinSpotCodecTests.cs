using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Spot;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinSpotCodecTests
{
    private const string Order =
        """
        { "id": "6717422bd51c29000775ea03", "clientOid": "00000000000000000000000000000abc", "symbol": "BTC-USDT", "opType": "DEAL", "type": "limit", "side": "buy",
          "price": "70000", "size": "0.00002", "funds": "1.4", "dealSize": "0.00001", "dealFunds": "0.677176", "remainSize": "0.00001", "cancelledSize": "0",
          "fee": "0.000677176", "feeCurrency": "USDT", "stp": null, "timeInForce": "GTC", "postOnly": true, "hidden": false, "iceberg": false, "visibleSize": "0",
          "cancelAfter": 0, "channel": "API", "remark": "order remarks", "tags": null, "cancelExist": false, "tradeType": "TRADE", "inOrderBook": true, "active": true,
          "tax": "0", "createdAt": 1729577515444, "lastUpdatedAt": 1729577515481 }
        """;

    private const string Stop =
        """
        { "id": "vs8hoo8q2ceshiue003b67c0", "symbol": "KCS-USDT", "status": "NEW", "type": "limit", "side": "buy", "price": "0.01000000000000000000", "size": "0.01000000000000000000",
          "funds": null, "stp": null, "timeInForce": "GTC", "cancelAfter": -1, "visibleSize": null, "clientOid": "40e0eb9efe6311eb8e58acde48001122",
          "orderTime": 1629098781127530200, "createdAt": 1629098781128, "stop": "loss", "stopTriggerTime": null, "stopPrice": "10.00000000000000000000" }
        """;

    [Fact]
    public void Order_IsReadWithEveryField() => Assert.Equal(
        new OrderReport
        {
            ClientOrderId = new ClientOrderId(0xABC),
            VenueOrderId = new("6717422bd51c29000775ea03"),
            Instrument = new("BTC-USDT"),
            Side = Side.Buy,
            Type = OrderType.Limit,
            State = VenueOrderState.Working,
            Quantity = new(0.00002m),
            FilledQuantity = new(0.00001m),
            AveragePrice = new Price(67_717.6m),
            LimitPrice = new Price(70_000m),
            TimeInForce = TimeInForce.Gtc,
            PostOnly = true,
            At = DateTimeOffset.FromUnixTimeMilliseconds(1_729_577_515_481),
        },
        KucoinSpotCodec.Order(Answer(Order)));

    [Theory]
    [InlineData("\"active\": true", "\"active\": false", VenueOrderState.Cancelled)]
    [InlineData("\"size\": \"0.00002\"", "\"size\": \"0.00001\", \"active\": false", VenueOrderState.Filled)]
    [InlineData("\"size\": \"0.00002\"", "\"size\": \"0\", \"active\": false", VenueOrderState.Filled)]
    [InlineData("\"cancelExist\": false", "\"cancelExist\": true, \"active\": false", VenueOrderState.Cancelled)]
    [InlineData("\"dealSize\": \"0.00001\"", "\"dealSize\": \"0\", \"active\": false", VenueOrderState.Cancelled)]
    public void Order_ThatIsNoLongerActive_EndedByWhatItFilled(string before, string after, VenueOrderState state)
    {
        var text = Order.Replace(before, after, StringComparison.Ordinal);
        text = text.Contains("\"active\": false", StringComparison.Ordinal) ? text.Replace("\"active\": true,", "", StringComparison.Ordinal) : text;

        Assert.Equal(state, KucoinSpotCodec.Order(Answer(text))!.State);
    }

    [Fact]
    public void Stop_IsReadFromItsOwnService()
    {
        var stop = KucoinSpotCodec.Stop(Answer(Stop))!;

        Assert.Equal((OrderType.StopLimit, VenueOrderState.Working, true), (stop.Type, stop.State, stop.TakesProfit));
        Assert.Equal((new Price(10m), new Price(0.01m), new Quantity(0.01m)), (stop.StopPrice!.Value, stop.LimitPrice!.Value, stop.Quantity));
        // 32 hex digits could be ours and are read as such; whose it is the account knows.
        Assert.NotNull(stop.ClientOrderId);
    }

    [Fact]
    public void StopPage_TellsHowManyThereAre()
    {
        var page = KucoinSpotCodec.StopPage(Answer($$"""{ "currentPage": 1, "pageSize": 50, "totalNum": 60, "totalPage": 2, "items": [ {{Stop}} ] }"""))!;

        Assert.Equal((1, 2L), (page.Items.Count, page.Pages));
    }

    [Fact]
    public void UnreadableOrder_MakesItsListUnreadable()
    {
        Assert.Null(KucoinSpotCodec.Orders(Answer($"[ {Order}, {Order.Replace("\"limit\"", "\"twap\"", StringComparison.Ordinal)} ]")));
        Assert.Null(KucoinSpotCodec.Order(Encoding.UTF8.GetBytes("<html>")));
        Assert.Equal(2, KucoinSpotCodec.Orders(Answer($"[ {Order}, {Order} ]"))!.Count);
    }

    [Fact]
    public void Fills_AreReadByTheirTrade()
    {
        var page = KucoinSpotCodec.Fills(Answer(
            """
            { "items": [ { "id": 19814995255305, "orderId": "6717422bd51c29000775ea03", "counterOrderId": "67174228135f9e000709da8c", "tradeId": 11029373945659392,
              "symbol": "BTC-USDT", "side": "buy", "liquidity": "taker", "type": "limit", "forceTaker": false, "price": "67717.6", "size": "0.00001", "funds": "0.677176",
              "fee": "0.000677176", "feeRate": "0.001", "feeCurrency": "USDT", "stop": "", "tradeType": "TRADE", "createdAt": 1729577515473 } ], "lastId": 19814995255305 }
            """))!;

        Assert.Equal("19814995255305", page.LastId);
        Assert.Equal(
            new FillReport
            {
                FillId = new("11029373945659392"),
                VenueOrderId = new("6717422bd51c29000775ea03"),
                Instrument = new("BTC-USDT"),
                Side = Side.Buy,
                Quantity = new(0.00001m),
                Price = new(67_717.6m),
                Fee = new(0.000677176m),
                FeeCurrency = "USDT",
                IsMaker = false,
                At = DateTimeOffset.FromUnixTimeMilliseconds(1_729_577_515_473),
            },
            Assert.Single(page.Items));
    }

    [Fact]
    public void Balances_AreThoseOfTheTradingAccount() => Assert.Equal(
        [new VenueBalance("USDT", new(26.66m), new(20.5m))],
        KucoinSpotCodec.Balances(Answer(
            """
            [ { "id": "548674591753", "currency": "USDT", "type": "trade", "balance": "26.66", "available": "20.5", "holds": "6.16" },
              { "id": "63355cd156298d0001b66e61", "currency": "USDT", "type": "main", "balance": "0.01", "available": "0.01", "holds": "0" },
              { "id": "1", "currency": "BTC", "type": "trade", "balance": "0", "available": "0", "holds": "0" } ]
            """))!);

    [Fact]
    public void Instruments_AreReadWithTheirFilters()
    {
        var instruments = KucoinSpotCodec.Instruments(Payload.Read("Kucoin", "symbols.json"))!;

        var pair = Assert.Single(instruments, each => each.Id == new InstrumentId("REQ-ETH"));
        Assert.Equal(
            ("REQ", "ETH", new Price(0.0000001m), new Quantity(0.0001m), new Quantity(1m), InstrumentKind.Spot),
            (pair.Base, pair.Quote, pair.TickSize, pair.LotSize, pair.MinQuantity, pair.Kind));
        Assert.Contains(instruments, each => each is { Base: "BSV", Quote: "BTC" });
    }

    [Theory]
    [InlineData("""{ "orderId": "670fd33bf9406e0007ab3945", "clientOid": "a" }""", "670fd33bf9406e0007ab3945")]
    [InlineData("""{ "newOrderId": "67112258f9406e0007408827", "clientOid": "a" }""", "67112258f9406e0007408827")]
    public void AcceptedOrder_HasTheVenuesNumber(string data, string number) =>
        Assert.Equal(new VenueOutcome.Accepted(new VenueOrderId(number)), KucoinCodec.Accepted(Reply(data)));

    [Fact]
    public void CancellationOfNothing_IsAnUnknownOrder()
    {
        Assert.Equal(RejectReason.UnknownOrder, Assert.IsType<VenueOutcome.Rejected>(KucoinCodec.Cancelled(Reply("""{ "cancelledOrderIds": [] }"""))).Reason);
        Assert.IsType<VenueOutcome.Accepted>(KucoinCodec.Cancelled(Reply("""{ "cancelledOrderIds": [ "vs1" ] }""")));
        Assert.IsType<VenueOutcome.Accepted>(KucoinCodec.Cancelled(Reply("""{ "cancelledOrderId": "vs1", "clientOid": "a" }""")));
        Assert.IsType<VenueOutcome.Accepted>(KucoinCodec.Cancelled(Reply("""{ "orderId": "67" }""")));
    }

    [Fact]
    public void Batch_EndsEachOrderInItsOwnWay()
    {
        var reply = Reply(
            """
            [ { "orderId": "6710d8336afcdb0007319c27", "clientOid": "12", "success": true }, { "success": false, "failMsg": "The order funds should more then 0.1 USDT." },
              { "success": false, "failMsg": "Balance insufficient!" }, { "success": false, "failMsg": "something new" } ]
            """);

        var outcomes = KucoinCodec.Batch(KucoinErrors.Spot, reply, 4)!;

        Assert.Equal(new VenueOutcome.Accepted(new VenueOrderId("6710d8336afcdb0007319c27")), outcomes[0]);
        Assert.Equal(
            [RejectReason.BelowMinimum, RejectReason.InsufficientFunds, RejectReason.Other],
            outcomes.Skip(1).Select(outcome => Assert.IsType<VenueOutcome.Rejected>(outcome).Reason));
        Assert.Null(KucoinCodec.Batch(KucoinErrors.Spot, reply, 5));
    }

    [Theory]
    [InlineData("null", true)]
    [InlineData("[]", true)]
    [InlineData("[{}]", false)]
    [InlineData("{}", false)]
    public void AnswerWithNothingInIt_SaysThatThereIsNothing(string data, bool isEmpty) => Assert.Equal(isEmpty, KucoinCodec.IsEmpty(Reply(data)));

    [Theory]
    [InlineData("General,Futures,Spot,Earn,InnerTransfer,Margin", "", true, false, false)]
    [InlineData("General,Spot,Transfer", "203.**.154", true, true, true)]
    [InlineData("General,Spot,Withdrawal", "", true, true, false)]
    [InlineData("General,Trade", "", true, false, false)]
    [InlineData("General", "", false, false, false)]
    public void Permissions_TellWhoCanTakeMoneyOut(string rights, string addresses, bool trades, bool withdraws, bool restricted)
    {
        var may = KucoinCodec.Permissions(Answer($$"""{ "apiKey": "6705f5c311545b000157d3eb", "apiVersion": 3, "permission": "{{rights}}", "ipWhitelist": "{{addresses}}" }"""), "Spot")!;

        Assert.Equal((trades, withdraws, restricted), (may.Trade, may.Withdraw, may.AddressRestricted));
    }

    [Fact]
    public void TokenTimeQuoteAndFees_AreRead()
    {
        var token = KucoinCodec.Token(Answer("""{ "token": "2neA.g==", "instanceServers": [ { "endpoint": "wss://ws-api-spot.kucoin.com/", "encrypt": true, "protocol": "websocket", "pingInterval": 18000, "pingTimeout": 10000 } ] }"""))!;
        var quote = KucoinSpotCodec.Quote(Answer("""{ "time": 1729172965609, "sequence": "14609309753", "price": "67269", "size": "0.000025", "bestBid": "67267.5", "bestBidSize": "0.000025", "bestAsk": "67267.6", "bestAskSize": "1.2" }"""), default)!;

        Assert.Equal((new Uri("wss://ws-api-spot.kucoin.com/"), TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(10)), (token.Address, token.PingEvery, token.PongWithin));
        Assert.DoesNotContain("2neA", token.ToString(), StringComparison.Ordinal);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_729_260_030_774), KucoinCodec.Time(Answer("1729260030774")));
        Assert.Equal((new Price(67_267.5m), new Price(67_267.6m), new Price(67_269m)), (quote.Bid!.Value, quote.Ask!.Value, quote.Last!.Value));
        Assert.Null(KucoinSpotCodec.Quote(Answer("null"), default));
        Assert.Equal(new TradingFees(new("BTC-USDT"), 0.0005m, 0.001m), KucoinCodec.Fees(new("BTC-USDT"), Answer("""[ { "symbol": "BTC-USDT", "takerFeeRate": "0.001", "makerFeeRate": "0.0005" } ]""")));
        Assert.Equal(new TradingFees(new("XBTUSDTM"), 0.0002m, 0.0006m), KucoinCodec.Fees(new("XBTUSDTM"), Answer("""{ "symbol": "XBTUSDTM", "takerFeeRate": "0.0006", "makerFeeRate": "0.0002" }""")));
    }

    private static byte[] Answer(string data) => Encoding.UTF8.GetBytes($$"""{ "code": "200000", "data": {{data}} }""");

    private static WireReply Reply(string data) => new() { End = WireEnd.Answered, Status = 200, Body = Answer(data) };
}
