using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>What a futures account is told of itself as it happens.</summary>
internal sealed class KucoinFuturesFeed(SandboxStage stage, KucoinNumbers numbers, KucoinFuturesTerms terms)
{
    private const string Orders = "/contractMarket/tradeOrders";
    private const string Stops = "/contractMarket/advancedOrders";
    private const string Wallet = "/contractAccount/wallet";
    private const string Positions = "/contract/positionAll";

    public async Task ServeAsync(SandboxAccount account, HttpContext context)
    {
        var socket = new KucoinSocket(stage, static (topic, isPrivate) =>
            isPrivate && topic is Orders or Stops or Wallet or Positions or "/contract/marginMode" or "/contract/crossLeverage");
        using var joined = stage.Floor.Join(happening =>
        {
            if (happening.Account == account.Trading && happening.Order is { } order)
            {
                Offer(socket, account, order, happening);
            }
        });
        await socket.ServeAsync(context);
    }

    private void Offer(KucoinSocket socket, SandboxAccount account, Order order, Happening happening)
    {
        var hasTriggered = numbers.HasTriggered(order) || happening.Event is OrderTriggered;
        if (KucoinNumbers.IsStop(order) && (!hasTriggered || happening.Event is OrderTriggered) && StopChangeOf(happening.Event) is { } stopped && socket.Wants(Stops))
        {
            socket.Offer(Stops, "stopOrder", json => WriteStop(json, order, happening, stopped), isPrivate: true);
        }

        if ((!KucoinNumbers.IsStop(order) || hasTriggered) && socket.Wants(Orders))
        {
            foreach (var change in KucoinReports.ChangesOf(order, happening.Event))
            {
                // Futures know no order that has just come in; it opens at once.
                socket.Offer(Orders, "symbolOrderChange", json => KucoinReports.WriteChange(
                    json, order, happening, change == "received" ? "open" : change, KucoinNumbers.Of(order.Number)), isPrivate: true);
            }
        }

        if (happening.Event is OrderFilled)
        {
            OfferHeld(socket, account, order, happening.At);
        }
    }

    private void OfferHeld(KucoinSocket socket, SandboxAccount account, Order order, DateTimeOffset at)
    {
        var instrument = order.Listing.Instrument;
        if (socket.Wants(Positions))
        {
            socket.Offer(Positions, "position.change", json =>
            {
                KucoinFuturesReports.WritePosition(
                    json, instrument, account.Trading.Positions.FirstOrDefault(position => position.Listing == order.Listing), terms.ModeOf(account, instrument.Id));
                json.WriteString("changeReason", "positionChange");
            }, isPrivate: true);
        }

        if (socket.Wants(Wallet) && account.Trading.Balances.FirstOrDefault(balance => balance.Currency == instrument.Settle) is { } held)
        {
            socket.Offer(Wallet, "walletBalance.change", json =>
            {
                json.WriteString("currency", held.Currency);
                json.WriteDecimal("walletBalance", held.Total.Value);
                json.WriteDecimal("availableBalance", held.Available.Value);
                json.WriteDecimal("equity", held.Total.Value);
                json.WriteString("timestamp", at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            }, isPrivate: true);
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
        json.WriteString("orderId", KucoinNumbers.Of(order.Number));
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("orderType", "stop");
        json.WriteString("side", KucoinReports.Of(order.Side));
        json.WriteNumber("size", order.Quantity.Value);
        json.WriteDecimal("orderPrice", order.LimitPrice?.Value ?? 0);
        json.WriteString("stop", KucoinReports.Rises(order) ? "up" : "down");
        json.WriteDecimal("stopPrice", order.StopPrice?.Value);
        json.WriteString("stopPriceType", "TP");
        json.WriteString("type", change);
        json.WriteTime("createdAt", order.PlacedAt);
        json.WriteNanoseconds("ts", happening.At);
        if (change == "triggered")
        {
            json.WriteBoolean("triggerSuccess", true);
        }
    }
}
