using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Hyperliquid;

public sealed class HyperliquidCodecTests
{
    private static readonly HyperliquidVoice Voice = new();

    [Theory]
    [InlineData("""{"resting":{"oid":77738308}}""", "77738308")]
    [InlineData("""{"filled":{"totalSz":"0.02","avgPx":"1891.4","oid":77747314}}""", "77747314")]
    [InlineData("\"waitingForFill\"", null)]
    [InlineData("\"success\"", null)]
    public void Status_OfWhatWasTaken_IsAccepted(string status, string? number) =>
        Assert.Equal(number, Assert.IsType<VenueOutcome.Accepted>(HyperliquidCodec.Placed(Answer(status))).VenueOrderId?.Value);

    [Theory]
    [InlineData("Price must be divisible by tick size. asset=3", "Tick", RejectReason.PriceOutOfRange)]
    [InlineData("Order must have minimum value of $10. asset=4", "MinTradeNtl", RejectReason.BelowMinimum)]
    [InlineData("Order must have minimum value of 10 USDC. asset=10107", "MinTradeSpotNtl", RejectReason.BelowMinimum)]
    [InlineData("Insufficient margin to place order. asset=4", "PerpMargin", RejectReason.InsufficientFunds)]
    [InlineData("Reduce only order would increase position. asset=4", "ReduceOnly", RejectReason.ReduceOnlyRefused)]
    [InlineData("Post only order would have immediately matched, bbo was 1901.9@1902. asset=4", "BadAloPx", RejectReason.WouldTakeLiquidity)]
    [InlineData("Order could not immediately match against any resting orders. asset=4", "IocCancel", RejectReason.Other)]
    [InlineData("Invalid TP/SL price. asset=4", "BadTriggerPx", RejectReason.WouldTriggerImmediately)]
    [InlineData("No liquidity available for market order.", "MarketOrderNoLiquidity", RejectReason.Other)]
    [InlineData("Order would increase open interest while open interest is capped", "PositionIncreaseAtOpenInterestCap", RejectReason.AboveMaximum)]
    [InlineData("Order rejected due to price more aggressive than oracle while at open interest cap", "TooAggressiveAtOpenInterestCap", RejectReason.PriceOutOfRange)]
    [InlineData("Order would increase open interest too quickly", "OpenInterestIncrease", RejectReason.AboveMaximum)]
    [InlineData("Order has insufficient spot balance to trade", "InsufficientSpotBalance", RejectReason.InsufficientFunds)]
    [InlineData("Order price too far from oracle", "Oracle", RejectReason.PriceOutOfRange)]
    [InlineData("Order would cause position to exceed margin tier limit at current leverage", "PerpMaxPosition", RejectReason.AboveMaximum)]
    [InlineData("Order was never placed, already canceled, or filled.", "MissingOrder", RejectReason.UnknownOrder)]
    [InlineData("A sentence that is not documented.", "Order", RejectReason.Other)]
    public void Sentence_ForOneOrder_IsARefusal(string sentence, string name, RejectReason reason)
    {
        var outcome = Assert.IsType<VenueOutcome.Rejected>(HyperliquidCodec.Placed(Answer($$"""{"error":"{{sentence}}"}""")));

        Assert.Equal((name, reason, sentence), (outcome.VenueCode, outcome.Reason, outcome.Message));
    }

