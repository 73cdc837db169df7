using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Kucoin.Futures;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Kucoin;

public sealed class KucoinFuturesRequestsTests
{
    private const string IdText = "00000000000000000000000000000abc";
    private const string Sell = "\"side\":\"sell\",\"symbol\":\"XBTUSDTM\",";

    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_547_015_186_532);
    private static readonly KucoinSigner Signer = new("key", "secret", "phrase");
    private static readonly KucoinFuturesRequests Requests = new(Signer);
    private static readonly SigningTime Time = SigningTime.Now(Intended);
    private static readonly InstrumentId Contract = new("XBTUSDTM");
    private static readonly KucoinTerms Isolated = new(MarginMode.Isolated, 3m);

    private static PlaceOrder Market => new()
    {
        Id = new(0xABC),
        Instrument = Contract,
        Side = Side.Sell,
        Type = OrderType.Market,
        Quantity = new(5m),
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Market with { Type = OrderType.Limit, LimitPrice = new(80_000m) };

    private static PlaceOrder Stop => Market with { Type = OrderType.Stop, StopPrice = new(70_000m) };

    private static AttachedExit At(decimal price, PriceSource? by = null) => new(new Price(price)) { TriggerBy = by };

    public static TheoryData<string, string, PlaceOrder> Orders => new()
    {
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"market\",\"marginMode\":\"ISOLATED\",\"size\":5}", Market },
        { "/api/v1/orders", Sell + "\"leverage\":7,\"type\":\"market\",\"marginMode\":\"CROSS\",\"size\":5}", Market with { Extras = new() { Leverage = 7m, MarginMode = MarginMode.Cross } } },
        { "/api/v1/orders", Sell + "\"leverage\":2.5,\"type\":\"market\",\"marginMode\":\"ISOLATED\",\"size\":5}".Replace("2.5", "\"2.5\"", StringComparison.Ordinal), Market with { Extras = new() { Leverage = 2.5m } } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"market\",\"reduceOnly\":true,\"marginMode\":\"ISOLATED\",\"size\":5}", Market with { ReduceOnly = true } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"market\",\"marginMode\":\"ISOLATED\",\"positionSide\":\"LONG\",\"size\":5}", Market with { Extras = new() { PositionSide = PositionSide.Long } } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"marginMode\":\"ISOLATED\",\"price\":\"80000\",\"size\":5,\"timeInForce\":\"GTC\"}", Limit },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"marginMode\":\"ISOLATED\",\"price\":\"80000\",\"size\":5,\"timeInForce\":\"IOC\"}", Limit with { TimeInForce = TimeInForce.Ioc } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"stp\":\"CB\",\"marginMode\":\"ISOLATED\",\"price\":\"80000\",\"size\":5,\"timeInForce\":\"GTC\",\"postOnly\":true}", Limit with { PostOnly = true, Extras = new() { SelfTrades = SelfTradePrevention.CancelBoth } } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"marginMode\":\"ISOLATED\",\"price\":\"80000\",\"size\":5,\"timeInForce\":\"GTC\",\"iceberg\":true,\"visibleSize\":\"1\"}", Limit with { VisibleQuantity = new(1m) } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"marginMode\":\"ISOLATED\",\"price\":\"80000\",\"size\":5,\"timeInForce\":\"GTC\",\"hidden\":true}", Limit with { VisibleQuantity = Quantity.Zero } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"market\",\"stop\":\"down\",\"stopPriceType\":\"TP\",\"stopPrice\":\"70000\",\"reduceOnly\":true,\"marginMode\":\"ISOLATED\",\"size\":5}", Stop with { ReduceOnly = true } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"market\",\"stop\":\"up\",\"stopPriceType\":\"MP\",\"stopPrice\":\"90000\",\"marginMode\":\"ISOLATED\",\"size\":5}", Stop with { StopPrice = new(90_000m), Extras = new() { TakesProfit = true, TriggerBy = PriceSource.Mark } } },
        { "/api/v1/orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"stop\":\"down\",\"stopPriceType\":\"IP\",\"stopPrice\":\"70000\",\"marginMode\":\"ISOLATED\",\"price\":\"69000\",\"size\":5,\"timeInForce\":\"GTC\"}", Stop with { Type = OrderType.StopLimit, LimitPrice = new(69_000m), Extras = new() { TriggerBy = PriceSource.Index } } },
        { "/api/v1/orders", Sell + "\"type\":\"market\",\"stop\":\"down\",\"stopPriceType\":\"TP\",\"stopPrice\":\"70000\",\"closeOrder\":true,\"marginMode\":\"ISOLATED\"}", Stop with { ReduceOnly = true, Extras = new() { ClosesPosition = true } } },
        { "/api/v1/st-orders", Sell + "\"leverage\":3,\"type\":\"limit\",\"marginMode\":\"ISOLATED\",\"price\":\"80000\",\"size\":5,\"timeInForce\":\"GTC\",\"triggerStopUpPrice\":\"85000\",\"triggerStopDownPrice\":\"75000\",\"stopPriceType\":\"TP\"}", Limit with { Extras = new() { TakeProfit = At(75_000m), StopLoss = At(85_000m) } } },
        { "/api/v1/st-orders", "\"side\":\"buy\",\"symbol\":\"XBTUSDTM\",\"leverage\":3,\"type\":\"market\",\"marginMode\":\"ISOLATED\",\"size\":5,\"triggerStopUpPrice\":\"85000\",\"stopPriceType\":\"MP\"}", Market with { Side = Side.Buy, Extras = new() { TakeProfit = At(85_000m, PriceSource.Mark) } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_IsWrittenAsDocumented(string path, string expected, PlaceOrder order)
    {
        var request = Requests.Place(order, Isolated, SigningTime.Of(order, TimeSpan.Zero)).Request!;

        var body = $"{{\"clientOid\":\"{IdText}\",{expected}";
        Assert.Equal((HttpMethod.Post, path, body), (request.Method, request.Target, Body(request)));
        Assert.Contains(request.Headers, header => header is { Key: "KC-API-SIGN" } && header.Value == Signer.Sign("1547015186532", "POST", path, Encoding.UTF8.GetBytes(body)));
    }

    public static TheoryData<PlaceOrder, RejectReason> Refused => new()
    {
        { Limit with { TimeInForce = TimeInForce.Fok }, RejectReason.Unsupported },
        { Market with { Quantity = new(0.5m) }, RejectReason.BelowMinimum },
        { Market with { Type = OrderType.TrailingStop }, RejectReason.Unsupported },
        { Limit with { PostOnly = true, TimeInForce = TimeInForce.Ioc }, RejectReason.Unsupported },
        { Limit with { PostOnly = true, VisibleQuantity = new(1m) }, RejectReason.Unsupported },
        { Market with { VisibleQuantity = new(1m) }, RejectReason.Unsupported },
        { Market with { Extras = new() { QuoteAmount = new(100m) } }, RejectReason.Unsupported },
        { Market with { Extras = new() { SelfTrades = SelfTradePrevention.Decrement } }, RejectReason.Unsupported },
        { Stop with { Extras = new() { StopLoss = At(1m) } }, RejectReason.Unsupported },
        { Limit with { Extras = new() { TakeProfit = new(null, new Price(1m)) } }, RejectReason.Unsupported },
        { Limit with { Extras = new() { TakeProfit = At(1m, PriceSource.Mark), StopLoss = At(2m) } }, RejectReason.Unsupported },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatFuturesHaveNotGot_IsRefusedBeforeAByteLeaves(PlaceOrder order, RejectReason reason) =>
        Assert.Equal(reason, Requests.Place(order, Isolated, default).Refusal!.Reason);

    [Fact]
    public void Leverage_IsOne_WhereNobodySaidIt_AndLeftOut_WhereNothingIsOpened()
    {
        Assert.Contains("\"leverage\":1,", Body(Requests.Place(Market, default, Time).Request!), StringComparison.Ordinal);
        Assert.DoesNotContain("leverage", Body(Requests.Place(Market with { ReduceOnly = true }, default, Time).Request!), StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_AreListsOfOrders()
    {
        Assert.Equal(
            "[{\"clientOid\":\"" + IdText + "\"," + Sell + "\"leverage\":3,\"type\":\"market\",\"marginMode\":\"ISOLATED\",\"size\":5}]",
            Body(Requests.PlaceMany([(Market, Isolated)], Time)));
        var cancel = Requests.CancelMany([new(new(0xABC), null, Contract)], Time);
        Assert.Equal((HttpMethod.Delete, "/api/v1/orders/multi-cancel"), (cancel.Method, cancel.Target));
        Assert.Equal("{\"clientOidsList\":[{\"symbol\":\"XBTUSDTM\",\"clientOid\":\"" + IdText + "\"}]}", Body(cancel));
        Assert.Contains(cancel.Headers, header => header is { Key: "KC-API-SIGN" } && header.Value == Signer.Sign("1547015186532", "DELETE", cancel.Target, cancel.Body!.Value.Span));
    }

    public static TheoryData<string, WireRequest> Commands => new()
    {
        { "DELETE /api/v1/orders/client-order/" + IdText + "?symbol=XBTUSDTM", Requests.Cancel(new(new(0xABC), null, Contract), Time) },
        { "DELETE /api/v1/orders/23", Requests.Cancel(new(new(0xABC), new VenueOrderId("23"), Contract), Time) },
        { "DELETE /api/v3/orders?symbol=XBTUSDTM", Requests.CancelAll(Contract, Time) },
        { "DELETE /api/v1/stopOrders?symbol=XBTUSDTM", Requests.CancelAllStops(Contract, Time) },
        { "GET /api/v1/orders/byClientOid?clientOid=" + IdText, Requests.Order(new ClientOrderId(0xABC), Time) },
        { "GET /api/v1/orders/23", Requests.Order(new VenueOrderId("23"), Time) },
        { "GET /api/v1/orders?status=active&currentPage=1&pageSize=1000", Requests.OpenOrders(1, Time) },
        { "GET /api/v1/orders?status=done&symbol=XBTUSDTM&startAt=1547015186532&currentPage=1&pageSize=1000", Requests.EndedOrders(Contract, Intended, null, 1, Time) },
        { "GET /api/v1/stopOrders?currentPage=2&pageSize=1000", Requests.OpenStops(2, Time) },
        { "GET /api/v1/fills?orderId=23&currentPage=1&pageSize=1000", Requests.FillsOf(new("23"), 1, Time) },
        { "GET /api/v1/fills?startAt=1547015186532&endAt=1547015187532&currentPage=1&pageSize=1000", Requests.Fills(Intended, Intended.AddSeconds(1), 1, Time) },
        { "GET /api/v1/recentFills?symbol=XBTUSDTM", Requests.RecentFills(Contract, Time) },
        { "GET /api/v1/positions", Requests.Positions(Time) },
        { "GET /api/v1/position?symbol=XBTUSDTM", Requests.Position(Contract, Time) },
        { "GET /api/v1/account-overview?currency=USDT", Requests.Balance("USDT", Time) },
        { "GET /api/v1/trade-fees?symbol=XBTUSDTM", Requests.Fees(Contract, Time) },
        { "GET /api/v2/position/getMarginMode?symbol=XBTUSDTM", Requests.MarginMode(Contract, Time) },
        { "GET /api/v2/getCrossUserLeverage?symbol=XBTUSDTM", Requests.CrossLeverage(Contract, Time) },
        { "GET /api/v2/position/getPositionMode", Requests.PositionMode(Time) },
        { "POST /api/v2/position/changeMarginMode {\"symbol\":\"XBTUSDTM\",\"marginMode\":\"CROSS\"}", Requests.SetMarginMode(Contract, MarginMode.Cross, Time) },
        { "POST /api/v2/changeCrossUserLeverage {\"symbol\":\"XBTUSDTM\",\"leverage\":\"10\"}", Requests.SetCrossLeverage(Contract, 10m, Time) },
        { "POST /api/v2/position/switchPositionMode {\"positionMode\":\"1\"}", Requests.SetPositionMode(PositionMode.Hedge, Time) },
        { "GET /api/v1/user/api-key", Requests.Permissions(Time) },
        { "POST /api/v1/bullet-private", Requests.StreamToken(Time) },
        { "GET /api/v1/contracts/active", KucoinFuturesRequests.Instruments() },
        { "GET /api/v1/ticker?symbol=XBTUSDTM", KucoinFuturesRequests.Quote(Contract) },
        { "GET /api/v1/level2/snapshot?symbol=XBTUSDTM", KucoinFuturesRequests.Book(Contract) },
        { "GET /api/v1/trade/history?symbol=XBTUSDTM", KucoinFuturesRequests.Trades(Contract) },
        { "GET /api/v1/kline/query?symbol=XBTUSDTM&granularity=1&from=1547015186532", KucoinFuturesRequests.Candles(Contract, 1, Intended, null) },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_GoesWhereItIsDocumented(string expected, WireRequest request) =>
        Assert.Equal(expected, $"{request.Method} {request.Target} {(request.Body is null ? "" : Body(request))}".TrimEnd());

    private static string Body(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);
}
