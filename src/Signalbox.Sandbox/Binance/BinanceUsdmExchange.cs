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
        var account = new BinanceUsdmAccount(floor, routes, triggered);
        var terms = new BinanceUsdmTerms(floor, routes);
        MapMarket(routes, new(floor, routes));
        MapHoldings(routes, account, new(floor, routes, terms));
        MapQuestions(routes, account);
        MapTerms(routes, terms);
        MapOrders(routes, account, terms);
        MapStreams(builder, new(stage, triggered, terms));
    }

    private static void MapMarket(BinanceRoutes routes, BinanceUsdmMarket market)
    {
        routes.Open("/fapi/v1/ping", 1, call => BinanceJson.AnswerAsync(call.Context, 200, json => { json.WriteStartObject(); json.WriteEndObject(); }));
        routes.Open("/fapi/v1/time", 1, market.Shared.TimeAsync);
        routes.Open("/fapi/v1/exchangeInfo", 1, market.InstrumentsAsync);
        routes.Open("/fapi/v1/depth", 5, market.Shared.BookAsync);
        routes.Open("/fapi/v1/trades", 5, market.Ticks.TradesAsync);
        routes.Open("/fapi/v1/historicalTrades", 20, market.Ticks.TradesAsync);
        routes.Open("/fapi/v1/aggTrades", 20, market.Ticks.AggregatesAsync);
        routes.Open("/fapi/v1/klines", 5, market.Ticks.CandlesAsync);
        routes.Open("/fapi/v1/markPriceKlines", 5, market.Ticks.CandlesAsync);
        routes.Open("/fapi/v1/ticker/24hr", 1, market.Ticks.DayAsync);
        routes.Open("/fapi/v1/ticker/bookTicker", 2, market.Ticks.QuoteAsync);
        routes.Open("/fapi/v1/ticker/price", 1, market.Ticks.LastAsync);
        routes.Open("/fapi/v2/ticker/price", 1, market.Ticks.LastAsync);
        routes.Open("/fapi/v1/premiumIndex", 1, market.MarkAsync);
        routes.Open("/fapi/v1/fundingRate", 1, market.FundingAsync);
        routes.Open("/fapi/v1/fundingInfo", 1, market.FundingTermsAsync);
        routes.Open("/fapi/v1/openInterest", 1, market.InterestAsync);
        routes.Signed(HttpMethods.Get, "/sapi/v1/account/apiRestrictions", 1, 0, (call, _) => market.Shared.PermissionsAsync(call));
    }

    private static void MapHoldings(BinanceRoutes routes, BinanceUsdmAccount account, BinanceUsdmWallet wallet)
    {
        foreach (var version in new[] { "v2", "v3" })
        {
            routes.Signed(HttpMethods.Get, $"/fapi/{version}/balance", 5, 0, wallet.BalancesAsync);
        }

        routes.Signed(HttpMethods.Get, "/fapi/v2/account", 5, 0, wallet.WholeAccountAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v3/account", 5, 0, wallet.AccountAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v2/positionRisk", 5, 0, wallet.AllPositionsAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v3/positionRisk", 5, 0, wallet.PositionsAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/income", 30, 0, account.NoneAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/forceOrders", 20, 0, account.NoneAsync);
    }

    private static void MapQuestions(BinanceRoutes routes, BinanceUsdmAccount account)
    {
        routes.Signed(HttpMethods.Get, "/fapi/v1/order", 1, 0, account.OrderAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/openOrder", 1, 0, account.OpenOrderAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/openOrders", 1, 0, account.OpenOrdersAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/allOrders", 5, 0, account.AllOrdersAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/algoOrder", 1, 0, account.AlgoOrderAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/openAlgoOrders", 1, 0, account.OpenAlgoOrdersAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/allAlgoOrders", 5, 0, account.AllAlgoOrdersAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/userTrades", 5, 0, account.TradesAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/commissionRate", 20, 0, account.FeesAsync);
    }

    private static void MapTerms(BinanceRoutes routes, BinanceUsdmTerms terms)
    {
        routes.Signed(HttpMethods.Get, "/fapi/v1/symbolConfig", 5, 0, terms.AskAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/accountConfig", 5, 0, terms.ConfigAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/leverageBracket", 1, 0, terms.BracketsAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/positionSide/dual", 30, 0, terms.ModeAsync);
        routes.Signed(HttpMethods.Get, "/fapi/v1/multiAssetsMargin", 30, 0, terms.AssetsModeAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/leverage", 1, 0, terms.SetLeverageAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/marginType", 1, 0, terms.SetMarginTypeAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/positionMargin", 1, 0, terms.MarginAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/positionSide/dual", 1, 0, BinanceUsdmTerms.SetModeAsync);
        routes.Signed(HttpMethods.Post, "/fapi/v1/multiAssetsMargin", 1, 0, BinanceUsdmTerms.SetAssetsModeAsync);
    }

    private void MapOrders(BinanceRoutes routes, BinanceUsdmAccount account, BinanceUsdmTerms terms)
    {
        routes.Signed(HttpMethods.Post, "/fapi/v1/order", 1, 1, (call, who) => PlaceAsync(routes, call, who, isConditional: false));
        routes.Signed(HttpMethods.Post, "/fapi/v1/order/test", 1, 0, (call, who) => parser.Read(name => call[name], who, isConditional: false).Fault is { } fault
            ? BinanceJson.RefuseAsync(call.Context, fault)
            : BinanceJson.AnswerAsync(call.Context, 200, json => { json.WriteStartObject(); json.WriteEndObject(); }));
        routes.Signed(HttpMethods.Post, "/fapi/v1/algoOrder", 1, 1, (call, who) => PlaceAsync(routes, call, who, isConditional: true));
        routes.Signed(HttpMethods.Put, "/fapi/v1/order", 1, 1, (call, who) => AmendAsync(routes, account, call, who));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/order", 1, 0, (call, who) => CancelAsync(routes, account, call, who, isConditional: false));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/algoOrder", 1, 0, (call, who) => CancelAsync(routes, account, call, who, isConditional: true));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/allOpenOrders", 1, 0, (call, who) => CancelAllAsync(terms, call, who, isConditional: false));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/algoOpenOrders", 1, 0, (call, who) => CancelAllAsync(terms, call, who, isConditional: true));
        var batches = new BinanceUsdmBatches(floor, routes);
        routes.Signed(HttpMethods.Post, "/fapi/v1/batchOrders", 5, 5, (call, who) => batches.EachAsync(call, get => Place(get, who, isConditional: false), isAnswered: true));
        routes.Signed(HttpMethods.Put, "/fapi/v1/batchOrders", 5, 5, (call, who) => batches.EachAsync(call, get => batches.Amend(get, who), isAnswered: false));
        routes.Signed(HttpMethods.Delete, "/fapi/v1/batchOrders", 1, 0, batches.CancelAsync);
    }

    private void MapStreams(IEndpointRouteBuilder builder, BinanceUsdmSockets sockets)
    {
        builder.MapMethods("/fapi/v1/listenKey", [HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete], ListenAsync);
        builder.MapGet("/private/ws/{listenKey?}", context => sockets.ServeAccountAsync(context, KeyOf));
        builder.MapGet("/private/stream", context => sockets.ServeAccountAsync(context, KeyOf));
        foreach (var kind in new[] { "/public", "/market" })
        {
            builder.MapGet($"{kind}/stream", sockets.ServeMarketAsync);
            builder.MapGet($"{kind}/ws/{{name?}}", sockets.ServeMarketAsync);
        }

        // Before it divided its streams by kind, the venue had them all at one address; clients still dial it.
        builder.MapGet("/stream", sockets.ServeMarketAsync);
        builder.MapGet("/ws/{name?}", context => KeyOf(context.Request.RouteValues["name"]?.ToString() ?? "") is null
            ? sockets.ServeMarketAsync(context)
            : sockets.ServeAccountAsync(context, KeyOf));
    }

    private Task PlaceAsync(BinanceRoutes routes, BinanceCall call, SandboxAccount account, bool isConditional)
    {
        var (order, fault) = Place(name => call[name], account, isConditional);
        return order is null
            ? BinanceJson.RefuseAsync(call.Context, fault!)
            : routes.AnswerAsync(call, json => Write(json, order, isNew: call["newOrderRespType"] != "RESULT"));
    }

    private (Order? Order, BinanceFault? Fault) Place(Func<string, string?> get, SandboxAccount account, bool isConditional)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, fault) = parser.Read(get, account, isConditional);
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
        if (orders.Unnamed(call) is { } unnamed)
        {
            return BinanceJson.RefuseAsync(call.Context, unnamed);
        }

        var found = orders.Find(account, call, "orderId", "origClientOrderId", isConditional: false);
        var (order, fault) = BinanceUsdmBatches.Amend(floor, account, found, name => call[name]);
        return order is null ? BinanceJson.RefuseAsync(call.Context, fault!) : routes.AnswerAsync(call, json => BinanceUsdmReports.WriteOrder(json, order));
    }

    private Task CancelAsync(BinanceRoutes routes, BinanceUsdmAccount orders, BinanceCall call, SandboxAccount account, bool isConditional)
    {
        if ((isConditional ? BinanceUsdmAccount.UnnamedAlgo(call) : orders.Unnamed(call)) is { } fault)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        var order = orders.Find(account, call, isConditional ? "algoId" : "orderId", isConditional ? "clientAlgoId" : "origClientOrderId", isConditional);
        return order is not null && floor.Cancel(account, order).Refusal is null
            ? routes.AnswerAsync(call, json => Write(json, order, isNew: false))
            : BinanceJson.RefuseAsync(call.Context, BinanceFault.UnknownOrder);
    }

    private Task CancelAllAsync(BinanceUsdmTerms terms, BinanceCall call, SandboxAccount account, bool isConditional)
    {
        if (floor.Book(new(call["symbol"] ?? "")) is null)
        {
            return BinanceJson.RefuseAsync(call.Context, call["symbol"] is null ? BinanceFault.Missing("symbol") : BinanceFault.Symbol);
        }

        floor.Read(_ => account.Trading.OpenOrders.Where(order => order.Terms.Instrument.Value == call["symbol"] && order.IsDormant == isConditional).ToList())
            .ForEach(order => floor.Cancel(account, order));
        return terms.DoneAsync(call);
    }

    private void Write(Utf8JsonWriter json, Order order, bool isNew)
    {
        if (BinanceUsdmReports.IsConditional(order)) BinanceUsdmReports.WriteAlgoOrder(json, order, triggered.Has(order));
        else BinanceUsdmReports.WriteOrder(json, order, isNew);
    }

    private Task ListenAsync(HttpContext context)
    {
        var key = context.Request.Headers[BinanceSigner.KeyHeader].ToString();
        return key.Length == 0 ? BinanceJson.RefuseAsync(context, BinanceFault.KeyFormat)
            : floor.Find(key) is null ? BinanceJson.RefuseAsync(context, BinanceFault.KeyRefused)
            : BinanceJson.AnswerAsync(context, 200, json =>
            {
                json.WriteStartObject();
                if (!HttpMethods.IsDelete(context.Request.Method))
                {
                    json.WriteString("listenKey", ListenKey(key));
                }

                json.WriteEndObject();
            });
    }

    private SandboxAccount? KeyOf(string listenKey) => stage.Options.Keys.Where(key => ListenKey(key.Key) == listenKey).Select(key => floor.Find(key.Key)).FirstOrDefault();

    private static string ListenKey(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