    [Theory]
    [InlineData("User or API Wallet 0x2cb5f6358e530a68801fc11cbe17698ab9d43d47 does not exist.", ErrorMeaning.Unauthorized)]
    [InlineData("L1 error: User or API Wallet 0x0123 does not exist.", ErrorMeaning.Unauthorized)]
    [InlineData("Must deposit before performing actions. User: 0x123", ErrorMeaning.Unauthorized)]
    [InlineData("Unable to recover signer.", ErrorMeaning.Unauthorized)]
    [InlineData("Vault not registered: 0x1719884eb866cb12b2287399b15f7db5e7d775ea", ErrorMeaning.NotPermitted)]
    [InlineData("Invalid nonce: duplicate nonce 1754922717871", ErrorMeaning.NotProcessed)]
    [InlineData("Invalid nonce: nonce too low 1776584283874 < 1776584799101", ErrorMeaning.ClockSkew)]
    [InlineData("Action already expired", ErrorMeaning.NotProcessed)]
    [InlineData("Too many cumulative requests sent (15401 > 14642) for cumulative volume traded $4643. Place taker orders to free up 1 request per USDC traded.", ErrorMeaning.NotProcessed)]
    [InlineData("A sentence that is not documented.", ErrorMeaning.Unknown)]
    public void Sentence_InPlaceOfTheAnswer_ProvesOnlyWhatIsListed(string sentence, ErrorMeaning meaning) =>
        Assert.Equal(meaning, Voice.Complaint(Reply($$"""{"status":"err","response":"{{sentence}}"}"""))!.Error.Meaning);

    [Fact]
    public void UsedUpActions_SayWhenOnePassesAgain() => Assert.Equal(
        TimeSpan.FromSeconds(10), Assert.IsType<VenueOutcome.NotSent>(HyperliquidErrors.Of("Too many cumulative requests sent (2 > 1)").Outcome).RetryAfter);

    [Theory]
    [InlineData(429, ErrorMeaning.Throttled)]
    [InlineData(403, ErrorMeaning.Banned)]
    [InlineData(422, ErrorMeaning.Rejected)]
    [InlineData(500, ErrorMeaning.Unknown)]
    [InlineData(502, ErrorMeaning.Unknown)]
    public void Status_OfTheServer_ProvesWhatItCan(int status, ErrorMeaning meaning) =>
        Assert.Equal(meaning, Voice.Complaint(Reply("Failed to deserialize the JSON body into the target type") with { Status = status })!.Error.Meaning);

    [Fact]
    public void Batch_TellsOfEach_OrOneSentenceOfAll()
    {
        var each = HyperliquidCodec.Batch(Answer("""{"resting":{"oid":1}},{"error":"Invalid TP/SL price."},{"filled":{"totalSz":"1","avgPx":"2","oid":3}}"""), 3)!;
        Assert.Equal([typeof(VenueOutcome.Accepted), typeof(VenueOutcome.Rejected), typeof(VenueOutcome.Accepted)], each.Select(outcome => outcome.GetType()));
        Assert.All(HyperliquidCodec.Batch(Answer("""{"error":"Order has zero size."}"""), 3)!, outcome => Assert.IsType<VenueOutcome.Rejected>(outcome));
        Assert.Null(HyperliquidCodec.Batch(Answer("""{"resting":{"oid":1}}"""), 2));
        Assert.Null(HyperliquidCodec.Batch(Answer("""{"resting":{"oid":1}},{"something":"else"}"""), 2));
    }

    [Fact]
    public void DefaultAnswer_IsDone() => Assert.IsType<VenueOutcome.Accepted>(HyperliquidCodec.Done(Reply("""{"status":"ok","response":{"type":"default"}}""")));

    [Fact]
    public void Order_ByEitherId_IsRead()
    {
        var found = HyperliquidCodec.Order(
            """{"status":"order","order":{"order":{"coin":"ETH","side":"A","limitPx":"2412.7","sz":"0.0","oid":1,"timestamp":1724361546645,"triggerCondition":"N/A","isTrigger":false,"triggerPx":"0.0","children":[],"isPositionTpsl":false,"reduceOnly":true,"orderType":"Market","origSz":"0.0076","tif":"FrontendMarket","cloid":null},"status":"filled","statusTimestamp":1724361546645}}"""u8,
            out var isUnknown)!;

        Assert.False(isUnknown);
        Assert.Equal((VenueOrderState.Filled, OrderType.Market, Side.Sell, true, (Price?)null, (ClientOrderId?)null),
            (found.Report.State, found.Report.Type, found.Report.Side, found.Report.ReduceOnly, found.Report.LimitPrice, found.Report.ClientOrderId));
        Assert.Equal((new Quantity(0.0076m), new Quantity(0.0076m)), (found.Report.Quantity, found.Report.FilledQuantity));
    }

