using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>Reads the body of an order, and says as Coinbase does what is wrong with it.</summary>
internal sealed class CoinbaseParser(SandboxFloor floor)
{
    private static readonly Dictionary<string, (OrderType Type, TimeInForce Life)> Forms = new(StringComparer.Ordinal)
    {
        ["market_market_ioc"] = (OrderType.Market, TimeInForce.Ioc),
        ["market_market_fok"] = (OrderType.Market, TimeInForce.Fok),
        ["limit_limit_gtc"] = (OrderType.Limit, TimeInForce.Gtc),
        ["limit_limit_gtd"] = (OrderType.Limit, TimeInForce.Gtd),
        ["limit_limit_fok"] = (OrderType.Limit, TimeInForce.Fok),
        ["sor_limit_ioc"] = (OrderType.Limit, TimeInForce.Ioc),
        ["stop_limit_stop_limit_gtc"] = (OrderType.StopLimit, TimeInForce.Gtc),
        ["stop_limit_stop_limit_gtd"] = (OrderType.StopLimit, TimeInForce.Gtd),
    };

    public static string FormOf(OrderTerms terms) => Forms.First(form => form.Value == (terms.Type, terms.TimeInForce)).Key;

    /// <param name="isPreview">Only orders that are placed need an id.</param>
    public (OrderTerms? Terms, CoinbaseFault? Fault) Read(JsonCall call, bool isPreview = false)
    {
        if (Refuse(call, isPreview) is { } fault)
        {
            return (null, fault);
        }

        var book = floor.Book(new(call.Text("product_id")!))!;
        var form = NameOf(call)!;
        decimal? Number(string name) => call.Number($"order_configuration.{form}.{name}");
        return (new()
        {
            ClientId = call.Text("client_order_id"),
            Instrument = book.Listing.Instrument.Id,
            Side = call.Text("side") == "BUY" ? Side.Buy : Side.Sell,
            Type = Forms[form].Type,
            TimeInForce = Forms[form].Life,
            Quantity = new(Number("base_size") ?? Worth(Number("quote_size")!.Value, book)),
            LimitPrice = Number("limit_price") is { } limit ? new Price(limit) : null,
            StopPrice = Number("stop_price") is { } stop ? new Price(stop) : null,
            Trigger = call.Text($"order_configuration.{form}.stop_direction") switch
            {
                "STOP_DIRECTION_STOP_UP" => TriggerDirection.Rising,
                "STOP_DIRECTION_STOP_DOWN" => TriggerDirection.Falling,
                _ => null,
            },
            PostOnly = call.Flag($"order_configuration.{form}.post_only"),
            ExpiresAt = Time(call.Text($"order_configuration.{form}.end_time")),
        }, null);
    }

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Seconds, or a time written out.</summary>
    public static DateTimeOffset? UnixTime(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : Time(text);

    private CoinbaseFault? Refuse(JsonCall call, bool isPreview)
    {
        if (!call.IsReadable || (!isPreview && call.Text("client_order_id") is null))
        {
            return CoinbaseFault.Body;
        }

        if (call.Text("product_id") is not { } product || floor.Book(new(product)) is null)
        {
            return CoinbaseFault.NoSuchProduct;
        }

        var form = NameOf(call);
        return call.Text("side") is not ("BUY" or "SELL") ? CoinbaseFault.OfOrder("INVALID_SIDE", "The side is BUY or SELL")
            : form?.StartsWith("trigger_bracket", StringComparison.Ordinal) == true || call.Has("attached_order_configuration") ? CoinbaseFault.OfOrder("BRACKET_ORDER_NOT_SUPPORTED", "The sandbox plays no brackets")
            : form is null || !Forms.TryGetValue(form, out var known) ? CoinbaseFault.OfOrder("UNSUPPORTED_ORDER_CONFIGURATION", "One known configuration is needed")
            : RefuseTerms(call, $"order_configuration.{form}.", known);
    }

    private static CoinbaseFault? RefuseTerms(JsonCall call, string at, (OrderType Type, TimeInForce Life) form) =>
        call.Has(at + "base_size") == call.Has(at + "quote_size") ? CoinbaseFault.OfOrder("INVALID_ORDER_CONFIG", "Either base_size or quote_size is needed")
        : (call.Number(at + "base_size") ?? call.Number(at + "quote_size")) is not > 0 ? CoinbaseFault.OfOrder("INVALID_BASE_SIZE_TOO_SMALL", "The size must be more than nothing")
        : form.Type != OrderType.Market && call.Number(at + "limit_price") is not > 0 ? CoinbaseFault.OfOrder("INVALID_LIMIT_PRICE", "The limit price is needed")
        : form.Type == OrderType.StopLimit && (call.Number(at + "stop_price") is not > 0 || !call.Has(at + "stop_direction")) ? CoinbaseFault.OfOrder("INVALID_STOP_PRICE", "Stop price and direction are needed")
        : form.Life == TimeInForce.Gtd && Time(call.Text(at + "end_time")) is null ? CoinbaseFault.OfOrder("GTD_ORDERS_MUST_HAVE_END_TIME", "The end is needed")
        : null;

    private static string? NameOf(JsonCall call)
    {
        var forms = call.Element("order_configuration") is { ValueKind: JsonValueKind.Object } configuration
            ? configuration.EnumerateObject().Where(form => form.Value.ValueKind == JsonValueKind.Object).Select(form => form.Name).ToList()
            : [];
        return forms.Count == 1 ? forms[0] : null;
    }

    private static decimal Worth(decimal money, OrderBook book) =>
        book.BestAsk is { } ask ? Rounding.DownToLot(new(money / ask.Value), book.Listing.Instrument.LotSize).Value : 0;
}
