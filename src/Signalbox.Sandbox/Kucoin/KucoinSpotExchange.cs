using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>KuCoin spot over the floor: orders, stops, questions and streams as documented.</summary>
internal sealed class KucoinSpotExchange : ISandboxExchange
{
    private const int OrdersOfABatch = 5;

    private readonly SandboxStage stage;
    private readonly SandboxFloor floor;
    private readonly KucoinNumbers numbers;
    private readonly KucoinTape tape;
    private readonly KucoinSpotParser parser;

    public KucoinSpotExchange(SandboxStage stage)
    {
        this.stage = stage;
        floor = stage.Floor;
        numbers = new(floor);
        tape = new(floor);
        parser = new(floor);
    }

    public void Map(IEndpointRouteBuilder builder)
    {
        var routes = new KucoinRoutes(builder, floor, KucoinLimits.Spot);
        var account = new KucoinSpotAccount(floor, routes, numbers, tape);
        routes.MapShared("Spot");
        MapQuestions(routes, account);
        MapTicks(routes, account, new(floor, routes));
        foreach (var path in new[] { "/api/v1/hf/orders", "/api/v1/hf/orders/sync" })
        {
            routes.Signed(HttpMethods.Post, path, 1, (call, who) => PlaceAsync(routes, call, who, isStop: false));
            routes.Signed(HttpMethods.Delete, $"{path}/client-order/{{clientOid}}", 1, (call, who) => CancelAsync(routes, account.Find(who, call), call, who));
            routes.Signed(HttpMethods.Delete, $"{path}/{{orderId}}", 1, (call, who) => CancelAsync(routes, account.Find(who, call), call, who));
        }

        routes.Signed(HttpMethods.Post, "/api/v1/hf/orders/test", 1, (call, _) => parser.Read(call.Body, isStop: false).Fault is { } fault
            ? KucoinJson.RefuseAsync(call.Context, fault)
            : routes.AnswerAsync(call, json => json.WriteObject(() => json.WriteString("orderId", KucoinNumbers.Of(0)))));
        routes.Signed(HttpMethods.Post, "/api/v1/hf/orders/multi", 1, (call, who) => PlaceManyAsync(routes, call, who));
        routes.Signed(HttpMethods.Post, "/api/v1/hf/orders/multi/sync", 1, (call, who) => PlaceManyAsync(routes, call, who));
        routes.Signed(HttpMethods.Post, "/api/v1/hf/orders/alter", 1, (call, who) => ReplaceAsync(routes, account.Find(who, call), call, who));
        routes.Signed(HttpMethods.Delete, "/api/v1/hf/orders/cancelAll", 30, CancelEverythingAsync(routes));
        routes.Signed(HttpMethods.Delete, "/api/v1/hf/orders", 2, (call, who) => CancelAllAsync(routes, call, who, isStop: false));
        routes.Signed(HttpMethods.Post, "/api/v1/stop-order", 1, (call, who) => PlaceAsync(routes, call, who, isStop: true));
        routes.Signed(HttpMethods.Delete, "/api/v1/stop-order/cancel", 3, (call, who) => CancelAllAsync(routes, call, who, isStop: true));
        routes.Signed(HttpMethods.Delete, "/api/v1/stop-order/cancelOrderByClientOid", 5, (call, who) => CancelAsync(routes, account.FindStop(who, call), call, who));
        routes.Signed(HttpMethods.Delete, "/api/v1/stop-order/{orderId}", 3, (call, who) => CancelAsync(routes, account.FindStop(who, call), call, who));
        new KucoinStreams(stage, tape, KucoinLimits.Spot, isFutures: false).Map(builder, routes, new KucoinSpotFeed(stage, numbers).ServeAsync);
    }

