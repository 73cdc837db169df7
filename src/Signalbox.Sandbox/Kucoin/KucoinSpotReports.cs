using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Orders, stops, fills and symbols as spot writes them.</summary>
internal static class KucoinSpotReports
{
    public static void WriteOrder(Utf8JsonWriter json, Order order) => json.WriteObject(() =>
    {
        json.WriteString("id", KucoinNumbers.Of(order.Number));
        WriteTerms(json, order);
        json.WriteString("opType", "DEAL");
        json.WriteDecimal("dealSize", order.Filled.Value);
        json.WriteDecimal("dealFunds", order.FilledCost);
        json.WriteDecimal("remainSize", order.IsOpen ? order.Remaining.Value : 0);
        json.WriteDecimal("cancelledSize", KucoinReports.Cancelled(order));
        json.WriteDecimal("fee", order.Fills.Sum(fill => fill.What.Fee.Value));
        json.WriteString("feeCurrency", order.Listing.Instrument.Quote);
        json.WriteBoolean("cancelExist", KucoinReports.Cancelled(order) > 0);
        json.WriteBoolean("active", order.IsOpen);
        json.WriteBoolean("inOrderBook", order.IsOpen);
        json.WriteTime("createdAt", order.PlacedAt);
        json.WriteTime("lastUpdatedAt", order.ChangedAt);
    });

    /// <summary>A stop that waits, or ended while it did.</summary>
    public static void WriteStop(Utf8JsonWriter json, Order order) => json.WriteObject(() =>
    {
        json.WriteString("id", KucoinNumbers.StopOf(order.Number));
        WriteTerms(json, order);
        json.WriteString("status", order.IsOpen ? "NEW" : "CANCELLED");
        json.WriteString("stop", KucoinReports.Rises(order) ? "entry" : "loss");
        json.WriteDecimal("stopPrice", order.StopPrice?.Value);
        json.WriteNull("stopTriggerTime");
        json.WriteTime("createdAt", order.PlacedAt);
        json.WriteNanoseconds("orderTime", order.PlacedAt);
    });

    public static void WriteFill(Utf8JsonWriter json, OrderFilled fill, DateTimeOffset at) => json.WriteObject(() =>
    {
        json.WriteNumber("id", fill.Trade);
        json.WriteString("orderId", KucoinNumbers.Of(fill.Order));
        json.WriteNumber("tradeId", fill.Trade);
        json.WriteString("symbol", fill.Instrument.Value);
        json.WriteString("side", KucoinReports.Of(fill.Side));
        json.WriteString("liquidity", fill.IsMaker ? "maker" : "taker");
        json.WriteBoolean("forceTaker", false);
        json.WriteDecimal("price", fill.Price.Value);
        json.WriteDecimal("size", fill.Quantity.Value);
        json.WriteDecimal("funds", fill.Price.Value * fill.Quantity.Value);
        json.WriteDecimal("fee", fill.Fee.Value);
        json.WriteString("feeCurrency", fill.FeeCurrency);
        json.WriteString("tradeType", "TRADE");
        json.WriteTime("createdAt", at);
    });

    public static void WriteSymbol(Utf8JsonWriter json, Instrument instrument) => json.WriteObject(() =>
    {
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("name", instrument.Id.Value);
        json.WriteString("baseCurrency", instrument.Base);
        json.WriteString("quoteCurrency", instrument.Quote);
        json.WriteString("feeCurrency", instrument.Quote);
        json.WriteString("market", "USDS");
        json.WriteDecimal("baseMinSize", instrument.MinQuantity.Value);
        json.WriteDecimal("quoteMinSize", instrument.MinNotional?.Value ?? 0);
        json.WriteDecimal("baseMaxSize", instrument.MaxQuantity?.Value ?? 10_000_000_000m);
        json.WriteDecimal("quoteMaxSize", 99_999_999m);
        json.WriteDecimal("baseIncrement", instrument.LotSize.Value);
        json.WriteDecimal("quoteIncrement", 0.000001m);
        json.WriteDecimal("priceIncrement", instrument.TickSize.Value);
        json.WriteDecimal("priceLimitRate", 0.1m);
        json.WriteDecimal("minFunds", instrument.MinNotional?.Value ?? 0);
        json.WriteBoolean("isMarginEnabled", false);
        json.WriteBoolean("enableTrading", true);
    });

    private static void WriteTerms(Utf8JsonWriter json, Order order)
    {
        json.WriteString("clientOid", order.Terms.ClientId);
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("type", KucoinReports.TypeOf(order));
        json.WriteString("side", KucoinReports.Of(order.Side));
        json.WriteDecimal("price", order.LimitPrice?.Value ?? 0);
        json.WriteDecimal("size", order.Quantity.Value);
        json.WriteNull("stp");
        json.WriteString("timeInForce", KucoinReports.Life(order));
        json.WriteBoolean("postOnly", order.Terms.PostOnly);
        json.WriteBoolean("hidden", false);
        json.WriteBoolean("iceberg", order.Terms.Display is not null);
        json.WriteDecimal("visibleSize", order.Terms.Display?.Value ?? 0);
        json.WriteString("channel", "API");
        json.WriteString("tradeType", "TRADE");
    }
}
