using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Binance USD-M futures over the floor: orders, the algo service, questions and streams as documented.</summary>
internal sealed class BinanceUsdmExchange : ISandboxExchange
{
    private readonly SandboxStage stage;
    private readonly SandboxFloor floor;
    private readonly BinanceGate gate;
    private readonly BinanceMeter meter;
    private readonly BinanceUsdmParser parser;
    private readonly BinanceTriggered triggered;

    public BinanceUsdmExchange(SandboxStage stage)
    {
        this.stage = stage;
        floor = stage.Floor;
        gate = new(floor);
        meter = new(new("X-MBX-USED-WEIGHT-1M", WeightAMinute: 2_400, OrdersTenSeconds: 300), TimeProvider.System);
        parser = new(floor);
        triggered = new(floor);
    }

    public void Map(IEndpointRouteBuilder builder)
    {
        var routes = new BinanceRoutes(builder, floor, gate, meter);
        var market = new BinanceUsdmMarket(floor);
        routes.Open("/fapi/v1/time", 1, market.Shared.TimeAsync);
        routes.Open("/fapi/v1/exchangeInfo", 1, market.InstrumentsAsync);
        routes.Open("/fapi/v1/depth", 5, market.Shared.BookAsync);
        routes.Open("/fapi/v1/ticker/bookTicker", 2, market.Shared.QuoteAsync);
        routes.Open("/fapi/v1/ticker/price", 1, market.Shared.LastAsync);
        routes.Signed(HttpMethods.Get, "/sapi/v1/account/apiRestrictions", 1, 0, (call, _) => market.Shared.PermissionsAsync(call));

        var account = new BinanceUsdmAccount(floor, routes, triggered);
        routes.Signed(HttpMethods.Get, "/fapi/v3/balance", 5, 0, account.BalancesAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v3/positionRisk", 5, 0, account.PositionsAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/order", 1, 0, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/algoOrder", 1, 0, account.AlgoOrderAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/openOrders", 1, 0, account.OpenOrdersAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/openAlgoOrders", 1, 0, account.OpenAlgoOrdersAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/userTrades", 5, 0, account.TradesAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/commissionRate", 20, 0, account.FeesAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/symbolConfig", 5, 0, account.TermsAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/leverage", 1, 0, account.SetLeverageAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/marginType", 1, 0, account.SetMarginTypeAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/positionSide/dual", 30, 0, account.PositionModeAsync);

        routes.Signed(HttpMethods.Post, "/fapi/v1/order", 1, 1, (call, who) => PlaceAsync(routes, call, who, isConditional: false));
        routes.Signed(HttpMethods.Post, "/fapi/v1/algoOrder", 1, 1, (call, who) => PlaceAsync(routes, call, who, isConditional: true));
        routes.Signed(HttpMethods.Post, "/fapi/v1/batchOrders", 5, 5, (call, who) => PlaceManyAsync(routes, call, who));
        routes.Signed(HttpMethods.Put, "/fapi/v1/order", 1, 1, (call, who) => AmendAsync(routes, account, call, who));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/order", 1, 0, (call, who) => CancelAsync(routes, account.Find(who, call, "orderId", "origClientOrderId", isConditional: false), call, who));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/algoOrder", 1, 0, (call, who) => CancelAsync(routes, account.Find(who, call, "algoId", "clientAlgoId", isConditional: true), call, who));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/allOpenOrders", 1, 0, (call, who) => CancelAllAsync(account, call, who, isConditional: false));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/algoOpenOrders", 1, 0, (call, who) => CancelAllAsync(account, call, who, isConditional: true));

