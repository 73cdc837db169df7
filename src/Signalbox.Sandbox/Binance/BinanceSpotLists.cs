using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Lists of orders: pairs of which the first to fill or trigger cancels the other.</summary>
internal sealed class BinanceSpotLists(SandboxFloor floor, BinanceSpotParser parser, BinanceRoutes routes)
{
    private readonly ConcurrentDictionary<long, BinanceSpotList> lists = [];
    private long highest;

    /// <summary>Two orders in a group; when the second is refused, the first is taken back before anybody saw it.</summary>
    public Task PlaceAsync(BinanceCall call, SandboxAccount account)
    {
        var side = BinanceOrderWords.SideOf(call["side"]);
        var (above, aboveFault) = parser.Read(call, "above", side);
        var (below, belowFault) = parser.Read(call, "below", side);
        if ((aboveFault ?? belowFault) is { } fault)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        var number = Interlocked.Increment(ref highest);
        var group = number.ToString(CultureInfo.InvariantCulture);
        var first = floor.Place(account, above! with { OcoGroup = group });
        if (first.Refusal is { } refused)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceRefusals.Spot(refused));
        }

        var second = floor.Place(account, below! with { OcoGroup = group });
        if (second.Refusal is { } alsoRefused)
        {
            floor.Cancel(account, first.Order!);
            return BinanceJson.RefuseAsync(call.Context, BinanceRefusals.Spot(alsoRefused));
        }

        var list = lists[number] = new(number, call["listClientOrderId"] ?? $"list{group}", account, [first.Order!, second.Order!]);
        return routes.AnswerAsync(call, json => Write(json, list, order => BinanceSpotReports.WritePlaced(json, order, "RESULT")));
    }

    public Task AskAsync(BinanceCall call, SandboxAccount account) => Find(account, call["orderListId"], call["origClientOrderId"] ?? call["listClientOrderId"]) is { } list
        ? routes.AnswerAsync(call, json => Write(json, list, null))
        : BinanceJson.RefuseAsync(call.Context, new(400, -2018, "Order list does not exist."));

    public Task OpenAsync(BinanceCall call, SandboxAccount account) => ListAsync(call, account, static list => list.IsOpen);

    public Task AllAsync(BinanceCall call, SandboxAccount account) => ListAsync(call, account, static _ => true);

    public Task CancelAsync(BinanceCall call, SandboxAccount account)
    {
        if (call["symbol"] is null)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("symbol"));
        }

        if (Find(account, call["orderListId"], call["listClientOrderId"]) is not { IsOpen: true } list)
        {
            return BinanceJson.RefuseAsync(call.Context, BinanceFault.UnknownOrder);
        }

        foreach (var order in list.Orders)
        {
            floor.Cancel(account, order);
        }

        return routes.AnswerAsync(call, json => Write(json, list, order => BinanceSpotReports.WriteCancelled(json, order)));
    }

    private Task ListAsync(BinanceCall call, SandboxAccount account, Func<BinanceSpotList, bool> wanted) => routes.AnswerAsync(call, json => json.WriteList(
        lists.Values.Where(list => list.Account == account && wanted(list)).OrderBy(list => list.Number).Take((int)Math.Clamp(call.Whole("limit") ?? 500, 1, 1_000)),
        list => Write(json, list, null)));

    private BinanceSpotList? Find(SandboxAccount account, string? number, string? id) => number is not null
        ? long.TryParse(number, CultureInfo.InvariantCulture, out var known) && lists.GetValueOrDefault(known) is { } list && list.Account == account ? list : null
        : lists.Values.Where(each => each.Account == account && each.ClientId == id).MaxBy(each => each.Number);

    /// <param name="report">Writes an order whole, in answers to commands.</param>
    private static void Write(Utf8JsonWriter json, BinanceSpotList list, Action<Order>? report)
    {
        json.WriteStartObject();
        json.WriteNumber("orderListId", list.Number);
        json.WriteString("contingencyType", "OCO");
        json.WriteString("listStatusType", list.IsOpen ? "EXEC_STARTED" : "ALL_DONE");
        json.WriteString("listOrderStatus", list.IsOpen ? "EXECUTING" : "ALL_DONE");
        json.WriteString("listClientOrderId", list.ClientId);
        json.WriteTime("transactionTime", list.Orders[0].PlacedAt);
        json.WriteString("symbol", list.Orders[0].Terms.Instrument.Value);
        json.WritePropertyName("orders");
        json.WriteList(list.Orders, order =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", order.Terms.Instrument.Value);
            json.WriteNumber("orderId", order.Number);
            json.WriteString("clientOrderId", order.Terms.ClientId);
            json.WriteEndObject();
        });
        if (report is not null)
        {
            json.WritePropertyName("orderReports");
            json.WriteList(list.Orders, report);
        }

        json.WriteEndObject();
    }
}

internal sealed record BinanceSpotList(long Number, string ClientId, SandboxAccount Account, IReadOnlyList<Order> Orders)
{
    public bool IsOpen => Orders.Any(order => order.IsOpen);
}