    [Fact]
    public void UnknownOrder_IsTheVenuesOwnWord()
    {
        Assert.Null(HyperliquidCodec.Order("""{"status":"unknownOid"}"""u8, out var isUnknown));
        Assert.True(isUnknown);
        Assert.Null(HyperliquidCodec.Order("""{"status":"something"}"""u8, out isUnknown));
        Assert.False(isUnknown);
        Assert.Null(HyperliquidCodec.Order("""{"status":"order","order":{"order":{"coin":"BTC","side":"B","oid":5},"status":"a state nobody knows","statusTimestamp":1}}"""u8, out isUnknown));
        Assert.False(isUnknown);
    }

    [Theory]
    [InlineData("open", VenueOrderState.Working)]
    [InlineData("triggered", VenueOrderState.Triggered)]
    [InlineData("canceled", VenueOrderState.Cancelled)]
    [InlineData("scheduledCancel", VenueOrderState.Cancelled)]
    [InlineData("marginCanceled", VenueOrderState.Cancelled)]
    [InlineData("siblingFilledCanceled", VenueOrderState.Cancelled)]
    [InlineData("liquidatedCanceled", VenueOrderState.Cancelled)]
    [InlineData("iocCancelRejected", VenueOrderState.Rejected)]
    [InlineData("perpMaxPositionRejected", VenueOrderState.Rejected)]
    public void State_IsRead_WithItsReason(string status, VenueOrderState state)
    {
        var update = $$"""{"channel":"orderUpdates","data":[{"order":{"coin":"BTC","side":"B","limitPx":"64000.0","sz":"0.01","oid":5,"timestamp":1,"origSz":"0.01","cloid":"0x0123456789abcdef0123456789abcdef"},"status":"{{status}}","statusTimestamp":1700000000000}]}""";

        var report = Assert.Single(HyperliquidEvents.Read(Encoding.UTF8.GetBytes(update))!.Orders);

        Assert.Equal(state, report.State);
        Assert.Equal(ClientOrderId.From("0123456789abcdef0123456789abcdef"), report.ClientOrderId);
        Assert.Equal(status is "open" or "triggered" or "canceled" ? null : status, report.Reason);
    }

    [Fact]
    public void FilledOrder_WithSomethingLeft_HasEndedOnlyIfItMayNotRest()
    {
        Assert.Equal(VenueOrderState.Cancelled, Orders("\"tif\":\"Ioc\",\"orderType\":\"Limit\"").State);
        Assert.Equal(VenueOrderState.Working, Orders("\"orderType\":null").State);

        static OrderReport Orders(string more) => HyperliquidCodec.Order(Encoding.UTF8.GetBytes(
            $$$"""{"status":"order","order":{"order":{"coin":"BTC","side":"B","limitPx":"1","sz":"0.5","oid":5,"timestamp":1,"origSz":"2",{{{more}}}},"status":"filled","statusTimestamp":2}}"""), out _)!.Report;
    }

    [Fact]
    public void OpenOrders_HaveTheirTypes()
    {
        var orders = HyperliquidCodec.Orders(
            """[{"coin":"BTC","isPositionTpsl":false,"isTrigger":false,"limitPx":"95000.0","oid":2001,"orderType":"Limit","origSz":"0.10","reduceOnly":false,"side":"B","sz":"0.05","timestamp":1769916000000,"triggerCondition":"N/A","triggerPx":"0.0","tif":"Alo","cloid":"0xaabbccdd00112233aabbccdd00112233"},{"coin":"ETH","isPositionTpsl":true,"isTrigger":true,"limitPx":"2400.0","oid":2002,"orderType":"Stop Market","origSz":"1.25","reduceOnly":true,"side":"A","sz":"1.25","timestamp":1769916001000,"triggerCondition":"Mark Px <= 2450.0","triggerPx":"2450.0","cloid":null}]"""u8)!;

        Assert.Equal((OrderType.Limit, true, new Quantity(0.05m), new Price(95_000m)), (orders[0].Type, orders[0].PostOnly, orders[0].FilledQuantity, orders[0].LimitPrice!.Value));
        Assert.Equal((OrderType.Stop, true, (Price?)new Price(2_450m), (Price?)null), (orders[1].Type, orders[1].ReduceOnly, orders[1].StopPrice, orders[1].LimitPrice));
    }

