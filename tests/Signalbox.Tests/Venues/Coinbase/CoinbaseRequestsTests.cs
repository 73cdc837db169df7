using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Coinbase;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Coinbase;

public sealed class CoinbaseRequestsTests : IDisposable
{
    private const string IdText = "00000000-0000-0000-0000-000000000abc";
    private const string Root = "/api/v3/brokerage";

    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    private static readonly SigningTime Time = SigningTime.Now(Intended);
    private static readonly VenueOrderId Number = new("11111-00000-000000");

    private readonly CoinbaseSigner signer = new("key", CoinbaseKeys.Ours, "api.coinbase.com");

    private static PlaceOrder Market => new()
    {
        Id = new(0xABC),
        Instrument = new("BTC-USD"),
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(0.0150m),
        TimeInForce = TimeInForce.Ioc,
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Market with { Type = OrderType.Limit, LimitPrice = new(60_000.50m), TimeInForce = TimeInForce.Gtc };

    private static PlaceOrder StopLimit => Limit with { Type = OrderType.StopLimit, StopPrice = new(61_000m) };

    public static TheoryData<string, PlaceOrder> Orders => new()
    {
        { "'side':'BUY','order_configuration':{'market_market_ioc':{'base_size':'0.015'}}", Market },
        { "'side':'BUY','order_configuration':{'market_market_ioc':{'quote_size':'500'}}", Market with { Extras = new() { QuoteAmount = new(500m) } } },
        { "'side':'BUY','order_configuration':{'limit_limit_gtc':{'base_size':'0.015','limit_price':'60000.5'}}", Limit },
        { "'side':'SELL','order_configuration':{'limit_limit_gtc':{'base_size':'0.015','limit_price':'60000.5','post_only':true}}", Limit with { Side = Side.Sell, PostOnly = true } },
        { "'side':'BUY','order_configuration':{'limit_limit_gtd':{'base_size':'0.015','limit_price':'60000.5','end_time':'2023-11-15T22:13:20.000Z'}}", Limit with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended.AddDays(1) } },
        { "'side':'BUY','order_configuration':{'limit_limit_fok':{'base_size':'0.015','limit_price':'60000.5'}}", Limit with { TimeInForce = TimeInForce.Fok } },
        { "'side':'BUY','order_configuration':{'sor_limit_ioc':{'base_size':'0.015','limit_price':'60000.5'}}", Limit with { TimeInForce = TimeInForce.Ioc } },
        { "'side':'BUY','order_configuration':{'stop_limit_stop_limit_gtc':{'base_size':'0.015','limit_price':'60000.5','stop_price':'61000','stop_direction':'STOP_DIRECTION_STOP_UP'}}", StopLimit },
        { "'side':'SELL','order_configuration':{'stop_limit_stop_limit_gtc':{'base_size':'0.015','limit_price':'60000.5','stop_price':'61000','stop_direction':'STOP_DIRECTION_STOP_DOWN'}}", StopLimit with { Side = Side.Sell } },
        { "'side':'SELL','order_configuration':{'stop_limit_stop_limit_gtc':{'base_size':'0.015','limit_price':'60000.5','stop_price':'61000','stop_direction':'STOP_DIRECTION_STOP_UP'}}", StopLimit with { Side = Side.Sell, Extras = new() { TakesProfit = true } } },
        { "'side':'BUY','order_configuration':{'stop_limit_stop_limit_gtd':{'base_size':'0.015','limit_price':'60000.5','stop_price':'61000','stop_direction':'STOP_DIRECTION_STOP_UP','end_time':'2023-11-15T22:13:20.000Z'}}", StopLimit with { TimeInForce = TimeInForce.Gtd, ExpiresAt = Intended.AddDays(1) } },
        { "'side':'BUY','order_configuration':{'limit_limit_gtc':{'base_size':'0.015','limit_price':'60000.5'}},'attached_order_configuration':{'trigger_bracket_gtc':{'limit_price':'70000','stop_trigger_price':'50000'}}", Limit with { Extras = new() { TakeProfit = new(new Price(70_000m)), StopLoss = new(new Price(50_000m)) } } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Place_IsWrittenAsDocumented(string parameters, PlaceOrder order)
    {
        var request = Spot.Place(order, Time).Request!;

        Assert.Equal($"POST {Root}/orders", $"{request.Method} {request.Path}");
        Assert.Equal(Json($"{{'client_order_id':'{IdText}','product_id':'BTC-USD',{parameters}}}"), Body(request));
        Assert.Equal(order.SendBy, request.SendBy);
        Assert.StartsWith("Bearer ey", Assert.Single(request.Headers, header => header.Key == "Authorization").Value, StringComparison.Ordinal);
    }

    public static TheoryData<PlaceOrder> Unsupported =>
    [
        StopLimit with { Type = OrderType.Stop, LimitPrice = null },
        Limit with { Type = OrderType.TrailingStop },
        Limit with { TimeInForce = TimeInForce.Day },
        Limit with { TimeInForce = TimeInForce.Gtd },
        Limit with { TimeInForce = TimeInForce.Ioc, PostOnly = true },
        Limit with { VisibleQuantity = new(0.001m) },
        Limit with { ReduceOnly = true },
        Market with { ReduceOnly = true },
        Market with { TimeInForce = TimeInForce.Fok },
        StopLimit with { TimeInForce = TimeInForce.Ioc },
        StopLimit with { Extras = new() { TriggerBy = PriceSource.Mark } },
        Limit with { Extras = new() { ClosesPosition = true } },
        Limit with { Extras = new() { StopLoss = new(new Price(50_000m)) } },
        Limit with { Extras = new() { Leverage = 3m } },
        Limit with { Extras = new() { OutsideHours = true } },
    ];

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Place_WhatTheVenueHasNotGot_IsRefusedBeforeAByteLeaves(PlaceOrder order)
    {
        var draft = Spot.Place(order, Time);

        Assert.Null(draft.Request);
        Assert.Equal(RejectReason.Unsupported, draft.Refusal!.Reason);
    }

    [Fact]
    public void Place_AContract_TellsLeverageAndMargin()
    {
        var order = Market with { Instrument = new("BTC-PERP-INTX"), TimeInForce = TimeInForce.Fok, Extras = new() { Leverage = 5m, MarginMode = MarginMode.Isolated } };

        Assert.Equal(
            Json($"{{'client_order_id':'{IdText}','product_id':'BTC-PERP-INTX','side':'BUY','order_configuration':{{'market_market_fok':{{'base_size':'0.015'}}}},'leverage':'5','margin_type':'ISOLATED'}}"),
            Body(new CoinbaseRequests(signer, CoinbaseProduct.Perpetuals).Place(order, Time).Request!));
    }

    [Fact]
    public void Place_AMarketOrderThatOnlyReduces_ClosesThePosition()
    {
        var order = Market with { Instrument = new("BIT-28JUL23-CDE"), Side = Side.Sell, Quantity = new(2m), ReduceOnly = true };

        var request = new CoinbaseRequests(signer, CoinbaseProduct.Futures).Place(order, Time).Request!;

        Assert.Equal($"{Root}/orders/close_position", request.Path);
        Assert.Equal(Json($"{{'client_order_id':'{IdText}','product_id':'BIT-28JUL23-CDE','size':'2'}}"), Body(request));
    }

    [Fact]
    public void Bracket_IsOneOrder_NamedAfterTheStop()
    {
        var target = Limit with { Id = new(0xDEF), Side = Side.Sell, LimitPrice = new(70_000m) };
        var stop = target with { Id = new(0xABC), Type = OrderType.Stop, LimitPrice = null, StopPrice = new(50_000m) };

        Assert.Equal(
            Json($"{{'client_order_id':'{IdText}','product_id':'BTC-USD','side':'SELL','order_configuration':{{'trigger_bracket_gtc':{{'base_size':'0.015','limit_price':'70000','stop_trigger_price':'50000'}}}}}}"),
            Body(Spot.PlaceBracket(new(stop, target), Time).Request!));
        Assert.Equal(RejectReason.Unsupported, Spot.PlaceBracket(new(stop with { Quantity = new(1m) }, target), Time).Refusal!.Reason);
    }

    [Fact]
    public void Preview_HasNoId()
    {
        var request = Spot.Preview(Limit, Time).Request!;

        Assert.Equal($"{Root}/orders/preview", request.Path);
        Assert.Equal(Json("{'product_id':'BTC-USD','side':'BUY','order_configuration':{'limit_limit_gtc':{'base_size':'0.015','limit_price':'60000.5'}}}"), Body(request));
    }

    [Fact]
    public void Changes_AndCancels_NameTheVenuesNumber()
    {
        var amendment = new AmendOrder { Id = new(0xABC), VenueOrderId = Number, Instrument = new("BTC-USD"), Quantity = new(0.02m), LimitPrice = new(61_000m), SendBy = Intended.AddSeconds(3) };
        var edited = Json("{'order_id':'11111-00000-000000','price':'61000','size':'0.02'}");

        Assert.Equal((Root + "/orders/edit", edited), Sent(Spot.Edit(amendment, Number, Time)));
        Assert.Equal((Root + "/orders/edit_preview", edited), Sent(Spot.PreviewEdit(amendment, Number, Time)));
        Assert.Equal((Root + "/orders/batch_cancel", Json("{'order_ids':['11111-00000-000000','2']}")), Sent(Spot.Cancel([Number, new("2")], Intended.AddSeconds(3), Time)));
    }

    [Fact]
    public void Questions_AreAskedAsDocumented()
    {
        var perpetuals = new CoinbaseRequests(signer, CoinbaseProduct.Perpetuals);

        Assert.Equal($"{Root}/orders/historical/11111-00000-000000?", Asked(Spot.Query(Number, Time)));
        Assert.Equal($"{Root}/orders/historical/batch?order_status=OPEN&product_ids=BTC-USD&product_type=SPOT&limit=250&cursor=abc", Asked(Spot.OpenOrders(new InstrumentId("BTC-USD"), "abc", Time)));
        Assert.Equal($"{Root}/orders/historical/fills?order_ids=11111-00000-000000&limit=250", Asked(Spot.FillsOf(Number, null, Time)));
        Assert.Equal($"{Root}/accounts?limit=250", Asked(Spot.Accounts(null, Time)));
        Assert.Equal($"{Root}/cfm/balance_summary?", Asked(Spot.FuturesBalance(Time)));
        Assert.Equal($"{Root}/cfm/positions?", Asked(Spot.FuturesPositions(Time)));
        Assert.Equal($"{Root}/intx/positions/one?", Asked(perpetuals.PerpetualPositions("one", Time)));
        Assert.Equal($"{Root}/intx/balances/one?", Asked(perpetuals.PerpetualBalances("one", Time)));
        Assert.Equal($"{Root}/transaction_summary?product_type=FUTURE&contract_expiry_type=PERPETUAL", Asked(perpetuals.Fees(Time)));
        Assert.Equal($"{Root}/key_permissions?", Asked(Spot.Permissions(Time)));
        Assert.Equal($"{Root}/best_bid_ask?product_ids=BTC-USD", Asked(Spot.Quote(new("BTC-USD"), Time)));
        Assert.Equal($"{Root}/market/product_book?product_id=BTC-USD&limit=50", Asked(CoinbaseRequests.Book(new("BTC-USD"), 50)));
    }

    public void Dispose() => signer.Dispose();

    private CoinbaseRequests Spot => new(signer, CoinbaseProduct.Spot);

    private static (string, string) Sent(WireRequest request) => (request.Path, Body(request));

    private static string Asked(WireRequest request) => $"{request.Path}?{request.Query}";

    private static string Body(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);

    private static string Json(string text) => text.Replace('\'', '"');
}
