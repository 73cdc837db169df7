using System.Diagnostics;
using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Commands over the stream, and their answers.</summary>
internal sealed class KrakenSocketTrading(SandboxFloor floor, KrakenSpotDesk desk)
{
    /// <summary>Null for what is no command.</summary>
    public ReadOnlyMemory<byte>? Answer(KrakenSocketRequest request, SandboxAccount account) => request.Method switch
    {
        "add_order" => Place(request, account),
        "batch_add" => PlaceMany(request, account),
        "amend_order" => Amend(request, account),
        "edit_order" => Edit(request, account),
        "cancel_order" => Cancel(request, account),
        "batch_cancel" => Counted(request, desk.Cancel(account, request.Texts("orders").Concat(request.Texts("cl_ord_id")).Select(name => desk.Find(account, name)))),
        "cancel_all" => Counted(request, desk.CancelAll(account)),
        "cancel_all_orders_after" => desk.CancelAllAfter(account, request.Text("timeout")) is var (now, at)
            ? request.Answer(floor.Now, null, json => KrakenSpotTrading.WriteTimes(json, now, at))
            : request.Answer(floor.Now, "EGeneral:Invalid arguments:timeout", null),
        _ => null,
    };

    private ReadOnlyMemory<byte> Place(KrakenSocketRequest request, SandboxAccount account)
    {
        var placing = desk.Place(account, request.Text("symbol"), KrakenSocketOrder.Reader(request.About), Stopwatch.GetTimestamp());
        return request.Answer(floor.Now, placing.Error, json => WriteOrder(json, placing));
    }

    private ReadOnlyMemory<byte> PlaceMany(KrakenSocketRequest request, SandboxAccount account)
    {
        List<Func<string, string?>> items = request.About.ValueKind == JsonValueKind.Object && request.About.TryGetProperty("orders", out var orders) && orders.ValueKind == JsonValueKind.Array
            ? [.. orders.EnumerateArray().Select(KrakenSocketOrder.Reader)]
            : [];
        var (placed, error) = desk.PlaceMany(account, request.Text("symbol"), items, request.Text, Stopwatch.GetTimestamp());

        // The answer is of the batch; each order of it is told by itself in the list.
        return request.Answer(floor.Now, error, json => json.WriteObjects("orders", placed!, placing =>
        {
            if (placing.Error is { } why) json.WriteString("error", why);
            else WriteOrder(json, placing);
        }));
    }

    private ReadOnlyMemory<byte> Amend(KrakenSocketRequest request, SandboxAccount account)
    {
        var order = desk.Find(account, request.Text("order_id") ?? request.Text("cl_ord_id"));
        return request.Answer(floor.Now, desk.Amend(account, order, request.Text), json =>
        {
            json.WriteString("amend_id", KrakenNumbers.Amendment(order!.Number));
            json.WriteString("order_id", KrakenNumbers.Order(order.Number));
            if (order.Terms.ClientId is { } id)
            {
                json.WriteString("cl_ord_id", id);
            }
        });
    }

    private ReadOnlyMemory<byte> Edit(KrakenSocketRequest request, SandboxAccount account)
    {
        var (before, placing) = desk.Edit(account, desk.Find(account, request.Text("order_id")), KrakenSocketOrder.Reader(request.About));
        return request.Answer(floor.Now, placing.Error, json =>
        {
            json.WriteString("original_order_id", KrakenNumbers.Order(before!.Number));
            WriteOrder(json, placing);
        });
    }

    // Each order of the list is answered by itself at the venue; here one answer tells of them all.
    private ReadOnlyMemory<byte> Cancel(KrakenSocketRequest request, SandboxAccount account)
    {
        var names = request.Texts("order_id").Concat(request.Texts("cl_ord_id")).ToList();
        var orders = names.ConvertAll(name => desk.Find(account, name));
        return request.Answer(floor.Now, desk.Cancel(account, orders) == 0 ? KrakenSpotDesk.Unknown : null, json =>
        {
            if (orders.Find(order => order is not null) is not { } order)
            {
                return;
            }

            json.WriteString("order_id", KrakenNumbers.Order(order.Number));
            if (order.Terms.ClientId is { } id)
            {
                json.WriteString("cl_ord_id", id);
            }
        });
    }

    private ReadOnlyMemory<byte> Counted(KrakenSocketRequest request, int count) => request.Answer(floor.Now, null, json => json.WriteNumber("count", count));

    private static void WriteOrder(Utf8JsonWriter json, KrakenPlacing placing)
    {
        if (placing.Order is { } order)
        {
            json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        }

        if (placing.Terms?.ClientId is { } id)
        {
            json.WriteString("cl_ord_id", id);
        }
    }
}
