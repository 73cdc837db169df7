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
        string[] names = call["symbol"] is { } symbol ? [symbol] : call["symbols"] is { } list ? [.. list.Trim('[', ']').Split(',').Select(each => each.Trim().Trim('"'))] : [];
        var wanted = floor.Instruments.Where(instrument => names.Length == 0 || names.Contains(instrument.Id.Value)).ToList();
        return wanted.Count == 0 || names.Any(name => floor.Book(new(name)) is null)
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
        WriteLevels(json, "bids", book, Side.Buy, (int)Math.Clamp(call.Whole("limit") ?? 100, 1, 5_000));
        WriteLevels(json, "asks", book, Side.Sell, (int)Math.Clamp(call.Whole("limit") ?? 100, 1, 5_000));
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
        : BinanceJson.RefuseAsync(call.Context, call["symbol"] is null ? BinanceFault.Missing("symbol") : BinanceFault.Symbol);

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
