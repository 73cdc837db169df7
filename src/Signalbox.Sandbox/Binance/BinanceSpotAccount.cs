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

    public Task OrderAsync(BinanceCall call, SandboxAccount account) => floor.Book(new(call["symbol"] ?? "")) is null
        ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol)
        : Find(floor, account, call, "origClientOrderId") is { } order
            ? ReadAsync(call, json => BinanceSpotReports.WriteAsked(json, order))
            : BinanceJson.RefuseAsync(call.Context, BinanceFault.NoSuchOrder);

    public Task OpenOrdersAsync(BinanceCall call, SandboxAccount account) => ReadAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order)).OrderBy(order => order.Number), order => BinanceSpotReports.WriteAsked(json, order)));

    public Task AllOrdersAsync(BinanceCall call, SandboxAccount account) => ReadAsync(call, json => json.WriteList(
        floor.Ledger.Orders.Where(order => order.Account == account.Trading && Is(call, order) && order.Number >= (call.Whole("orderId") ?? 0)).Take(Page(call)),
        order => BinanceSpotReports.WriteAsked(json, order)));

    public Task TradesAsync(BinanceCall call, SandboxAccount account)
    {
        var since = call.Whole("startTime") ?? 0;
        return ReadAsync(call, json => json.WriteList(
            floor.Ledger.Orders
                .Where(order => order.Account == account.Trading && Is(call, order) && (call.Whole("orderId") is not { } number || order.Number == number))
                .SelectMany(order => order.Fills)
                .Where(fill => fill.At.ToUnixTimeMilliseconds() >= since && fill.What.Trade >= (call.Whole("fromId") ?? 0))
                .OrderBy(fill => fill.What.Trade).Take(Page(call)),
            fill => BinanceSpotReports.WriteTrade(json, fill.What, fill.At)));
    }

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
