using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>What the data host answers: of stocks to those who have a key, of coins to everybody.</summary>
internal sealed class AlpacaMarketAnswers(SandboxFloor floor, AlpacaRoutes routes)
{
    private const int RowsMost = 10_000;
    private const int RowsUsual = 1_000;

    public void Map()
    {
        foreach (var (latest, ofCoin, write) in new (string, string, Action<Utf8JsonWriter, OrderBook>)[]
        {
            ("quotes", "latest/quotes", (json, book) => WriteQuote(json, book, floor.Now)),
            ("trades", "latest/trades", WriteLast),
            ("bars", "latest/bars", (json, book) => WriteBar(json, Minute(book))),
        })
        {
            routes.Map(HttpMethods.Get, $"/v2/stocks/{latest}/latest", (call, _) => EachAsync(call, latest, write));
            routes.Map(HttpMethods.Get, $"/v2/stocks/{{symbol}}/{latest}/latest", (call, _) => OneAsync(call, latest[..^1], write));
            routes.Open($"/v1beta3/crypto/us/{ofCoin}", call => EachAsync(call, latest, write));
        }

        routes.Open("/v1beta3/crypto/us/latest/orderbooks", call => EachAsync(call, "orderbooks", WriteBook));
        routes.Open("/v1beta3/crypto/us/snapshots", call => EachAsync(call, "snapshots", WriteSnapshot));
        routes.Map(HttpMethods.Get, "/v2/stocks/snapshots", (call, _) => EachAsync(call, null, WriteSnapshot));
        foreach (var (name, rows) in new (string, Func<JsonCall, OrderBook, IEnumerable<Action<Utf8JsonWriter>>?>)[] { ("bars", Bars), ("trades", Trades) })
        {
            routes.Open($"/v1beta3/crypto/us/{name}", call => PastAsync(call, name, rows));
            routes.Map(HttpMethods.Get, $"/v2/stocks/{name}", (call, _) => PastAsync(call, name, rows));
        }
    }

    public static void WriteQuote(Utf8JsonWriter json, OrderBook book, DateTimeOffset now) => json.Item(() => WriteQuoteFields(json, book, now));

    public static void WriteQuoteFields(Utf8JsonWriter json, OrderBook book, DateTimeOffset now)
    {
        json.WriteString("t", AlpacaReports.Time(now));
        json.WriteNumber("bp", book.BestBid?.Value ?? 0);
        json.WriteNumber("bs", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteNumber("ap", book.BestAsk?.Value ?? 0);
        json.WriteNumber("as", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
    }

    public static void WriteSide(Utf8JsonWriter json, string name, IEnumerable<(Price Price, Quantity Open)> levels) => json.Items(name, levels, level => json.Item(() =>
    {
        json.WriteNumber("p", level.Price.Value);
        json.WriteNumber("s", level.Open.Value);
    }));

    public static void WriteBarFields(Utf8JsonWriter json, TapeCandle candle)
    {
        json.WriteString("t", AlpacaReports.Time(candle.At));
        json.WriteNumber("o", candle.Open);
        json.WriteNumber("h", candle.High);
        json.WriteNumber("l", candle.Low);
        json.WriteNumber("c", candle.Close);
        json.WriteNumber("v", candle.Volume);
        json.WriteNumber("n", candle.Trades);
        json.WriteNumber("vw", candle.Average);
    }

    /// <summary>So many minutes, hours, days or weeks; null for what is none of these.</summary>
    public static TimeSpan? LengthOf(string? timeframe)
    {
        var digits = (timeframe ?? "").TakeWhile(char.IsAsciiDigit).Count();
        if (timeframe is null || !int.TryParse(timeframe[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            return null;
        }

        return timeframe[digits..].ToUpperInvariant() switch
        {
            "MIN" or "T" when count < 60 => TimeSpan.FromMinutes(count),
            "HOUR" or "H" when count < 24 => TimeSpan.FromHours(count),
            "DAY" or "D" when count == 1 => TimeSpan.FromDays(1),
            "WEEK" or "W" when count == 1 => TimeSpan.FromDays(7),
            _ => null,
        };
    }

    private Task EachAsync(JsonCall call, string? name, Action<Utf8JsonWriter, OrderBook> write)
    {
        var symbols = call.Query("symbols")?.Split(',') ?? [];
        if (Refuse(symbols) is { } fault)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, fault);
        }

        void WriteEach(Utf8JsonWriter json)
        {
            foreach (var symbol in symbols)
            {
                json.WritePropertyName(symbol);
                write(json, floor.Book(new(symbol))!);
            }
        }

        return routes.AnswerAsync(call, json => json.Item(() =>
        {
            if (name is null) WriteEach(json);
            else json.Item(name, () => WriteEach(json));
        }));
    }

    private Task OneAsync(JsonCall call, string name, Action<Utf8JsonWriter, OrderBook> write)
    {
        var symbol = call.Route("symbol") ?? "";
        return Refuse([symbol]) is { } fault ? AlpacaRoutes.RefuseAsync(call.Context, fault) : routes.AnswerAsync(call, json => json.Item(() =>
        {
            json.WriteString("symbol", symbol);
            json.WritePropertyName(name);
            write(json, floor.Book(new(symbol))!);
        }));
    }

    /// <summary>Everything fits on one page.</summary>
    private Task PastAsync(JsonCall call, string name, Func<JsonCall, OrderBook, IEnumerable<Action<Utf8JsonWriter>>?> rowsOf)
    {
        var symbols = call.Query("symbols")?.Split(',') ?? [];
        if (Refuse(symbols) is { } fault)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, fault);
        }

        var all = floor.Read(_ => symbols.Select(symbol => (Symbol: symbol, Rows: rowsOf(call, floor.Book(new(symbol))!)?.ToList())).ToList());
        return all.Exists(each => each.Rows is null)
            ? AlpacaRoutes.RefuseAsync(call.Context, new(400, 40010001, $"invalid timeframe: {call.Query("timeframe")}"))
            : routes.AnswerAsync(call, json => json.Item(() =>
            {
                json.Item(name, () => all.ForEach(each => json.Items(each.Symbol, each.Rows!, row => json.Item(() => row(json)))));
                json.WriteNull("next_page_token");
            }));
    }

