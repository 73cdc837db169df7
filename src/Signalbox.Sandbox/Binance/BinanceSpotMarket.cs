using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What spot tells everybody.</summary>
internal sealed class BinanceSpotMarket(SandboxFloor floor)
{
    public Task TimeAsync(BinanceCall call) => ObjectAsync(call, json => json.WriteTime("serverTime", floor.Now));

    public Task PermissionsAsync(BinanceCall call) => ObjectAsync(call, json =>
    {
        json.WriteBoolean("ipRestrict", false);
        json.WriteTime("createTime", floor.Now);
        json.WriteBoolean("enableReading", true);
        json.WriteBoolean("enableSpotAndMarginTrading", true);
        json.WriteBoolean("enableFutures", true);
        json.WriteBoolean("enableWithdrawals", false);
    });

    public Task InstrumentsAsync(BinanceCall call)
    {
        var wanted = floor.Instruments.Where(instrument => call["symbol"] is not { } symbol || instrument.Id.Value == symbol).ToList();
        return wanted.Count == 0
            ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol)
            : ObjectAsync(call, json =>
            {
                json.WriteString("timezone", "UTC");
                json.WriteTime("serverTime", floor.Now);
                json.WritePropertyName("rateLimits");
                json.WriteStartArray();
                WriteLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, 6_000);
                WriteLimit(json, "ORDERS", "SECOND", 10, 100);
                WriteLimit(json, "ORDERS", "DAY", 1, 200_000);
                json.WriteEndArray();
                json.WritePropertyName("exchangeFilters");
                json.WriteStartArray();
                json.WriteEndArray();
                json.WritePropertyName("symbols");
                json.WriteList(wanted, instrument => BinanceSpotReports.WriteSymbol(json, instrument));
            });
    }

    public Task BookAsync(BinanceCall call) => OfBookAsync(call, (json, book) =>
    {
        json.WriteNumber("lastUpdateId", book.Version);
        WriteLevels(json, "bids", book, Side.Buy, (int)(call.Whole("limit") ?? 100));
        WriteLevels(json, "asks", book, Side.Sell, (int)(call.Whole("limit") ?? 100));
    });

    public Task QuoteAsync(BinanceCall call) => OfBookAsync(call, (json, book) =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("bidPrice", book.BestBid?.Value ?? 0);
        json.WriteDecimal("bidQty", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteDecimal("askPrice", book.BestAsk?.Value ?? 0);
        json.WriteDecimal("askQty", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
    });

    public Task LastAsync(BinanceCall call) => OfBookAsync(call, (json, book) =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("price", book.Last?.Value ?? 0);
    });

    internal static void WriteLevels(Utf8JsonWriter json, string name, OrderBook book, Side side, int most)
    {
        json.WritePropertyName(name);
        json.WriteList(book.Depth(side).Take(most), level =>
        {
            json.WriteStartArray();
            json.WriteStringValue(level.Price.ToString());
            json.WriteStringValue(level.Open.ToString());
            json.WriteEndArray();
        });
    }

    private Task OfBookAsync(BinanceCall call, Action<Utf8JsonWriter, OrderBook> write) => floor.Book(new(call["symbol"] ?? "")) is { } book
        ? ObjectAsync(call, json => floor.Read(_ =>
        {
            write(json, book);
            return true;
        }))
        : BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol);

    private static Task ObjectAsync(BinanceCall call, Action<Utf8JsonWriter> write) => BinanceJson.AnswerAsync(call.Context, 200, json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    internal static void WriteLimit(Utf8JsonWriter json, string type, string interval, int number, int limit)
    {
        json.WriteStartObject();
        json.WriteString("rateLimitType", type);
        json.WriteString("interval", interval);
        json.WriteNumber("intervalNum", number);
        json.WriteNumber("limit", limit);
        json.WriteEndObject();
    }
}
