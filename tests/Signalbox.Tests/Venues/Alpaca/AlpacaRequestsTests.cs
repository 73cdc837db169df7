using System.Text;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Alpaca;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Alpaca;

public sealed class AlpacaRequestsTests
{
    private const string IdText = "00000000000000000000000000000abc";

    private static readonly DateTimeOffset Intended = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    private static readonly ClientOrderId Id = new(0xABC);
    private static readonly VenueOrderId Number = new("61e69015-8549-4bfd-b9c3-01e75843f47d");

    private readonly AlpacaRequests requests = new(new("key", "secret"));

    private static PlaceOrder Market => new()
    {
        Id = Id,
        Instrument = new("AAPL"),
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = new(3.0m),
        TimeInForce = TimeInForce.Day,
        IntendedAt = Intended,
        SendBy = Intended.AddSeconds(3),
    };

    private static PlaceOrder Limit => Market with { Type = OrderType.Limit, LimitPrice = new(230.50m), TimeInForce = TimeInForce.Gtc };

    private static PlaceOrder Coin => Market with { Instrument = new("BTC/USD"), Quantity = new(0.015m), TimeInForce = TimeInForce.Gtc };

    private static PlaceOrder Contract => Market with { Instrument = new("AAPL240119C00100000"), Quantity = new(1m) };

