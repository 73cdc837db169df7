using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Several orders in one request: each ends by itself.</summary>
internal sealed class BinanceUsdmBatches(SandboxFloor floor, BinanceRoutes routes)
{
    private const int OrdersMax = 5;
    private const int CancelsMax = 10;

    private static readonly BinanceFault NothingToModify = new(400, -5027, "No need to modify the order.");

    /// <param name="one">Does what an entry of the list asks for.</param>
    /// <param name="isAnswered">Orders are answered as they were taken; else as they are.</param>
    public Task EachAsync(BinanceCall call, Func<Func<string, string?>, (Order? Order, BinanceFault? Fault)> one, bool isAnswered)
    {
        using var list = Parse(call["batchOrders"]);
        if (list is null || list.RootElement.ValueKind != JsonValueKind.Array)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("batchOrders"));
        }

        if (list.RootElement.GetArrayLength() is 0 or > OrdersMax)
        {
            return BinanceJson.RefuseAsync(call.Context, new(400, -4082, "Invalid number of batch place orders."));
        }

        var ended = list.RootElement.EnumerateArray().Select(each => one(name => Of(each, name))).ToList();
        return routes.AnswerAsync(call, json => json.WriteList(ended, each =>
        {
            if (each.Order is { } order) BinanceUsdmReports.WriteOrder(json, order, isNew: isAnswered);
            else BinanceJson.WriteFault(json, each.Fault!);
        }));
    }

    public (Order? Order, BinanceFault? Fault) Amend(Func<string, string?> get, SandboxAccount account) => Amend(
        floor, account,
        floor.Read(_ => long.TryParse(get("orderId"), out var number) ? floor.Ledger.Find(account.Trading, number) : floor.Ledger.Find(account.Trading, get("origClientOrderId") ?? "")),
        get);

    /// <summary>Both a price and a quantity must be named, and one of them be another than before.</summary>
    public static (Order? Order, BinanceFault? Fault) Amend(SandboxFloor floor, SandboxAccount account, Order? order, Func<string, string?> get)
    {
        if (BinanceOrderWords.SideOf(get("side")) is null)
        {
            return (null, get("side") is null ? BinanceFault.Missing("side") : BinanceFault.Side);
        }

        if (!Text.Decimals.TryParse(get("quantity"), out var quantity) || !Text.Decimals.TryParse(get("price"), out var price))
        {
            return (null, BinanceFault.Missing(get("quantity") is null ? "quantity" : "price"));
        }

        if (order is not { IsOpen: true } || order.Terms.Instrument.Value != get("symbol"))
        {
            return (null, BinanceFault.NoSuchOrder);
        }

        if (order.Quantity.Value == quantity && order.LimitPrice?.Value == price)
        {
            return (null, NothingToModify);
        }

        var ruling = floor.Amend(account, order, new(new(quantity), new(price), null));
        return ruling.Refusal is { } refusal ? (null, BinanceUsdmParser.FaultOf(refusal)) : (order, null);
    }

    public Task CancelAsync(BinanceCall call, SandboxAccount account)
    {
        using var numbers = Parse(call["orderIdList"]);
        using var ids = Parse(call["origClientOrderIdList"]);
        var named = (numbers ?? ids)?.RootElement is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(each => each.ToString()).ToList() : [];
        if (call["symbol"] is null || named.Count is 0 or > CancelsMax)
        {
            return BinanceJson.RefuseAsync(call.Context, call["symbol"] is null ? BinanceFault.Missing("symbol") : new(400, -4083, "Invalid number of batch cancel orders."));
        }

        var ended = named.Select(name => Cancel(account, call["symbol"]!, name, isNumber: numbers is not null)).ToList();
        return routes.AnswerAsync(call, json => json.WriteList(ended, order =>
        {
            if (order is null) BinanceJson.WriteFault(json, BinanceFault.UnknownOrder);
            else BinanceUsdmReports.WriteOrder(json, order);
        }));
    }

    private Order? Cancel(SandboxAccount account, string symbol, string name, bool isNumber)
    {
        var order = floor.Read(_ => !isNumber ? floor.Ledger.Find(account.Trading, name) : long.TryParse(name, out var number) ? floor.Ledger.Find(account.Trading, number) : null);
        return order is { IsDormant: false } && order.Terms.Instrument.Value == symbol && floor.Cancel(account, order).Refusal is null ? order : null;
    }

    private static string? Of(JsonElement order, string name) =>
        order.ValueKind == JsonValueKind.Object && order.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => value.ToString() }
            : null;

    private static JsonDocument? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
