using System.Globalization;
using System.Text.Json;
using Signalbox.Text;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Wire;

namespace Signalbox.Sandbox.Bybit;

/// <summary>What has traded and at which prices. Nothing is ever paid for funding.</summary>
internal sealed class BybitTicks(SandboxFloor floor, BybitProduct product, BybitRoutes routes)
{
    private static readonly TimeSpan FundingEvery = TimeSpan.FromHours(8);

    public Task CandlesAsync(BybitCall call)
    {
        if (BybitInterval.Read(call["interval"]) is not { } length)
        {
            return routes.RefuseAsync(call, BybitFault.Parameter("interval"));
        }

        return OfBookAsync(call, (json, book) =>
        {
            var query = new CandleQuery(length, Time(call, "start"), Time(call, "end"), (int)Math.Clamp(call.Fields.Whole("limit") ?? 200, 1, 1_000));
            json.WriteString("symbol", book.Listing.Instrument.Id.Value);
            json.WriteStartArray("list");
            foreach (var candle in floor.History.Candles(book.Listing.Instrument.Id, query, floor.Now).Reverse())
            {
                WriteCandle(json, candle);
            }

            json.WriteEndArray();
        });
    }

    public Task TradesAsync(BybitCall call) => OfBookAsync(call, (json, book) =>
    {
        var (usual, most) = product == BybitProduct.Spot ? (60, 60) : (500, 1_000);
        var trades = floor.History.Trades(book.Listing.Instrument.Id).Reverse().Take((int)Math.Clamp(call.Fields.Whole("limit") ?? usual, 1, most));
        json.WriteObjects("list", trades, trade =>
        {
            json.WriteString("execId", BybitNumbers.Write(product, trade.Number));
            json.WriteString("symbol", book.Listing.Instrument.Id.Value);
            json.WriteString("price", trade.Price.ToString());
            json.WriteString("size", trade.Quantity.ToString());
            json.WriteString("side", BybitWords.Of(trade.Side));
            json.WriteTime("time", trade.At);
            json.WriteBoolean("isBlockTrade", false);
            json.WriteBoolean("isRPITrade", false);
            json.WriteString("seq", trade.Number.ToString(CultureInfo.InvariantCulture));
        });
    });

    public Task FundingAsync(BybitCall call) => OfBookAsync(call, (json, book) =>
    {
        var query = new CandleQuery(FundingEvery, Time(call, "startTime"), Time(call, "endTime"), (int)Math.Clamp(call.Fields.Whole("limit") ?? 200, 1, 200));
        json.WriteObjects("list", floor.History.Candles(book.Listing.Instrument.Id, query, floor.Now).Reverse(), each =>
        {
            json.WriteString("symbol", book.Listing.Instrument.Id.Value);
            json.WriteString("fundingRate", "0");
            json.WriteTime("fundingRateTimestamp", each.OpensAt);
        });
    });

    public Task InterestAsync(BybitCall call) => call["intervalTime"] is null
        ? routes.RefuseAsync(call, BybitFault.Parameter("intervalTime"))
        : OfBookAsync(call, (json, book) =>
        {
            json.WriteString("symbol", book.Listing.Instrument.Id.Value);
            json.WriteObjects("list", [floor.Now], now =>
            {
                json.WriteString("openInterest", "0");
                json.WriteTime("timestamp", now);
            });
            json.WriteString("nextPageCursor", "");
        });

    public Task RisksAsync(BybitCall call)
    {
        var instruments = floor.Instruments.Where(each => routes.IsOurs(call) && (call["symbol"] is not { } symbol || each.Id.Value == symbol)).ToList();
        return call["symbol"] is { } unknown && instruments.Count == 0 ? routes.RefuseAsync(call, BybitFault.Symbol(unknown)) : routes.AnswerAsync(call, json =>
        {
            json.WriteString("category", product.Word());
            json.WriteObjects("list", instruments, instrument =>
            {
                json.WriteNumber("id", 1);
                json.WriteString("symbol", instrument.Id.Value);
                json.WriteString("riskLimitValue", "2000000");
                json.WriteString("maintenanceMargin", "0.005");
                json.WriteString("initialMargin", "0.01");
                json.WriteNumber("isLowestRisk", 1);
                json.WriteDecimal("maxLeverage", instrument.MaxLeverage ?? 100m);
                json.WriteString("mmDeduction", "");
            });
            json.WriteString("nextPageCursor", "");
        });
    }

    private static DateTimeOffset? Time(BybitCall call, string name) => call.Fields.Whole(name) is { } at ? UnixTime.FromMilliseconds(at) : null;

    private Task OfBookAsync(BybitCall call, Action<Utf8JsonWriter, OrderBook> write) =>
        call["category"] is { } category && !routes.IsOurs(call) && category is not ("spot" or "linear" or "inverse" or "option") ? routes.RefuseAsync(call, BybitFault.Parameter("category"))
        : call["symbol"] is null ? routes.RefuseAsync(call, BybitFault.Parameter("symbol"))
        : floor.Book(new(call["symbol"]!)) is { } book && (call["category"] is null || routes.IsOurs(call)) ? routes.AnswerAsync(call, json =>
        {
            json.WriteString("category", product.Word());
            write(json, book);
        })
        : routes.RefuseAsync(call, BybitFault.Symbol(call["symbol"]));

    private static void WriteCandle(Utf8JsonWriter json, SandboxCandle candle)
    {
        json.WriteStartArray();
        json.WriteStringValue(candle.OpensAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        foreach (var price in new[] { candle.Open, candle.High, candle.Low, candle.Close })
        {
            json.WriteStringValue(price.ToString());
        }

        json.WriteStringValue(Decimals.Canonical(candle.Volume));
        json.WriteStringValue(Decimals.Canonical(candle.Turnover));
        json.WriteEndArray();
    }
}
