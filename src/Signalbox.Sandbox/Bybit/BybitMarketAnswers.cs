using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>What everybody is told.</summary>
internal sealed class BybitMarketAnswers(SandboxFloor floor, BybitProduct product, BybitRoutes routes)
{
    private readonly BybitTicker ticker = new(floor, product);

    public BybitTicks Ticks { get; } = new(floor, product, routes);

    public Task TimeAsync(BybitCall call) => routes.AnswerAsync(call, json =>
    {
        var now = floor.Now;
        json.WriteString("timeSecond", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("timeNano", ((now - DateTimeOffset.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture));
    });

    public Task PermissionsAsync(BybitCall call, SandboxAccount account) => routes.AnswerAsync(call, json =>
    {
        json.WriteString("apiKey", account.Key.Key);
        json.WriteNumber("readOnly", 0);
        json.WriteObject("permissions", () =>
        {
            Rights(json, "ContractTrade", "Order", "Position");
            Rights(json, "Spot", "SpotTrade");
            Rights(json, "Wallet");
        });
        Rights(json, "ips", "*");
        json.WriteNumber("uta", 1);
        json.WriteNumber("unified", 0);
    });

    /// <summary>Currencies are no business of the sandbox; clients that ask for them find none.</summary>
    public Task CoinsAsync(BybitCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.WriteObjects("rows", Array.Empty<string>(), static _ => { }));

    public Task InstrumentsAsync(BybitCall call) => OfMarketsAsync(call, (json, books) =>
    {
        json.WriteObjects("list", books, book => WriteInstrument(json, book.Listing.Instrument));
        json.WriteString("nextPageCursor", "");
    });

    public Task QuotesAsync(BybitCall call) => OfMarketsAsync(call, (json, books) => json.WriteObjects("list", books, book => ticker.Write(json, book)));

    public Task BookAsync(BybitCall call) => call["symbol"] is null
        ? routes.RefuseAsync(call, BybitFault.Parameter("symbol"))
        : OfMarketsAsync(call, (json, books) =>
        {
            foreach (var book in books)
            {
                var most = (int)Math.Clamp(call.Fields.Whole("limit") ?? 25, 1, 1_000);
                json.WriteString("s", book.Listing.Instrument.Id.Value);
                WriteLevels(json, "b", Levels(book, Side.Buy, most));
                WriteLevels(json, "a", Levels(book, Side.Sell, most));
                json.WriteNumber("ts", floor.Now.ToUnixTimeMilliseconds());
                json.WriteNumber("u", book.Version);
                json.WriteNumber("seq", book.Version);
                json.WriteNumber("cts", floor.Now.ToUnixTimeMilliseconds());
            }
        });

    internal static IEnumerable<KeyValuePair<Price, Quantity>> Levels(OrderBook book, Side side, int most) =>
        book.Depth(side).Take(most).Select(level => KeyValuePair.Create(level.Price, level.Open));

    internal static void WriteLevels(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<Price, Quantity>> levels)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var (price, quantity) in levels)
        {
            json.WriteStartArray();
            json.WriteStringValue(price.ToString());
            json.WriteStringValue(quantity.ToString());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Of one symbol, or of all; products that are not played here have none.</summary>
    private Task OfMarketsAsync(BybitCall call, Action<Utf8JsonWriter, IReadOnlyList<OrderBook>> write)
    {
        var books = floor.Instruments.Where(each => routes.IsOurs(call) && (call["symbol"] is not { } symbol || each.Id.Value == symbol)).Select(each => floor.Book(each.Id)!).ToList();
        return call["category"] is null ? routes.RefuseAsync(call, BybitFault.Parameter("category"))
            : call["symbol"] is { } wanted && books.Count == 0 ? routes.RefuseAsync(call, BybitFault.Symbol(wanted))
            : routes.AnswerAsync(call, json =>
            {
                json.WriteString("category", call["category"]);
                write(json, books);
            });
    }

    private void WriteInstrument(Utf8JsonWriter json, Instrument instrument)
    {
        var isSpot = product == BybitProduct.Spot;
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("symbolType", "");
        json.WriteString("status", "Trading");
        json.WriteString("baseCoin", instrument.Base);
        json.WriteString("quoteCoin", instrument.Quote);
        json.WriteObject("priceFilter", () =>
        {
            json.WriteDecimal("tickSize", instrument.TickSize.Value);
            if (!isSpot)
            {
                json.WriteDecimal("minPrice", instrument.TickSize.Value);
                json.WriteDecimal("maxPrice", 1_999_999m);
            }
        });
        json.WriteObject("lotSizeFilter", () => WriteLots(json, instrument, isSpot));
        if (isSpot)
        {
            json.WriteString("innovation", "0");
            json.WriteString("marginTrading", "none");
            return;
        }

        json.WriteString("contractType", instrument.IsInverse ? "InversePerpetual" : "LinearPerpetual");
        json.WriteString("settleCoin", instrument.Settle);
        json.WriteString("launchTime", "1585526400000");
        json.WriteString("deliveryTime", "0");
        json.WriteString("priceScale", "2");
        json.WriteBoolean("unifiedMarginTrade", true);
        json.WriteNumber("fundingInterval", 480);
        json.WriteString("copyTrading", "none");
        json.WriteString("upperFundingRate", "0.005");
        json.WriteString("lowerFundingRate", "-0.005");
        json.WriteBoolean("isPreListing", false);
        json.WriteObject("leverageFilter", () =>
        {
            json.WriteString("minLeverage", "1");
            json.WriteDecimal("maxLeverage", instrument.MaxLeverage ?? 100m);
            json.WriteString("leverageStep", "0.01");
        });
    }

    private static void WriteLots(Utf8JsonWriter json, Instrument instrument, bool isSpot)
    {
        var most = instrument.MaxQuantity?.Value ?? 0;
        json.WriteDecimal("minOrderQty", instrument.MinQuantity.Value);
        json.WriteDecimal("maxOrderQty", most);
        if (isSpot)
        {
            json.WriteDecimal("basePrecision", instrument.LotSize.Value);
            json.WriteDecimal("quotePrecision", 0.0000001m);
            json.WriteDecimal("minOrderAmt", instrument.MinNotional?.Value ?? 0);
            json.WriteDecimal("maxOrderAmt", 8_000_000m);
            json.WriteDecimal("maxLimitOrderQty", most);
            json.WriteDecimal("maxMarketOrderQty", most);
            return;
        }

        json.WriteDecimal("qtyStep", instrument.LotSize.Value);
        json.WriteDecimal("maxMktOrderQty", most);
        json.WriteDecimal("postOnlyMaxOrderQty", most);
        json.WriteString("minNotionalValue", instrument.MinNotional is { } least ? Decimals.Canonical(least.Value) : "");
    }

    private static void Rights(Utf8JsonWriter json, string name, params ReadOnlySpan<string> rights)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var right in rights)
        {
            json.WriteStringValue(right);
        }

        json.WriteEndArray();
    }
}
