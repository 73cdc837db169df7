using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>Words and frames that both products write alike.</summary>
internal static class KucoinReports
{
    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static string TypeOf(Order order) => order.LimitPrice is null ? "market" : "limit";

    public static string Life(Order order) => order.Terms.TimeInForce switch
    {
        TimeInForce.Gtd => "GTT",
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        _ => "GTC",
    };

    public static string TradeOf(OrderFilled fill) => fill.Trade.ToString(CultureInfo.InvariantCulture);

    public static bool Rises(Order order) => (order.Terms.Trigger ?? (order.Side == Side.Buy ? TriggerDirection.Rising : TriggerDirection.Falling)) == TriggerDirection.Rising;

    public static decimal Cancelled(Order order) => order.IsOpen ? 0 : order.Quantity.Value - order.Filled.Value;

    public static void WriteLevels(Utf8JsonWriter json, string name, OrderBook book, Side side, bool isFutures)
    {
        json.WritePropertyName(name);
        json.WriteList(book.Depth(side), level =>
        {
            json.WriteStartArray();
            if (isFutures)
            {
                json.WriteNumberValue(level.Price.Value);
                json.WriteNumberValue(level.Open.Value);
            }
            else
            {
                json.WriteStringValue(level.Price.ToString());
                json.WriteStringValue(level.Open.ToString());
            }

            json.WriteEndArray();
        });
    }

    /// <summary>What the account's stream says of an order in the book: the kinds of change, in order.</summary>
    public static IReadOnlyList<string> ChangesOf(Order order, LedgerEvent happened) => happened switch
    {
        OrderAccepted => ["received"],
        OrderTriggered => ["received"],
        OrderFilled when order.State == VenueOrderState.Filled => ["match", "filled"],
        OrderFilled => ["match"],
        OrderCancelled or OrderExpired => ["canceled"],
        _ => [],
    };

    public static void WriteChange(Utf8JsonWriter json, Order order, Happening happening, string change, string number)
    {
        var fill = happening.Event as OrderFilled;
        json.WriteString("symbol", order.Terms.Instrument.Value);
        json.WriteString("orderType", TypeOf(order));
        json.WriteString("side", Of(order.Side));
        json.WriteString("orderId", number);
        json.WriteString("clientOid", order.Terms.ClientId);
        json.WriteString("type", change);
        json.WriteString("status", change switch { "received" => "new", "match" => fill!.IsMaker ? "open" : "match", _ => "done" });
        json.WriteDecimal("originSize", order.Quantity.Value);
        if (order.LimitPrice is { } price)
        {
            json.WriteDecimal("price", price.Value);
        }

        if (change != "received")
        {
            json.WriteDecimal("size", order.Quantity.Value);
            json.WriteDecimal("filledSize", order.Filled.Value);
            json.WriteDecimal("remainSize", order.IsOpen ? order.Remaining.Value : 0);
            json.WriteDecimal("canceledSize", Cancelled(order));
        }

        if (change == "match")
        {
            json.WriteDecimal("matchPrice", fill!.Price.Value);
            json.WriteDecimal("matchSize", fill.Quantity.Value);
            json.WriteString("tradeId", TradeOf(fill));
            json.WriteString("liquidity", fill.IsMaker ? "maker" : "taker");
            json.WriteString("feeType", fill.IsMaker ? "makerFee" : "takerFee");
        }

        json.WriteNanoseconds("orderTime", order.PlacedAt);
        json.WriteNanoseconds("ts", happening.At);
    }
}
