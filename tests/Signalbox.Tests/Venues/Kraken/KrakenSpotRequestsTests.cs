using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kraken.Spot;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenSpotRequestsTests
{
    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private const string IdText = "00000000000000000000000000000abc";
    private const string Nonce = "nonce=1700000000000000000";
    private const string Deadline = "deadline=2023-11-14T22%3A13%3A23.000Z";

    private static KrakenSpotRequests Requests => new(new("key", "c2VjcmV0", new PaperTestClock(Intended)), new(KrakenTier.Pro));

    private static PlaceOrder Order => new()
    {
        Id = new(0xABC),
        Instrument = new("XBTUSD"),
        Side = Side.Sell,
        Type = OrderType.Market,
        Quantity = new(0.5m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Order with { Type = OrderType.Limit, LimitPrice = new(80_000m) };

    private static PlaceOrder Stop => Order with { Type = OrderType.Stop, StopPrice = new(70_000m) };

    private static PlaceOrder Trailing => Order with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(1.5m, IsPercent: true) } };

    public static TheoryData<string, PlaceOrder> Orders => new()
    {
        { "ordertype=market&type=sell&volume=0.5&oflags=fciq&cl_ord_id=" + IdText, Order },
        { "ordertype=market&type=buy&volume=250&oflags=viqc%2Cfciq&cl_ord_id=" + IdText, Order with { Side = Side.Buy, Extras = new() { QuoteAmount = new(250m) } } },
        { "ordertype=market&type=sell&volume=0.5&leverage=3&reduce_only=true&oflags=fciq&cl_ord_id=" + IdText, Order with { ReduceOnly = true, Extras = new() { Leverage = 3 } } },
        { "ordertype=market&type=sell&volume=0&leverage=3&oflags=fciq&cl_ord_id=" + IdText, Order with { Extras = new() { Leverage = 3, ClosesPosition = true } } },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&oflags=fciq&cl_ord_id=" + IdText, Limit },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&oflags=post%2Cfciq&cl_ord_id=" + IdText, Limit with { PostOnly = true } },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&oflags=fciq&timeinforce=IOC&cl_ord_id=" + IdText, Limit with { TimeInForce = TimeInForce.Ioc } },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&oflags=fciq&timeinforce=GTD&expiretm=1700003600&cl_ord_id=" + IdText, Limit with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended.AddHours(1) } },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&stptype=cancel-oldest&oflags=fciq&cl_ord_id=" + IdText, Limit with { Extras = new() { SelfTrades = SelfTradePrevention.CancelMaker } } },
        { "ordertype=iceberg&type=sell&volume=0.5&displayvol=0.1&price=80000&oflags=fciq&cl_ord_id=" + IdText, Limit with { VisibleQuantity = new(0.1m) } },
        { "ordertype=stop-loss&type=sell&volume=0.5&price=70000&oflags=fciq&cl_ord_id=" + IdText, Stop },
        { "ordertype=stop-loss&type=sell&volume=0.5&price=70000&trigger=index&oflags=fciq&cl_ord_id=" + IdText, Stop with { Extras = new() { TriggerBy = PriceSource.Index } } },
        { "ordertype=stop-loss-limit&type=sell&volume=0.5&price=70000&price2=69000&oflags=fciq&cl_ord_id=" + IdText, Stop with { Type = OrderType.StopLimit, LimitPrice = new(69_000m) } },
        { "ordertype=take-profit&type=sell&volume=0.5&price=90000&oflags=fciq&cl_ord_id=" + IdText, Stop with { StopPrice = new(90_000m), Extras = new() { TakesProfit = true } } },
        { "ordertype=take-profit-limit&type=sell&volume=0.5&price=90000&price2=89000&oflags=fciq&cl_ord_id=" + IdText, Stop with { Type = OrderType.StopLimit, StopPrice = new(90_000m), LimitPrice = new(89_000m), Extras = new() { TakesProfit = true } } },
        { "ordertype=trailing-stop&type=sell&volume=0.5&price=%2B1.5%25&oflags=fciq&cl_ord_id=" + IdText, Trailing },
        { "ordertype=trailing-stop-limit&type=sell&volume=0.5&price=%2B500&price2=-100&oflags=fciq&cl_ord_id=" + IdText, Trailing with { StopPrice = new(79_500m), LimitPrice = new(79_400m), Extras = new() { Trail = new(500m, IsPercent: false) } } },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&oflags=fciq&cl_ord_id=" + IdText + "&close[ordertype]=stop-loss-limit&close[price]=85000&close[price2]=86000", Limit with { Extras = new() { StopLoss = new(new(85_000m), new(86_000m)) } } },
        { "ordertype=limit&type=sell&volume=0.5&price=80000&oflags=fciq&cl_ord_id=" + IdText + "&close[ordertype]=limit&close[price]=70000", Limit with { Extras = new() { TakeProfit = new(null, new(70_000m)) } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_IsWrittenAsDocumented(string expected, PlaceOrder order)
    {
        var request = Requests.Place(order, SigningTime.Of(order, TimeSpan.Zero), Intended).Request!;

        Assert.Equal((HttpMethod.Post, "/0/private/AddOrder", $"{Nonce}&pair=XBTUSD&{expected}&{Deadline}"), (request.Method, request.Path, Body(request)));
        Assert.Equal(WireRequest.Form, request.ContentType);
        Assert.Equal(["API-Key", "API-Sign"], request.Headers.Select(header => header.Key));
    }

    public static TheoryData<PlaceOrder> Unsupported => new()
    {
        Order with { ReduceOnly = true },
        Order with { TimeInForce = TimeInForce.Day },
        Limit with { TimeInForce = TimeInForce.Gtd },
        Order with { PostOnly = true },
        Stop with { VisibleQuantity = new(0.1m) },
        Limit with { VisibleQuantity = new(0.01m) },
        Trailing with { Extras = null },
        Trailing with { Extras = new() { Trail = new(1, true), ActivationPrice = new(1m) } },
        Order with { Extras = new() { QuoteAmount = new(100m) } },
        Stop with { Extras = new() { TriggerBy = PriceSource.Mark } },
        Order with { Extras = new() { PositionSide = PositionSide.Long } },
        Order with { Extras = new() { MarginMode = MarginMode.Isolated } },
        Order with { Extras = new() { SelfTrades = SelfTradePrevention.Decrement } },
        Limit with { Extras = new() { TakeProfit = new(new(1m)), StopLoss = new(new(2m)) } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatSpotLacks_IsRefusedBeforeAByteLeaves(PlaceOrder order)
    {
        var draft = Requests.Place(order, SigningTime.Of(order, TimeSpan.Zero), Intended);

        Assert.Null(draft.Request);
        Assert.Equal(RejectReason.Unsupported, draft.Refusal!.Reason);
    }

    [Fact]
    public void Batch_NamesThePairOnce_AndBooleansAreBare()
    {
        var order = Order with { ReduceOnly = true, Extras = new() { Leverage = 3 } };
        var request = Requests.PlaceMany([Limit, order], SigningTime.Of(order, TimeSpan.Zero), Intended);

        Assert.Equal(
            """{"nonce":"1700000000000000000","orders":[{"ordertype":"limit","type":"sell","volume":"0.5","price":"80000","oflags":"fciq","cl_ord_id":"00000000000000000000000000000abc"},"""
            + """{"ordertype":"market","type":"sell","volume":"0.5","leverage":"3","reduce_only":true,"oflags":"fciq","cl_ord_id":"00000000000000000000000000000abc"}]"""
            + ""","pair":"XBTUSD","deadline":"2023-11-14T22:13:23.000Z"}""",
            Body(request));
    }

    public static TheoryData<string, WireRequest> Others => new()
    {
        { "/0/private/AmendOrder&txid=OABC&order_qty=2&limit_price=100&" + Deadline, Requests.Amend(new() { Id = new(0xABC), VenueOrderId = new("OABC"), Instrument = new("XBTUSD"), Quantity = new(2m), LimitPrice = new(100m) }, new(Intended, TimeSpan.FromSeconds(3)), Intended) },
        { "/0/private/CancelOrder&cl_ord_id=" + IdText, Requests.Cancel(new(new(0xABC), null, new("XBTUSD"))) },
        { "/0/private/CancelOrder&txid=OABC", Requests.Cancel(new(new(0xABC), new("OABC"), new("XBTUSD"))) },
        { "/0/private/CancelAll", Requests.CancelEverything() },
        { "/0/private/CancelAllOrdersAfter&timeout=60", Requests.CancelEverythingAfter(TimeSpan.FromMinutes(1)) },
        { "/0/private/OpenOrders&trades=true", Requests.OpenOrders() },
        { "/0/private/QueryOrders&txid=OA%2COB&trades=true&consolidate_taker=false", Requests.Orders([new VenueOrderId("OA"), new VenueOrderId("OB")]) },
        { "/0/private/QueryTrades&txid=TA", Requests.Trades(["TA"]) },
        { "/0/private/TradesHistory&start=1699999999&ofs=50&consolidate_taker=false", Requests.TradesSince(Intended, 50) },
        { "/0/private/BalanceEx", Requests.Balances() },
        { "/0/private/GetWebSocketsToken", Requests.StreamToken() },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void OtherRequests_AreWrittenAsDocumented(string expected, WireRequest request) =>
        Assert.Equal(expected, $"{request.Path}{Body(request)[Nonce.Length..]}");

    [Fact]
    public void Deadline_IsNeverNearerThanTheVenueTakesIt()
    {
        var late = Requests.Place(Order with { SendBy = Intended.AddMilliseconds(100) }, new(Intended, TimeSpan.FromMilliseconds(100)), Intended).Request!;

        Assert.EndsWith("deadline=2023-11-14T22%3A13%3A22.500Z", Body(late));
    }

    private static string Body(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);
}
