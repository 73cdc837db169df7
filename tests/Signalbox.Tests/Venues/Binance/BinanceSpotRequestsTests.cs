using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Binance.Spot;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Binance;

public sealed class BinanceSpotRequestsTests : IDisposable
{
    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_499_827_319_559);
    private static readonly ClientOrderId Id = new(0xABC);
    private const string IdText = "00000000000000000000000000000abc";

    private readonly BinanceSigner signer = new("key", "secret");

    private BinanceSpotRequests Requests => new(signer);

    private static PlaceOrder Order => new()
    {
        Id = Id,
        Instrument = new("LTCBTC"),
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(1.50m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    public static TheoryData<string, PlaceOrder> Orders => new()
    {
        { "side=BUY&type=MARKET&quantity=1.5&newClientOrderId=" + IdText, Order },
        { "side=SELL&type=MARKET&quoteOrderQty=100&newClientOrderId=" + IdText, Order with { Side = Side.Sell, Extras = new() { QuoteAmount = new(100m) } } },
        { "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1.5&price=0.1&newClientOrderId=" + IdText, Order with { Type = OrderType.Limit, LimitPrice = new(0.10m) } },
        { "side=BUY&type=LIMIT&timeInForce=FOK&quantity=1.5&price=0.1&newClientOrderId=" + IdText, Order with { Type = OrderType.Limit, LimitPrice = new(0.1m), TimeInForce = TimeInForce.Fok } },
        { "side=BUY&type=LIMIT_MAKER&quantity=1.5&price=0.1&newClientOrderId=" + IdText, Order with { Type = OrderType.Limit, LimitPrice = new(0.1m), PostOnly = true } },
        { "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1.5&price=0.1&newClientOrderId=" + IdText + "&icebergQty=0.5", Order with { Type = OrderType.Limit, LimitPrice = new(0.1m), VisibleQuantity = new(0.5m) } },
        { "side=SELL&type=STOP_LOSS&quantity=1.5&newClientOrderId=" + IdText + "&stopPrice=0.09", Order with { Side = Side.Sell, Type = OrderType.Stop, StopPrice = new(0.09m) } },
        { "side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=1.5&price=0.08&newClientOrderId=" + IdText + "&stopPrice=0.09", Order with { Side = Side.Sell, Type = OrderType.StopLimit, StopPrice = new(0.09m), LimitPrice = new(0.08m) } },
        { "side=SELL&type=TAKE_PROFIT&quantity=1.5&newClientOrderId=" + IdText + "&stopPrice=0.2", Order with { Side = Side.Sell, Type = OrderType.Stop, StopPrice = new(0.2m), Extras = new() { TakesProfit = true } } },
        { "side=SELL&type=TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=1.5&price=0.2&newClientOrderId=" + IdText + "&stopPrice=0.2", Order with { Side = Side.Sell, Type = OrderType.StopLimit, StopPrice = new(0.2m), LimitPrice = new(0.2m), Extras = new() { TakesProfit = true } } },
        { "side=SELL&type=STOP_LOSS&quantity=1.5&newClientOrderId=" + IdText + "&trailingDelta=150", Order with { Side = Side.Sell, Type = OrderType.TrailingStop, Extras = new() { Trail = new(1.5m, IsPercent: true) } } },
        { "side=BUY&type=MARKET&quantity=1.5&newClientOrderId=" + IdText + "&selfTradePreventionMode=EXPIRE_MAKER", Order with { Extras = new() { SelfTrades = SelfTradePrevention.CancelMaker } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_IsWrittenAsDocumented(string expected, PlaceOrder order)
    {
        var request = Requests.Place(order, SigningTime.Of(order, TimeSpan.FromMilliseconds(1))).Request!;

        Assert.Equal((HttpMethod.Post, "/api/v3/order", "", WireRequest.Form), (request.Method, request.Path, request.Query, request.ContentType));
        var signed = $"symbol=LTCBTC&{expected}&recvWindow=3000&timestamp=1499827319560";
        Assert.Equal($"{signed}&signature={signer.Sign(signed)}", Body(request));
        Assert.Equal("key", Assert.Single(request.Headers, header => header.Key == "X-MBX-APIKEY").Value);
        Assert.Equal(order.SendBy, request.SendBy);
    }

    public static TheoryData<PlaceOrder> Unsupported => new()
    {
        Order with { ReduceOnly = true },
        Order with { TimeInForce = TimeInForce.Day },
        Order with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(10m, IsPercent: false) } },
        Order with { Extras = new() { ClosesPosition = true } },
        Order with { Type = OrderType.Stop, StopPrice = new(1m), Extras = new() { TriggerBy = PriceSource.Mark } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatSpotHasNotGot_IsRefusedBeforeAByteLeaves(PlaceOrder order) =>
        Assert.Equal(RejectReason.Unsupported, Requests.Place(order, default).Refusal!.Reason);

    [Fact]
    public void Cancel_NamesTheOrderByTheVenuesNumber_ElseByOurs()
    {
        var byNumber = Requests.Cancel(new(Id, new VenueOrderId("28"), new("LTCBTC")), SigningTime.Now(Intended));
        var byId = Requests.Cancel(new(Id, null, new("LTCBTC")), SigningTime.Now(Intended));

        Assert.StartsWith("symbol=LTCBTC&orderId=28&recvWindow=5000&timestamp=1499827319559&signature=", byNumber.Query, StringComparison.Ordinal);
        Assert.StartsWith($"symbol=LTCBTC&origClientOrderId={IdText}&recvWindow=5000&", byId.Query, StringComparison.Ordinal);
        Assert.Equal((HttpMethod.Delete, RateLane.Protect), (byId.Method, byId.Lane));
    }

    [Fact]
    public void Pair_NamesItsLegsByWhereTheyLie()
    {
        var target = Order with { Id = new(1), Side = Side.Sell, Type = OrderType.Limit, LimitPrice = new(0.2m) };
        var stop = Order with { Id = new(2), Side = Side.Sell, Type = OrderType.StopLimit, StopPrice = new(0.09m), LimitPrice = new(0.08m) };

        var request = Requests.PlaceOco(new(3), stop, target, SigningTime.Now(Intended)).Request!;

        Assert.Equal("/api/v3/orderList/oco", request.Path);
        Assert.StartsWith(
            $"symbol=LTCBTC&listClientOrderId={3:x32}&side=SELL&quantity=1.5"
            + $"&aboveType=LIMIT_MAKER&aboveClientOrderId={1:x32}&abovePrice=0.2"
            + $"&belowType=STOP_LOSS_LIMIT&belowClientOrderId={2:x32}&belowPrice=0.08&belowStopPrice=0.09&belowTimeInForce=GTC&recvWindow",
            Body(request), StringComparison.Ordinal);
        Assert.Equal(2, request.Costs.Single(cost => cost.Window == BinanceSpotLimits.OrdersShort).Weight);
    }

    [Fact]
    public void Pair_OfTwoTargets_IsRefused()
    {
        var target = Order with { Side = Side.Sell, Type = OrderType.Limit, LimitPrice = new(0.2m) };

        Assert.Equal(RejectReason.Unsupported, Requests.PlaceOco(new(3), target, target, default).Refusal!.Reason);
    }

    public void Dispose() => signer.Dispose();

    private static string Body(WireRequest request) => Encoding.ASCII.GetString(request.Body!.Value.Span);
}
