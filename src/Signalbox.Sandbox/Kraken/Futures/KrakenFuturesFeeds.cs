using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>What the feeds of an account and of trades say.</summary>
internal static class KrakenFuturesFeeds
{
    public static void WriteSnapshot(Utf8JsonWriter json, string feed, SandboxAccount account, DateTimeOffset now)
    {
        json.WriteString("feed", feed == "open_positions" ? feed : $"{feed}_snapshot");
        json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
        switch (feed)
        {
            case "open_orders_verbose" or "open_orders":
                json.WriteString("account", account.Key.Key);
                json.WriteObjects("orders", account.Trading.OpenOrders, order => WriteOrder(json, order));
                break;
            case "fills":
                json.WriteTexts("fills");
                break;
            case "open_positions":
                WritePositions(json, account);
                break;
            default:
                WriteBalances(json, account);
                break;
        }
    }

    public static void WriteTrade(Utf8JsonWriter json, OrderFilled fill, DateTimeOffset at) =>
        WriteTrade(json, fill.Instrument.Value, PublicTrade.Of(fill, at));

    /// <summary>Those of lately, newest first.</summary>
    public static void WriteTrades(Utf8JsonWriter json, string product, IEnumerable<PublicTrade> trades)
    {
        json.WriteString("feed", "trade_snapshot");
        json.WriteString("product_id", product);
        json.WriteObjects("trades", trades.Reverse().Take(100), trade => WriteTrade(json, product, trade));
    }

    private static void WriteTrade(Utf8JsonWriter json, string product, PublicTrade trade)
    {
        json.WriteString("feed", "trade");
        json.WriteString("product_id", product);
        json.WriteString("uid", KrakenFuturesListing.FillId(trade.Number));
        json.WriteString("side", KrakenFuturesReports.SideOf(trade.Side));
        json.WriteString("type", "fill");
        json.WriteNumber("seq", trade.Number);
        json.WriteNumber("time", trade.At.ToUnixTimeMilliseconds());
        json.WriteNumber("qty", trade.Quantity.Value);
        json.WriteNumber("price", trade.Price.Value);
    }

    /// <summary>One message for each feed that has something to say of it: the fill before the order.</summary>
    public static IEnumerable<(string Feed, Action<Utf8JsonWriter> Write)> Of(Happening happening, Order order, SandboxAccount account)
    {
        if (happening.Event is OrderFilled fill)
        {
            yield return ("fills", json => json.WriteObjects("fills", [fill], each => WriteFill(json, order, each, happening.At)));
        }

        if (ReasonOf(happening.Event, order) is { } reason)
        {
            yield return ("open_orders_verbose", json => WriteChange(json, order, happening.Event, reason));
            yield return ("open_orders", json => WriteChange(json, order, happening.Event, reason));
        }

        if (happening.Event is OrderFilled)
        {
            yield return ("open_positions", json => WritePositions(json, account));
            yield return ("balances", json => WriteBalances(json, account));
        }
    }

    private static string? ReasonOf(LedgerEvent happened, Order order) => happened switch
    {
        OrderAccepted => "new_placed_order_by_user",
        OrderFilled => order.State == VenueOrderState.Filled ? "full_fill" : "partial_fill",
        OrderTriggered => order.LimitPrice is null ? "stop_order_triggered" : "limit_order_from_stop",
        OrderAmended or StopTrailed => "edited_by_user",
        OrderCancelled { Reason: CancelReason.Requested } => "cancelled_by_user",
        OrderCancelled => "ioc_order_failed_because_it_would_not_be_executed",
        OrderExpired => "contract_expired",
        _ => null,
    };

    private static void WriteChange(Utf8JsonWriter json, Order order, LedgerEvent happened, string reason)
    {
        var isGone = happened is OrderCancelled or OrderExpired || reason is "full_fill" or "stop_order_triggered";
        if (isGone)
        {
            json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
            json.WriteString("cli_ord_id", order.Terms.ClientId);
        }
        else
        {
            json.WriteObject("order", () => WriteOrder(json, order));
        }

        json.WriteBoolean("is_cancel", isGone);
        json.WriteString("reason", reason);
    }

    private static void WriteOrder(Utf8JsonWriter json, Order order)
    {
        json.WriteString("instrument", order.Terms.Instrument.Value);
        json.WriteNumber("time", order.PlacedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("last_update_time", order.ChangedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("qty", order.Quantity.Value);
        json.WriteNumber("filled", order.Filled.Value);
        json.WriteNumber("limit_price", order.LimitPrice?.Value ?? 0);
        json.WriteNumber("stop_price", order.StopPrice?.Value ?? 0);
        json.WriteString("type", !order.IsDormant ? "limit" : KrakenFuturesReports.TakesProfit(order) ? "take_profit" : "stop");
        json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
        json.WriteString("cli_ord_id", order.Terms.ClientId);
        json.WriteNumber("direction", order.Side == Side.Buy ? 0 : 1);
        json.WriteBoolean("reduce_only", order.Terms.ReduceOnly);
        json.WriteString("triggerSignal", "last");
    }

    private static void WriteFill(Utf8JsonWriter json, Order order, OrderFilled fill, DateTimeOffset at)
    {
        json.WriteString("instrument", fill.Instrument.Value);
        json.WriteNumber("time", at.ToUnixTimeMilliseconds());
        json.WriteNumber("price", fill.Price.Value);
        json.WriteNumber("seq", fill.Trade);
        json.WriteBoolean("buy", fill.Side == Side.Buy);
        json.WriteNumber("qty", fill.Quantity.Value);
        json.WriteNumber("remaining_order_qty", order.Remaining.Value);
        json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
        json.WriteString("cli_ord_id", order.Terms.ClientId);
        json.WriteString("fill_id", KrakenFuturesListing.FillId(fill.Trade));
        json.WriteString("fill_type", fill.IsMaker ? "maker" : "taker");
        json.WriteNumber("fee_paid", fill.Fee.Value);
        json.WriteString("fee_currency", fill.FeeCurrency);
    }

    private static void WritePositions(Utf8JsonWriter json, SandboxAccount account)
    {
        json.WriteString("account", account.Key.Key);
        json.WriteObjects("positions", account.Trading.Positions.Where(position => !position.Quantity.IsZero), position =>
        {
            json.WriteString("instrument", position.Listing.Instrument.Id.Value);
            json.WriteNumber("balance", position.Quantity.Value);
            json.WriteNumber("pnl", 0);
            json.WriteNumber("entry_price", position.AveragePrice!.Value.Value);
        });
    }

    private static void WriteBalances(Utf8JsonWriter json, SandboxAccount account)
    {
        json.WriteString("account", account.Key.Key);
        json.WriteObject("flex_futures", () => json.WriteObject("currencies", () =>
        {
            foreach (var balance in account.Trading.Balances)
            {
                json.WriteObject(balance.Currency, () =>
                {
                    json.WriteNumber("quantity", balance.Total.Value);
                    json.WriteNumber("available", balance.Available.Value);
                });
            }
        }));
    }
}
