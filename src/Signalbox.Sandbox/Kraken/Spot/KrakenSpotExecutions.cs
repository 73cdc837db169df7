using System.Text.Json;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>What happens to an order as the stream tells it: all of it once, then only what is new.</summary>
internal static class KrakenSpotExecutions
{
    /// <summary>One message for each; none for what the venue does not tell.</summary>
    public static IEnumerable<Action<Utf8JsonWriter>> Of(Happening happening, Order order)
    {
        var at = happening.At;
        switch (happening.Event)
        {
            case OrderAccepted:
                return [json => WriteWhole(json, order, "pending_new", at), json => WriteBrief(json, order, "new", at)];
            case OrderFilled fill when order.State == VenueOrderState.Filled:
                return [json => WriteTrade(json, order, fill, at), json => WriteEnd(json, order, "filled", at)];
            case OrderFilled fill:
                return [json => WriteTrade(json, order, fill, at)];
            case OrderTriggered or StopTrailed:
                return [json => WriteTriggers(json, order, happening.Event is OrderTriggered, at)];
            case OrderAmended:
                return [json => WriteAmended(json, order, at)];
            case OrderCancelled:
                return [json => WriteEnd(json, order, "canceled", at)];
            case OrderExpired:
                return [json => WriteEnd(json, order, "expired", at)];
            default:
                return [];
        }
    }

    public static void WriteWhole(Utf8JsonWriter json, Order order, string kind, DateTimeOffset at)
    {
        json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        json.WriteString("cl_ord_id", order.Terms.ClientId);
        json.WriteString("exec_type", kind);
        json.WriteString("order_status", kind == "pending_new" ? kind : KrakenOrderWords.StreamStatusOf(order));
        json.WriteString("symbol", KrakenSpotListing.Find(order.Terms.Instrument.Value)!.StreamSymbol);
        json.WriteString("side", KrakenOrderWords.Of(order.Side));
        json.WriteString("order_type", KrakenOrderWords.TypeOf(order));
        json.WriteNumber("order_qty", order.Quantity.Value);
        json.WriteNumber("cum_qty", order.Filled.Value);
        json.WriteNumber("cum_cost", order.FilledCost);
        json.WriteNumber("avg_price", KrakenOrderWords.AveragePrice(order));
        if (order.LimitPrice is { } limit)
        {
            json.WriteNumber("limit_price", limit.Value);
        }

        WriteTriggers(json, order, order.State == VenueOrderState.Triggered);
        json.WriteBoolean("post_only", order.Terms.PostOnly);
        json.WriteBoolean("reduce_only", false);
        json.WriteString("time_in_force", KrakenOrderWords.LifeOf(order));
        json.WriteString("fee_ccy_pref", "fciq");
        json.WriteTime("timestamp", at);
    }

    private static void WriteBrief(Utf8JsonWriter json, Order order, string kind, DateTimeOffset at)
    {
        json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        json.WriteString("exec_type", kind);
        json.WriteString("order_status", kind);
        json.WriteTime("timestamp", at);
    }

    private static void WriteTrade(Utf8JsonWriter json, Order order, OrderFilled fill, DateTimeOffset at)
    {
        json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        json.WriteString("exec_type", "trade");
        json.WriteString("exec_id", KrakenNumbers.Trade(fill.Trade));
        json.WriteNumber("trade_id", fill.Trade);
        json.WriteString("order_status", KrakenOrderWords.StreamStatusOf(order));
        json.WriteString("symbol", KrakenSpotListing.Find(fill.Instrument.Value)!.StreamSymbol);
        json.WriteString("side", KrakenOrderWords.Of(fill.Side));
        json.WriteString("order_type", KrakenOrderWords.TypeOf(order));
        json.WriteNumber("last_qty", fill.Quantity.Value);
        json.WriteNumber("last_price", fill.Price.Value);
        json.WriteString("liquidity_ind", fill.IsMaker ? "m" : "t");
        json.WriteNumber("cost", fill.Quantity.Value * fill.Price.Value);
        json.WriteNumber("order_qty", order.Quantity.Value);
        json.WriteNumber("cum_qty", order.Filled.Value);
        json.WriteNumber("cum_cost", order.FilledCost);
        json.WriteNumber("avg_price", KrakenOrderWords.AveragePrice(order));
        json.WriteObjects("fees", [fill], paid =>
        {
            json.WriteString("asset", paid.FeeCurrency);
            json.WriteNumber("qty", paid.Fee.Value);
        });
        json.WriteTime("timestamp", at);
    }

    private static void WriteTriggers(Utf8JsonWriter json, Order order, bool hasTriggered, DateTimeOffset at)
    {
        json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        json.WriteString("exec_type", "status");
        json.WriteString("order_status", KrakenOrderWords.StreamStatusOf(order));
        WriteTriggers(json, order, hasTriggered);
        json.WriteTime("timestamp", at);
    }

    private static void WriteTriggers(Utf8JsonWriter json, Order order, bool hasTriggered)
    {
        if (!KrakenOrderWords.IsConditional(order))
        {
            return;
        }

        json.WriteObject("triggers", () =>
        {
            json.WriteString("reference", "last");
            json.WriteString("price_type", order.Terms.Trail is not { } trail ? "static" : trail.IsPercent ? "pct" : "quote");
            json.WriteNumber("price", order.Terms.Trail?.Distance ?? order.StopPrice?.Value ?? 0);
            if (order.StopPrice is { } stop)
            {
                json.WriteNumber("actual_price", stop.Value);
            }

            json.WriteString("status", hasTriggered ? "triggered" : "untriggered");
        });
    }

    private static void WriteAmended(Utf8JsonWriter json, Order order, DateTimeOffset at)
    {
        json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        json.WriteString("exec_type", "amended");
        json.WriteString("order_status", KrakenOrderWords.StreamStatusOf(order));
        json.WriteNumber("order_qty", order.Quantity.Value);
        json.WriteNumber("cum_qty", order.Filled.Value);
        if (order.LimitPrice is { } limit)
        {
            json.WriteNumber("limit_price", limit.Value);
        }

        WriteTriggers(json, order, order.State == VenueOrderState.Triggered);
        json.WriteTime("timestamp", at);
    }

    private static void WriteEnd(Utf8JsonWriter json, Order order, string kind, DateTimeOffset at)
    {
        json.WriteString("order_id", KrakenNumbers.Order(order.Number));
        json.WriteString("cl_ord_id", order.Terms.ClientId);
        json.WriteString("exec_type", kind);
        json.WriteString("order_status", KrakenOrderWords.StreamStatusOf(order));
        json.WriteNumber("cum_qty", order.Filled.Value);
        json.WriteNumber("cum_cost", order.FilledCost);
        json.WriteNumber("avg_price", KrakenOrderWords.AveragePrice(order));
        if (KrakenOrderWords.ReasonOf(order) is { } why)
        {
            json.WriteString("reason", why);
        }

        json.WriteTime("timestamp", at);
    }
}
