using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>The account's events over the WebSocket API, and the market streams.</summary>
internal sealed class BinanceSpotSockets(SandboxStage stage, BinanceGate gate)
{
    private readonly SandboxFloor floor = stage.Floor;

    public async Task ServeAccountAsync(HttpContext context)
    {
        var socket = new SandboxSocket(stage);
        IDisposable? joined = null;
        try
        {
            await socket.ServeAsync(context, message => joined ??= Answer(message, socket));
        }
        finally
        {
            joined?.Dispose();
        }
    }

    public Task ServeMarketAsync(HttpContext context) => new BinanceMarketFeed(stage, wrapsAlways: context.Request.Path == "/stream", isFutures: false).ServeAsync(context);

    /// <summary>Answers one request; the subscription it began, if it did.</summary>
    private IDisposable? Answer(ReadOnlyMemory<byte> message, SandboxSocket socket)
    {
        var request = BinanceSocketRequest.Read(message);
        if (request?.Method is "ping" or "time")
        {
            socket.Offer(Told(request), isNews: false);
            return null;
        }

        if (request?.Method is not "userDataStream.subscribe.signature")
        {
            socket.Offer(Answered(request, new BinanceFault(400, -1020, "This operation is not supported.")), isNews: false);
            return null;
        }

        var (account, fault) = gate.Check(request.Parameters);
        socket.Offer(Answered(request, fault), isNews: false);
        return account is null ? null : floor.Join(happening =>
        {
            if (happening.Account == account.Trading && happening.Order is { } order && KindOf(happening.Event) is { } kind)
            {
                socket.Offer(BinanceJson.Write(json => WriteExecution(json, order, happening, kind)));
                socket.Offer(BinanceJson.Write(json => WriteBalances(json, account, happening.At)));
            }
        });
    }

    private ReadOnlyMemory<byte> Told(BinanceSocketRequest request) => BinanceJson.Write(json =>
    {
        json.WriteStartObject();
        request.WriteId(json);
        json.WriteNumber("status", 200);
        json.WriteStartObject("result");
        if (request.Method == "time")
        {
            json.WriteTime("serverTime", floor.Now);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Answered(BinanceSocketRequest? request, BinanceFault? fault) => BinanceJson.Write(json =>
    {
        json.WriteStartObject();
        (request ?? BinanceSocketRequest.None).WriteId(json);
        json.WriteNumber("status", fault?.Status ?? 200);
        json.WritePropertyName(fault is null ? "result" : "error");
        json.WriteStartObject();
        if (fault is null)
        {
            json.WriteNumber("subscriptionId", 0);
        }
        else
        {
            json.WriteNumber("code", fault.Code);
            json.WriteString("msg", fault.Message);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static string? KindOf(LedgerEvent happened) => happened switch
    {
        OrderAccepted or OrderTriggered => "NEW",
        OrderFilled => "TRADE",
        OrderAmended => "REPLACED",
        OrderCancelled { Reason: CancelReason.Requested } => "CANCELED",
        OrderCancelled or OrderExpired => "EXPIRED",
        _ => null,
    };

    private static void WriteExecution(Utf8JsonWriter json, Order order, Happening happening, string kind)
    {
        var fill = happening.Event as OrderFilled;
        json.WriteStartObject();
        json.WriteNumber("subscriptionId", 0);
        json.WritePropertyName("event");
        json.WriteStartObject();
        json.WriteString("e", "executionReport");
        json.WriteTime("E", happening.At);
        json.WriteString("s", order.Terms.Instrument.Value);
        json.WriteString("c", kind == "CANCELED" ? $"cancel{order.Number}" : order.Terms.ClientId);
        json.WriteString("S", BinanceOrderWords.Of(order.Side));
        json.WriteString("o", BinanceSpotReports.TypeOf(order));
        json.WriteString("f", BinanceOrderWords.Life(order) is "GTX" ? "GTC" : BinanceOrderWords.Life(order));
        json.WriteDecimal("q", order.Quantity.Value);
        json.WriteDecimal("p", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("P", order.StopPrice?.Value ?? 0);
        json.WriteDecimal("F", order.Terms.Display?.Value ?? 0);
        json.WriteNumber("g", -1);
        json.WriteString("C", kind is "CANCELED" or "REPLACED" ? order.Terms.ClientId : "");
        json.WriteString("x", kind);
        json.WriteString("X", BinanceOrderWords.Status(order));
        json.WriteString("r", "NONE");
        json.WriteNumber("i", order.Number);
        json.WriteDecimal("l", fill?.Quantity.Value ?? 0);
        json.WriteDecimal("z", order.Filled.Value);
        json.WriteDecimal("L", fill?.Price.Value ?? 0);
        json.WriteDecimal("n", fill?.Fee.Value ?? 0);
        json.WriteString("N", fill?.FeeCurrency);
        json.WriteTime("T", happening.At);
        json.WriteNumber("t", fill?.Trade ?? -1);
        json.WriteBoolean("w", order.IsOpen && !order.IsDormant);
        json.WriteBoolean("m", fill?.IsMaker ?? false);
        json.WriteTime("O", order.PlacedAt);
        json.WriteDecimal("Z", order.FilledCost);
        if (BinanceOrderWords.ExpiryReason(order) is { } why)
        {
            json.WriteString("eR", why);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBalances(Utf8JsonWriter json, SandboxAccount account, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteNumber("subscriptionId", 0);
        json.WritePropertyName("event");
        json.WriteStartObject();
        json.WriteString("e", "outboundAccountPosition");
        json.WriteTime("E", at);
        json.WriteTime("u", at);
        json.WritePropertyName("B");
        BinanceSpotReports.WriteBalances(json, account.Trading.Balances, "a", "f", "l");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
