using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What has traded and at which prices, as spot and futures tell everybody alike.</summary>
internal sealed class BinanceTicks(SandboxFloor floor, BinanceRoutes routes, bool isFutures)
{
    private const int TradesMax = 1_000;

    public Task TradesAsync(BinanceCall call) => OfSymbolAsync(call, (json, book) => json.WriteList(Trades(call, book), trade =>
    {
        json.WriteStartObject();
        json.WriteNumber("id", trade.Number);
        json.WriteString("price", trade.Price.ToString());
        json.WriteString("qty", trade.Quantity.ToString());
        json.WriteDecimal("quoteQty", trade.Price.Value * trade.Quantity.Value);
        json.WriteTime("time", trade.At);
        json.WriteBoolean("isBuyerMaker", trade.Side == Side.Sell);
        if (!isFutures)
        {
            json.WriteBoolean("isBestMatch", true);
        }

        json.WriteEndObject();
    }));

    public Task AggregatesAsync(BinanceCall call) => OfSymbolAsync(call, (json, book) => json.WriteList(Trades(call, book), trade =>
    {
        json.WriteStartObject();
        json.WriteNumber("a", trade.Number);
        json.WriteString("p", trade.Price.ToString());
        json.WriteString("q", trade.Quantity.ToString());
        json.WriteNumber("f", trade.Number);
        json.WriteNumber("l", trade.Number);
        json.WriteTime("T", trade.At);
        json.WriteBoolean("m", trade.Side == Side.Sell);
        if (!isFutures)
        {
            json.WriteBoolean("M", true);
        }

        json.WriteEndObject();
    }));

    public Task CandlesAsync(BinanceCall call)
    {
        if (BinanceInterval.Read(call["interval"]) is not { } length)
        {
            return BinanceJson.RefuseAsync(call.Context, call["interval"] is null ? BinanceFault.Missing("interval") : new(400, -1120, "Invalid interval."));
        }

        var (usual, most) = isFutures ? (500, 1_500) : (500, 1_000);
        var query = new CandleQuery(length, call.Time("startTime"), call.Time("endTime"), (int)Math.Clamp(call.Whole("limit") ?? usual, 1, most));
        return OfSymbolAsync(call, (json, book) => json.WriteList(floor.History.Candles(book.Listing.Instrument.Id, query, floor.Now), candle => WriteCandle(json, candle)));
    }

    public Task DayAsync(BinanceCall call) => EachAsync(call, (json, book) => WriteDay(json, book, isWhole: call["type"] != "MINI"));

