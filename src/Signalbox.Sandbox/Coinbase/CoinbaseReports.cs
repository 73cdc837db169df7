using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>Orders, fills, accounts and products as Coinbase writes them.</summary>
internal static class CoinbaseReports
{
    public static string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:x12}");

    public static Order? Find(SandboxFloor floor, SandboxAccount account, string? id) =>
        id?.Split('-') is { Length: 5 } parts && long.TryParse(parts[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            ? floor.Read(_ => floor.Ledger.Find(account.Trading, number))
            : null;

    public static void WriteOrder(Utf8JsonWriter json, Order order) => json.Item(() =>
    {
        json.WriteString("order_id", IdOf(order.Number));
        json.WriteString("product_id", order.Terms.Instrument.Value);
        json.WriteString("user_id", "sandbox");
        json.Item("order_configuration", () => json.Item(CoinbaseParser.FormOf(order.Terms), () => WriteTerms(json, order)));
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("client_order_id", order.Terms.ClientId);
        json.WriteString("status", StatusOf(order));
        json.WriteString("time_in_force", LifeOf(order.Terms));
        json.WriteString("created_time", Time(order.PlacedAt));
        json.Amount("completion_percentage", order.Filled.Value * 100 / order.Quantity.Value);
        json.Amount("filled_size", order.Filled.Value);
        json.Amount("average_filled_price", order.Filled.IsZero ? 0 : order.FilledCost / order.Filled.Value);
        json.WriteString("fee", "");
        json.WriteString("number_of_fills", order.Fills.Count.ToString(CultureInfo.InvariantCulture));
        json.Amount("filled_value", order.FilledCost);
        json.WriteBoolean("pending_cancel", false);
        json.WriteBoolean("size_in_quote", false);
        json.Amount("total_fees", order.Fills.Sum(fill => fill.What.Fee.Value));
        json.WriteBoolean("size_inclusive_of_fees", false);
        json.WriteString("trigger_status", TriggerOf(order));
        json.WriteString("order_type", TypeOf(order).ToUpperInvariant().Replace(' ', '_'));
        json.WriteString("reject_reason", "REJECT_REASON_UNSPECIFIED");
        json.WriteBoolean("settled", !order.IsOpen);
        json.WriteString("product_type", "SPOT");
        json.WriteString("reject_message", "");
        json.WriteString("cancel_message", order.Reason is { } reason ? MessageOf(reason) : "");
        json.WriteString("last_fill_time", order.Fills.Count > 0 ? Time(order.Fills[^1].At) : null);
        json.WriteString("last_update_time", Time(order.ChangedAt));
    });

    /// <summary>As the stream writes it.</summary>
    public static void WriteUpdate(Utf8JsonWriter json, Order order) => json.Item(() =>
    {
        json.Amount("avg_price", order.Filled.IsZero ? 0 : order.FilledCost / order.Filled.Value);
        json.WriteString("cancel_reason", order.Reason is { } reason ? MessageOf(reason) : "");
        json.WriteString("client_order_id", order.Terms.ClientId);
        json.WriteString("contract_expiry_type", "UNKNOWN_CONTRACT_EXPIRY_TYPE");
        json.WriteString("creation_time", Time(order.PlacedAt));
        json.Amount("cumulative_quantity", order.Filled.Value);
        json.Amount("filled_value", order.FilledCost);
        json.Amount("leaves_quantity", order.Remaining.Value);
        json.Amount("limit_price", order.LimitPrice?.Value ?? 0);
        json.WriteString("number_of_fills", order.Fills.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteString("order_id", IdOf(order.Number));
        json.WriteString("order_side", SideOf(order.Side));
        json.WriteString("order_type", TypeOf(order));
        json.WriteString("post_only", order.Terms.PostOnly ? "true" : "false");
        json.WriteString("product_id", order.Terms.Instrument.Value);
        json.WriteString("product_type", "SPOT");
        json.WriteString("reject_reason", "");
        json.WriteString("status", StatusOf(order));
        json.WriteString("stop_price", order.StopPrice is { } stop ? stop.Value.ToString(CultureInfo.InvariantCulture) : "");
        json.WriteString("time_in_force", LifeOf(order.Terms));
        json.Amount("total_fees", order.Fills.Sum(fill => fill.What.Fee.Value));
        json.WriteString("trigger_status", TriggerOf(order));
    });

    public static void WriteFill(Utf8JsonWriter json, Order order, Fill fill) => json.Item(() =>
    {
        var trade = string.Create(CultureInfo.InvariantCulture, $"{order.Number:x8}-0000-4000-9000-{fill.What.Trade:x12}");
        json.WriteString("entry_id", trade + "-entry");
        json.WriteString("trade_id", trade);
        json.WriteString("order_id", IdOf(order.Number));
        json.WriteString("trade_time", Time(fill.At));
        json.WriteString("trade_type", "FILL");
        json.Amount("price", fill.What.Price.Value);
        json.Amount("size", fill.What.Quantity.Value);
        json.Amount("commission", fill.What.Fee.Value);
        json.WriteString("product_id", fill.What.Instrument.Value);
        json.WriteString("sequence_timestamp", Time(fill.At));
        json.WriteString("liquidity_indicator", fill.What.IsMaker ? "MAKER" : "TAKER");
        json.WriteBoolean("size_in_quote", false);
        json.WriteString("user_id", "sandbox");
        json.WriteString("side", SideOf(fill.What.Side));
    });

    public static void WriteAccount(Utf8JsonWriter json, VenueBalance balance) => json.Item(() =>
    {
        json.WriteString("uuid", balance.Currency);
        json.WriteString("name", balance.Currency + " Wallet");
        json.WriteString("currency", balance.Currency);
        WriteMoney(json, "available_balance", balance.Available.Value, balance.Currency);
        json.WriteBoolean("default", true);
        json.WriteBoolean("active", true);
        json.WriteString("type", balance.Currency == "USD" ? "ACCOUNT_TYPE_FIAT" : "ACCOUNT_TYPE_CRYPTO");
        json.WriteBoolean("ready", true);
        WriteMoney(json, "hold", balance.Total.Value - balance.Available.Value, balance.Currency);
    });

    public static void WriteProduct(Utf8JsonWriter json, SandboxFloor floor, OrderBook book)
    {
        var instrument = book.Listing.Instrument;
        var day = floor.Tape(instrument.Id).LastDay(floor.Now);
        json.WriteString("product_id", instrument.Id.Value);
        json.Amount("price_percentage_change_24h", decimal.Round((day.Close - day.Open) * 100 / day.Open, 8));
        json.Amount("volume_24h", day.Volume);
        json.Amount("volume_percentage_change_24h", 0);
        json.Amount("mid_market_price", book.Mark?.Value);
        json.Amount("price", (book.Last ?? book.Mark)?.Value ?? 0);
        json.Amount("base_increment", instrument.LotSize.Value);
        json.WriteString("quote_increment", "0.01");
        json.Amount("quote_min_size", instrument.MinNotional?.Value ?? 0);
        json.WriteString("quote_max_size", "150000000");
        json.Amount("base_min_size", instrument.MinQuantity.Value);
        json.Amount("base_max_size", instrument.MaxQuantity?.Value ?? 0);
        json.WriteString("base_name", instrument.Base);
        json.WriteString("quote_name", instrument.Quote);
        json.WriteBoolean("is_disabled", false);
        json.WriteString("status", "online");
        json.WriteBoolean("cancel_only", false);
        json.WriteBoolean("limit_only", false);
        json.WriteBoolean("post_only", false);
        json.WriteBoolean("trading_disabled", false);
        json.WriteBoolean("auction_mode", false);
        json.WriteString("product_type", "SPOT");
        json.WriteString("quote_currency_id", instrument.Quote);
        json.WriteString("base_currency_id", instrument.Base);
        json.WriteBoolean("view_only", false);
        json.Amount("price_increment", instrument.TickSize.Value);
        json.WriteString("display_name", instrument.Id.Value);
        json.WriteString("base_display_symbol", instrument.Base);
        json.WriteString("quote_display_symbol", instrument.Quote);
        json.WriteBoolean("watched", false);
        json.WriteBoolean("new", false);
        json.WriteNull("fcm_trading_session_details");
        json.WriteString("alias", "");
        json.Items("alias_to", Array.Empty<string>(), json.WriteStringValue);
        json.WriteString("product_venue", "CBE");
    }

    public static void WriteLevels(Utf8JsonWriter json, string name, IEnumerable<(Price Price, Quantity Open)> levels) => json.Items(name, levels, level => json.Item(() =>
    {
        json.Amount("price", level.Price.Value);
        json.Amount("size", level.Open.Value);
    }));

    public static bool IsRising(OrderTerms terms) => (terms.Trigger ?? (terms.Side == Side.Buy ? TriggerDirection.Rising : TriggerDirection.Falling)) == TriggerDirection.Rising;

    public static string SideOf(Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static void WriteTerms(Utf8JsonWriter json, Order order)
    {
        json.Amount("base_size", order.Quantity.Value);
        if (order.LimitPrice is { } limit)
        {
            json.Amount("limit_price", limit.Value);
            json.WriteBoolean("post_only", order.Terms.PostOnly);
        }

        if (order.StopPrice is { } stop)
        {
            json.Amount("stop_price", stop.Value);
            json.WriteString("stop_direction", IsRising(order.Terms) ? "STOP_DIRECTION_STOP_UP" : "STOP_DIRECTION_STOP_DOWN");
        }

        if (order.Terms.ExpiresAt is { } end)
        {
            json.WriteString("end_time", Time(end));
        }
    }

    private static void WriteMoney(Utf8JsonWriter json, string name, decimal value, string currency) => json.Item(name, () =>
    {
        json.Amount("value", value);
        json.WriteString("currency", currency);
    });

    public static string StatusOf(Order order) => order.State switch
    {
        VenueOrderState.Filled => "FILLED",
        VenueOrderState.Cancelled => "CANCELLED",
        VenueOrderState.Expired => "EXPIRED",
        VenueOrderState.Rejected => "FAILED",
        _ => "OPEN",
    };

    private static string TriggerOf(Order order) => order.Terms.Type != OrderType.StopLimit ? "INVALID_ORDER_TYPE"
        : order.State == VenueOrderState.Working ? "STOP_PENDING"
        : "STOP_TRIGGERED";

    private static string TypeOf(Order order) => order.Terms.Type switch
    {
        OrderType.Market => "Market",
        OrderType.StopLimit => "Stop Limit",
        _ => "Limit",
    };

    private static string LifeOf(OrderTerms terms) => terms.TimeInForce switch
    {
        TimeInForce.Gtd => "GOOD_UNTIL_DATE_TIME",
        TimeInForce.Ioc => "IMMEDIATE_OR_CANCEL",
        TimeInForce.Fok => "FILL_OR_KILL",
        _ => "GOOD_UNTIL_CANCELLED",
    };

    private static string MessageOf(CancelReason reason) => reason == CancelReason.Requested ? "User requested cancel" : $"Cancelled: {reason}";
}
