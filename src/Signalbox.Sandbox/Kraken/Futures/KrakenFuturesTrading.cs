using System.Diagnostics;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Kraken.Futures;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Orders, alone and together, edits and cancels. What an order is refused for is a status of a request that succeeded.</summary>
internal sealed class KrakenFuturesTrading(SandboxStage stage, KrakenFuturesRoutes routes)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly KrakenFuturesParser parser = new(stage.Floor);
    private readonly CancelsInTime cancels = new(stage.Floor);

    public Task PlaceAsync(KrakenCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (status, order, error) = Place(account, name => call[name], call["processBefore"], arrived);
        return error is not null ? routes.RefuseAsync(call, error) : routes.AnswerAsync(call, json => json.WriteObject("sendStatus", () => WriteDone(json, status!, order)));
    }

    public Task BatchAsync(KrakenCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        if (Items(call["json"]) is not { Count: > 0 and <= KrakenFuturesRequests.OrdersOfABatch } items)
        {
            return routes.RefuseAsync(call, "Json Parse Error");
        }

        var done = items.Select(item =>
        {
            string? Get(string name) => item.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
            var (status, order, error) = Get("order") == "cancel"
                ? Cancel(account, Get("order_id"), Get("cliOrdId"))
                : Place(account, Get, call["ProcessBefore"] ?? call["processBefore"], arrived);
            return (Tag: Get("order_tag"), Status: status ?? error!, Order: order);
        }).ToList();
        return routes.AnswerAsync(call, json => json.WriteObjects("batchStatus", done, each =>
        {
            json.WriteString("order_tag", each.Tag);
            WriteDone(json, each.Status, each.Order);
        }));
    }

    public Task EditAsync(KrakenCall call, SandboxAccount account)
    {
        if (parser.IsTooLate(call["processBefore"]))
        {
            return EditedAsync(call, "wouldProcessAfterSpecifiedTime", null);
        }

        if (Find(account, call["orderId"], call["cliOrdId"]) is not { IsOpen: true } order)
        {
            return EditedAsync(call, "orderForEditNotFound", null);
        }

        var quantity = call.Number("size") is { } size ? new Quantity(size) : order.Quantity;
        var ruling = floor.Amend(account, order, new(quantity, PriceOf(call.Number("limitPrice")), PriceOf(call.Number("stopPrice"))));
        return EditedAsync(call, ruling.Refusal is { } refusal ? KrakenFuturesParser.StatusOf(refusal) : "edited", order);
    }

    public Task CancelAsync(KrakenCall call, SandboxAccount account)
    {
        var (status, order, _) = Cancel(account, call["order_id"], call["cliOrdId"]);
        return routes.AnswerAsync(call, json => json.WriteObject("cancelStatus", () => WriteDone(json, status!, order)));
    }

    public Task CancelAllAsync(KrakenCall call, SandboxAccount account)
    {
        var symbol = call["symbol"]?.ToUpperInvariant();
        var open = floor.Read(_ => account.Trading.OpenOrders.Where(order => symbol is null || order.Terms.Instrument.Value == symbol).ToList());
        var cancelled = open.Where(order => floor.Cancel(account, order).Refusal is null).ToList();
        return routes.AnswerAsync(call, json => json.WriteObject("cancelStatus", () =>
        {
            json.WriteString("status", cancelled.Count > 0 ? "cancelled" : "noOrdersToCancel");
            json.WriteString("cancelOnly", symbol ?? "all");
            json.WriteObjects("cancelledOrders", cancelled, order =>
            {
                json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
                json.WriteString("cliOrdId", order.Terms.ClientId);
            });
        }));
    }

    public Task CancelAllAfterAsync(KrakenCall call, SandboxAccount account)
    {
        if (call.Whole("timeout") is not (>= 0 and <= 86_400 and var seconds))
        {
            return routes.RefuseAsync(call, call["timeout"] is null ? "requiredArgumentMissing: timeout" : "invalidArgument: timeout");
        }

        var now = floor.Now;
        DateTimeOffset? at = seconds == 0 ? null : now.AddSeconds(seconds);
        cancels.Set(account, at);
        return routes.AnswerAsync(call, json => json.WriteObject("status", () =>
        {
            json.WriteTime("currentTime", now);
            if (at is { } time) json.WriteTime("triggerTime", time);
            else json.WriteString("triggerTime", "0");
        }));
    }

    private (string? Status, Order? Order, string? Error) Place(SandboxAccount account, Func<string, string?> get, string? processBefore, long arrived)
    {
        if (parser.IsTooLate(processBefore))
        {
            return ("wouldProcessAfterSpecifiedTime", null, null);
        }

        var (terms, error, refused) = parser.Read(get);
        if (terms is null)
        {
            return (refused, null, error);
        }

        stage.Arrivals.Note(terms.ClientId, arrived);
        var ruling = floor.Place(account, terms);
        return ruling switch
        {
            { Refusal: { } refusal } => (KrakenFuturesParser.StatusOf(refusal), null, null),
            { Order: { State: VenueOrderState.Cancelled, Filled.IsZero: true, Terms.TimeInForce: TimeInForce.Ioc } order } => ("iocWouldNotExecute", order, null),
            { Order: { State: VenueOrderState.Cancelled, Filled.IsZero: true } order } => ("cancelled", order, null),
            _ => ("placed", ruling.Order, null),
        };
    }

    private (string? Status, Order? Order, string? Error) Cancel(SandboxAccount account, string? number, string? id) => Find(account, number, id) switch
    {
        { IsOpen: true } order when floor.Cancel(account, order).Refusal is null => ("cancelled", order, null),
        { State: VenueOrderState.Filled } order => ("filled", order, null),
        _ => ("notFound", null, null),
    };

    private Order? Find(SandboxAccount account, string? number, string? id) => floor.Read(_ =>
        number is not null ? KrakenFuturesListing.ReadId(number) is { } known ? floor.Ledger.Find(account.Trading, known) : null
        : id is not null ? floor.Ledger.Find(account.Trading, id)
        : null);

    private Task EditedAsync(KrakenCall call, string status, Order? order) => routes.AnswerAsync(call, json => json.WriteObject("editStatus", () =>
    {
        json.WriteString("status", status);
        json.WriteTime("receivedTime", floor.Now);
        if (order is not null)
        {
            json.WriteString("orderId", KrakenFuturesListing.OrderId(order.Number));
            json.WriteString("cliOrdId", order.Terms.ClientId);
            json.WriteStartArray("orderEvents");
            if (status == "edited")
            {
                KrakenFuturesReports.WriteEvent(json, "EDIT", () =>
                {
                    json.WriteObject("new", () => KrakenFuturesReports.WriteAsPlaced(json, order, order.Filled));
                    json.WriteNull("reducedQuantity");
                });
            }

            json.WriteEndArray();
        }
    }));

    private void WriteDone(Utf8JsonWriter json, string status, Order? order)
    {
        json.WriteString("status", status);
        json.WriteTime("receivedTime", floor.Now);
        if (order is not null)
        {
            json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
            json.WriteString("cliOrdId", order.Terms.ClientId);
            KrakenFuturesReports.WriteEvents(json, order);
        }
    }

    private static IReadOnlyList<Dictionary<string, string>>? Items(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return [.. document.RootElement.GetProperty("batchOrder").EnumerateArray().Select(each =>
                each.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.Ordinal))];
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Price? PriceOf(decimal? value) => value is { } price ? new(price) : null;
}