    [Fact]
    public void List_WithOneOrderThatCannotBeRead_IsNoList() => Assert.Null(HyperliquidCodec.Orders("""[{"coin":"BTC","side":"B","oid":5,"orderType":"Scale"}]"""u8));

    [Fact]
    public void Fills_CarryTheirOrderFeeAndCause()
    {
        var fills = HyperliquidCodec.Fills(
            """[{"coin":"BTC","px":"78751.0","sz":"0.00535","side":"B","time":1789407361368,"startPosition":"4.22618","dir":"Open Long","closedPnl":"0.0","hash":"0x00","oid":544900123760,"crossed":false,"fee":"-0.012639","tid":1109765720343214,"cloid":"0x5bdd47600dea461f36c8378cd7b4150c","feeToken":"USDC","twapId":null},{"coin":"BTC","px":"1","sz":"1","side":"A","time":1,"dir":"Liquidated Isolated Long","oid":6,"crossed":true,"fee":"1","tid":7,"feeToken":"USDC","liquidation":{"liquidatedUser":"0x0","markPx":"1","method":"market"}}]"""u8)!;

        Assert.Equal(("1109765720343214", "544900123760", new Money(-0.012639m), "USDC", true, FillCause.Trade),
            (fills[0].FillId.Value, fills[0].VenueOrderId.Value, fills[0].Fee, fills[0].FeeCurrency!, fills[0].IsMaker!.Value, fills[0].Cause));
        Assert.Equal((FillCause.Liquidation, Side.Sell), (fills[1].Cause, fills[1].Side));
    }

    // Our own example: both sides of a liquidation in the book carry it, and neither has it in its direction.
    [Theory]
    [InlineData(true, FillCause.Liquidation)]
    [InlineData(false, FillCause.Trade)]
    public void Fill_OfALiquidationInTheBook_IsOneForWhoTook(bool crossed, FillCause expected)
    {
        var fills = HyperliquidCodec.Fills(Encoding.UTF8.GetBytes($$$"""
            [{"coin":"ETH","px":"3100.5","sz":"0.2","side":"A","time":1789407361368,"dir":"Close Long","oid":61,"crossed":{{{(crossed ? "true" : "false")}}},"fee":"0.3","tid":71,"feeToken":"USDC","liquidation":{"liquidatedUser":"0x00000000000000000000000000000000000000aa","markPx":"3101.0","method":"market"}}]
            """))!;

        Assert.Equal(expected, Assert.Single(fills).Cause);
    }

    [Fact]
    public void Margin_IsWithoutWhatIsNotRealised()
    {
        var state = """{"assetPositions":[{"position":{"coin":"ETH","entryPx":"2986.3","leverage":{"rawUsd":"-95.059824","type":"isolated","value":20},"liquidationPx":"2866.26936529","marginUsed":"4.967826","maxLeverage":50,"positionValue":"100.02765","returnOnEquity":"-0.0026789","szi":"-0.0335","unrealizedPnl":"-0.0134"},"type":"oneWay"}],"marginSummary":{"accountValue":"13109.482328","totalMarginUsed":"4.967826"},"time":1708622398623,"withdrawable":"13104.514502"}"""u8;

        var position = Assert.Single(HyperliquidCodec.Positions(state)!);
        var balance = Assert.Single(HyperliquidCodec.Margin(state)!);

        Assert.Equal((new Quantity(-0.0335m), new Price(2_986.3m), (decimal?)20m, (MarginMode?)MarginMode.Isolated), (position.Quantity, position.AveragePrice, position.Leverage, position.MarginMode));
        Assert.Equal(new VenueBalance("USDC", new(13_109.495728m), new(13_104.514502m)), balance);
    }

