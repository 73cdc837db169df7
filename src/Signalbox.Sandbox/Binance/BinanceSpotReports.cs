using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Orders, fills, accounts and symbols as spot writes them.</summary>
internal static class BinanceSpotReports
{
    public static string TypeOf(Order order) => order.Terms.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => order.Terms.PostOnly ? "LIMIT_MAKER" : "LIMIT",
        _ => (BinanceOrderWords.TakesProfit(order) ? "TAKE_PROFIT" : "STOP_LOSS") + (order.LimitPrice is null ? "" : "_LIMIT"),
    };

    /// <summary>The number of the list it is of; groups go by that number.</summary>
    public static long ListOf(Order order) => long.TryParse(order.Terms.OcoGroup, CultureInfo.InvariantCulture, out var list) ? list : -1;

    /// <summary>Orders at the market and limits are answered whole, all others with their number alone, unless it is said.</summary>
    public static string ResponseOf(string? asked, Order order) =>
        asked is "ACK" or "RESULT" or "FULL" ? asked : order.Terms.Type is OrderType.Market or OrderType.Limit && !order.Terms.PostOnly ? "FULL" : "ACK";

    /// <summary>The fields every answer with an order has.</summary>
    public static void WriteFields(Utf8JsonWriter json, Order order)
    {
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteNumber("orderId", order.Number);
        json.WriteNumber("orderListId", ListOf(order));
        json.WriteDecimal("price", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("origQty", order.Quantity.Value);
        json.WriteDecimal("executedQty", order.Filled.Value);
        json.WriteDecimal("origQuoteOrderQty", 0);
        json.WriteDecimal("cummulativeQuoteQty", order.FilledCost);
        json.WriteString("status", BinanceOrderWords.Status(order));
        json.WriteString("timeInForce", BinanceOrderWords.Life(order) is "GTX" ? "GTC" : BinanceOrderWords.Life(order));
        json.WriteString("type", TypeOf(order));
        json.WriteString("side", BinanceOrderWords.Of(order.Side));
        if (order.StopPrice is { } stop)
        {
            json.WriteDecimal("stopPrice", stop.Value);
        }

        if (order.Terms.Trail is { } trail)
        {
            json.WriteNumber("trailingDelta", (long)(trail.Distance * 100m));
        }

        if (order.Terms.Display is { } display)
        {
            json.WriteDecimal("icebergQty", display.Value);
        }

        if (BinanceOrderWords.ExpiryReason(order) is { } expired)
        {
            json.WriteString("expiryReason", expired);
        }

        json.WriteString("selfTradePreventionMode", "EXPIRE_MAKER");
    }

    /// <param name="response"><c>ACK</c>, <c>RESULT</c> or <c>FULL</c>.</param>
    public static void WritePlaced(Utf8JsonWriter json, Order order, string response)
    {
        json.WriteStartObject();
        if (response == "ACK")
        {
            json.WriteString("symbol", order.Terms.Instrument.Value);
            json.WriteNumber("orderId", order.Number);
            json.WriteNumber("orderListId", ListOf(order));
            json.WriteString("clientOrderId", order.Terms.ClientId);
            json.WriteTime("transactTime", order.ChangedAt);
            json.WriteEndObject();
            return;
        }

        WriteFields(json, order);
        json.WriteString("clientOrderId", order.Terms.ClientId);
        json.WriteTime("transactTime", order.ChangedAt);
        json.WriteTime("workingTime", order.ChangedAt);
        if (response == "FULL")
        {
            json.WritePropertyName("fills");
            json.WriteList(order.Fills, fill =>
            {
                json.WriteStartObject();
                json.WriteDecimal("price", fill.What.Price.Value);
                json.WriteDecimal("qty", fill.What.Quantity.Value);
                json.WriteDecimal("commission", fill.What.Fee.Value);
                json.WriteString("commissionAsset", fill.What.FeeCurrency);
                json.WriteNumber("tradeId", fill.What.Trade);
                json.WriteEndObject();
            });
        }

        json.WriteEndObject();
    }

    public static void WriteCancelled(Utf8JsonWriter json, Order order)
    {
        json.WriteStartObject();
        WriteFields(json, order);
        json.WriteString("origClientOrderId", order.Terms.ClientId);
        json.WriteString("clientOrderId", $"cancel{order.Number}");
        json.WriteTime("transactTime", order.ChangedAt);
        json.WriteEndObject();
    }

    public static void WriteAsked(Utf8JsonWriter json, Order order)
    {
        json.WriteStartObject();
        WriteFields(json, order);
        json.WriteString("clientOrderId", order.Terms.ClientId);
        json.WriteTime("time", order.PlacedAt);
        json.WriteTime("updateTime", order.ChangedAt);
        json.WriteBoolean("isWorking", !order.IsDormant);
        json.WriteNumber("workingTime", order.IsDormant ? -1 : order.PlacedAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    public static void WriteTrade(Utf8JsonWriter json, OrderFilled fill, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteString("symbol", fill.Instrument.Value);
        json.WriteNumber("id", fill.Trade);
        json.WriteNumber("orderId", fill.Order);
        json.WriteNumber("orderListId", -1);
        json.WriteDecimal("price", fill.Price.Value);
        json.WriteDecimal("qty", fill.Quantity.Value);
        json.WriteDecimal("quoteQty", fill.Price.Value * fill.Quantity.Value);
        json.WriteDecimal("commission", fill.Fee.Value);
        json.WriteString("commissionAsset", fill.FeeCurrency);
        json.WriteTime("time", at);
        json.WriteBoolean("isBuyer", fill.Side == Side.Buy);
        json.WriteBoolean("isMaker", fill.IsMaker);
        json.WriteBoolean("isBestMatch", true);
        json.WriteEndObject();
    }

    public static void WriteBalances(Utf8JsonWriter json, IEnumerable<VenueBalance> balances, string asset, string free, string locked)
    {
        json.WriteList(balances.Where(balance => balance.Total != Money.Zero), balance =>
        {
            json.WriteStartObject();
            json.WriteString(asset, balance.Currency);
            json.WriteDecimal(free, balance.Available.Value);
            json.WriteDecimal(locked, balance.Total.Value - balance.Available.Value);
            json.WriteEndObject();
        });
    }

    public static void WriteSymbol(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("status", "TRADING");
        json.WriteString("baseAsset", instrument.Base);
        json.WriteString("quoteAsset", instrument.Quote);
        foreach (var name in new[] { "baseAssetPrecision", "quotePrecision", "quoteAssetPrecision", "baseCommissionPrecision", "quoteCommissionPrecision" })
        {
            json.WriteNumber(name, 8);
        }

        json.WritePropertyName("orderTypes");
        json.WriteList(["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"], json.WriteStringValue);
        foreach (var ability in new[] { "icebergAllowed", "ocoAllowed", "quoteOrderQtyMarketAllowed", "allowTrailingStop", "cancelReplaceAllowed", "amendAllowed", "isSpotTradingAllowed" })
        {
            json.WriteBoolean(ability, true);
        }

        json.WriteBoolean("otoAllowed", false);
        json.WriteBoolean("isMarginTradingAllowed", false);
        json.WritePropertyName("filters");
        json.WriteStartArray();
        WriteFilter(json, "PRICE_FILTER", ("minPrice", instrument.TickSize.Value), ("maxPrice", 1_000_000m), ("tickSize", instrument.TickSize.Value));
        WriteFilter(json, "LOT_SIZE", ("minQty", instrument.MinQuantity.Value), ("maxQty", instrument.MaxQuantity?.Value ?? 9_000m), ("stepSize", instrument.LotSize.Value));
        WriteFilter(json, "MARKET_LOT_SIZE", ("minQty", 0m), ("maxQty", instrument.MaxQuantity?.Value ?? 9_000m), ("stepSize", 0m));
        WriteFilter(json, "NOTIONAL", ("minNotional", instrument.MinNotional?.Value ?? 0m), ("maxNotional", 9_000_000m));
        json.WriteEndArray();
        json.WritePropertyName("permissions");
        json.WriteList(["SPOT"], json.WriteStringValue);
        json.WritePropertyName("permissionSets");
        json.WriteStartArray();
        json.WriteList(["SPOT"], json.WriteStringValue);
        json.WriteEndArray();
        json.WriteString("defaultSelfTradePreventionMode", "EXPIRE_MAKER");
        json.WritePropertyName("allowedSelfTradePreventionModes");
        json.WriteList(["EXPIRE_MAKER"], json.WriteStringValue);
        json.WriteEndObject();
    }

    internal static void WriteFilter(Utf8JsonWriter json, string type, params ReadOnlySpan<(string Name, decimal Value)> values)
    {
        json.WriteStartObject();
        json.WriteString("filterType", type);
        foreach (var (name, value) in values)
        {
            json.WriteDecimal(name, value);
        }

        json.WriteEndObject();
    }
}
