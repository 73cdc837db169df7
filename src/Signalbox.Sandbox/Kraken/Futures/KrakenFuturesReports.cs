using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>Orders, fills and contracts as answers have them.</summary>
internal static class KrakenFuturesReports
{
    public static bool IsConditional(Order order) => order.Terms.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    /// <summary>A stop that triggers when the price has moved in favour.</summary>
    public static bool TakesProfit(Order order) =>
        order.Terms.Trigger is { } trigger && trigger == (order.Side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling);

    public static string SideOf(Side side) => side == Side.Buy ? "buy" : "sell";

    /// <summary>Long ended orders are forgotten: they are in the history.</summary>
    public static void WriteStatus(Utf8JsonWriter json, Order order)
    {
        json.WriteObject("order", () =>
        {
            json.WriteString("type", order.IsDormant || (IsConditional(order) && !order.IsOpen && order.Filled.IsZero) ? "TRIGGER_ORDER" : "ORDER");
            json.WriteString("orderId", KrakenFuturesListing.OrderId(order.Number));
            json.WriteString("cliOrdId", order.Terms.ClientId);
            json.WriteString("symbol", order.Terms.Instrument.Value);
            json.WriteString("side", SideOf(order.Side));
            json.WriteNumber("quantity", order.Quantity.Value);
            json.WriteNumber("filled", order.Filled.Value);
            WriteNumberOrNull(json, "limitPrice", order.LimitPrice?.Value);
            json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
            json.WriteTime("timestamp", order.PlacedAt);
            json.WriteTime("lastUpdateTimestamp", order.ChangedAt);
            if (IsConditional(order) && order.StopPrice is { } stop)
            {
                json.WriteObject("priceTriggerOptions", () =>
                {
                    json.WriteNumber("triggerPrice", stop.Value);
                    json.WriteString("triggerSide", (order.Side == Side.Buy) == TakesProfit(order) ? "TRIGGER_BELOW" : "TRIGGER_ABOVE");
                    json.WriteString("triggerSignal", "LAST_PRICE");
                });
            }
        });
        json.WriteString("status", order.State switch
        {
            VenueOrderState.Filled => "FULLY_EXECUTED",
            VenueOrderState.Working or VenueOrderState.Triggered => order.IsDormant ? "TRIGGER_PLACED" : "ENTERED_BOOK",
            _ => "CANCELLED",
        });
        json.WriteNull("updateReason");
        json.WriteNull("error");
    }

    public static void WriteOpen(Utf8JsonWriter json, Order order)
    {
        json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
        json.WriteString("cliOrdId", order.Terms.ClientId);
        json.WriteString("status", order.Filled.IsZero ? "untouched" : "partiallyFilled");
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("orderType", !order.IsDormant ? "lmt" : TakesProfit(order) ? "take_profit" : "stop");
        json.WriteString("symbol", order.Terms.Instrument.Value);
        WriteNumberOrNull(json, "limitPrice", order.LimitPrice?.Value);
        if (order.IsDormant)
        {
            WriteNumberOrNull(json, "stopPrice", order.StopPrice?.Value);
        }

        json.WriteNumber("filledSize", order.Filled.Value);
        json.WriteNumber("unfilledSize", order.Remaining.Value);
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        json.WriteTime("receivedTime", order.PlacedAt);
        json.WriteTime("lastUpdateTime", order.ChangedAt);
    }

    /// <summary>What became of an order at once, as the answer to it tells: what it filled, and what of it stands.</summary>
    public static void WriteEvents(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("orderEvents");
        foreach (var fill in order.Fills)
        {
            WriteEvent(json, "EXECUTION", () =>
            {
                json.WriteString("executionId", KrakenFuturesListing.FillId(fill.What.Trade));
                json.WriteNumber("price", fill.What.Price.Value);
                json.WriteNumber("amount", fill.What.Quantity.Value);
                json.WriteNull("orderPriorEdit");
                json.WriteObject("orderPriorExecution", () => WriteAsPlaced(json, order, Quantity.Zero));
                json.WriteNull("takerReducedQuantity");
            });
        }

        if (order.IsOpen || order.Fills.Count == 0)
        {
            var isTrigger = order.IsDormant;
            WriteEvent(json, order.IsOpen ? "PLACE" : "CANCEL", () =>
            {
                json.WriteObject(isTrigger ? "orderTrigger" : "order", () => WriteAsPlaced(json, order, order.Filled));
                json.WriteNull("reducedQuantity");
            });
        }

        json.WriteEndArray();
    }

    public static void WriteEvent(Utf8JsonWriter json, string type, Action write)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        write();
        json.WriteEndObject();
    }

    public static void WriteAsPlaced(Utf8JsonWriter json, Order order, Quantity filled)
    {
        json.WriteString("orderId", KrakenFuturesListing.OrderId(order.Number));
        json.WriteString("cliOrdId", order.Terms.ClientId);
        json.WriteString("type", order.Terms.Type switch
        {
            OrderType.Market => "ioc",
            OrderType.Limit => order.Terms.PostOnly ? "post" : order.Terms.TimeInForce switch { TimeInForce.Ioc => "ioc", TimeInForce.Fok => "fok", _ => "lmt" },
            OrderType.TrailingStop => "trailing_stop",
            _ => TakesProfit(order) ? "take_profit" : "stp",
        });
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("side", SideOf(order.Side));
        json.WriteNumber("quantity", order.Quantity.Value);
        json.WriteNumber("filled", filled.Value);
        WriteNumberOrNull(json, "limitPrice", order.LimitPrice?.Value);
        if (order.StopPrice is { } stop)
        {
            json.WriteNumber("stopPrice", stop.Value);
        }

        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        json.WriteTime("timestamp", order.PlacedAt);
        json.WriteTime("lastUpdateTimestamp", order.ChangedAt);
    }

    public static void WriteFill(Utf8JsonWriter json, Order order, Fill fill)
    {
        json.WriteString("fill_id", KrakenFuturesListing.FillId(fill.What.Trade));
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("order_id", KrakenFuturesListing.OrderId(order.Number));
        json.WriteString("cliOrdId", order.Terms.ClientId);
        json.WriteNumber("size", fill.What.Quantity.Value);
        json.WriteNumber("price", fill.What.Price.Value);
        json.WriteTime("fillTime", fill.At);
        json.WriteString("fillType", fill.What.IsMaker ? "maker" : "taker");
    }

    public static void WriteContract(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("type", "flexible_futures");
        json.WriteString("base", instrument.Base);
        json.WriteString("quote", instrument.Quote);
        json.WriteString("pair", $"{instrument.Base}:{instrument.Quote}");
        json.WriteNumber("tickSize", instrument.TickSize.Value);
        json.WriteNumber("contractSize", instrument.ContractSize);
        json.WriteNumber("contractValueTradePrecision", KrakenFuturesListing.QuantityDecimals(instrument));
        json.WriteBoolean("tradeable", true);
        json.WriteNumber("maxPositionSize", 1_000_000);
        json.WriteString("feeScheduleUid", KrakenFuturesAccount.ScheduleUid);
        json.WriteObjects("marginLevels", [1 / KrakenFuturesListing.LeverageMost], margin =>
        {
            json.WriteNumber("numNonContractUnits", 0);
            json.WriteNumber("initialMargin", margin);
            json.WriteNumber("maintenanceMargin", margin / 2);
        });
    }

    public static void WriteNumberOrNull(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