        var sockets = new BinanceUsdmSockets(stage, triggered);
        builder.MapMethods("/fapi/v1/listenKey", [HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete], ListenAsync);
        builder.MapGet("/private/ws/{listenKey}", context => sockets.ServeAccountAsync(context, KeyOf));
        foreach (var kind in new[] { "public", "market" })
        {
            builder.MapGet($"/{kind}/stream", sockets.ServeMarketAsync);
            builder.MapGet($"/{kind}/ws/{{name?}}", sockets.ServeMarketAsync);
        }
    }

    private Task PlaceAsync(BinanceRoutes routes, BinanceCall call, SandboxAccount account, bool isConditional)
    {
        var (order, fault) = Place(name => call[name], account, isConditional);
        return order is null
            ? BinanceJson.RefuseAsync(call.Context, fault!)
            : routes.AnswerAsync(call, json => Write(json, order));
    }

    private Task PlaceManyAsync(BinanceRoutes routes, BinanceCall call, SandboxAccount account)
    {
        using var list = JsonDocument.Parse(call["batchOrders"] ?? "[]");
        var placed = list.RootElement.EnumerateArray()
            .Select(each => Place(name => each.TryGetProperty(name, out var value) ? value.ToString() : null, account, isConditional: false)).ToList();
        return routes.AnswerAsync(call, json => json.WriteList(placed, each =>
        {
            if (each.Order is { } order)
            {
                Write(json, order);
                return;
            }

            json.WriteStartObject();
            json.WriteNumber("code", each.Fault!.Code);
            json.WriteString("msg", each.Fault.Message);
            json.WriteEndObject();
        }));
    }

    private (Order? Order, BinanceFault? Fault) Place(Func<string, string?> get, SandboxAccount account, bool isConditional)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(get, isConditional);
        if (fault is not null)
        {
            return (null, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var ruling = floor.Place(account, terms);
        return ruling.Refusal is { } refusal ? (null, BinanceUsdmParser.FaultOf(refusal)) : (ruling.Order, null);
    }

    private Task AmendAsync(BinanceRoutes routes, BinanceUsdmAccount orders, BinanceCall call, SandboxAccount account)
    {
        if (orders.Find(account, call, "orderId", "origClientOrderId", isConditional: false) is not { IsOpen: true } order)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.NoSuchOrder);
        }

        if (call.Number("quantity") is not { } quantity || call.Number("price") is not { } price)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("price"));
        }

        var ruling = floor.Amend(account, order, new(new(quantity), new(price), null));
        return ruling.Refusal is { } refusal
            ? BinanceJson.RefuseAsync(call.Context, BinanceUsdmParser.FaultOf(refusal))
            : routes.AnswerAsync(call, json => BinanceUsdmReports.WriteOrder(json, order));
    }

    private Task CancelAsync(BinanceRoutes routes, Order? order, BinanceCall call, SandboxAccount account) => order is not null && floor.Cancel(account, order).Refusal is null
        ? routes.AnswerAsync(call, json => Write(json, order))
        : BinanceJson.RefuseAsync(call.Context, BinanceFault.UnknownOrder);

    private Task CancelAllAsync(BinanceUsdmAccount orders, BinanceCall call, SandboxAccount account, bool isConditional)
    {
        floor.Read(_ => account.Trading.OpenOrders.Where(order => order.Terms.Instrument.Value == call["symbol"] && order.IsDormant == isConditional).ToList())
            .ForEach(order => floor.Cancel(account, order));
        return orders.DoneAsync(call);
    }

    private void Write(Utf8JsonWriter json, Order order)
    {
        if (BinanceUsdmReports.IsConditional(order)) BinanceUsdmReports.WriteAlgoOrder(json, order, triggered.Has(order));
        else BinanceUsdmReports.WriteOrder(json, order);
    }

    private Task ListenAsync(HttpContext context)
    {
        var key = context.Request.Headers[BinanceSigner.KeyHeader].ToString();
        return floor.Find(key) is null
            ? BinanceJson.RefuseAsync(context, BinanceFault.KeyRefused)
            : BinanceJson.AnswerAsync(context, 200, json =>
            {
                json.WriteStartObject();
                json.WriteString("listenKey", ListenKey(key));
                json.WriteEndObject();
            });
    }

    private SandboxAccount? KeyOf(string listenKey) => stage.Options.Keys.Where(key => ListenKey(key.Key) == listenKey).Select(key => floor.Find(key.Key)).FirstOrDefault();

    private static string ListenKey(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
