using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>The account's events behind its listen key, and the market streams.</summary>
internal sealed class BinanceUsdmSockets(SandboxStage stage, BinanceTriggered triggered, BinanceUsdmTerms terms)
{
    private readonly SandboxFloor floor = stage.Floor;

    public async Task ServeAccountAsync(HttpContext context, Func<string, SandboxAccount?> accountOf)
    {
        var named = context.Request.RouteValues["listenKey"] ?? context.Request.RouteValues["name"];
        if (accountOf(named?.ToString() ?? context.Request.Query["listenKey"].ToString()) is not { } account)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var socket = new SandboxSocket(stage);
        using var joined = floor.Join(happening =>
        {
            if (happening.Account == account.Trading && happening.Order is { } order)
            {
                Offer(socket, order, happening);
                if (happening.Event is OrderFilled)
                {
                    socket.Offer(BinanceJson.Write(json => WriteAccount(json, account, order, happening.At)));
                }
            }
        });
        await socket.ServeAsync(context);
    }

    public Task ServeMarketAsync(HttpContext context) =>
        new BinanceMarketFeed(stage, wrapsAlways: context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal), isFutures: true).ServeAsync(context);

    private void Offer(SandboxSocket socket, Order order, Happening happening)
    {
        var hasTriggered = triggered.Has(order) || happening.Event is OrderTriggered;
        if (BinanceUsdmReports.IsConditional(order) && (!hasTriggered || happening.Event is OrderTriggered) && happening.Event is not StopTrailed)
        {
            socket.Offer(BinanceJson.Write(json => WriteAlgo(json, order, happening.At, hasTriggered)));
        }

        if ((!BinanceUsdmReports.IsConditional(order) || hasTriggered) && KindOf(happening.Event) is { } kind)
        {
            socket.Offer(BinanceJson.Write(json => WriteTrade(json, order, happening, kind)));
        }
    }

    private static string? KindOf(LedgerEvent happened) => happened switch
    {
        OrderAccepted or OrderTriggered => "NEW",
        OrderFilled => "TRADE",
        OrderAmended => "AMENDMENT",
        OrderCancelled { Reason: CancelReason.Requested } => "CANCELED",
        OrderCancelled or OrderExpired => "EXPIRED",
        _ => null,
    };

    private static void WriteAlgo(Utf8JsonWriter json, Order order, DateTimeOffset at, bool hasTriggered)
    {
        json.WriteStartObject();
        json.WriteString("e", "ALGO_UPDATE");
        json.WriteTime("E", at);
        json.WriteTime("T", at);
        json.WritePropertyName("o");
        json.WriteStartObject();
        json.WriteString("caid", order.Terms.ClientId);
        json.WriteNumber("aid", order.Number);
        json.WriteString("at", "CONDITIONAL");
        json.WriteString("o", BinanceUsdmReports.OriginalType(order));
        json.WriteString("s", order.Terms.Instrument.Value);
        json.WriteString("S", BinanceOrderWords.Of(order.Side));
        json.WriteString("ps", "BOTH");
        json.WriteString("f", BinanceOrderWords.Life(order));
        json.WriteDecimal("q", order.Quantity.Value);
        json.WriteString("X", BinanceUsdmReports.AlgoStatus(order, hasTriggered));
        json.WriteString("ai", hasTriggered ? order.Number.ToString(CultureInfo.InvariantCulture) : "");
        json.WriteDecimal("tp", order.StopPrice?.Value ?? 0);
        json.WriteDecimal("p", order.LimitPrice?.Value ?? 0);
        json.WriteBoolean("R", order.Terms.ReduceOnly);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, Order order, Happening happening, string kind)
    {
        var fill = happening.Event as OrderFilled;
        json.WriteStartObject();
        json.WriteString("e", "ORDER_TRADE_UPDATE");
        json.WriteTime("E", happening.At);
        json.WriteTime("T", happening.At);
        json.WritePropertyName("o");
        json.WriteStartObject();
        json.WriteString("s", order.Terms.Instrument.Value);
        json.WriteString("c", order.Terms.ClientId);
        json.WriteString("S", BinanceOrderWords.Of(order.Side));
        json.WriteString("o", BinanceUsdmReports.TypeOf(order));
        json.WriteString("ot", BinanceUsdmReports.OriginalType(order));
        json.WriteString("f", BinanceOrderWords.Life(order));
        json.WriteDecimal("q", order.Quantity.Value);
        json.WriteDecimal("p", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("ap", BinanceOrderWords.AveragePrice(order));
        json.WriteDecimal("sp", order.StopPrice?.Value ?? 0);
        json.WriteString("x", kind);
        json.WriteString("X", BinanceOrderWords.Status(order));
        json.WriteNumber("i", order.Number);
        json.WriteDecimal("l", fill?.Quantity.Value ?? 0);
        json.WriteDecimal("z", order.Filled.Value);
        json.WriteDecimal("L", fill?.Price.Value ?? 0);
        json.WriteDecimal("n", fill?.Fee.Value ?? 0);
        json.WriteString("N", fill?.FeeCurrency);
        json.WriteTime("T", happening.At);
        json.WriteNumber("t", fill?.Trade ?? 0);
        json.WriteBoolean("m", fill?.IsMaker ?? false);
        json.WriteBoolean("R", order.Terms.ReduceOnly);
        json.WriteString("wt", "CONTRACT_PRICE");
        json.WriteString("ps", "BOTH");
        json.WriteBoolean("cp", false);
        json.WriteString("rp", "0");
        json.WriteString("V", "EXPIRE_MAKER");
        json.WriteString("pm", "NONE");
        json.WriteNumber("gtd", order.Terms.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What a fill changed: the wallet it is settled in, and the position.</summary>
    private void WriteAccount(Utf8JsonWriter json, SandboxAccount account, Order order, DateTimeOffset at)
    {
        var (symbol, settle) = (order.Terms.Instrument, order.Listing.Instrument.Settle);
        var position = account.Trading.Positions.FirstOrDefault(each => each.Listing == order.Listing);
        json.WriteStartObject();
        json.WriteString("e", "ACCOUNT_UPDATE");
        json.WriteTime("E", at);
        json.WriteTime("T", at);
        json.WriteStartObject("a");
        json.WriteString("m", "ORDER");
        json.WritePropertyName("B");
        json.WriteList(account.Trading.Balances.Where(balance => balance.Currency == settle), balance =>
        {
            json.WriteStartObject();
            json.WriteString("a", balance.Currency);
            json.WriteDecimal("wb", balance.Total.Value);
            json.WriteDecimal("cw", balance.Total.Value);
            json.WriteDecimal("bc", 0);
            json.WriteEndObject();
        });
        json.WriteStartArray("P");
        json.WriteStartObject();
        json.WriteString("s", symbol.Value);
        json.WriteDecimal("pa", position?.Quantity.Value ?? 0);
        json.WriteDecimal("ep", position?.AveragePrice?.Value ?? 0);
        json.WriteDecimal("bep", position?.AveragePrice?.Value ?? 0);
        json.WriteDecimal("cr", 0);
        json.WriteDecimal("up", position is { Quantity.IsZero: false } && floor.Book(symbol)?.Mark is { } mark ? position.Unrealised(mark) : 0);
        json.WriteString("mt", terms.MarginTypeOf(account, symbol.Value) == "ISOLATED" ? "isolated" : "cross");
        json.WriteDecimal("iw", 0);
        json.WriteString("ps", "BOTH");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
