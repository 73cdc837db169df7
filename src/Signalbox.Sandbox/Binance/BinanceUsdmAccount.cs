using System.Collections.Concurrent;
using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What futures tell an account of itself, and the terms it keeps.</summary>
internal sealed class BinanceUsdmAccount(SandboxFloor floor, BinanceRoutes routes, BinanceTriggered triggered)
{
    private readonly ConcurrentDictionary<(string Account, string Symbol), decimal> leverages = [];
    private readonly ConcurrentDictionary<(string Account, string Symbol), string> marginTypes = [];

    public Task BalancesAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(account.Trading.Balances, balance =>
    {
        json.WriteStartObject();
        json.WriteString("asset", balance.Currency);
        json.WriteDecimal("balance", balance.Total.Value);
        json.WriteDecimal("crossWalletBalance", balance.Total.Value);
        json.WriteDecimal("availableBalance", balance.Available.Value);
        json.WriteEndObject();
    }));

    public Task PositionsAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.Positions.Where(position => !position.Quantity.IsZero), position => WritePosition(json, position)));

    public Task OrderAsync(BinanceCall call, SandboxAccount account) => Answer(call, Find(account, call, "orderId", "origClientOrderId", isConditional: false), BinanceUsdmReports.WriteOrder);

    public Task AlgoOrderAsync(BinanceCall call, SandboxAccount account) => Answer(
        call, Find(account, call, "algoId", "clientAlgoId", isConditional: true),
        (json, order) => BinanceUsdmReports.WriteAlgoOrder(json, order, triggered.Has(order)));

    public Task OpenOrdersAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order) && !order.IsDormant).OrderBy(order => order.Number), order => BinanceUsdmReports.WriteOrder(json, order)));

    public Task OpenAlgoOrdersAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.OpenOrders.Where(order => Is(call, order) && order.IsDormant).OrderBy(order => order.Number), order => BinanceUsdmReports.WriteAlgoOrder(json, order, hasTriggered: false)));

    public Task TradesAsync(BinanceCall call, SandboxAccount account)
    {
        var since = call.Whole("startTime") ?? 0;
        return routes.AnswerAsync(call, json => json.WriteList(
            floor.Ledger.Orders
                .Where(order => order.Account == account.Trading && Is(call, order) && (call.Whole("orderId") is not { } number || order.Number == number))
                .SelectMany(order => order.Fills)
                .Where(fill => fill.At.ToUnixTimeMilliseconds() >= since && fill.What.Trade >= (call.Whole("fromId") ?? 0))
                .OrderBy(fill => fill.What.Trade).Take((int)Math.Clamp(call.Whole("limit") ?? 500, 1, 1_000)),
            fill => BinanceUsdmReports.WriteTrade(json, fill.What, fill.At)));
    }

    public Task FeesAsync(BinanceCall call, SandboxAccount _) => floor.Book(new(call["symbol"] ?? "")) is { Listing: { } listing }
        ? routes.AnswerAsync(call, json =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", call["symbol"]);
            json.WriteDecimal("makerCommissionRate", listing.MakerFeeRate);
            json.WriteDecimal("takerCommissionRate", listing.TakerFeeRate);
            json.WriteEndObject();
        })
        : BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol);

    public Task TermsAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList([call["symbol"] ?? ""], symbol =>
    {
        json.WriteStartObject();
        json.WriteString("symbol", symbol);
        json.WriteString("marginType", marginTypes.GetValueOrDefault((account.Key.Key, symbol), "CROSSED"));
        json.WriteDecimal("leverage", leverages.GetValueOrDefault((account.Key.Key, symbol), Listing.DerivativesLeverage));
        json.WriteEndObject();
    }));

    public Task SetLeverageAsync(BinanceCall call, SandboxAccount account)
    {
        if (call.Number("leverage") is not { } leverage || leverage is < 1 or > 125 || leverage % 1 != 0)
        {
            return BinanceJson.RefuseAsync(call.Context, new(400, -4028, "Leverage is not valid"));
        }

        leverages[(account.Key.Key, call["symbol"] ?? "")] = leverage;
        return routes.AnswerAsync(call, json =>
        {
            json.WriteStartObject();
            json.WriteDecimal("leverage", leverage);
            json.WriteString("symbol", call["symbol"]);
            json.WriteEndObject();
        });
    }

    public Task SetMarginTypeAsync(BinanceCall call, SandboxAccount account)
    {
        var key = (account.Key.Key, call["symbol"] ?? "");
        if (call["marginType"] is not ("ISOLATED" or "CROSSED") || marginTypes.GetValueOrDefault(key, "CROSSED") == call["marginType"])
        {
            return BinanceJson.RefuseAsync(call.Context, new(400, -4046, "No need to change margin type."));
        }

        marginTypes[key] = call["marginType"]!;
        return DoneAsync(call);
    }

    public Task PositionModeAsync(BinanceCall call, SandboxAccount _) => routes.AnswerAsync(call, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("dualSidePosition", false);
        json.WriteEndObject();
    });

    public Task DoneAsync(BinanceCall call) => routes.AnswerAsync(call, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", 200);
        json.WriteString("msg", "success");
        json.WriteEndObject();
    });

    /// <summary>One kind of order is not seen where the other is asked for; a stop is of both once it has triggered.</summary>
    public Order? Find(SandboxAccount account, BinanceCall call, string numberName, string idName, bool isConditional) => floor.Read(_ =>
    {
        var found = call.Whole(numberName) is { } number ? floor.Ledger.Find(account.Trading, number)
            : call[idName] is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        return found is not null && Is(call, found) && (isConditional ? BinanceUsdmReports.IsConditional(found) : !BinanceUsdmReports.IsConditional(found) || triggered.Has(found))
            ? found
            : null;
    });

    private Task Answer(BinanceCall call, Order? order, Action<Utf8JsonWriter, Order> write) => order is null
        ? BinanceJson.RefuseAsync(call.Context, BinanceFault.NoSuchOrder)
        : routes.AnswerAsync(call, json => write(json, order));

    private static bool Is(BinanceCall call, Order order) => call["symbol"] is not { } symbol || order.Terms.Instrument.Value == symbol;

    private static void WritePosition(Utf8JsonWriter json, Position position)
    {
        json.WriteStartObject();
        json.WriteString("symbol", position.Listing.Instrument.Id.Value);
        json.WriteString("positionSide", "BOTH");
        json.WriteDecimal("positionAmt", position.Quantity.Value);
        json.WriteDecimal("entryPrice", position.AveragePrice!.Value.Value);
        json.WriteDecimal("unRealizedProfit", 0);
        json.WriteDecimal("liquidationPrice", 0);
        json.WriteDecimal("isolatedMargin", 0);
        json.WriteEndObject();
    }
}