    [Fact]
    public void SpotBalances_AreLessWhatOrdersHold() => Assert.Equal(
        [new VenueBalance("USDC", new(14.625485m), new(4.625485m))],
        HyperliquidCodec.Balances("""{"balances":[{"coin":"USDC","token":0,"hold":"10.0","total":"14.625485","entryNtl":"0.0"},{"coin":"PURR","token":1,"hold":"0","total":"0.0","entryNtl":"0"}]}"""u8)!);

    [Fact]
    public void Perpetuals_AreNumberedByTheirPlace_InTheirExchange()
    {
        var json = """[{"universe":[{"name":"BTC","szDecimals":5,"maxLeverage":50,"marginTableId":50},{"name":"HPOS","szDecimals":0,"maxLeverage":3,"isDelisted":true},{"name":"xyz:TSLA","szDecimals":3,"maxLeverage":10,"onlyIsolated":true}]},[{"markPx":"14.3","midPx":"64000.5","oraclePx":"1","prevDayPx":"1"},{"markPx":"0.012345","midPx":null},{"markPx":"250.1","midPx":"250.1"}]]"""u8;

        var listing = HyperliquidListing.Perpetuals(json, 1)!;

        Assert.Equal([110_000, 110_001, 110_002], listing.Assets.Select(asset => asset.Number));
        Assert.Equal([0, 1, 2], HyperliquidListing.Perpetuals(json, 0)!.Assets.Select(asset => asset.Number));
        var bitcoin = listing.Instruments[0];
        Assert.Equal((new Price(1m), new Quantity(0.00001m), new Money(10m), (decimal?)50m, "USDC", InstrumentKind.LinearPerpetual),
            (bitcoin.TickSize, bitcoin.LotSize, bitcoin.MinNotional!.Value, bitcoin.MaxLeverage, bitcoin.Settle, bitcoin.Kind));
        Assert.Equal((TradingStatus.Delisted, new Price(0.000001m)), (listing.Instruments[1].Status, listing.Instruments[1].TickSize));
        Assert.Equal(("TSLA", "xyz:TSLA"), (listing.Instruments[2].Base, listing.Instruments[2].Id.Value));
    }

    [Fact]
    public void Pairs_GoByTheirNames_AndAreNumberedByTheirIndex()
    {
        var listing = HyperliquidListing.Pairs(
            """[{"universe":[{"name":"PURR/USDC","tokens":[1,0],"index":0,"isCanonical":true},{"tokens":[150,0],"name":"@107","index":107,"isCanonical":false}],"tokens":[{"name":"USDC","szDecimals":8,"weiDecimals":8,"index":0},{"name":"PURR","szDecimals":0,"weiDecimals":5,"index":1},{"name":"HYPE","szDecimals":2,"weiDecimals":8,"index":150}]},[{"coin":"PURR/USDC","markPx":"0.2","midPx":"0.20123"},{"coin":"@107","markPx":"24.5","midPx":null}]]"""u8)!;

        Assert.Equal([("PURR/USDC", 10_000), ("@107", 10_107)], listing.Assets.Select(asset => (asset.Coin, asset.Number)));
        var hype = listing.Instruments[1];
        Assert.Equal(("HYPE", "USDC", new Price(0.001m), new Quantity(0.01m), false), (hype.Base, hype.Quote, hype.TickSize, hype.LotSize, hype.Shortable));
    }

