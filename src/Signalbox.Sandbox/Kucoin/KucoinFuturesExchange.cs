using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>KuCoin futures over the floor: orders, stops, positions, questions and streams as documented.</summary>
internal sealed class KucoinFuturesExchange : ISandboxExchange
{
    private const int OrdersOfABatch = 20;

    private readonly SandboxStage stage;
    private readonly SandboxFloor floor;
    private readonly KucoinNumbers numbers;
    private readonly KucoinTape tape;

    public KucoinFuturesExchange(SandboxStage stage)
    {
        this.stage = stage;
        floor = stage.Floor;
        numbers = new(floor);
        tape = new(floor);
    }

    public void Map(IEndpointRouteBuilder builder)
    {
        var routes = new KucoinRoutes(builder, floor, KucoinLimits.Futures);
        var terms = new KucoinFuturesTerms(routes);
        var parser = new KucoinFuturesParser(floor, terms);
        var account = new KucoinFuturesAccount(floor, routes, numbers, terms, tape);
        routes.MapShared("Futures");
        MapQuestions(routes, account);
        MapTicks(routes, account, new(floor, routes));
        MapTerms(routes, terms);
        routes.Signed(HttpMethods.Post, "/api/v1/orders", 2, (call, who) => PlaceAsync(routes, parser, call, who));
        routes.Signed(HttpMethods.Post, "/api/v1/st-orders", 2, (call, _) => KucoinJson.RefuseAsync(call.Context, KucoinFault.FuturesParameter("The sandbox attaches no exits to orders.")));
        routes.Signed(HttpMethods.Post, "/api/v1/orders/test", 2, (call, who) => parser.Read(call.Body, who).Fault is { } fault
            ? KucoinJson.RefuseAsync(call.Context, fault)
            : routes.AnswerAsync(call, json => json.WriteObject(() => json.WriteString("orderId", KucoinNumbers.Of(0)))));
        routes.Signed(HttpMethods.Post, "/api/v1/orders/multi", 20, (call, who) => PlaceManyAsync(routes, parser, call, who));
        routes.Signed(HttpMethods.Delete, "/api/v1/orders/multi-cancel", 20, (call, who) => CancelManyAsync(routes, call, who));
        routes.Signed(HttpMethods.Delete, "/api/v1/orders/client-order/{clientOid}", 1, (call, who) => CancelAsync(routes, account, call, who));
        routes.Signed(HttpMethods.Delete, "/api/v1/orders/{orderId}", 1, (call, who) => CancelAsync(routes, account, call, who));
        routes.Signed(HttpMethods.Delete, "/api/v3/orders", 10, (call, who) => CancelAllAsync(routes, call, who, isStop: false));
        routes.Signed(HttpMethods.Delete, "/api/v1/stopOrders", 15, (call, who) => CancelAllAsync(routes, call, who, isStop: true));
        new KucoinStreams(stage, tape, KucoinLimits.Futures, isFutures: true).Map(builder, routes, new KucoinFuturesFeed(stage, numbers, terms).ServeAsync);
    }

