using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Okx;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Okx;

public sealed class OkxRequestsTests
{
    private const string Id = "00000000000000000000000000000abc";

    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_597_026_383_085);
    private static readonly OkxSigner Signer = new("key", "secret", "word");

    private static PlaceOrder Order => new()
    {
        Id = new(0xABC),
        Instrument = new("BTC-USDT-SWAP"),
        Side = Side.Sell,
        Type = OrderType.Market,
        Quantity = new(5m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Order with { Type = OrderType.Limit, LimitPrice = new(80_000.5m) };

    private static PlaceOrder Stop => Order with { Type = OrderType.Stop, StopPrice = new(70_000m) };

    private static PlaceOrder Trail(decimal distance, bool isPercent) => Order with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(distance, isPercent) } };

    public static TheoryData<string, PlaceOrder> ContractOrders => new()
    {
        { """"ordType":"market","sz":"5"}"""", Order },
        { """"ordType":"market","sz":"5","reduceOnly":true}"""", Order with { ReduceOnly = true } },
        { """"ordType":"limit","sz":"5","px":"80000.5"}"""", Limit },
        { """"ordType":"post_only","sz":"5","px":"80000.5"}"""", Limit with { PostOnly = true } },
        { """"ordType":"ioc","sz":"5","px":"80000.5"}"""", Limit with { TimeInForce = TimeInForce.Ioc } },
        { """"ordType":"fok","sz":"5","px":"80000.5","stpMode":"cancel_maker"}"""", Limit with { TimeInForce = TimeInForce.Fok, Extras = new() { SelfTrades = SelfTradePrevention.CancelMaker } } },
        {
            """"ordType":"market","sz":"5","attachAlgoOrds":[{"tpTriggerPx":"90000","tpOrdPx":"-1","tpTriggerPxType":"mark","slTriggerPx":"70000","slOrdPx":"69000"}]}"""",
            Order with { Extras = new() { TakeProfit = new(new Price(90_000m)) { TriggerBy = PriceSource.Mark }, StopLoss = new(new Price(70_000m), new Price(69_000m)) } }
        },
        { """"ordType":"market","sz":"5","attachAlgoOrds":[{"tpOrdPx":"90000","tpOrdKind":"limit"}]}"""", Order with { Extras = new() { TakeProfit = new(null, new Price(90_000m)) } } },
    };

    [Theory]
    [MemberData(nameof(ContractOrders))]
    public void ContractOrder_IsWrittenAsDocumented_AndSaysUntilWhenItIsGood(string expected, PlaceOrder order)
    {
        var request = Place(OkxProduct.Swap, order);

        Assert.Equal((HttpMethod.Post, "/api/v5/trade/order"), (request.Method, request.Path));
        Assert.Equal($$"""{"instId":"BTC-USDT-SWAP","tdMode":"cross","clOrdId":"{{Id}}","side":"sell","{{expected}}""", Body(request));
        Assert.Equal(("2020-08-10T02:26:23.085Z", "1597026386085"), (HeaderOf(request, OkxSigner.TimeHeader), HeaderOf(request, OkxSigner.ExpiryHeader)));
        Assert.Equal(order.SendBy, request.SendBy);
    }

    [Fact]
    public void HedgedOrder_NamesItsPosition_AndIsReducedByItsSideAlone() => Assert.Equal(
        $$"""{"instId":"BTC-USDT-SWAP","tdMode":"isolated","clOrdId":"{{Id}}","side":"sell","posSide":"long","ordType":"market","sz":"5"}""",
        Body(Place(OkxProduct.Swap, Order with { ReduceOnly = true, Extras = new() { PositionSide = PositionSide.Long, MarginMode = MarginMode.Isolated } })));

    public static TheoryData<string, PlaceOrder> SpotOrders => new()
    {
        { """"side":"buy","ordType":"market","sz":"0.5","tgtCcy":"base_ccy"}"""", Order with { Side = Side.Buy, Quantity = new(0.5m) } },
        { """"side":"buy","ordType":"market","sz":"100","tgtCcy":"quote_ccy"}"""", Order with { Side = Side.Buy, Extras = new() { QuoteAmount = new(100m) } } },
        { """"side":"sell","ordType":"limit","sz":"5","px":"80000.5"}"""", Limit },
    };

    [Theory]
    [MemberData(nameof(SpotOrders))]
    public void SpotOrder_IsPaidInFull_AndSaysWhatItsSizeCounts(string expected, PlaceOrder order) => Assert.Equal(
        $$"""{"instId":"BTC-USDT","tdMode":"cash","clOrdId":"{{Id}}","{{expected}}""", Body(Place(OkxProduct.Spot, order with { Instrument = new("BTC-USDT") })));

    public static TheoryData<string, PlaceOrder> WaitingOrders => new()
    {
        { """"ordType":"conditional","sz":"5","slTriggerPx":"70000","slOrdPx":"-1"}"""", Stop },
        { """"ordType":"conditional","sz":"5","slTriggerPx":"70000","slOrdPx":"-1","reduceOnly":true}"""", Stop with { ReduceOnly = true } },
        { """"ordType":"conditional","sz":"5","slTriggerPx":"70000","slTriggerPxType":"mark","slOrdPx":"69000"}"""", Stop with { Type = OrderType.StopLimit, LimitPrice = new(69_000m), Extras = new() { TriggerBy = PriceSource.Mark } } },
        { """"ordType":"conditional","sz":"5","tpTriggerPx":"90000","tpTriggerPxType":"index","tpOrdPx":"-1"}"""", Stop with { StopPrice = new(90_000m), Extras = new() { TakesProfit = true, TriggerBy = PriceSource.Index } } },
        { """"ordType":"conditional","closeFraction":"1","slTriggerPx":"70000","slOrdPx":"-1","reduceOnly":true}"""", Stop with { Extras = new() { ClosesPosition = true } } },
        { """"ordType":"move_order_stop","sz":"5","callbackRatio":"0.015"}"""", Trail(1.5m, isPercent: true) },
        { """"ordType":"move_order_stop","sz":"5","callbackSpread":"250","activePx":"90000","reduceOnly":true}"""", Trail(250m, isPercent: false) with { ReduceOnly = true, StopPrice = new(90_000m) } },
    };

    [Theory]
    [MemberData(nameof(WaitingOrders))]
    public void WaitingOrder_GoesToTheAlgoService_AndIsRefusedThereOnceItIsTooLate(string expected, PlaceOrder order)
    {
        var request = Place(OkxProduct.Swap, order);

        Assert.Equal("/api/v5/trade/order-algo", request.Path);
        Assert.Equal($$"""{"instId":"BTC-USDT-SWAP","tdMode":"cross","algoClOrdId":"{{Id}}","side":"sell","{{expected}}""", Body(request));
        // Half a minute before the send deadline.
        Assert.Equal(("2020-08-10T02:25:56.085Z", null), (HeaderOf(request, OkxSigner.TimeHeader), HeaderOf(request, OkxSigner.ExpiryHeader)));
    }

    [Fact]
    public void SpotStopThatBuys_SaysWhatItsSizeCounts() => Assert.Equal(
        $$"""{"instId":"BTC-USDT","tdMode":"cash","algoClOrdId":"{{Id}}","side":"buy","ordType":"conditional","sz":"5","tgtCcy":"base_ccy","slTriggerPx":"70000","slOrdPx":"-1"}""",
        Body(Place(OkxProduct.Spot, Stop with { Instrument = new("BTC-USDT"), Side = Side.Buy })));

    public static TheoryData<OkxProduct, PlaceOrder> Unsupported => new()
    {
        { OkxProduct.Swap, Order with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended.AddHours(1) } },
        { OkxProduct.Swap, Limit with { VisibleQuantity = new(1m) } },
        { OkxProduct.Swap, Order with { Extras = new() { QuoteAmount = new(10m) } } },
        { OkxProduct.Swap, Order with { Extras = new() { ClosesPosition = true } } },
        { OkxProduct.Swap, Order with { Extras = new() { SelfTrades = SelfTradePrevention.Decrement } } },
        { OkxProduct.Swap, Order with { ReduceOnly = true, Extras = new() { StopLoss = new(new Price(1m)) } } },
        { OkxProduct.Swap, Stop with { Type = OrderType.StopLimit, LimitPrice = new(1m), TimeInForce = TimeInForce.Ioc } },
        { OkxProduct.Swap, Stop with { Type = OrderType.TrailingStop } },
        { OkxProduct.Swap, Stop with { StopPrice = null } },
        { OkxProduct.Spot, Order with { ReduceOnly = true } },
        { OkxProduct.Spot, Order with { Extras = new() { PositionSide = PositionSide.Long } } },
        { OkxProduct.Spot, Stop with { Extras = new() { TriggerBy = PriceSource.Mark } } },
        { OkxProduct.Spot, Limit with { Extras = new() { QuoteAmount = new(10m) } } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatTheVenueHasNotGot_IsRefusedBeforeAByteLeaves(OkxProduct product, PlaceOrder order) =>
        Assert.Equal(RejectReason.Unsupported, new OkxRequests(Signer, product).Place(order, default).Refusal!.Reason);

    [Fact]
    public void Batch_IsAListOfOrders_AndCountsEachOfThem()
    {
        var request = new OkxRequests(Signer, OkxProduct.Swap).PlaceMany([Order, Limit with { Id = new(1) }], SigningTime.Now(Intended));

        Assert.Equal("/api/v5/trade/batch-orders", request.Path);
        Assert.Equal(
            $$"""[{"instId":"BTC-USDT-SWAP","tdMode":"cross","clOrdId":"{{Id}}","side":"sell","ordType":"market","sz":"5"},{"instId":"BTC-USDT-SWAP","tdMode":"cross","clOrdId":"{{1:x32}}","side":"sell","ordType":"limit","sz":"5","px":"80000.5"}]""",
            Body(request));
        Assert.Equal(2, request.Costs.Single(cost => cost.Window == OkxLimits.PlaceMany).Weight);
    }

    [Fact]
    public void Amendment_NamesTheOrder_AndWhatIsNew()
    {
        var requests = new OkxRequests(Signer, OkxProduct.Swap);
        var amendment = new AmendOrder { Id = Order.Id, VenueOrderId = null, Instrument = Order.Instrument, Quantity = new(7m), LimitPrice = new(81_000m), SendBy = Order.SendBy };
        var time = SigningTime.Now(Intended);

        Assert.Equal($$"""{"instId":"BTC-USDT-SWAP","clOrdId":"{{Id}}","newSz":"7","newPx":"81000"}""", Body(requests.Amend(amendment, time)));
        Assert.Equal("""{"instId":"BTC-USDT-SWAP","ordId":"28","newSz":"7","newPx":"81000"}""", Body(requests.Amend(amendment with { VenueOrderId = new("28") }, time)));
        var moved = amendment with { VenueOrderId = new("algo-31"), StopPrice = new(75_000m), LimitPrice = null };
        Assert.Equal("""{"instId":"BTC-USDT-SWAP","algoId":"31","newSz":"7","newSlTriggerPx":"75000"}""", Body(requests.AmendAlgo(moved, takesProfit: false, time)));
        Assert.Equal("""{"instId":"BTC-USDT-SWAP","algoId":"31","newSz":"7","newTpTriggerPx":"75000"}""", Body(requests.AmendAlgo(moved, takesProfit: true, time)));
        Assert.Equal(RateLane.Protect, requests.AmendAlgo(moved, takesProfit: false, time).Lane);
    }

    [Fact]
    public void Cancellation_GoesToWhereTheOrderIs()
    {
        var requests = new OkxRequests(Signer, OkxProduct.Swap);
        var unnumbered = new CancelOrder(Order.Id, null, Order.Instrument);
        var time = SigningTime.Now(Intended);

        Assert.Equal(("/api/v5/trade/cancel-order", $$"""{"instId":"BTC-USDT-SWAP","clOrdId":"{{Id}}"}"""), Told(requests.Cancel(unnumbered, time)));
        Assert.Equal(("/api/v5/trade/cancel-order", """{"instId":"BTC-USDT-SWAP","ordId":"28"}"""), Told(requests.Cancel(unnumbered with { VenueOrderId = new("28") }, time)));
        Assert.Equal(("/api/v5/trade/cancel-batch-orders", """[{"instId":"BTC-USDT-SWAP","ordId":"28"}]"""), Told(requests.CancelMany([unnumbered with { VenueOrderId = new("28") }], time)));
        Assert.Equal(("/api/v5/trade/cancel-algos", """[{"instId":"BTC-USDT-SWAP","algoId":"31"}]"""), Told(requests.CancelAlgos([unnumbered with { VenueOrderId = new("algo-31") }], time)));
        Assert.Equal(("/api/v5/trade/cancel-algos", $$"""[{"instId":"BTC-USDT-SWAP","algoClOrdId":"{{Id}}"}]"""), Told(requests.CancelAlgos([unnumbered], time)));
    }

    [Fact]
    public void Settings_AreWrittenAsDocumented()
    {
        var requests = new OkxRequests(Signer, OkxProduct.Swap);
        var time = SigningTime.Now(Intended);

        Assert.Equal(("/api/v5/account/set-leverage", """{"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"cross"}"""), Told(requests.SetLeverage(Order.Instrument, 5m, null, time)));
        Assert.Equal(
            ("/api/v5/account/set-leverage", """{"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"isolated","posSide":"short"}"""),
            Told(new OkxRequests(Signer, OkxProduct.Swap, MarginMode.Isolated).SetLeverage(Order.Instrument, 5m, PositionSide.Short, time)));
        Assert.Equal(("/api/v5/account/set-position-mode", """{"posMode":"long_short_mode"}"""), Told(requests.SetPositionMode(PositionMode.Hedge, time)));
        Assert.Equal(
            ("/api/v5/trade/close-position", """{"instId":"BTC-USDT-SWAP","posSide":"long","mgnMode":"cross","autoCxl":true}"""),
            Told(requests.ClosePosition(Order.Instrument, PositionSide.Long, time)));
    }

    public static TheoryData<string, WireRequest> Questions
    {
        get
        {
            var (spot, swap, at, id) = (new OkxQuestions(Signer, OkxProduct.Spot), new OkxQuestions(Signer, OkxProduct.Swap), Intended, new ClientOrderId(0xABC));
            var (pair, contract) = (new InstrumentId("BTC-USDT"), new InstrumentId("BTC-USDT-SWAP"));
            return new()
            {
                { $"/api/v5/trade/order?instId=BTC-USDT&clOrdId={Id}", spot.Order(pair, id, at) },
                { "/api/v5/trade/order?instId=BTC-USDT&ordId=28", spot.Order(pair, new VenueOrderId("28"), at) },
                { $"/api/v5/trade/order-algo?algoClOrdId={Id}", spot.AlgoOrder(id, null, at) },
                { "/api/v5/trade/order-algo?algoId=31", spot.AlgoOrder(id, new("algo-31"), at) },
                { "/api/v5/trade/orders-pending?limit=100", spot.OpenOrders(null, null, at) },
                { "/api/v5/trade/orders-pending?instType=SWAP&instId=BTC-USDT-SWAP&after=9&limit=100", swap.OpenOrders(contract, "9", at) },
                { "/api/v5/trade/orders-algo-pending?ordType=conditional%2Coco&instType=SWAP&limit=100", swap.OpenAlgoOrders("conditional,oco", null, null, at) },
                { "/api/v5/trade/orders-history?instType=SWAP&limit=100", swap.OrderHistory(null, null, at) },
                { "/api/v5/trade/fills?instType=SWAP&begin=1597022783085&limit=100", swap.FillsSince(at.AddHours(-1), null, at) },
                { "/api/v5/trade/fills-history?instType=SPOT&begin=1596594383085&after=7&limit=100", spot.FillsSince(at.AddDays(-5), "7", at) },
                { "/api/v5/trade/fills?instType=SWAP&instId=BTC-USDT-SWAP&ordId=28&limit=100", swap.FillsOf(contract, new("28"), isOld: false, null, at) },
                { "/api/v5/account/positions?instType=SWAP", swap.Positions(null, at) },
                { "/api/v5/account/balance", swap.Balances(at) },
                { "/api/v5/account/config", swap.Config(at) },
                { "/api/v5/account/leverage-info?instId=BTC-USDT-SWAP&mgnMode=cross", swap.Leverage(contract, at) },
                { "/api/v5/account/trade-fee?instType=SPOT&instId=BTC-USDT", spot.Fees(pair, at) },
                { "/api/v5/account/trade-fee?instType=SWAP&instFamily=BTC-USDT", swap.Fees(contract, at) },
                { "/api/v5/public/time", swap.Time() },
                { "/api/v5/public/instruments?instType=SWAP", swap.Instruments() },
                { "/api/v5/market/ticker?instId=BTC-USDT", spot.Quote(pair) },
                { "/api/v5/market/books?instId=BTC-USDT&sz=400", spot.Book(pair, 400) },
                { "/api/v5/market/trades?instId=BTC-USDT&limit=500", spot.Trades(pair, 500) },
                { "/api/v5/market/candles?instId=BTC-USDT&bar=1H&before=1597026383085&limit=300", spot.Candles(pair, "1H", at, 300) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Question_IsAskedAsDocumented(string target, WireRequest request)
    {
        Assert.Equal((HttpMethod.Get, target), (request.Method, request.Target));
        Assert.NotEmpty(request.Costs);
    }

    private static WireRequest Place(OkxProduct product, PlaceOrder order) => new OkxRequests(Signer, product).Place(order, SigningTime.Of(order, TimeSpan.Zero)).Request!;

    private static (string Path, string Body) Told(WireRequest request) => (request.Path, Body(request));

    private static string Body(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);

    private static string? HeaderOf(WireRequest request, string name) => request.Headers.FirstOrDefault(header => header.Key == name).Value;
}
