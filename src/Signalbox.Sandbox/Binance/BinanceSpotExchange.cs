using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Binance spot over the floor: orders, questions and streams as documented.</summary>
internal sealed class BinanceSpotExchange : ISandboxExchange
{
    private readonly SandboxStage stage;
    private readonly SandboxFloor floor;
    private readonly BinanceGate gate;
    private readonly BinanceMeter meter;
    private readonly BinanceSpotParser parser;
    private BinanceRoutes? routes;

    public BinanceSpotExchange(SandboxStage stage)
    {
        this.stage = stage;
        floor = stage.Floor;
        gate = new(floor);
        meter = new(new("X-MBX-USED-WEIGHT-1M", WeightAMinute: 6_000, OrdersTenSeconds: 100), TimeProvider.System);
        parser = new(floor);
    }

    public void Map(IEndpointRouteBuilder builder)
    {
        routes = new(builder, floor, gate, meter);
        var market = new BinanceSpotMarket(floor);
        routes.Open("/api/v3/ping", 1, call => BinanceJson.AnswerAsync(call.Context, 200, json => { json.WriteStartObject(); json.WriteEndObject(); }));
        routes.Open("/api/v3/time", 1, market.TimeAsync);
        routes.Open("/api/v3/exchangeInfo", 20, market.InstrumentsAsync);
        routes.Open("/api/v3/depth", 5, market.BookAsync);
        MapTicks(routes, new(floor, routes, isFutures: false));
        routes.Signed(HttpMethods.Get, "/sapi/v1/account/apiRestrictions", 1, 0, (call, _) => market.PermissionsAsync(call));

        var account = new BinanceSpotAccount(floor);
        MapLists(routes, account, new(floor, parser, routes));
        routes.Signed(HttpMethods.Get, "/api/v3/account", 20, 0, account.BalancesAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/account/commission", 20, 0, account.FeesAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/order", 4, 0, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/openOrders", 6, 0, account.OpenOrdersAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/allOrders", 20, 0, account.AllOrdersAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/myTrades", 20, 0, account.TradesAsync);

        routes.Signed(HttpMethods.Post, "/api/v3/order", 1, 1, PlaceAsync);
        routes.Signed(HttpMethods.Post, "/api/v3/order/test", 1, 0, TestAsync);
        routes.Signed(HttpMethods.Delete, "/api/v3/order", 1, 0, CancelAsync);
        routes.Signed(HttpMethods.Delete, "/api/v3/openOrders", 1, 0, CancelAllAsync);
        routes.Signed(HttpMethods.Put, "/api/v3/order/amend/keepPriority", 4, 0, ShrinkAsync);
        routes.Signed(HttpMethods.Post, "/api/v3/order/cancelReplace", 1, 1, new BinanceSpotReplacing(floor, parser, routes).ReplaceAsync);

        var sockets = new BinanceSpotSockets(stage, gate);
        builder.MapGet("/ws-api/v3", sockets.ServeAccountAsync);
        builder.MapGet("/stream", sockets.ServeMarketAsync);
        builder.MapGet("/ws", sockets.ServeMarketAsync);
        builder.MapGet("/ws/{name}", sockets.ServeMarketAsync);
    }

    private static void MapTicks(BinanceRoutes routes, BinanceTicks ticks)
    {
        routes.Open("/api/v3/trades", 25, ticks.TradesAsync);
        routes.Open("/api/v3/historicalTrades", 25, ticks.TradesAsync);
        routes.Open("/api/v3/aggTrades", 4, ticks.AggregatesAsync);
        routes.Open("/api/v3/klines", 2, ticks.CandlesAsync);
        routes.Open("/api/v3/uiKlines", 2, ticks.CandlesAsync);
        routes.Open("/api/v3/avgPrice", 2, ticks.AverageAsync);
        routes.Open("/api/v3/ticker/24hr", 2, ticks.DayAsync);
        routes.Open("/api/v3/ticker/bookTicker", 2, ticks.QuoteAsync);
        routes.Open("/api/v3/ticker/price", 2, ticks.LastAsync);
    }

    private static void MapLists(BinanceRoutes routes, BinanceSpotAccount account, BinanceSpotLists lists)
    {
        routes.Signed(HttpMethods.Post, "/api/v3/orderList/oco", 1, 2, lists.PlaceAsync);
        routes.Signed(HttpMethods.Delete, "/api/v3/orderList", 1, 0, lists.CancelAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/orderList", 4, 0, lists.AskAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/openOrderList", 6, 0, lists.OpenAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/allOrderList", 20, 0, lists.AllAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/rateLimit/order", 40, 0, account.CountsAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/myPreventedMatches", 20, 0, account.NoneAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/myAllocations", 20, 0, account.NoneAsync);
        routes.Signed(HttpMethods.Get, "/sapi/v1/asset/tradeFee", 1, 0, account.AllFeesAsync);
        routes.Signed(HttpMethods.Get, "/sapi/v1/capital/config/getall", 10, 0, account.NoneAsync);
    }

    private Task PlaceAsync(BinanceCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(call);
        if (fault is not null)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var ruling = floor.Place(account, terms);
        return ruling.Refusal is { } refusal
            ? BinanceJson.RefuseAsync(call.Context, BinanceRefusals.Spot(refusal))
            : routes!.AnswerAsync(call, json => BinanceSpotReports.WritePlaced(json, ruling.Order!, BinanceSpotReports.ResponseOf(call["newOrderRespType"], ruling.Order!)));
    }

    private Task TestAsync(BinanceCall call, SandboxAccount account) => parser.Read(call).Fault is { } fault
        ? BinanceJson.RefuseAsync(call.Context, fault)
        : BinanceJson.AnswerAsync(call.Context, 200, json => { json.WriteStartObject(); json.WriteEndObject(); });

    private Task CancelAsync(BinanceCall call, SandboxAccount account)
    {
        if (BinanceSpotAccount.Unnamed(floor, call) is { } fault)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        var order = BinanceSpotAccount.Find(floor, account, call, "origClientOrderId");
        return order is not null && floor.Cancel(account, order).Refusal is null
            ? routes!.AnswerAsync(call, json => BinanceSpotReports.WriteCancelled(json, order))
            : BinanceJson.RefuseAsync(call.Context, BinanceFault.UnknownOrder);
    }

    private Task CancelAllAsync(BinanceCall call, SandboxAccount account)
    {
        if (floor.Book(new(call["symbol"] ?? "")) is null)
        {
            return BinanceJson.RefuseAsync(call.Context, call["symbol"] is null ? BinanceFault.Missing("symbol") : BinanceFault.Symbol);
        }

        var open = floor.Read(_ => account.Trading.OpenOrders.Where(order => order.Terms.Instrument.Value == call["symbol"]).ToList());
        if (open.Count == 0)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.UnknownOrder);
        }

