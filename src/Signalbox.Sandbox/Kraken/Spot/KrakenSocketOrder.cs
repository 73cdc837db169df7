using System.Globalization;
using System.Text.Json;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>An order as the stream names its parts, read by the names that requests have for them.</summary>
internal static class KrakenSocketOrder
{
    public static Func<string, string?> Reader(JsonElement order)
    {
        var type = Text(order, "order_type");
        var isConditional = type is not (null or "limit" or "market" or "iceberg");
        return name => name switch
        {
            "ordertype" => type,
            "type" => Text(order, "side"),
            "volume" => Text(order, "cash_order_qty") ?? Text(order, "order_qty"),
            "price" => isConditional ? TriggerOf(order, type!) : Text(order, "limit_price"),
            "price2" => isConditional ? Text(order, "limit_price") : null,
            "timeinforce" => Text(order, "time_in_force")?.ToUpperInvariant(),
            "expiretm" => DateTimeOffset.TryParse(Text(order, "expire_time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)
                ? end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
                : null,
            "displayvol" => Text(order, "display_qty"),
            "oflags" => string.Join(',', FlagsOf(order)),
            "leverage" => Text(order, "margin") == "True" ? "2" : null,
            "close[ordertype]" => order.TryGetProperty("conditional", out var close) ? Text(close, "order_type") : null,
            _ => Text(order, name),
        };
    }

    private static string? Text(JsonElement order, string name) => KrakenSocketRequest.TextOf(order, name) is { Length: > 0 } text ? text : null;

    private static string? TriggerOf(JsonElement order, string type)
    {
        var triggers = order.TryGetProperty("triggers", out var given) ? given : default;
        var price = Text(triggers, "price");
        return type.StartsWith("trailing", StringComparison.Ordinal) && price is not null ? $"+{price}{(Text(triggers, "price_type") == "pct" ? "%" : "")}" : price;
    }

    private static IEnumerable<string> FlagsOf(JsonElement order)
    {
        if (Text(order, "post_only") == "True")
        {
            yield return "post";
        }

        if (Text(order, "cash_order_qty") is not null)
        {
            yield return "viqc";
        }

        if (Text(order, "fee_preference") is { } currency)
        {
            yield return currency == "base" ? "fcib" : "fciq";
        }
    }
}
