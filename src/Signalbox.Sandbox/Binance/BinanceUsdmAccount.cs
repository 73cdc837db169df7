using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What futures tell an account of its orders and fills.</summary>
internal sealed class BinanceUsdmAccount(SandboxFloor floor, BinanceRoutes routes, BinanceTriggered triggered)
{
    public Task OrderAsync(BinanceCall call, SandboxAccount account) => Unnamed(call) is { } fault
        ? BinanceJson.RefuseAsync(call.Context, fault)
        : Answer(call, Find(account, call, "orderId", "origClientOrderId", isConditional: false), BinanceUsdmReports.WriteOrder);

    /// <summary>Only while it is open.</summary>
    public Task OpenOrderAsync(BinanceCall call, SandboxAccount account) => Unnamed(call) is { } fault
        ? BinanceJson.RefuseAsync(call.Context, fault)
        : Answer(call, Find(account, call, "orderId", "origClientOrderId", isConditional: false) is { IsOpen: true } order ? order : null, BinanceUsdmReports.WriteOrder);

    public Task AlgoOrderAsync(BinanceCall call, SandboxAccount account) => UnnamedAlgo(call) is { } fault
        ? BinanceJson.RefuseAsync(call.Context, fault)
        : Answer(
            call, Find(account, call, "algoId", "clientAlgoId", isConditional: true),
            (json, order) => BinanceUsdmReports.WriteAlgoOrder(json, order, triggered.Has(order)));

    /// <summary>Orders of the book, also those that waited for their price before.</summary>
    public Task AllOrdersAsync(BinanceCall call, SandboxAccount account) =>
        AllAsync(call, account, "orderId", order => !BinanceUsdmReports.IsConditional(order) || triggered.Has(order), BinanceUsdmReports.WriteOrder);

    public Task AllAlgoOrdersAsync(BinanceCall call, SandboxAccount account) => AllAsync(
        call, account, "algoId", BinanceUsdmReports.IsConditional, (json, order) => BinanceUsdmReports.WriteAlgoOrder(json, order, triggered.Has(order)));

    public Task OpenOrdersAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order) && !order.IsDormant).OrderBy(order => order.Number), order => BinanceUsdmReports.WriteOrder(json, order)));

    public Task OpenAlgoOrdersAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order) && order.IsDormant).OrderBy(order => order.Number), order => BinanceUsdmReports.WriteAlgoOrder(json, order, hasTriggered: false)));

    /// <summary>From a number or a time on; else the last ones.</summary>
    public Task TradesAsync(BinanceCall call, SandboxAccount account)
    {
        if (floor.Book(new(call["symbol"] ?? "")) is null)
        {
            return BinanceJson.RefuseAsync(call.Context, call["symbol"] is null ? BinanceFault.Missing("symbol") : BinanceFault.Symbol);
        }

        var (from, since, until) = (call.Whole("fromId"), call.Time("startTime"), call.Time("endTime"));
        return routes.AnswerAsync(call, json =>
        {
            var fills = floor.Ledger.Orders
                .Where(order => order.Account == account.Trading && Is(call, order) && (call.Whole("orderId") is not { } number || order.Number == number))
                .SelectMany(order => order.Fills.Select(fill => (Order: order, Fill: fill)))
                .Where(each => !(each.Fill.At < since) && !(each.Fill.At > until) && each.Fill.What.Trade >= (from ?? 0))
                .OrderBy(each => each.Fill.What.Trade).ToList();
            json.WriteList(from is null && since is null ? fills.TakeLast(Page(call)) : fills.Take(Page(call)), each => BinanceUsdmReports.WriteTrade(json, each.Order, each.Fill.What, each.Fill.At));
        });
    }

    /// <summary>What the sandbox never has any of.</summary>
    public Task NoneAsync(BinanceCall call, SandboxAccount _) => routes.AnswerAsync(call, static json => json.WriteList(Array.Empty<string>(), static _ => { }));

    public Task FeesAsync(BinanceCall call, SandboxAccount _) => floor.Book(new(call["symbol"] ?? "")) is { Listing: { } listing }
        ? routes.AnswerAsync(call, json =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", call["symbol"]);
            json.WriteDecimal("makerCommissionRate", listing.MakerFeeRate);
            json.WriteDecimal("takerCommissionRate", listing.TakerFeeRate);
            json.WriteString("rpiCommissionRate", "0");
            json.WriteEndObject();
        })
        : BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol);

    /// <summary>One kind of order is not seen where the other is asked for; a stop is of both once it has triggered.</summary>
    public Order? Find(SandboxAccount account, BinanceCall call, string numberName, string idName, bool isConditional) => floor.Read(_ =>
    {
        var found = call.Whole(numberName) is { } number ? floor.Ledger.Find(account.Trading, number)
            : call[idName] is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        return found is not null && Is(call, found) && (isConditional ? BinanceUsdmReports.IsConditional(found) : !BinanceUsdmReports.IsConditional(found) || triggered.Has(found))
            ? found
            : null;
    });

    /// <summary>Why a request names no order.</summary>
    public BinanceFault? Unnamed(BinanceCall call) =>
        call["symbol"] is null ? BinanceFault.Missing("symbol")
        : floor.Book(new(call["symbol"]!)) is null ? BinanceFault.Symbol
        : call["orderId"] is null && call["origClientOrderId"] is null ? new(400, -1102, "Either orderId or origClientOrderId must be sent.")
        : null;

    /// <summary>Why a request names no order of the algo service, which asks for no symbol.</summary>
    public static BinanceFault? UnnamedAlgo(BinanceCall call) =>
        call["algoId"] is null && call["clientAlgoId"] is null ? new(400, -1102, "Either algoId or clientAlgoId must be sent.") : null;

    private Task AllAsync(BinanceCall call, SandboxAccount account, string numberName, Func<Order, bool> wanted, Action<Utf8JsonWriter, Order> write)
    {
        if (call["symbol"] is null)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("symbol"));
        }

        var (from, since, until) = (call.Whole(numberName), call.Time("startTime"), call.Time("endTime"));
        return routes.AnswerAsync(call, json =>
        {
            var orders = floor.Ledger.Orders.Where(order => order.Account == account.Trading && Is(call, order) && wanted(order)
                && order.Number >= (from ?? 0) && !(order.PlacedAt < since) && !(order.PlacedAt > until)).ToList();
            json.WriteList(from is null && since is null ? orders.TakeLast(Page(call)) : orders.Take(Page(call)), order => write(json, order));
        });
    }

    private static int Page(BinanceCall call) => (int)Math.Clamp(call.Whole("limit") ?? 500, 1, 1_000);

    private Task Answer(BinanceCall call, Order? order, Action<Utf8JsonWriter, Order> write) => order is null
        ? BinanceJson.RefuseAsync(call.Context, BinanceFault.NoSuchOrder)
        : routes.AnswerAsync(call, json => write(json, order));

    private static bool Is(BinanceCall call, Order order) => call["symbol"] is not { } symbol || order.Terms.Instrument.Value == symbol;
}
