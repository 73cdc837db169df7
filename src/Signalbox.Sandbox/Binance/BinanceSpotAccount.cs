using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What spot tells an account of itself.</summary>
internal sealed class BinanceSpotAccount(SandboxFloor floor)
{
    private static readonly string[] Commissions = ["standardCommission", "specialCommission", "taxCommission"];

    private const int PageUsual = 500;
    private const int PageMax = 1_000;

    public Task BalancesAsync(BinanceCall call, SandboxAccount account) => ReadAsync(call, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("canTrade", true);
        json.WriteBoolean("canWithdraw", false);
        json.WriteBoolean("canDeposit", true);
        json.WriteNumber("makerCommission", 10);
        json.WriteNumber("takerCommission", 10);
        json.WriteNumber("buyerCommission", 0);
        json.WriteNumber("sellerCommission", 0);
        json.WriteBoolean("brokered", false);
        json.WriteBoolean("requireSelfTradePrevention", false);
        json.WriteBoolean("preventSor", false);
        json.WriteNumber("uid", 1);
        json.WriteString("accountType", "SPOT");
        json.WriteTime("updateTime", floor.Now);
        json.WritePropertyName("balances");
        BinanceSpotReports.WriteBalances(json, account.Trading.Balances, "asset", "free", "locked");
        json.WritePropertyName("permissions");
        json.WriteList(["SPOT"], json.WriteStringValue);
        json.WriteEndObject();
    });

    public Task FeesAsync(BinanceCall call, SandboxAccount _) => floor.Book(new(call["symbol"] ?? "")) is { Listing: { } listing }
        ? ReadAsync(call, json =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", call["symbol"]);
            foreach (var name in Commissions)
            {
                var isStandard = name == "standardCommission";
                json.WritePropertyName(name);
                json.WriteStartObject();
                json.WriteDecimal("maker", isStandard ? listing.MakerFeeRate : 0m);
                json.WriteDecimal("taker", isStandard ? listing.TakerFeeRate : 0m);
                json.WriteDecimal("buyer", 0m);
                json.WriteDecimal("seller", 0m);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        })
        : BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol);

    public Task AllFeesAsync(BinanceCall call, SandboxAccount _) => ReadAsync(call, json => json.WriteList(
        floor.Instruments.Where(instrument => call["symbol"] is not { } symbol || instrument.Id.Value == symbol).Select(instrument => floor.Book(instrument.Id)!.Listing), listing =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", listing.Instrument.Id.Value);
            json.WriteDecimal("makerCommission", listing.MakerFeeRate);
            json.WriteDecimal("takerCommission", listing.TakerFeeRate);
            json.WriteEndObject();
        }));

    /// <summary>How many orders count now; the headers of each order's answer say the same.</summary>
    public Task CountsAsync(BinanceCall call, SandboxAccount account) => ReadAsync(call, json => json.WriteList(
        new (string Interval, int Number, int Limit)[] { ("SECOND", 10, 100), ("DAY", 1, 200_000) }, each =>
        {
            var since = floor.Now - (each.Interval == "DAY" ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(10));
            json.WriteStartObject();
            json.WriteString("rateLimitType", "ORDERS");
            json.WriteString("interval", each.Interval);
            json.WriteNumber("intervalNum", each.Number);
            json.WriteNumber("limit", each.Limit);
            json.WriteNumber("count", floor.Ledger.Orders.Count(order => order.Account == account.Trading && order.PlacedAt > since));
            json.WriteEndObject();
        }));

    /// <summary>What the sandbox never has any of.</summary>
    public Task NoneAsync(BinanceCall call, SandboxAccount _) => ReadAsync(call, static json => json.WriteList(Array.Empty<string>(), static _ => { }));

    /// <summary>Why a request names no order.</summary>
    internal static BinanceFault? Unnamed(SandboxFloor floor, BinanceCall call) =>
        call["symbol"] is null ? BinanceFault.Missing("symbol")
        : floor.Book(new(call["symbol"]!)) is null ? BinanceFault.Symbol
        : call["orderId"] is null && call["origClientOrderId"] is null ? BinanceFault.MissingEither("origClientOrderId", "orderId")
        : null;

    public Task OrderAsync(BinanceCall call, SandboxAccount account) => Unnamed(floor, call) is { } fault
        ? BinanceJson.RefuseAsync(call.Context, fault)
        : Find(floor, account, call, "origClientOrderId") is { } order
            ? ReadAsync(call, json => BinanceSpotReports.WriteAsked(json, order))
            : BinanceJson.RefuseAsync(call.Context, BinanceFault.NoSuchOrder);

    public Task OpenOrdersAsync(BinanceCall call, SandboxAccount account) => ReadAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order)).OrderBy(order => order.Number), order => BinanceSpotReports.WriteAsked(json, order)));

    public Task AllOrdersAsync(BinanceCall call, SandboxAccount account) => Unsaid(call) ?? ReadAsync(call, json =>
    {
        var (from, since, until) = (call.Whole("orderId"), call.Time("startTime"), call.Time("endTime"));
        var orders = floor.Ledger.Orders.Where(order => order.Account == account.Trading && Is(call, order)
            && order.Number >= (from ?? 0) && !(order.PlacedAt < since) && !(order.PlacedAt > until)).ToList();
        json.WriteList(from is null && since is null ? orders.TakeLast(Page(call)) : orders.Take(Page(call)), order => BinanceSpotReports.WriteAsked(json, order));
    });

    /// <summary>From a number or a time on; else the last ones.</summary>
    public Task TradesAsync(BinanceCall call, SandboxAccount account) => Unsaid(call) ?? ReadAsync(call, json =>
    {
        var (from, since, until) = (call.Whole("fromId"), call.Time("startTime"), call.Time("endTime"));
        var fills = floor.Ledger.Orders
            .Where(order => order.Account == account.Trading && Is(call, order) && (call.Whole("orderId") is not { } number || order.Number == number))
            .SelectMany(order => order.Fills)
            .Where(fill => !(fill.At < since) && !(fill.At > until) && fill.What.Trade >= (from ?? 0))
            .OrderBy(fill => fill.What.Trade).ToList();
        json.WriteList(from is null && since is null ? fills.TakeLast(Page(call)) : fills.Take(Page(call)), fill => BinanceSpotReports.WriteTrade(json, fill.What, fill.At));
    });

    /// <summary>The refusal of a request that must name a symbol and does not.</summary>
    private Task? Unsaid(BinanceCall call) => call["symbol"] is null ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("symbol"))
        : floor.Book(new(call["symbol"]!)) is null ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol)
        : null;

    /// <summary>By the venue's number first, then by the client's id; a number that belongs to another id finds nothing.</summary>
    internal static Order? Find(SandboxFloor floor, SandboxAccount account, BinanceCall call, string clientId) => floor.Read(_ =>
    {
        var found = call.Whole("orderId") is { } number
            ? floor.Ledger.Find(account.Trading, number)
            : call[clientId] is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        return found is not null && Is(call, found) && (call[clientId] is not { } wanted || found.Terms.ClientId == wanted) ? found : null;
    });

    private static bool Is(BinanceCall call, Order order) => call["symbol"] is not { } symbol || order.Terms.Instrument.Value == symbol;

    private static int Page(BinanceCall call) => (int)Math.Clamp(call.Whole("limit") ?? PageUsual, 1, PageMax);

    private Task ReadAsync(BinanceCall call, Action<Utf8JsonWriter> write) => BinanceJson.AnswerAsync(call.Context, 200, json => floor.Read(_ =>
    {
        write(json);
        return true;
    }));
}
