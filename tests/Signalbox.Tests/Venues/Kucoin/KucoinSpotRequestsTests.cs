using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Spot;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinSpotRequestsTests
{
    private const string IdText = "00000000000000000000000000000abc";
    private const string Window = ",\"clientTimestamp\":1547015186532,\"allowMaxTimeWindow\":3000}";

    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_547_015_186_532);
    private static readonly KucoinSigner Signer = new("key", "secret", "phrase");
    private static readonly KucoinSpotRequests Requests = new(Signer);
    private static readonly SigningTime Time = SigningTime.Now(Intended);
    private static readonly InstrumentId Pair = new("BTC-USDT");

    private static PlaceOrder Market => new()
    {
        Id = new(0xABC),
        Instrument = Pair,
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(0.5m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Market with { Type = OrderType.Limit, LimitPrice = new(80_000m) };

    private static PlaceOrder Stop => Market with { Side = Side.Sell, Type = OrderType.Stop, StopPrice = new(70_000m) };

    public static TheoryData<string, string, PlaceOrder> Orders => new()
    {
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"market\",\"size\":\"0.5\"" + Window, Market },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"market\",\"funds\":\"100\"" + Window, Market with { Extras = new() { QuoteAmount = new(100m) } } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\"" + Window, Limit },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\",\"postOnly\":true" + Window, Limit with { PostOnly = true } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"IOC\"" + Window, Limit with { TimeInForce = TimeInForce.Ioc } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"FOK\"" + Window, Limit with { TimeInForce = TimeInForce.Fok } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTT\",\"cancelAfter\":90" + Window, Limit with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended.AddSeconds(90.9) } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\",\"iceberg\":true,\"visibleSize\":\"0.1\"" + Window, Limit with { VisibleQuantity = new(0.1m) } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\",\"hidden\":true" + Window, Limit with { VisibleQuantity = Quantity.Zero } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"stp\":\"CN\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\"" + Window, Limit with { Extras = new() { SelfTrades = SelfTradePrevention.CancelTaker } } },
        { "/api/v1/hf/orders", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"stp\":\"DC\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\"" + Window, Limit with { Extras = new() { SelfTrades = SelfTradePrevention.Decrement } } },
        { "/api/v1/stop-order", "\"side\":\"sell\",\"symbol\":\"BTC-USDT\",\"type\":\"market\",\"size\":\"0.5\",\"stop\":\"loss\",\"stopPrice\":\"70000\",\"tradeType\":\"TRADE\"}", Stop },
        { "/api/v1/stop-order", "\"side\":\"sell\",\"symbol\":\"BTC-USDT\",\"type\":\"market\",\"size\":\"0.5\",\"stop\":\"entry\",\"stopPrice\":\"90000\",\"tradeType\":\"TRADE\"}", Stop with { StopPrice = new(90_000m), Extras = new() { TakesProfit = true } } },
        { "/api/v1/stop-order", "\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"91000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\",\"stop\":\"entry\",\"stopPrice\":\"90000\",\"tradeType\":\"TRADE\"}", Stop with { Side = Side.Buy, Type = OrderType.StopLimit, StopPrice = new(90_000m), LimitPrice = new(91_000m) } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_IsWrittenAsDocumented_AndStopsGoToTheirOwnService(string path, string expected, PlaceOrder order)
    {
        var request = Requests.Place(order, SigningTime.Of(order, TimeSpan.Zero)).Request!;

        var body = $"{{\"clientOid\":\"{IdText}\",{expected}";
        Assert.Equal((HttpMethod.Post, path, body), (request.Method, request.Target, Body(request)));
        Assert.Equal(
            [
                ("KC-API-KEY", "key"), ("KC-API-SIGN", Signer.Sign("1547015186532", "POST", path, Encoding.UTF8.GetBytes(body))), ("KC-API-TIMESTAMP", "1547015186532"),
                ("KC-API-PASSPHRASE", Signer.Passphrase), ("KC-API-KEY-VERSION", "3"),
            ],
            request.Headers.Select(header => (header.Key, header.Value)));
        Assert.Equal(order.SendBy, request.SendBy);
    }

    public static TheoryData<PlaceOrder> Unsupported => new()
    {
        Market with { TimeInForce = TimeInForce.Day },
        Limit with { TimeInForce = TimeInForce.Gtd },
        Limit with { PostOnly = true, TimeInForce = TimeInForce.Ioc },
        Market with { PostOnly = true },
        Market with { VisibleQuantity = new(0.1m) },
        Market with { ReduceOnly = true },
        Market with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(1m, IsPercent: true) } },
        Limit with { Extras = new() { QuoteAmount = new(100m) } },
        Limit with { Extras = new() { TakeProfit = new(new Price(90_000m)) } },
        Limit with { Extras = new() { PositionSide = PositionSide.Long } },
        Stop with { Extras = new() { TriggerBy = PriceSource.Mark } },
        Stop with { Extras = new() { ClosesPosition = true } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatSpotHasNotGot_IsRefusedBeforeAByteLeaves(PlaceOrder order) =>
        Assert.Equal(RejectReason.Unsupported, Requests.Place(order, default).Refusal!.Reason);

    [Fact]
    public void Batch_IsAListOfOrders() => Assert.Equal(
        "{\"orderList\":[{\"clientOid\":\"" + IdText + "\",\"side\":\"buy\",\"symbol\":\"BTC-USDT\",\"type\":\"limit\",\"price\":\"80000\",\"size\":\"0.5\",\"timeInForce\":\"GTC\",\"clientTimestamp\":1547015186532,\"allowMaxTimeWindow\":5000}]}",
        Body(Requests.PlaceMany([Limit], Time)));

    [Fact]
    public void Pair_GoesByTheIdOfItsStop() => Assert.Equal(
        "{\"clientOid\":\"" + IdText + "\",\"side\":\"sell\",\"symbol\":\"BTC-USDT\",\"price\":\"90000\",\"size\":\"0.5\",\"stopPrice\":\"70000\",\"limitPrice\":\"69000\",\"tradeType\":\"TRADE\"}",
        Body(Requests.PlacePair(new(Stop with { Type = OrderType.StopLimit, LimitPrice = new(69_000m) }, Limit with { Side = Side.Sell, LimitPrice = new(90_000m) }), Time)));

    [Fact]
    public void Amendment_NamesTheOrderOneWay()
    {
        var amendment = new AmendOrder { Id = new(0xABC), VenueOrderId = null, Instrument = Pair, Quantity = new(0.4m), LimitPrice = new Price(79_000m) };

        Assert.Equal("{\"symbol\":\"BTC-USDT\",\"clientOid\":\"" + IdText + "\",\"newPrice\":\"79000\",\"newSize\":\"0.4\"}", Body(Requests.Amend(amendment, Time)));
        Assert.Equal("{\"symbol\":\"BTC-USDT\",\"orderId\":\"67\",\"newPrice\":\"79000\",\"newSize\":\"0.4\"}", Body(Requests.Amend(amendment with { VenueOrderId = new("67") }, Time)));
    }

    public static TheoryData<string, WireRequest> Commands => new()
    {
        { "DELETE /api/v1/hf/orders/client-order/" + IdText + "?symbol=BTC-USDT", Requests.Cancel(new(new(0xABC), null, Pair), Time) },
        { "DELETE /api/v1/hf/orders/67?symbol=BTC-USDT", Requests.Cancel(new(new(0xABC), new VenueOrderId("67"), Pair), Time) },
        { "DELETE /api/v1/stop-order/cancelOrderByClientOid?symbol=BTC-USDT&clientOid=" + IdText, Requests.CancelStop(new(new(0xABC), null, Pair), Time) },
        { "DELETE /api/v1/stop-order/vs67", Requests.CancelStop(new(new(0xABC), new VenueOrderId("vs67"), Pair), Time) },
        { "DELETE /api/v1/hf/orders?symbol=BTC-USDT", Requests.CancelAll(Pair, Time) },
        { "DELETE /api/v1/stop-order/cancel?symbol=BTC-USDT&tradeType=TRADE", Requests.CancelAllStops(Pair, Time) },
        { "DELETE /api/v3/oco/client-order/" + IdText, Requests.CancelPair(new(0xABC), Time) },
        { "GET /api/v1/hf/orders/client-order/" + IdText + "?symbol=BTC-USDT", Requests.Order(Pair, new ClientOrderId(0xABC), Time) },
        { "GET /api/v1/hf/orders/67?symbol=BTC-USDT", Requests.Order(Pair, new VenueOrderId("67"), Time) },
        { "GET /api/v1/stop-order/queryOrderByClientOid?clientOid=" + IdText + "&symbol=BTC-USDT", Requests.Stop(Pair, new(0xABC), Time) },
        { "GET /api/v1/stop-order/vs67", Requests.Stop(new VenueOrderId("vs67"), Time) },
        { "GET /api/v1/hf/orders/active/symbols", Requests.InstrumentsWithOrders(Time) },
        { "GET /api/v1/hf/orders/active?symbol=BTC-USDT", Requests.OpenOrders(Pair, Time) },
        { "GET /api/v1/stop-order?tradeType=TRADE&currentPage=2&pageSize=500", Requests.OpenStops(2, Time) },
        { "GET /api/v1/hf/orders/done?symbol=BTC-USDT&lastId=12&limit=100", Requests.EndedOrders(Pair, null, null, "12", Time) },
        { "GET /api/v1/hf/fills?symbol=BTC-USDT&orderId=67&limit=100", Requests.FillsOf(Pair, new("67"), null, Time) },
        { "GET /api/v1/hf/fills?symbol=BTC-USDT&startAt=1547015186532&endAt=1547015187532&limit=100", Requests.Fills(Pair, Intended, Intended.AddSeconds(1), null, Time) },
        { "GET /api/v1/accounts?type=trade", Requests.Balances(Time) },
        { "GET /api/v1/trade-fees?symbols=BTC-USDT", Requests.Fees(Pair, Time) },
        { "GET /api/v1/user/api-key", Requests.Permissions(Time) },
        { "POST /api/v1/bullet-private", Requests.StreamToken(Time) },
        { "GET /api/v3/market/orderbook/level2?symbol=BTC-USDT", Requests.Book(Pair, Time) },
        { "GET /api/v2/symbols", KucoinSpotRequests.Instruments() },
        { "GET /api/v1/market/orderbook/level1?symbol=BTC-USDT", KucoinSpotRequests.Quote(Pair) },
        { "GET /api/v1/market/histories?symbol=BTC-USDT", KucoinSpotRequests.Trades(Pair) },
        { "GET /api/v1/market/candles?symbol=BTC-USDT&type=1min&startAt=1547015186", KucoinSpotRequests.Candles(Pair, "1min", Intended, null) },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_GoesWhereItIsDocumented_AndIsSignedWithItsQuery(string expected, WireRequest request)
    {
        Assert.Equal(expected, $"{request.Method} {request.Target}");
        if (request.Headers.Count > 0)
        {
            var sign = Signer.Sign("1547015186532", request.Method.Method, request.Target, default);
            Assert.Contains(request.Headers, header => header is { Key: "KC-API-SIGN" } && header.Value == sign);
        }
    }

    private static string Body(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);
}
