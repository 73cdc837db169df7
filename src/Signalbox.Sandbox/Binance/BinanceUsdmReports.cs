using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Orders of both kinds, fills, positions and symbols as futures write them.</summary>
internal static class BinanceUsdmReports
{
    public static bool IsConditional(Order order) => order.Terms.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    public static string OriginalType(Order order) => order.Terms.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.TrailingStop => "TRAILING_STOP_MARKET",
        _ => (BinanceOrderWords.TakesProfit(order) ? "TAKE_PROFIT" : "STOP") + (order.LimitPrice is null ? "_MARKET" : ""),
    };

    /// <summary>What it is in the book, once it has triggered.</summary>
    public static string TypeOf(Order order) => order.LimitPrice is null ? "MARKET" : "LIMIT";

    public static void WriteOrder(Utf8JsonWriter json, Order order) => WriteOrder(json, order, isNew: false);

    /// <param name="isNew">As it was taken, whatever became of it since: what an order is answered with unless its result is wanted.</param>
    public static void WriteOrder(Utf8JsonWriter json, Order order, bool isNew)
    {
        json.WriteStartObject();
        json.WriteNumber("orderId", order.Number);
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("status", isNew ? "NEW" : BinanceOrderWords.Status(order));
        json.WriteString("clientOrderId", order.Terms.ClientId);
        json.WriteDecimal("price", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("avgPrice", isNew ? 0 : BinanceOrderWords.AveragePrice(order));
        json.WriteDecimal("origQty", order.Quantity.Value);
        json.WriteDecimal("executedQty", isNew ? 0 : order.Filled.Value);
        json.WriteDecimal("cumQty", isNew ? 0 : order.Filled.Value);
        json.WriteDecimal("cumQuote", isNew ? 0 : order.FilledCost);
        json.WriteString("timeInForce", BinanceOrderWords.Life(order));
        json.WriteString("type", TypeOf(order));
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        json.WriteBoolean("closePosition", false);
        json.WriteString("side", BinanceOrderWords.Of(order.Side));
        json.WriteString("positionSide", "BOTH");
        json.WriteDecimal("stopPrice", order.StopPrice?.Value ?? 0);
        json.WriteString("workingType", "CONTRACT_PRICE");
        json.WriteBoolean("priceProtect", false);
        json.WriteString("origType", OriginalType(order));
        json.WriteString("priceMatch", "NONE");
        json.WriteString("selfTradePreventionMode", "EXPIRE_MAKER");
        json.WriteNumber("goodTillDate", order.Terms.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0);
        json.WriteTime("time", order.PlacedAt);
        json.WriteTime("updateTime", order.ChangedAt);
        json.WriteEndObject();
    }

    public static void WriteAlgoOrder(Utf8JsonWriter json, Order order, bool hasTriggered)
    {
        json.WriteStartObject();
        json.WriteNumber("algoId", order.Number);
        json.WriteString("clientAlgoId", order.Terms.ClientId);
        json.WriteString("algoType", "CONDITIONAL");
        json.WriteString("orderType", OriginalType(order));
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("side", BinanceOrderWords.Of(order.Side));
        json.WriteString("positionSide", "BOTH");
        json.WriteString("timeInForce", BinanceOrderWords.Life(order));
        json.WriteDecimal("quantity", order.Quantity.Value);
        json.WriteString("algoStatus", AlgoStatus(order, hasTriggered));
        json.WriteDecimal("triggerPrice", order.StopPrice?.Value ?? 0);
        json.WriteDecimal("price", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("icebergQuantity", 0);
        json.WriteString("selfTradePreventionMode", "EXPIRE_MAKER");
        json.WriteString("workingType", "CONTRACT_PRICE");
        json.WriteString("priceMatch", "NONE");
        json.WriteBoolean("closePosition", false);
        json.WriteBoolean("priceProtect", false);
        json.WriteString("activatePrice", order.Terms.Type == OrderType.TrailingStop && order.Terms.StopPrice is { } activation ? activation.ToString() : "");
        json.WriteString("callbackRate", order.Terms.Trail is { } trail ? Text.Decimals.Canonical(trail.Distance) : "");
        json.WriteTime("triggerTime", hasTriggered ? order.ChangedAt : DateTimeOffset.UnixEpoch);
        json.WriteNumber("goodTillDate", order.Terms.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0);
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        json.WriteString("actualOrderId", hasTriggered ? order.Number.ToString(CultureInfo.InvariantCulture) : "");
        json.WriteTime("createTime", order.PlacedAt);
        json.WriteTime("updateTime", order.ChangedAt);
        json.WriteEndObject();
    }

    public static string AlgoStatus(Order order, bool hasTriggered) => hasTriggered ? order.IsOpen ? "TRIGGERED" : "FINISHED"
        : order.State switch
        {
            VenueOrderState.Cancelled => order.Reason == CancelReason.Requested ? "CANCELED" : "EXPIRED",
            VenueOrderState.Expired => "EXPIRED",
            _ => "NEW",
        };

    public static void WriteTrade(Utf8JsonWriter json, Order order, OrderFilled fill, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteString("symbol", fill.Instrument.Value);
        json.WriteNumber("id", fill.Trade);
        json.WriteNumber("orderId", fill.Order);
        json.WriteString("side", BinanceOrderWords.Of(fill.Side));
        json.WriteDecimal("price", fill.Price.Value);
        json.WriteDecimal("qty", fill.Quantity.Value);
        json.WriteDecimal("quoteQty", order.Listing.Instrument.Cost(fill.Quantity, fill.Price));
        json.WriteDecimal("realizedPnl", 0);
        json.WriteDecimal("commission", fill.Fee.Value);
        json.WriteString("commissionAsset", fill.FeeCurrency);
        json.WriteTime("time", at);
        json.WriteString("positionSide", "BOTH");
        json.WriteBoolean("buyer", fill.Side == Side.Buy);
        json.WriteBoolean("maker", fill.IsMaker);
        json.WriteEndObject();
    }

    public static void WriteSymbol(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("pair", instrument.Id.Value);
        json.WriteString("contractType", "PERPETUAL");
        json.WriteNumber("deliveryDate", 4_133_404_800_000);
        json.WriteString("status", "TRADING");
        json.WriteString("baseAsset", instrument.Base);
        json.WriteString("quoteAsset", instrument.Quote);
        json.WriteString("marginAsset", instrument.Settle);
        json.WriteNumber("pricePrecision", 2);
        json.WriteNumber("quantityPrecision", 3);
        json.WriteNumber("baseAssetPrecision", 8);
        json.WriteNumber("quotePrecision", 8);
        json.WriteString("underlyingType", "COIN");
        json.WritePropertyName("underlyingSubType");
        json.WriteList(["PoW"], json.WriteStringValue);
        json.WriteNumber("onboardDate", 1_569_398_400_000);
        json.WriteString("maintMarginPercent", "2.5");
        json.WriteString("requiredMarginPercent", "5");
        json.WriteString("triggerProtect", "0.05");
        json.WriteString("liquidationFee", "0.0125");
        json.WriteString("marketTakeBound", "0.05");
        json.WritePropertyName("permissionSets");
        json.WriteList(["GRID", "COPY"], json.WriteStringValue);
        json.WritePropertyName("filters");
        json.WriteStartArray();
        BinanceSpotReports.WriteFilter(json, "PRICE_FILTER", ("minPrice", instrument.TickSize.Value), ("maxPrice", 1_000_000m), ("tickSize", instrument.TickSize.Value));
        BinanceSpotReports.WriteFilter(json, "LOT_SIZE", ("minQty", instrument.MinQuantity.Value), ("maxQty", instrument.MaxQuantity?.Value ?? 1_000m), ("stepSize", instrument.LotSize.Value));
        BinanceSpotReports.WriteFilter(json, "MARKET_LOT_SIZE", ("minQty", instrument.MinQuantity.Value), ("maxQty", instrument.MaxQuantity?.Value ?? 1_000m), ("stepSize", instrument.LotSize.Value));
        BinanceSpotReports.WriteFilter(json, "MIN_NOTIONAL", ("notional", instrument.MinNotional?.Value ?? 5m));
        json.WriteEndArray();
        json.WritePropertyName("orderTypes");
        json.WriteList(["LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET"], json.WriteStringValue);
        json.WritePropertyName("timeInForce");
        json.WriteList(["GTC", "IOC", "FOK", "GTX", "GTD"], json.WriteStringValue);
        json.WriteEndObject();
    }
}
