using System.Text;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kraken.Futures;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kraken;

public sealed class KrakenFuturesRequestsTests
{
    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private const string Before = "processBefore=2023-11-14T22%3A13%3A23.000Z";
    private const string Id = "cliOrdId=00000000000000000000000000000abc";

    private static KrakenFuturesRequests Requests => new(new("key", "c2VjcmV0", TimeProvider.System));

    private static PlaceOrder Order => new()
    {
        Id = new(0xABC),
        Instrument = new("PF_XBTUSD"),
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
        { "orderType=mkt&symbol=PF_XBTUSD&side=sell&size=0.5&" + Id, Order },
        { "orderType=mkt&symbol=PF_XBTUSD&side=sell&size=0.5&reduceOnly=true&" + Id, Order with { ReduceOnly = true } },
        { "orderType=lmt&symbol=PF_XBTUSD&side=sell&size=0.5&limitPrice=80000&" + Id, Limit },
        { "orderType=post&symbol=PF_XBTUSD&side=sell&size=0.5&limitPrice=80000&" + Id, Limit with { PostOnly = true } },
        { "orderType=ioc&symbol=PF_XBTUSD&side=sell&size=0.5&limitPrice=80000&" + Id, Limit with { TimeInForce = TimeInForce.Ioc } },
        { "orderType=fok&symbol=PF_XBTUSD&side=sell&size=0.5&limitPrice=80000&" + Id, Limit with { TimeInForce = TimeInForce.Fok } },
        { "orderType=stp&symbol=PF_XBTUSD&side=sell&size=0.5&stopPrice=70000&triggerSignal=mark&reduceOnly=true&" + Id, Stop with { ReduceOnly = true, Extras = new() { TriggerBy = PriceSource.Mark } } },
        { "orderType=stp&symbol=PF_XBTUSD&side=sell&size=0.5&limitPrice=69000&stopPrice=70000&" + Id, Stop with { Type = OrderType.StopLimit, LimitPrice = new(69_000m) } },
        { "orderType=take_profit&symbol=PF_XBTUSD&side=sell&size=0.5&stopPrice=90000&" + Id, Stop with { StopPrice = new(90_000m), Extras = new() { TakesProfit = true } } },
        { "orderType=trailing_stop&symbol=PF_XBTUSD&side=sell&size=0.5&trailingStopMaxDeviation=1.5&trailingStopDeviationUnit=PERCENT&" + Id, Trailing },
        { "orderType=trailing_stop&symbol=PF_XBTUSD&side=sell&size=0.5&trailingStopMaxDeviation=500&trailingStopDeviationUnit=QUOTE_CURRENCY&" + Id, Trailing with { Extras = new() { Trail = new(500m, IsPercent: false) } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_IsWrittenAsDocumented(string expected, PlaceOrder order)
    {
        var request = Requests.Place(order, SigningTime.Of(order, TimeSpan.Zero)).Request!;

        Assert.Equal((HttpMethod.Post, "/derivatives/api/v3/sendorder", $"{Before}&{expected}"), (request.Method, request.Path, request.Query));
        Assert.Equal(["APIKey", "Nonce", "Authent"], request.Headers.Select(header => header.Key));
        Assert.Null(request.Body);
    }

    public static TheoryData<PlaceOrder> Unsupported => new()
    {
        Limit with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended },
        Stop with { TimeInForce = TimeInForce.Ioc },
        Order with { PostOnly = true },
        Limit with { VisibleQuantity = new(0.1m) },
        Trailing with { Extras = null },
        Trailing with { LimitPrice = new(1m) },
        Order with { Extras = new() { QuoteAmount = new(1m) } },
        Order with { Extras = new() { ClosesPosition = true } },
        Order with { Extras = new() { PositionSide = PositionSide.Long } },
        Order with { Extras = new() { Leverage = 5 } },
        Order with { Extras = new() { SelfTrades = SelfTradePrevention.CancelBoth } },
        Limit with { Extras = new() { StopLoss = new(new(1m)) } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatFuturesLacks_IsRefusedBeforeAByteLeaves(PlaceOrder order)
    {
        var draft = Requests.Place(order, SigningTime.Of(order, TimeSpan.Zero));

        Assert.Null(draft.Request);
        Assert.Equal(RejectReason.Unsupported, draft.Refusal!.Reason);
    }

    [Fact]
    public void Batch_IsOneFormWithTaggedOrders()
    {
        var request = Requests.PlaceMany([Limit, Order], SigningTime.Of(Order, TimeSpan.Zero));

        Assert.Equal(
            """ProcessBefore=2023-11-14T22:13:23.000Z&json={"batchOrder":[{"order":"send","order_tag":"1","orderType":"lmt","symbol":"PF_XBTUSD","side":"sell","size":"0.5","limitPrice":"80000","cliOrdId":"00000000000000000000000000000abc"},"""
            + """{"order":"send","order_tag":"2","orderType":"mkt","symbol":"PF_XBTUSD","side":"sell","size":"0.5","cliOrdId":"00000000000000000000000000000abc"}]}""",
            Uri.UnescapeDataString(Encoding.UTF8.GetString(request.Body!.Value.Span)));
    }

    public static TheoryData<string, WireRequest> Others => new()
    {
        { "POST /derivatives/api/v3/editorder?orderId=A&" + Before + "&size=2&limitPrice=100&qtyMode=ABSOLUTE", Requests.Amend(new() { Id = new(0xABC), VenueOrderId = new("A"), Instrument = new("PF_XBTUSD"), Quantity = new(2m), LimitPrice = new(100m) }, new(Intended, TimeSpan.FromSeconds(3))) },
        { "POST /derivatives/api/v3/cancelorder?" + Id, Requests.Cancel(new(new(0xABC), null, new("PF_XBTUSD"))) },
        { "POST /derivatives/api/v3/cancelorder?order_id=A", Requests.Cancel(new(new(0xABC), new("A"), new("PF_XBTUSD"))) },
        { "POST /derivatives/api/v3/cancelallorders?symbol=PF_XBTUSD", Requests.CancelAll(new("PF_XBTUSD")) },
        { "POST /derivatives/api/v3/cancelallordersafter?timeout=60", Requests.CancelAllAfter(TimeSpan.FromMinutes(1)) },
        { "POST /derivatives/api/v3/orders/status?cliOrdIds=00000000000000000000000000000abc", Requests.Status(new(new(0xABC), null, new("PF_XBTUSD"))) },
        { "PUT /derivatives/api/v3/leveragepreferences?symbol=PF_XBTUSD&maxLeverage=5", Requests.SetLeverage(new("PF_XBTUSD"), 5) },
        { "PUT /derivatives/api/v3/leveragepreferences?symbol=PF_XBTUSD", Requests.SetLeverage(new("PF_XBTUSD"), null) },
        { "GET /derivatives/api/v3/fills", Requests.Fills(null) },
        { "GET /api/history/v3/executions?since=1700000000000&sort=desc&tradeable=PF_XBTUSD", Requests.History("executions", new("PF_XBTUSD"), Intended, null) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void OtherRequests_AreWrittenAsDocumented(string expected, WireRequest request) => Assert.Equal(expected, $"{request.Method} {request.Target}");
}
