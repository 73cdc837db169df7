using System.Diagnostics;
using System.Text.Json;
using Signalbox.Venues.Kraken.Spot;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Commands as requests, and their answers.</summary>
internal sealed class KrakenSpotTrading(KrakenSpotRoutes routes, KrakenSpotDesk desk)
{
    private const string BadOrders = "EGeneral:Invalid arguments:orders";

    public Task PlaceAsync(KrakenCall call, SandboxAccount account)
    {
        var placing = desk.Place(account, call["pair"], name => call[name], Stopwatch.GetTimestamp());
        return placing.Error is { } error ? KrakenSpotRoutes.RefuseAsync(call, error) : routes.AnswerAsync(call, json =>
        {
            json.WriteObject("descr", () => json.WriteString("order", KrakenSpotReports.Described(placing.Terms!)));
            if (placing.Order is { } order)
            {
                json.WriteTexts("txid", KrakenNumbers.Order(order.Number));
            }
        });
    }

    public Task PlaceManyAsync(KrakenCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        if (call.Items("orders") is not { } items)
        {
            return KrakenSpotRoutes.RefuseAsync(call, BadOrders);
        }

        var (placed, error) = desk.PlaceMany(account, call["pair"], [.. items.Select<IReadOnlyDictionary<string, string>, Func<string, string?>>(item => item.GetValueOrDefault)], name => call[name], arrived);
        return error is not null ? KrakenSpotRoutes.RefuseAsync(call, error) : routes.AnswerAsync(call, json => json.WriteObjects("orders", placed!, placing =>
        {
            if (placing.Error is { } why)
            {
                json.WriteString("error", why);
                return;
            }

            json.WriteObject("descr", () => json.WriteString("order", KrakenSpotReports.Described(placing.Terms!)));
            if (placing.Order is { } order)
            {
                json.WriteString("txid", KrakenNumbers.Order(order.Number));
            }
        }));
    }

    public Task AmendAsync(KrakenCall call, SandboxAccount account)
    {
        var order = Find(call, account);
        return desk.Amend(account, order, name => call[name]) is { } error
            ? KrakenSpotRoutes.RefuseAsync(call, error)
            : routes.AnswerAsync(call, json => json.WriteString("amend_id", KrakenNumbers.Amendment(order!.Number)));
    }

    public Task EditAsync(KrakenCall call, SandboxAccount account)
    {
        var (before, placing) = desk.Edit(account, desk.Find(account, call["txid"]), name => call[name]);
        return placing.Error is { } error ? KrakenSpotRoutes.RefuseAsync(call, error) : routes.AnswerAsync(call, json =>
        {
            json.WriteObject("descr", () => json.WriteString("order", KrakenSpotReports.Described(placing.Terms!)));
            json.WriteString("status", "ok");
            json.WriteString("originaltxid", KrakenNumbers.Order(before!.Number));
            json.WriteDecimal("volume", placing.Terms!.Quantity.Value);
            json.WriteDecimal("price", (placing.Terms.StopPrice ?? placing.Terms.LimitPrice)?.Value ?? 0);
            json.WriteDecimal("price2", placing.Terms.StopPrice is null ? 0 : placing.Terms.LimitPrice?.Value ?? 0);
            json.WriteNumber("orders_cancelled", placing.Order is null ? 0 : 1);
            if (placing.Order is { } order)
            {
                json.WriteString("txid", KrakenNumbers.Order(order.Number));
            }
        });
    }

    public Task CancelAsync(KrakenCall call, SandboxAccount account) => desk.Cancel(account, [Find(call, account)]) is var count and > 0
        ? CountedAsync(call, count)
        : KrakenSpotRoutes.RefuseAsync(call, KrakenSpotDesk.Unknown);

    /// <summary>By numbers or ids, in one list or two.</summary>
    public Task CancelManyAsync(KrakenCall call, SandboxAccount account)
    {
        var (numbers, ids) = (call["orders"] is null ? [] : call.Items("orders"), call["cl_ord_ids"] is null ? [] : call.Items("cl_ord_ids"));
        if (numbers is null || ids is null || numbers.Count + ids.Count is 0 or > KrakenSpotRequests.CancelsOfABatch)
        {
            return KrakenSpotRoutes.RefuseAsync(call, BadOrders);
        }

        return CountedAsync(call, desk.Cancel(account, numbers.Concat(ids).Select(item => desk.Find(account, item.GetValueOrDefault("") ?? item.GetValueOrDefault("txid") ?? item.GetValueOrDefault("cl_ord_id")))));
    }

    public Task CancelAllAsync(KrakenCall call, SandboxAccount account) => CountedAsync(call, desk.CancelAll(account));

    public Task CancelAllAfterAsync(KrakenCall call, SandboxAccount account) => desk.CancelAllAfter(account, call["timeout"]) is var (now, at)
        ? routes.AnswerAsync(call, json => WriteTimes(json, now, at))
        : KrakenSpotRoutes.RefuseAsync(call, "EGeneral:Invalid arguments:timeout");

    public static void WriteTimes(Utf8JsonWriter json, DateTimeOffset now, DateTimeOffset? at)
    {
        json.WriteTime("currentTime", now);
        if (at is { } time) json.WriteTime("triggerTime", time);
        else json.WriteString("triggerTime", "0");
    }

    private Task CountedAsync(KrakenCall call, int count) => routes.AnswerAsync(call, json => json.WriteNumber("count", count));

    private Order? Find(KrakenCall call, SandboxAccount account) => desk.Find(account, call["txid"] ?? call["cl_ord_id"]);
}