    public static TheoryData<string, PlaceOrder> Orders => new()
    {
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'market','time_in_force':'day','client_order_id':'{IdText}'", Market },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'limit','time_in_force':'gtc','limit_price':'230.5','client_order_id':'{IdText}'", Limit },
        { $"'symbol':'AAPL','qty':'3','side':'sell','type':'stop','time_in_force':'gtc','stop_price':'220','client_order_id':'{IdText}'", Limit with { Side = Side.Sell, Type = OrderType.Stop, LimitPrice = null, StopPrice = new(220m) } },
        { $"'symbol':'AAPL','qty':'3','side':'sell','type':'stop_limit','time_in_force':'gtc','limit_price':'230.5','stop_price':'231','client_order_id':'{IdText}'", Limit with { Side = Side.Sell, Type = OrderType.StopLimit, StopPrice = new(231m) } },
        { $"'symbol':'AAPL','qty':'3','side':'sell','type':'trailing_stop','time_in_force':'gtc','trail_percent':'1.5','client_order_id':'{IdText}'", Limit with { Side = Side.Sell, Type = OrderType.TrailingStop, LimitPrice = null, Extras = new() { Trail = new(1.5m, true) } } },
        { $"'symbol':'AAPL','qty':'3','side':'sell','type':'trailing_stop','time_in_force':'day','trail_price':'2','client_order_id':'{IdText}'", Market with { Side = Side.Sell, Type = OrderType.TrailingStop, Extras = new() { Trail = new(2m, false) } } },
        { $"'symbol':'AAPL','notional':'500','side':'buy','type':'market','time_in_force':'day','client_order_id':'{IdText}'", Market with { TimeInForce = TimeInForce.Gtc, Extras = new() { QuoteAmount = new(500m) } } },
        { $"'symbol':'AAPL','qty':'0.5','side':'buy','type':'market','time_in_force':'day','client_order_id':'{IdText}'", Market with { TimeInForce = TimeInForce.Gtc, Quantity = new(0.5m) } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'limit','time_in_force':'day','limit_price':'230.5','extended_hours':true,'client_order_id':'{IdText}'", Limit with { TimeInForce = TimeInForce.Day, Extras = new() { OutsideHours = true } } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'limit','time_in_force':'opg','limit_price':'230.5','client_order_id':'{IdText}'", Limit with { TimeInForce = TimeInForce.Opg } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'market','time_in_force':'cls','client_order_id':'{IdText}'", Market with { TimeInForce = TimeInForce.Cls } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'limit','time_in_force':'fok','limit_price':'230.5','client_order_id':'{IdText}'", Limit with { TimeInForce = TimeInForce.Fok } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'limit','time_in_force':'gtc','limit_price':'230.5','client_order_id':'{IdText}','order_class':'bracket','take_profit':{{'limit_price':'250'}},'stop_loss':{{'stop_price':'220','limit_price':'219'}}", Limit with { Extras = new() { TakeProfit = new(null, new Price(250m)), StopLoss = new(new Price(220m), new Price(219m)) } } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'market','time_in_force':'gtc','client_order_id':'{IdText}','order_class':'oto','stop_loss':{{'stop_price':'220'}}", Market with { TimeInForce = TimeInForce.Gtc, Extras = new() { StopLoss = new(new Price(220m)) } } },
        { $"'symbol':'AAPL','qty':'3','side':'buy','type':'market','time_in_force':'gtc','client_order_id':'{IdText}','order_class':'oto','take_profit':{{'limit_price':'250'}}", Market with { TimeInForce = TimeInForce.Gtc, Extras = new() { TakeProfit = new(new Price(250m)) } } },
        { $"'symbol':'AAPL','qty':'3','side':'sell','type':'market','time_in_force':'day','client_order_id':'{IdText}','position_intent':'sell_to_close'", Market with { Side = Side.Sell, ReduceOnly = true } },
        { $"'symbol':'BTC/USD','qty':'0.015','side':'buy','type':'market','time_in_force':'gtc','client_order_id':'{IdText}'", Coin with { TimeInForce = TimeInForce.Day } },
        { $"'symbol':'BTC/USD','qty':'0.015','side':'buy','type':'limit','time_in_force':'ioc','limit_price':'60000','client_order_id':'{IdText}'", Coin with { Type = OrderType.Limit, LimitPrice = new(60_000m), TimeInForce = TimeInForce.Ioc } },
        { $"'symbol':'AAPL240119C00100000','qty':'1','side':'buy','type':'market','time_in_force':'day','client_order_id':'{IdText}'", Contract with { TimeInForce = TimeInForce.Gtc } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Place_EachKindOfOrder_HasExactlyItsParameters(string parameters, PlaceOrder order)
    {
        var request = requests.Place(order).Request!;

        Assert.Equal((HttpMethod.Post, "/v2/orders"), (request.Method, request.Target));
        Assert.Equal($"{{{parameters.Replace('\'', '"')}}}", Text(request));
        Assert.Equal(order.SendBy, request.SendBy);
        Assert.Equal(["key", "secret"], request.Headers.Select(header => header.Value));
    }

    public static TheoryData<PlaceOrder> Unsupported =>
    [
        Limit with { PostOnly = true },
        Limit with { VisibleQuantity = new(1m) },
        Limit with { TimeInForce = TimeInForce.Gtd },
        Limit with { Quantity = new(0.5m) },
        Limit with { Extras = new() { OutsideHours = true }, Type = OrderType.Market },
        Market with { Type = OrderType.TrailingStop },
        Market with { Extras = new() { TakesProfit = true } },
        Market with { Extras = new() { ClosesPosition = true } },
        Market with { Extras = new() { TriggerBy = PriceSource.Mark } },
        Coin with { Type = OrderType.Stop, StopPrice = new(60_000m) },
        Coin with { ReduceOnly = true },
        Coin with { Extras = new() { StopLoss = new(new Price(50_000m)) } },
        Contract with { Type = OrderType.TrailingStop, Extras = new() { Trail = new(1m, true) } },
        Contract with { Type = OrderType.Limit, LimitPrice = new(2m), TimeInForce = TimeInForce.Gtc },
        Contract with { Extras = new() { QuoteAmount = new(100m) } },
    ];

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Place_WhatTheVenueHasNotGot_IsRefusedBeforeAByteLeaves(PlaceOrder order)
    {
        var draft = requests.Place(order);

        Assert.Null(draft.Request);
        Assert.Equal(RejectReason.Unsupported, draft.Refusal!.Reason);
    }

    [Fact]
    public void PlacePair_IsOneOrderOfTwo_NamedAfterTheTarget()
    {
        var target = Limit with { Side = Side.Sell, LimitPrice = new(250m) };
        var stop = target with { Id = new(0xDEF), Type = OrderType.Stop, LimitPrice = null, StopPrice = new(220m) };

        var request = requests.PlacePair(new(stop, target)).Request!;

        Assert.Equal(
            $$$"""{"symbol":"AAPL","qty":"3","side":"sell","type":"limit","time_in_force":"gtc","client_order_id":"{{{IdText}}}","order_class":"oco","take_profit":{"limit_price":"250"},"stop_loss":{"stop_price":"220"}}""",
            Text(request));
        Assert.Equal(RateLane.Protect, request.Lane);
    }

    [Fact]
    public void Replace_NamesWhatTakesThePlaceOfAnOrder_AfterBoth()
    {
        var amendment = new AmendOrder { Id = Id, VenueOrderId = Number, Instrument = new("AAPL"), Quantity = new(4m), LimitPrice = new(231m), SendBy = Intended };

        var request = requests.Replace(amendment, Number, amendment.Quantity);

        Assert.Equal((HttpMethod.Patch, $"/v2/orders/{Number}"), (request.Method, request.Target));
        Assert.Equal($$"""{"qty":"4","limit_price":"231","client_order_id":"{{IdText}}.{{Number}}"}""", Text(request));
        Assert.Equal(Id, AlpacaIds.Read($"{IdText}.{Number}"));
    }

    [Fact]
    public void Commands_NameTheOrder_AndAlwaysHaveABody()
    {
        var cancel = requests.Cancel(Number, Intended);
        var everything = requests.CancelEverything();
        var close = requests.Close(new("BTC/USD"), new(0.5m), Intended);

        Assert.Equal([$"DELETE /v2/orders/{Number}", "DELETE /v2/orders", "DELETE /v2/positions/BTCUSD?qty=0.5"], new[] { cancel, everything, close }.Select(each => $"{each.Method} {each.Target}"));
        Assert.All([cancel, everything, close], each => Assert.NotNull(each.Body));
        Assert.Equal("DELETE /v2/positions?cancel_orders=true", $"{requests.CloseEverything(true).Method} {requests.CloseEverything(true).Target}");
    }

    [Fact]
    public void Questions_AreAsDocumented()
    {
        Assert.Equal($"/v2/orders:by_client_order_id?client_order_id={IdText}", requests.Query(Id).Target);
        Assert.Equal($"/v2/orders/{Number}", requests.Query(Number).Target);
        Assert.Equal("/v2/orders?status=open&limit=500&symbols=BTC%2FUSD", requests.OpenOrders(new("BTC/USD")).Target);
        Assert.Equal("/v2/account/activities/FILL?after=2023-11-14T22%3A13%3A19.999Z&direction=asc&page_size=100&page_token=a", requests.Fills(Intended, null, "a").Target);
        Assert.Equal("/v2/assets?status=active&asset_class=crypto", requests.Assets("crypto").Target);
        Assert.Equal("/v2/options/contracts?underlying_symbols=AAPL%2CSPY&status=active&limit=10000", requests.Contracts(["AAPL", "SPY"], null).Target);
        Assert.Equal("/v2/stocks/quotes/latest?symbols=AAPL&feed=iex", requests.Quote(new("AAPL"), "iex", "indicative").Target);
        Assert.Equal("/v1beta3/crypto/us/latest/quotes?symbols=BTC%2FUSD", requests.Quote(new("BTC/USD"), "iex", "indicative").Target);
        Assert.Equal("/v1beta1/options/quotes/latest?symbols=AAPL240119C00100000&feed=indicative", requests.Quote(new("AAPL240119C00100000"), "iex", "indicative").Target);
        Assert.All([requests.Account(), requests.Positions(), requests.Time()], request => Assert.Null(request.Body));
    }

    [Fact]
    public void Secrets_AreNotShown()
    {
        var options = new AlpacaOptions { Key = "the-key", Secret = "the-secret", Addresses = AlpacaAddresses.Of("paper") };

        Assert.DoesNotContain("the-secret", $"{options} {new AlpacaSigner("the-key", "the-secret")} {new AlpacaRequests(new("k", "the-secret")).Account()}", StringComparison.Ordinal);
    }

    private static string Text(WireRequest request) => Encoding.UTF8.GetString(request.Body!.Value.Span);
}