    public Task QuoteAsync(BinanceCall call) => EachAsync(call, (json, book) =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        WriteBest(json, book);
        if (isFutures)
        {
            json.WriteTime("time", floor.Now);
            json.WriteNumber("lastUpdateId", book.Version);
        }
    });

    public Task LastAsync(BinanceCall call) => EachAsync(call, (json, book) =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("price", book.Last?.Value ?? 0);
        if (isFutures)
        {
            json.WriteTime("time", floor.Now);
        }
    });

    public Task AverageAsync(BinanceCall call) => OfSymbolAsync(call, (json, book) =>
    {
        json.WriteStartObject();
        json.WriteNumber("mins", 5);
        json.WriteDecimal("price", book.Last?.Value ?? 0);
        json.WriteTime("closeTime", floor.Now);
        json.WriteEndObject();
    });

    /// <summary>The books that are asked for; the fault when there is no such one.</summary>
    public (IReadOnlyList<OrderBook> Books, bool IsOne, BinanceFault? Fault) Asked(BinanceCall call)
    {
        if (call["symbol"] is { } symbol)
        {
            return floor.Book(new(symbol)) is { } book ? ([book], true, null) : ([], true, BinanceFault.Symbol);
        }

        string[] names = call["symbols"] is { } list ? [.. list.Trim('[', ']').Split(',').Select(each => each.Trim().Trim('"'))] : [.. floor.Instruments.Select(each => each.Id.Value)];
        var books = names.Select(name => floor.Book(new(name))).ToList();
        return books.Contains(null) ? ([], false, BinanceFault.Symbol) : ([.. books!], false, null);
    }

    /// <summary>An object for each book: alone when one was named, else in a list.</summary>
    public Task EachAsync(BinanceCall call, Action<Utf8JsonWriter, OrderBook> write)
    {
        var (books, isOne, fault) = Asked(call);
        return fault is not null ? BinanceJson.RefuseAsync(call.Context, fault) : routes.AnswerAsync(call, json =>
        {
            void One(OrderBook book)
            {
                json.WriteStartObject();
                write(json, book);
                json.WriteEndObject();
            }

            if (isOne) One(books[0]);
            else json.WriteList(books, One);
        });
    }

    private Task OfSymbolAsync(BinanceCall call, Action<Utf8JsonWriter, OrderBook> write) => call["symbol"] is null
        ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("symbol"))
        : floor.Book(new(call["symbol"]!)) is { } book
            ? routes.AnswerAsync(call, json => write(json, book))
            : BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol);

    /// <summary>From a number or a time on; else the last ones.</summary>
    private IEnumerable<PublicTrade> Trades(BinanceCall call, OrderBook book)
    {
        var limit = (int)Math.Clamp(call.Whole("limit") ?? 500, 1, TradesMax);
        var (from, since, until) = (call.Whole("fromId"), call.Time("startTime"), call.Time("endTime"));
        var trades = floor.History.Trades(book.Listing.Instrument.Id)
            .Where(trade => trade.Number >= (from ?? 0) && !(trade.At < since) && !(trade.At > until)).ToList();
        return from is null && since is null ? trades.TakeLast(limit) : trades.Take(limit);
    }

    private static void WriteCandle(Utf8JsonWriter json, SandboxCandle candle)
    {
        json.WriteStartArray();
        json.WriteNumberValue(candle.OpensAt.ToUnixTimeMilliseconds());
        foreach (var price in new[] { candle.Open, candle.High, candle.Low, candle.Close })
        {
            json.WriteStringValue(price.ToString());
        }

        json.WriteStringValue(Text.Decimals.Canonical(candle.Volume));
        json.WriteNumberValue(candle.EndsAt.ToUnixTimeMilliseconds() - 1);
        json.WriteStringValue(Text.Decimals.Canonical(candle.Turnover));
        json.WriteNumberValue(candle.Trades);
        json.WriteStringValue(Text.Decimals.Canonical(candle.TakerVolume));
        json.WriteStringValue(Text.Decimals.Canonical(candle.Volume == 0 ? 0 : candle.Turnover * candle.TakerVolume / candle.Volume));
        json.WriteStringValue("0");
        json.WriteEndArray();
    }

    private void WriteDay(Utf8JsonWriter json, OrderBook book, bool isWhole)
    {
        var day = floor.History.Day(book.Listing.Instrument.Id, floor.Now);
        var trades = floor.History.Trades(book.Listing.Instrument.Id);
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        if (isWhole || isFutures)
        {
            json.WriteDecimal("priceChange", day.Close.Value - day.Open.Value);
            json.WriteString("priceChangePercent", ((day.Close.Value - day.Open.Value) * 100m / day.Open.Value).ToString("0.000", CultureInfo.InvariantCulture));
            json.WriteDecimal("weightedAvgPrice", day.Volume == 0 ? day.Close.Value : decimal.Round(day.Turnover / day.Volume, 8));
            json.WriteDecimal("lastQty", trades.Count == 0 ? 0 : trades[^1].Quantity.Value);
            if (!isFutures)
            {
                json.WriteDecimal("prevClosePrice", day.Open.Value);
                WriteBest(json, book);
            }
        }

        json.WriteDecimal("lastPrice", day.Close.Value);
        json.WriteDecimal("openPrice", day.Open.Value);
        json.WriteDecimal("highPrice", day.High.Value);
        json.WriteDecimal("lowPrice", day.Low.Value);
        json.WriteDecimal("volume", day.Volume);
        json.WriteDecimal("quoteVolume", day.Turnover);
        json.WriteTime("openTime", day.OpensAt);
        json.WriteTime("closeTime", day.EndsAt);
        json.WriteNumber("firstId", trades.Count == 0 ? -1 : trades[0].Number);
        json.WriteNumber("lastId", trades.Count == 0 ? -1 : trades[^1].Number);
        json.WriteNumber("count", day.Trades);
    }

    private static void WriteBest(Utf8JsonWriter json, OrderBook book)
    {
        json.WriteDecimal("bidPrice", book.BestBid?.Value ?? 0);
        json.WriteDecimal("bidQty", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteDecimal("askPrice", book.BestAsk?.Value ?? 0);
        json.WriteDecimal("askQty", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
    }
}