    private List<Action<Utf8JsonWriter>>? Bars(JsonCall call, OrderBook book)
    {
        if (LengthOf(call.Query("timeframe")) is not { } length)
        {
            return null;
        }

        var until = AlpacaAccountAnswers.Time(call.Query("end")) is { } end && end < floor.Now ? end : floor.Now;
        var from = AlpacaAccountAnswers.Time(call.Query("start")) ?? new(floor.Now.UtcDateTime.Date, TimeSpan.Zero);
        var candles = floor.Tape(book.Listing.Instrument.Id).Candles(length, from, until, RowsMost).AsEnumerable();
        candles = IsDescending(call) ? candles.Reverse() : candles;
        return [.. candles.Take(Limit(call)).Select(candle => (Action<Utf8JsonWriter>)(json => WriteBarFields(json, candle)))];
    }

    private List<Action<Utf8JsonWriter>>? Trades(JsonCall call, OrderBook book)
    {
        var (from, until) = (AlpacaAccountAnswers.Time(call.Query("start")), AlpacaAccountAnswers.Time(call.Query("end")));
        var trades = floor.Tape(book.Listing.Instrument.Id).Trades.Where(trade => (from is not { } begin || trade.At >= begin) && (until is not { } end || trade.At <= end));
        trades = IsDescending(call) ? trades.Reverse() : trades;
        return [.. trades.Take(Limit(call)).Select(trade => (Action<Utf8JsonWriter>)(json =>
        {
            json.WriteString("t", AlpacaReports.Time(trade.At));
            json.WriteNumber("p", trade.Price.Value);
            json.WriteNumber("s", trade.Quantity.Value);
            json.WriteString("tks", trade.Side == Side.Buy ? "B" : "S");
            json.WriteNumber("i", trade.Number);
        }))];
    }

    private static bool IsDescending(JsonCall call) => call.Query("sort") == "desc";

    private static int Limit(JsonCall call) => int.TryParse(call.Query("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? Math.Clamp(most, 1, RowsMost) : RowsUsual;

    private AlpacaFault? Refuse(string[] symbols) =>
        symbols.Length == 0 ? new(400, 40010001, "symbols is required")
        : Array.Find(symbols, symbol => floor.Book(new(symbol)) is null) is { } unknown ? new(400, 40010001, $"invalid symbol: {unknown}")
        : null;

    private TapeCandle Minute(OrderBook book) => floor.Tape(book.Listing.Instrument.Id).Candles(TimeSpan.FromMinutes(1), DateTimeOffset.UnixEpoch, floor.Now, 1)[0];

    private void WriteLast(Utf8JsonWriter json, OrderBook book) => json.Item(() =>
    {
        json.WriteString("t", AlpacaReports.Time(floor.Now));
        json.WriteNumber("p", (book.Last ?? book.Mark)?.Value ?? 0);
        json.WriteNumber("s", 1);
        json.WriteNumber("i", book.Version);
    });

    private void WriteBook(Utf8JsonWriter json, OrderBook book) => json.Item(() =>
    {
        json.WriteString("t", AlpacaReports.Time(floor.Now));
        WriteSide(json, "b", book.Depth(Side.Buy));
        WriteSide(json, "a", book.Depth(Side.Sell));
    });

    private static void WriteBar(Utf8JsonWriter json, TapeCandle candle) => json.Item(() => WriteBarFields(json, candle));

    private void WriteSnapshot(Utf8JsonWriter json, OrderBook book) => json.Item(() =>
    {
        var days = floor.Tape(book.Listing.Instrument.Id).Candles(TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, floor.Now, 2);
        json.WritePropertyName("latestTrade");
        WriteLast(json, book);
        json.WritePropertyName("latestQuote");
        WriteQuote(json, book, floor.Now);
        json.WritePropertyName("minuteBar");
        WriteBar(json, Minute(book));
        json.WritePropertyName("dailyBar");
        WriteBar(json, days[^1]);
        json.WritePropertyName("prevDailyBar");
        WriteBar(json, days[0]);
    });
}