        open.ForEach(order => floor.Cancel(account, order));
        return routes!.AnswerAsync(call, json => json.WriteList(open, order => BinanceSpotReports.WriteCancelled(json, order)));
    }

    private Task ShrinkAsync(BinanceCall call, SandboxAccount account)
    {
        if ((BinanceSpotAccount.Unnamed(floor, call) ?? (call.Number("newQty") is null ? BinanceFault.Missing("newQty") : null)) is { } fault)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        if (BinanceSpotAccount.Find(floor, account, call, "origClientOrderId") is not { IsOpen: true } order || call.Number("newQty") is not { } quantity)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.UnknownOrder);
        }

        if (quantity >= order.Quantity.Value)
        {
            return BinanceJson.RefuseAsync(call.Context, new(400, -2038, "Order amend (quantity increase) is not supported."));
        }

        var ruling = floor.Amend(account, order, new(new(quantity), null, null));
        return ruling.Refusal is { } refusal
            ? BinanceJson.RefuseAsync(call.Context, BinanceRefusals.Spot(refusal))
            : routes!.AnswerAsync(call, json => WriteAmended(json, order));
    }

    private static void WriteAmended(Utf8JsonWriter json, Order order)
    {
        json.WriteStartObject();
        json.WriteTime("transactTime", order.ChangedAt);
        json.WriteNumber("executionId", order.Number);
        json.WritePropertyName("amendedOrder");
        json.WriteStartObject();
        BinanceSpotReports.WriteFields(json, order);
        json.WriteString("origClientOrderId", order.Terms.ClientId);
        json.WriteString("clientOrderId", order.Terms.ClientId);
        json.WriteDecimal("qty", order.Quantity.Value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