    private static void MapTicks(KucoinRoutes routes, KucoinFuturesAccount account, KucoinTicks ticks)
    {
        routes.Open(HttpMethods.Get, "/api/v1/contracts/{symbol}", 3, account.InstrumentAsync);
        routes.Open(HttpMethods.Get, "/api/v1/allTickers", 5, account.QuotesAsync);
        routes.Open(HttpMethods.Get, "/api/v1/kline/query", 3, ticks.FuturesCandlesAsync);
        routes.Open(HttpMethods.Get, "/api/v1/trade/history", 5, ticks.FuturesTradesAsync);
        routes.Open(HttpMethods.Get, "/api/v1/level2/depth20", 5, account.BookAsync);
        routes.Open(HttpMethods.Get, "/api/v1/level2/depth100", 5, account.BookAsync);
        routes.Open(HttpMethods.Get, "/api/v1/funding-rate/{symbol}/current", 2, ticks.FundingAsync);
        routes.Open(HttpMethods.Get, "/api/v1/mark-price/{symbol}/current", 3, ticks.MarkAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/recentDoneOrders", 5, account.RecentlyDoneAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/openOrderStatistics", 10, account.OpenSumsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/history-positions", 2, account.NoPagesAsync);
    }

    private static void MapQuestions(KucoinRoutes routes, KucoinFuturesAccount account)
    {
        routes.Open(HttpMethods.Get, "/api/v1/contracts/active", 3, account.InstrumentsAsync);
        routes.Open(HttpMethods.Get, "/api/v1/ticker", 2, account.QuoteAsync);
        routes.Open(HttpMethods.Get, "/api/v1/level2/snapshot", 3, account.BookAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/account-overview", 5, account.OverviewAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/positions", 2, account.PositionsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/position", 2, account.PositionAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/orders", 2, account.OrdersAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/stopOrders", 6, account.StopsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/orders/byClientOid", 5, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/orders/{orderId}", 5, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/fills", 5, account.FillsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/recentFills", 3, account.RecentFillsAsync);
        routes.Signed(HttpMethods.Get, "/api/v1/trade-fees", 3, account.FeesAsync);
    }

    private static void MapTerms(KucoinRoutes routes, KucoinFuturesTerms terms)
    {
        routes.Signed(HttpMethods.Get, "/api/v2/position/getMarginMode", 2, terms.ModeAsync);
        routes.Signed(HttpMethods.Post, "/api/v2/position/changeMarginMode", 2, terms.SetModeAsync);
        routes.Signed(HttpMethods.Get, "/api/v2/getCrossUserLeverage", 2, terms.LeverageAsync);
        routes.Signed(HttpMethods.Post, "/api/v2/changeCrossUserLeverage", 2, terms.SetLeverageAsync);
        routes.Signed(HttpMethods.Get, "/api/v2/position/getPositionMode", 2, terms.PositionModeAsync);
        routes.Signed(HttpMethods.Post, "/api/v2/position/switchPositionMode", 2, terms.SetPositionModeAsync);
    }

    private Task PlaceAsync(KucoinRoutes routes, KucoinFuturesParser parser, KucoinCall call, SandboxAccount account)
    {
        var (order, fault) = Place(parser, call.Body, account);
        return order is null ? KucoinJson.RefuseAsync(call.Context, fault!) : routes.AnswerAsync(call, json => json.WriteObject(() => WritePlaced(json, order)));
    }

    private Task PlaceManyAsync(KucoinRoutes routes, KucoinFuturesParser parser, KucoinCall call, SandboxAccount account)
    {
        if (call.Body is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > OrdersOfABatch)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.FuturesParameter($"Between 1 and {OrdersOfABatch} orders can be placed at once."));
        }

        var placed = list.EnumerateArray().Select(each => (Asked: each, Ended: Place(parser, each, account))).ToList();
        return routes.AnswerAsync(call, json => json.WriteList(placed, each => json.WriteObject(() =>
        {
            if (each.Ended.Order is { } order) WritePlaced(json, order);
            else json.WriteString("clientOid", KucoinCall.Of(each.Asked, "clientOid"));
            json.WriteString("symbol", KucoinCall.Of(each.Asked, "symbol"));
            json.WriteString("code", each.Ended.Fault?.Code ?? "200000");
            json.WriteString("msg", each.Ended.Fault?.Message ?? "success");
        })));
    }

    private (Order? Order, KucoinFault? Fault) Place(KucoinFuturesParser parser, JsonElement? from, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(from, account);
        if (fault is not null)
        {
            return (null, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var ruling = floor.Place(account, terms);
        return ruling.Refusal is { } refusal ? (null, KucoinFuturesParser.FaultOf(refusal)) : (ruling.Order, null);
    }

    private Task CancelAsync(KucoinRoutes routes, KucoinFuturesAccount orders, KucoinCall call, SandboxAccount account)
    {
        if (orders.Find(account, call) is not { } order || floor.Cancel(account, order).Refusal is not null)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.NotCancelableFutures);
        }

        return routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            if (call["clientOid"] is { } id)
            {
                json.WriteString("clientOid", id);
                return;
            }

            json.WritePropertyName("cancelledOrderIds");
            json.WriteList([KucoinNumbers.Of(order.Number)], json.WriteStringValue);
        }));
    }

    private Task CancelManyAsync(KucoinRoutes routes, KucoinCall call, SandboxAccount account)
    {
        if (call.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("clientOidsList", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.FuturesParameter("clientOidsList is missing"));
        }

        var ended = list.EnumerateArray().Select(each => KucoinCall.Of(each, "clientOid")).Select(id => (
            Id: id,
            Done: id is not null && floor.Read(_ => floor.Ledger.Find(account.Trading, id)) is { } order && floor.Cancel(account, order).Refusal is null)).ToList();
        return routes.AnswerAsync(call, json => json.WriteList(ended, each => json.WriteObject(() =>
        {
            json.WriteNull("orderId");
            json.WriteString("clientOid", each.Id);
            json.WriteString("code", each.Done ? "200" : KucoinFault.NotCancelableFutures.Code);
            json.WriteString("msg", each.Done ? "success" : KucoinFault.NotCancelableFutures.Message);
        })));
    }

    private Task CancelAllAsync(KucoinRoutes routes, KucoinCall call, SandboxAccount account, bool isStop)
    {
        var open = floor.Read(_ => account.Trading.OpenOrders.Where(order => order.Terms.Instrument.Value == call["symbol"] && order.IsDormant == isStop).ToList());
        open.ForEach(order => floor.Cancel(account, order));
        return routes.AnswerAsync(call, json => json.WriteObject(() =>
        {
            json.WritePropertyName("cancelledOrderIds");
            json.WriteList(open.Select(order => KucoinNumbers.Of(order.Number)), json.WriteStringValue);
        }));
    }

    private static void WritePlaced(Utf8JsonWriter json, Order order)
    {
        json.WriteString("orderId", KucoinNumbers.Of(order.Number));
        json.WriteString("clientOid", order.Terms.ClientId);
    }
}
