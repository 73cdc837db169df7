using System.Text.Json;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Orders, trades and pairs as answers have them.</summary>
internal static class KrakenSpotReports
{
    public static string Described(OrderTerms terms)
    {
        var prices = KrakenOrderWords.TypeOf(terms) switch
        {
            "market" => "",
            "trailing-stop" => $" {Distance(terms.Trail!.Value)}",
            _ when terms.StopPrice is { } stop => $" {stop}{(terms.LimitPrice is { } limit ? $" -> limit {limit}" : "")}",
            _ => $" {terms.LimitPrice}",
        };
        return $"{KrakenOrderWords.Of(terms.Side)} {Decimals.Canonical(terms.Quantity.Value)} {terms.Instrument.Value} @ {KrakenOrderWords.TypeOf(terms)}{prices}";
    }

    public static void WriteOrder(Utf8JsonWriter json, Order order) => json.WriteObject(KrakenNumbers.Order(order.Number), () =>
    {
        json.WriteNull("refid");
        json.WriteNull("userref");
        json.WriteString("cl_ord_id", order.Terms.ClientId);
        json.WriteString("status", KrakenOrderWords.StatusOf(order));
        json.WriteSeconds("opentm", order.PlacedAt);
        json.WriteNumber("starttm", 0);
        json.WriteNumber("expiretm", order.Terms.ExpiresAt?.ToUnixTimeSeconds() ?? 0);
        WriteDescription(json, order);
        json.WriteDecimal("vol", order.Quantity.Value);
        json.WriteDecimal("vol_exec", order.Filled.Value);
        json.WriteDecimal("cost", order.FilledCost);
        json.WriteDecimal("fee", order.Fills.Sum(fill => fill.What.Fee.Value));
        json.WriteDecimal("price", KrakenOrderWords.AveragePrice(order));
        json.WriteDecimal("stopprice", KrakenOrderWords.IsConditional(order) ? order.StopPrice?.Value ?? 0 : 0);
        json.WriteDecimal("limitprice", order.State == VenueOrderState.Triggered ? order.LimitPrice?.Value ?? 0 : 0);
        json.WriteString("misc", order.State == VenueOrderState.Triggered ? KrakenOrderWords.TakesProfit(order) ? "touched" : "stopped" : "");
        json.WriteString("oflags", order.Terms.PostOnly ? "fciq,post" : "fciq");
        json.WriteString("timeinforce", KrakenOrderWords.LifeOf(order));
        if (order.Fills.Count > 0)
        {
            json.WriteTexts("trades", [.. order.Fills.Select(fill => KrakenNumbers.Trade(fill.What.Trade))]);
        }

        if (!order.IsOpen)
        {
            json.WriteSeconds("closetm", order.ChangedAt);
            json.WriteString("reason", KrakenOrderWords.ReasonOf(order));
        }
    });

    public static void WriteTrade(Utf8JsonWriter json, Order order, Fill fill) => json.WriteObject(KrakenNumbers.Trade(fill.What.Trade), () =>
    {
        json.WriteString("ordertxid", KrakenNumbers.Order(order.Number));
        json.WriteString("postxid", "TKH2SE-M7IF5-CFI7LT");
        json.WriteString("pair", KrakenSpotListing.Find(order.Terms.Instrument.Value)!.Key);
        json.WriteSeconds("time", fill.At);
        json.WriteString("type", KrakenOrderWords.Of(order.Side));
        json.WriteString("ordertype", KrakenOrderWords.TypeOf(order));
        json.WriteDecimal("price", fill.What.Price.Value);
        json.WriteDecimal("cost", fill.What.Price.Value * fill.What.Quantity.Value);
        json.WriteDecimal("fee", fill.What.Fee.Value);
        json.WriteDecimal("vol", fill.What.Quantity.Value);
        json.WriteDecimal("margin", 0);
        json.WriteString("misc", "");
        json.WriteNumber("trade_id", fill.What.Trade);
        json.WriteBoolean("maker", fill.What.IsMaker);
    });

    public static void WritePair(Utf8JsonWriter json, KrakenSpotListing listing, Listing costs) => json.WriteObject(listing.Key, () =>
    {
        var instrument = listing.Paper.Instrument;
        json.WriteString("altname", listing.Name);
        json.WriteString("wsname", listing.RestSymbol);
        json.WriteString("aclass_base", "currency");
        json.WriteString("base", listing.BaseCode);
        json.WriteString("aclass_quote", "currency");
        json.WriteString("quote", KrakenSpotListing.QuoteCode);
        json.WriteString("lot", "unit");
        json.WriteNumber("cost_decimals", 5);
        json.WriteNumber("pair_decimals", listing.PriceDecimals);
        json.WriteNumber("lot_decimals", KrakenSpotListing.QuantityDecimals);
        json.WriteNumber("lot_multiplier", 1);
        json.WriteTexts("leverage_buy");
        json.WriteTexts("leverage_sell");
        json.WriteFees("fees", costs.TakerFeeRate);
        json.WriteFees("fees_maker", costs.MakerFeeRate);
        json.WriteString("fee_volume_currency", "ZUSD");
        json.WriteNumber("margin_call", 80);
        json.WriteNumber("margin_stop", 40);
        json.WriteDecimal("ordermin", instrument.MinQuantity.Value);
        json.WriteDecimal("costmin", instrument.MinNotional?.Value ?? 0);
        json.WriteDecimal("tick_size", instrument.TickSize.Value);
        json.WriteString("status", "online");
    });

    private static void WriteFees(this Utf8JsonWriter json, string name, decimal rate)
    {
        json.WriteStartArray(name);
        json.WriteStartArray();
        json.WriteNumberValue(0);
        json.WriteNumberValue(rate * 100);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void WriteDescription(Utf8JsonWriter json, Order order) => json.WriteObject("descr", () =>
    {
        json.WriteString("pair", order.Terms.Instrument.Value);
        json.WriteString("type", KrakenOrderWords.Of(order.Side));
        json.WriteString("ordertype", KrakenOrderWords.TypeOf(order));
        var isConditional = KrakenOrderWords.IsConditional(order);
        json.WriteString("price", order.Terms.Trail is { } trail
            ? Distance(trail)
            : Decimals.Canonical((isConditional ? order.StopPrice : order.LimitPrice)?.Value ?? 0));
        json.WriteDecimal("price2", isConditional ? order.LimitPrice?.Value ?? 0 : 0);
        json.WriteString("leverage", "none");
        json.WriteString("order", Described(order.Terms with { Quantity = order.Quantity, LimitPrice = order.LimitPrice, StopPrice = order.StopPrice }));
        json.WriteString("close", "");
    });

    private static string Distance(Trail trail) => $"+{Decimals.Canonical(trail.Distance)}{(trail.IsPercent ? "%" : "")}";
}
