using System.Text.Json;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>The account's history: what became of orders and triggers, and what executions cost. Newest first.</summary>
internal sealed class KrakenFuturesPast(SandboxFloor floor)
{
    private const int Page = 100;

    public Task OrdersAsync(KrakenCall call, SandboxAccount account) => EventsAsync(call, account, isTrigger: false);

    public Task TriggersAsync(KrakenCall call, SandboxAccount account) => EventsAsync(call, account, isTrigger: true);

    public Task ExecutionsAsync(KrakenCall call, SandboxAccount account) => PageAsync(
        call, () => OrdersOf(call, account).SelectMany(order => order.Fills, (order, fill) => (Order: order, Fill: fill)).OrderByDescending(each => each.Fill.What.Trade),
        static each => each.Fill.At,
        static (json, each) => json.WriteObject("execution", () => json.WriteObject("execution", () =>
        {
            json.WriteString("uid", KrakenFuturesListing.FillId(each.Fill.What.Trade));
            json.WriteObject("order", () => WriteOrder(json, each.Order));
            json.WriteDecimal("quantity", each.Fill.What.Quantity.Value);
            json.WriteDecimal("price", each.Fill.What.Price.Value);
            json.WriteString("executionType", each.Fill.What.IsMaker ? "maker" : "taker");
            json.WriteObject("orderData", () => json.WriteDecimal("fee", each.Fill.What.Fee.Value));
        })));

    private Task EventsAsync(KrakenCall call, SandboxAccount account, bool isTrigger) => PageAsync(
        call, () => OrdersOf(call, account).Where(order => KrakenFuturesReports.IsConditional(order) == isTrigger)
            .SelectMany(order => EventsOf(order, isTrigger)).OrderByDescending(each => each.At).ThenByDescending(each => each.Order.Number),
        static each => each.At,
        (json, each) => json.WriteObject(each.What, () =>
        {
            json.WriteObject(isTrigger ? "orderTrigger" : "order", () => WriteOrder(json, each.Order));
            json.WriteString("reason", each.Reason);
        }));

    /// <summary>Its end, if it has one, and its beginning.</summary>
    private static IEnumerable<(string What, Order Order, string Reason, DateTimeOffset At)> EventsOf(Order order, bool isTrigger)
    {
        var kind = isTrigger ? "OrderTrigger" : "Order";
        if (order.State == VenueOrderState.Filled)
        {
            yield return (isTrigger ? "OrderTriggerActivated" : "OrderUpdated", order, "full_fill", order.ChangedAt);
        }
        else if (!order.IsOpen)
        {
            yield return ($"{kind}Cancelled", order, order.Reason == CancelReason.Requested ? "cancelled_by_user" : "liquidity", order.ChangedAt);
        }

        yield return ($"{kind}Placed", order, "new_user_order", order.PlacedAt);
    }

    private Task PageAsync<T>(KrakenCall call, Func<IEnumerable<T>> all, Func<T, DateTimeOffset> at, Action<Utf8JsonWriter, T> write) => KrakenJson.AnswerAsync(call.Context, json => floor.Read(_ =>
    {
        var from = (int)(call.Whole("continuation_token") ?? 0);
        var rows = all().Where(row => at(row).ToUnixTimeMilliseconds() >= (call.Whole("since") ?? 0)).ToList();
        json.WriteString("accountUid", "sandbox");
        json.WriteNumber("len", Math.Min(Page, rows.Count - from));
        json.WriteObjects("elements", rows.Skip(from).Take(Page), row =>
        {
            json.WriteNumber("timestamp", at(row).ToUnixTimeMilliseconds());
            json.WriteObject("event", () => write(json, row));
        });
        if (rows.Count > from + Page)
        {
            json.WriteString("continuationToken", (from + Page).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return true;
    }));

    private static void WriteOrder(Utf8JsonWriter json, Order order)
    {
        json.WriteString("uid", KrakenFuturesListing.OrderId(order.Number));
        json.WriteString("clientId", order.Terms.ClientId);
        json.WriteString("tradeable", order.Terms.Instrument.Value);
        json.WriteString("direction", KrakenFuturesReports.SideOf(order.Side) == "buy" ? "Buy" : "Sell");
        json.WriteDecimal("quantity", order.Quantity.Value);
        json.WriteDecimal("filled", order.Filled.Value);
        json.WriteDecimal("limitPrice", order.LimitPrice?.Value ?? 0);
        json.WriteString("orderType", order.Terms.Type == Markets.OrderType.Market ? "Market" : "Limit");
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        if (KrakenFuturesReports.IsConditional(order))
        {
            json.WriteObject("triggerOptions", () => json.WriteDecimal("triggerPrice", order.StopPrice?.Value ?? 0));
        }
    }

    private IEnumerable<Order> OrdersOf(KrakenCall call, SandboxAccount account) =>
        floor.Ledger.Orders.Where(order => order.Account == account.Trading && (call["tradeable"] is not { } symbol || order.Terms.Instrument.Value == symbol));
}
