using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>What a spot account is told of itself as it happens.</summary>
internal sealed class KucoinSpotFeed(SandboxStage stage, KucoinNumbers numbers)
{
    private const string Orders = "/spotMarket/tradeOrdersV2";
    private const string Stops = "/spotMarket/advancedOrders";
    private const string Balances = "/account/balance";

    public async Task ServeAsync(SandboxAccount account, HttpContext context)
    {
        var socket = new KucoinSocket(stage, static (topic, isPrivate) => isPrivate && topic is Orders or Stops or Balances);
        using var joined = stage.Floor.Join(happening =>
        {
            if (happening.Account == account.Trading && happening.Order is { } order)
            {
                Offer(socket, order, happening);
            }
        });
        await socket.ServeAsync(context);
    }

    private void Offer(KucoinSocket socket, Order order, Happening happening)
    {
        // Who is told first of a trigger is not said: a stop that triggers is told of in both services.
        var hasTriggered = numbers.HasTriggered(order) || happening.Event is OrderTriggered;
        if (KucoinNumbers.IsStop(order) && (!hasTriggered || happening.Event is OrderTriggered) && StopChangeOf(happening.Event) is { } stopped && socket.Wants(Stops))
        {
            socket.Offer(Stops, "stopOrder", json => WriteStop(json, order, happening, stopped), isPrivate: true);
        }

        if ((!KucoinNumbers.IsStop(order) || hasTriggered) && socket.Wants(Orders))
        {
            foreach (var change in KucoinReports.ChangesOf(order, happening.Event))
            {
                socket.Offer(Orders, "orderChange", json => KucoinReports.WriteChange(json, order, happening, change, KucoinNumbers.Of(order.Number)), isPrivate: true);
            }
        }

        if (happening.Event is OrderFilled && socket.Wants(Balances))
        {
            var instrument = order.Listing.Instrument;
            foreach (var balance in order.Account.Balances.Where(each => each.Currency == instrument.Base || each.Currency == instrument.Quote))
            {
                socket.Offer(Balances, "account.balance", json => WriteBalance(json, balance, happening.At), isPrivate: true);
            }
        }
    }

    private static string? StopChangeOf(LedgerEvent happened) => happened switch
    {
        OrderAccepted => "open",
        OrderTriggered => "triggered",
        OrderCancelled or OrderExpired => "cancel",
        _ => null,
    };

    private static void WriteStop(Utf8JsonWriter json, Order order, Happening happening, string change)
    {
        json.WriteString("orderId", KucoinNumbers.StopOf(order.Number));
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("orderType", "stop");
        json.WriteString("side", KucoinReports.Of(order.Side));
        json.WriteDecimal("size", order.Quantity.Value);
        json.WriteDecimal("orderPrice", order.LimitPrice?.Value);
        json.WriteString("stop", KucoinReports.Rises(order) ? "entry" : "loss");
        json.WriteDecimal("stopPrice", order.StopPrice?.Value);
        json.WriteString("tradeType", "TRADE");
        json.WriteString("type", change);
        json.WriteTime("createdAt", order.PlacedAt);
        json.WriteNanoseconds("ts", happening.At);
        if (change == "triggered")
        {
            json.WriteBoolean("triggerSuccess", true);
        }
    }

    private static void WriteBalance(Utf8JsonWriter json, VenueBalance balance, DateTimeOffset at)
    {
        json.WriteString("accountId", balance.Currency);
        json.WriteString("currency", balance.Currency);
        json.WriteDecimal("total", balance.Total.Value);
        json.WriteDecimal("available", balance.Available.Value);
        json.WriteDecimal("hold", balance.Total.Value - balance.Available.Value);
        json.WriteString("relationEvent", "trade.setted");
        json.WriteString("time", at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