    private static void MapTicks(KucoinRoutes routes, KucoinSpotAccount account, KucoinTicks ticks)
    {
        // Clients ask whether the account has the endpoints of high frequency: 2 says that it does.
        routes.Signed(HttpMethods.Get, "/api/v3/migrate/user/account/status", KucoinLimits.Management, 3, (call, _) => routes.AnswerAsync(call, json => json.WriteObject(() => json.WriteNumber("status", 2))));
        routes.Open(HttpMethods.Get, "/api/v2/symbols/{symbol}", 4, account.InstrumentAsync);
        routes.Open(HttpMethods.Get, "/api/v3/currencies", 3, account.CurrenciesAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/allTickers", 15, ticks.DaysAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/stats", 15, ticks.DayAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/histories", 3, ticks.SpotTradesAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/candles", 3, ticks.SpotCandlesAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/orderbook/level2_20", 2, account.BookAsync);
    }

    private static void MapQuestions(KucoinRoutes routes, KucoinSpotAccount account)
    {
        routes.Open(HttpMethods.Get, "/api/v2/symbols", 4, account.InstrumentsAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/orderbook/level1", 2, account.QuoteAsync);
        routes.Open(HttpMethods.Get, "/api/v1/market/orderbook/level2_100", 2, account.BookAsync);
        routes.Signed(HttpMethods.Get, "/api/v3/market/orderbook/level2", 3, (call, _) => account.BookAsync(call));
        routes.Signed(HttpMethods.Get, "/api/v1/accounts", KucoinLimits.Management, 5, account.BalancesAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/trade-fees", 3, account.FeesAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/hf/orders/active/symbols", 2, account.SymbolsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/hf/orders/active", 2, account.OpenOrdersAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/hf/orders/done", 2, account.EndedOrdersAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/hf/orders/client-order/{clientOid}", 2, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/hf/orders/{orderId}", 2, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/hf/fills", 2, account.FillsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/stop-order", 8, account.OpenStopsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/stop-order/queryOrderByClientOid", 3, account.StopsByIdAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/stop-order/{orderId}", 3, account.StopAsync);
    }

    private Task PlaceAsync(KucoinRoutes routes, KucoinCall call, SandboxAccount account, bool isStop)
    {
        var (order, fault) = Place(call.Body, account, isStop);
        return order is null ? KucoinJson.RefuseAsync(call.Context, fault!) : routes.AnswerAsync(call, json => json.WriteObject(() => WritePlaced(json, order)));
    }

    private Task PlaceManyAsync(KucoinRoutes routes, KucoinCall call, SandboxAccount account)
    {
        if (call.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("orderList", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > OrdersOfABatch)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.Parameter($"Between 1 and {OrdersOfABatch} orders can be placed at once."));
        }

        var placed = list.EnumerateArray().Select(each => Place(each, account, isStop: false)).ToList();
        return routes.AnswerAsync(call, json => json.WriteList(placed, each => json.WriteObject(() =>
        {
            json.WriteBoolean("success", each.Order is not null);
            if (each.Order is { } order) WritePlaced(json, order);
            else json.WriteString("failMsg", each.Fault!.Message);
        })));
    }

    private (Order? Order, KucoinFault? Fault) Place(JsonElement? from, SandboxAccount account, bool isStop)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(from, isStop);
        if (fault is not null)
        {
            return (null, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var ruling = floor.Place(account, terms);
        return ruling.Refusal is { } refusal ? (null, KucoinSpotParser.FaultOf(refusal)) : (ruling.Order, null);
    }

    /// <summary>The old order is taken back and a new one with the same id put in its place.</summary>
    private Task ReplaceAsync(KucoinRoutes routes, Order? order, KucoinCall call, SandboxAccount account)
    {
        if (order is not { IsOpen: true } || floor.Cancel(account, order).Refusal is not null)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.NotCancelable);
        }

        var left = (call.Number("newSize") ?? order.Quantity.Value) - order.Filled.Value;
        var ruling = floor.Place(account, order.Terms with { Quantity = new(left), LimitPrice = call.Number("newPrice") is { } price ? new(price) : order.LimitPrice });
        return ruling.Refusal is { } refusal
            ? KucoinJson.RefuseAsync(call.Context, KucoinSpotParser.FaultOf(refusal))
            : routes.AnswerAsync(call, json => json.WriteObject(() =>
            {
                json.WriteString("newOrderId", KucoinNumbers.Of(ruling.Order!.Number));
                json.WriteString("clientOid", ruling.Order.Terms.ClientId);
            }));
    }

    private Task CancelAsync(KucoinRoutes routes, Order? order, KucoinCall call, SandboxAccount account)
    {
        if (order is null || floor.Cancel(account, order).Refusal is not null)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.NotCancelable);
        }

        return routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            if (numbers.Waits(order))
            {
                json.WritePropertyName("cancelledOrderIds");
                json.WriteList([KucoinNumbers.StopOf(order.Number)], json.WriteStringValue);
                return;
            }

            json.WriteString("orderId", KucoinNumbers.Of(order.Number));
        }));
    }

    private Task CancelAllAsync(KucoinRoutes routes, KucoinCall call, SandboxAccount account, bool isStop)
    {
        var open = floor.Read(_ => account.Trading.OpenOrders.Where(order => order.Terms.Instrument.Value == call["symbol"] && order.IsDormant == isStop).ToList());
        open.ForEach(order => floor.Cancel(account, order));
        return routes.AnswerAsync(call, json =>
        {
            if (!isStop)
            {
                json.WriteStringValue("success");
                return;
            }

            json.WriteObject(() =>
            {
                json.WritePropertyName("cancelledOrderIds");
                json.WriteList(open.Select(order => KucoinNumbers.StopOf(order.Number)), json.WriteStringValue);
            });
        });
    }

    /// <summary>Of every symbol: which of them had orders that were ended.</summary>
    private Func<KucoinCall, SandboxAccount, Task> CancelEverythingAsync(KucoinRoutes routes) => (call, account) =>
    {
        var open = floor.Read(_ => account.Trading.OpenOrders.Where(order => !order.IsDormant).ToList());
        open.ForEach(order => floor.Cancel(account, order));
        return routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            json.WritePropertyName("succeedSymbols");
            json.WriteList(open.Select(order => order.Terms.Instrument.Value).Distinct(), json.WriteStringValue);
            json.WritePropertyName("failedSymbols");
            json.WriteList(Array.Empty<string>(), json.WriteStringValue);
        }));
    };

    private void WritePlaced(Utf8JsonWriter json, Order order)
    {
        json.WriteString("orderId", numbers.Waits(order) ? KucoinNumbers.StopOf(order.Number) : KucoinNumbers.Of(order.Number));
        json.WriteString("clientOid", order.Terms.ClientId);
    }
}