    [Fact]
    public void Roles_Agents_FeesAndCounts_AreRead()
    {
        Assert.Equal(new HyperliquidRole("agent", "0xabc"), HyperliquidCodec.Role("""{"role":"agent","data":{"user":"0xabc"}}"""u8));
        Assert.Equal(new HyperliquidRole("missing", null), HyperliquidCodec.Role("""{"role":"missing"}"""u8));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_785_000_000_000), HyperliquidCodec.Agents("""[{"name":"a","address":"0xABC","validUntil":1785000000000}]"""u8)!["0xabc"]);
        Assert.Equal(new HyperliquidActions(2_890m, 13_334m), HyperliquidCodec.Actions("""{"cumVlm":"2854574.59","nRequestsUsed":2890,"nRequestsCap":13334,"nRequestsSurplus":0}"""u8));
        var fees = """{"userCrossRate":"0.00045","userAddRate":"0.00015","userSpotCrossRate":"0.0007","userSpotAddRate":"0.0004"}"""u8;
        Assert.Equal(new TradingFees(new("BTC"), 0.00015m, 0.00045m), HyperliquidCodec.Fees(new("BTC"), isSpot: false, fees));
        Assert.Equal(new TradingFees(new("@1"), 0.0004m, 0.0007m), HyperliquidCodec.Fees(new("@1"), isSpot: true, fees));
        Assert.Equal(new PositionTerms(new("BTC"), 20m, MarginMode.Cross, PositionMode.OneWay), HyperliquidCodec.Terms(new("BTC"), """{"user":"0x","coin":"BTC","leverage":{"type":"cross","value":20}}"""u8));
    }

    [Theory]
    [InlineData("\"unifiedAccount\"", true)]
    [InlineData("\"portfolioMargin\"", true)]
    [InlineData("\"disabled\"", false)]
    [InlineData("\"default\"", false)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Balance_IsShared_AsTheAccountChose(string answer, bool? isShared) => Assert.Equal(isShared, HyperliquidCodec.IsShared(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void Stream_TellsFillsStatesAndWhatItIsNot()
    {
        var fill = """{"coin":"BTC","px":"1","sz":"1","side":"A","time":1,"oid":6,"crossed":true,"fee":"1","tid":7,"feeToken":"USDC"}""";
        Assert.Single(Read($$$$$$"""{"channel":"user","data":{"fills":[{{{{{{fill}}}}}}]}}""")!.Fills);
        Assert.True(Read($$$$$$"""{"channel":"userFills","data":{"isSnapshot":true,"user":"0x","fills":[{{{{{{fill}}}}}}]}}""")!.IsSnapshot);
        Assert.Empty(Read("""{"channel":"user","data":{"funding":{"time":1,"coin":"BTC","usdc":"1","szi":"1","fundingRate":"0"}}}""")!.Fills);
        Assert.Empty(Read("""{"channel":"clearinghouseState","data":{"dex":"","user":"0x","clearinghouseState":{"assetPositions":[],"marginSummary":{"accountValue":"5"},"withdrawable":"5"}}}""")!.Positions!);
        Assert.Single(Read("""{"channel":"spotState","data":{"user":"0x","spotState":{"balances":[{"coin":"USDC","hold":"0","total":"5"}]}}}""")!.Balances!);
        Assert.Equal("userFills", Read("""{"channel":"subscriptionResponse","data":{"method":"subscribe","subscription":{"type":"userFills","user":"0x"}}}""")!.Subscribed);
        Assert.Equal("Invalid subscription", Read("""{"channel":"error","data":"Invalid subscription"}""")!.Refused);
        Assert.NotNull(Read("""{"channel":"pong"}"""));
        Assert.Null(Read("""{"channel":"orderUpdates","data":[{"order":{"coin":"BTC"},"status":"open"}]}"""));
        Assert.Null(Read("{"));

        static HyperliquidNews? Read(string json) => HyperliquidEvents.Read(Encoding.UTF8.GetBytes(json));
    }

    private static WireReply Answer(string statuses) => Reply($$$$$$"""{"status":"ok","response":{"type":"order","data":{"statuses":[{{{{{{statuses}}}}}}]}}}""");

    private static WireReply Reply(string body) => new() { End = WireEnd.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) };
}
