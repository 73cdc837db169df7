using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Cancels an order and places another in one request.</summary>
internal sealed class BinanceSpotReplacing(SandboxFloor floor, BinanceSpotParser parser, BinanceRoutes routes)
{
    public Task ReplaceAsync(BinanceCall call, SandboxAccount account)
    {
        var (terms, fault) = parser.Read(call);
        if (fault is not null || Refuse(call) is not null)
        {
            return BinanceJson.RefuseAsync(call.Context, fault ?? Refuse(call)!);
        }

        var old = Find(call, account);
        var isCancelled = old is not null && floor.Cancel(account, old).Refusal is null;
        Ruling? ruling = isCancelled || call["cancelReplaceMode"] == "ALLOW_FAILURE" ? floor.Place(account, terms!) : null;
        return isCancelled && ruling?.Order is { } placed
            ? routes.AnswerAsync(call, json => WriteEnds(json, call, old, placed, null, isCancelled))
            : BinanceJson.AnswerAsync(call.Context, isCancelled || ruling?.Order is not null ? 409 : 400, json => floor.Read(_ =>
            {
                json.WriteStartObject();
                json.WriteNumber("code", isCancelled || ruling?.Order is not null ? -2021 : -2022);
                json.WriteString("msg", isCancelled || ruling?.Order is not null ? "Order cancel-replace partially failed." : "Order cancel-replace failed.");
                json.WritePropertyName("data");
                WriteEnds(json, call, old, ruling?.Order, ruling?.Refusal, isCancelled);
                json.WriteEndObject();
                return true;
            }));
    }

    private static BinanceFault? Refuse(BinanceCall call) =>
        call["cancelReplaceMode"] is null ? BinanceFault.Missing("cancelReplaceMode")
        : call["cancelReplaceMode"] is not ("STOP_ON_FAILURE" or "ALLOW_FAILURE") ? new(400, -1130, "Data sent for parameter 'cancelReplaceMode' is not valid.")
        : call["cancelOrderId"] is null && call["cancelOrigClientOrderId"] is null ? BinanceFault.MissingEither("cancelOrigClientOrderId", "cancelOrderId")
        : null;

    private Order? Find(BinanceCall call, SandboxAccount account) => floor.Read(_ =>
    {
        var found = call.Whole("cancelOrderId") is { } number ? floor.Ledger.Find(account.Trading, number) : floor.Ledger.Find(account.Trading, call["cancelOrigClientOrderId"] ?? "");
        return found is not null && found.Terms.Instrument.Value == call["symbol"] ? found : null;
    });

    private static void WriteEnds(Utf8JsonWriter json, BinanceCall call, Order? old, Order? placed, Refusal? refusal, bool isCancelled)
    {
        json.WriteStartObject();
        json.WriteString("cancelResult", isCancelled ? "SUCCESS" : "FAILURE");
        json.WriteString("newOrderResult", placed is not null ? "SUCCESS" : refusal is not null ? "FAILURE" : "NOT_ATTEMPTED");
        json.WritePropertyName("cancelResponse");
        if (isCancelled) BinanceSpotReports.WriteCancelled(json, old!);
        else BinanceJson.WriteFault(json, BinanceFault.UnknownOrder);
        json.WritePropertyName("newOrderResponse");
        if (placed is not null) BinanceSpotReports.WritePlaced(json, placed, BinanceSpotReports.ResponseOf(call["newOrderRespType"], placed));
        else if (refusal is not null) BinanceJson.WriteFault(json, BinanceRefusals.Spot(refusal));
        else json.WriteNullValue();
        json.WriteEndObject();
    }
}
