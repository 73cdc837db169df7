using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Usdm;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceUsdmRequestsTests : IDisposable
{
    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_499_827_319_559);
    private const string IdText = "00000000000000000000000000000abc";

    private readonly BinanceSigner signer = new("key", "secret");

    private BinanceUsdmRequests Requests => new(signer);

    private static PlaceOrder Order => new()
    {
        Id = new(0xABC),
        Instrument = new("BTCUSDT"),
        Side = Side.Sell,
        Type = OrderType.Market,
        Quantity = new(0.5m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Stop => Order with { Type = OrderType.Stop, StopPrice = new(70_000m) };

    public static TheoryData<string, string, PlaceOrder> Orders => new()
    {
        { "/fapi/v1/order", "side=SELL&type=MARKET&quantity=0.5&newClientOrderId=" + IdText, Order },
        { "/fapi/v1/order", "side=SELL&type=MARKET&reduceOnly=true&quantity=0.5&newClientOrderId=" + IdText, Order with { ReduceOnly = true } },
        { "/fapi/v1/order", "side=SELL&positionSide=LONG&type=MARKET&quantity=0.5&newClientOrderId=" + IdText, Order with { ReduceOnly = true, Extras = new() { PositionSide = PositionSide.Long } } },
        { "/fapi/v1/order", "side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.5&price=80000&newClientOrderId=" + IdText, Order with { Type = OrderType.Limit, LimitPrice = new(80_000m) } },
        { "/fapi/v1/order", "side=SELL&type=LIMIT&timeInForce=GTX&quantity=0.5&price=80000&newClientOrderId=" + IdText, Order with { Type = OrderType.Limit, LimitPrice = new(80_000m), PostOnly = true } },
        { "/fapi/v1/order", "side=SELL&type=LIMIT&timeInForce=GTD&quantity=0.5&price=80000&newClientOrderId=" + IdText + "&goodTillDate=1499830919559", Order with { Type = OrderType.Limit, LimitPrice = new(80_000m), TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended.AddHours(1) } },
        { "/fapi/v1/algoOrder", "side=SELL&type=STOP_MARKET&quantity=0.5&triggerPrice=70000&reduceOnly=true&clientAlgoId=" + IdText, Stop with { ReduceOnly = true } },
        { "/fapi/v1/algoOrder", "side=SELL&type=STOP_MARKET&quantity=0.5&triggerPrice=70000&workingType=MARK_PRICE&clientAlgoId=" + IdText, Stop with { Extras = new() { TriggerBy = PriceSource.Mark } } },
        { "/fapi/v1/algoOrder", "side=SELL&type=STOP_MARKET&triggerPrice=70000&closePosition=true&clientAlgoId=" + IdText, Stop with { ReduceOnly = true, Extras = new() { ClosesPosition = true } } },
        { "/fapi/v1/algoOrder", "side=SELL&type=STOP&timeInForce=GTC&quantity=0.5&price=69000&triggerPrice=70000&clientAlgoId=" + IdText, Stop with { Type = OrderType.StopLimit, LimitPrice = new(69_000m) } },
        { "/fapi/v1/algoOrder", "side=SELL&type=TAKE_PROFIT_MARKET&quantity=0.5&triggerPrice=90000&clientAlgoId=" + IdText, Stop with { StopPrice = new(90_000m), Extras = new() { TakesProfit = true } } },
        { "/fapi/v1/algoOrder", "side=SELL&type=TRAILING_STOP_MARKET&quantity=0.5&activatePrice=90000&callbackRate=1.5&clientAlgoId=" + IdText, Stop with { Type = OrderType.TrailingStop, StopPrice = null, Extras = new() { Trail = new(1.5m, IsPercent: true), ActivationPrice = new(90_000m) } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_IsWrittenAsDocumented_AndStopsGoToTheAlgoService(string path, string expected, PlaceOrder order)
    {
        var request = Requests.Place(order, SigningTime.Of(order, TimeSpan.Zero)).Request!;

        var signed = $"{(path.EndsWith("algoOrder", StringComparison.Ordinal) ? "algoType=CONDITIONAL&" : "")}symbol=BTCUSDT&{expected}&recvWindow=3000&timestamp=1499827319559";
        Assert.Equal((HttpMethod.Post, path, $"{signed}&signature={signer.Sign(signed)}"), (request.Method, request.Path, Body(request)));
    }

    public static TheoryData<PlaceOrder> Unsupported => new()
    {
        Order with { TimeInForce = TimeInForce.Day },
        Order with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(100m, IsPercent: false) } },
        Order with { VisibleQuantity = new(0.1m) },
        Order with { Extras = new() { QuoteAmount = new(100m) } },
        Order with { Extras = new() { ClosesPosition = true } },
        Stop with { Extras = new() { TriggerBy = PriceSource.Index } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatFuturesHaveNotGot_IsRefusedBeforeAByteLeaves(PlaceOrder order) =>
        Assert.Equal(RejectReason.Unsupported, Requests.Place(order, default).Refusal!.Reason);

    [Fact]
    public void Batch_IsAListOfOrders_AndCountsEachOfThem()
    {
        var request = Requests.PlaceMany([Order, Order with { Id = new(1), Type = OrderType.Limit, LimitPrice = new(1m) }], SigningTime.Now(Intended));

        var list = Uri.UnescapeDataString(Body(request).Split('&')[0]);
        Assert.Equal(
            $$"""batchOrders=[{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":"0.5","newClientOrderId":"{{IdText}}"},{"symbol":"BTCUSDT","side":"SELL","type":"LIMIT","timeInForce":"GTC","quantity":"0.5","price":"1","newClientOrderId":"{{1:x32}}"}]""",
            list);
        Assert.Equal(2, request.Costs.Single(cost => cost.Window == BinanceUsdmLimits.OrdersShort).Weight);
    }

    [Fact]
    public void Cancel_GoesToWhereTheOrderIs()
    {
        var resting = Requests.Cancel(new(Order.Id, new VenueOrderId("28"), Order.Instrument), SigningTime.Now(Intended));
        var waiting = Requests.CancelConditional(new(Order.Id, new VenueOrderId("algo-28"), Order.Instrument), SigningTime.Now(Intended));
        var unnamed = Requests.CancelConditional(new(Order.Id, null, Order.Instrument), SigningTime.Now(Intended));

        Assert.Equal("/fapi/v1/order", resting.Path);
        Assert.StartsWith("orderId=28&symbol=BTCUSDT&", resting.Query, StringComparison.Ordinal);
        Assert.Equal("/fapi/v1/algoOrder", waiting.Path);
        Assert.StartsWith("algoId=28&recvWindow", waiting.Query, StringComparison.Ordinal);
        Assert.StartsWith($"clientAlgoId={IdText}&recvWindow", unnamed.Query, StringComparison.Ordinal);
    }

    public void Dispose() => signer.Dispose();

    private static string Body(WireRequest request) => Encoding.ASCII.GetString(request.Body!.Value.Span);
}
