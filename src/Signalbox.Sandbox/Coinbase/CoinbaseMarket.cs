using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>What Coinbase tells of products and their markets, under one address for everybody and under another for those who have a key.</summary>
internal sealed class CoinbaseMarket(SandboxFloor floor, CoinbaseRoutes routes)
{
    private const int CandlesMost = 350;
    private const int TradesMost = 1_000;

    private static readonly Dictionary<string, TimeSpan> Lengths = new(StringComparer.Ordinal)
    {
        ["ONE_MINUTE"] = TimeSpan.FromMinutes(1),
        ["FIVE_MINUTE"] = TimeSpan.FromMinutes(5),
        ["FIFTEEN_MINUTE"] = TimeSpan.FromMinutes(15),
        ["THIRTY_MINUTE"] = TimeSpan.FromMinutes(30),
        ["ONE_HOUR"] = TimeSpan.FromHours(1),
        ["TWO_HOUR"] = TimeSpan.FromHours(2),
        ["FOUR_HOUR"] = TimeSpan.FromHours(4),
        ["SIX_HOUR"] = TimeSpan.FromHours(6),
        ["ONE_DAY"] = TimeSpan.FromDays(1),
    };

    public void Map()
    {
        Both("/products", ProductsAsync);
        Both("/products/{id}", ProductAsync);
        Both("/products/{id}/candles", CandlesAsync);
        Both("/products/{id}/ticker", TradesAsync);
        Both("/product_book", BookAsync);
        routes.Map("GET", "/best_bid_ask", (call, _) => QuotesAsync(call));
        routes.OpenOld("/v2/currencies", CurrenciesAsync);
        routes.OpenOld("/v2/currencies/crypto", CoinsAsync);
        routes.OpenOld("/v2/exchange-rates", RatesAsync);
        routes.OpenOld("/v2/time", OldTimeAsync);
    }

    private void Both(string path, Func<JsonCall, Task> answer)
    {
        routes.Open("/market" + path, answer);
        routes.Map("GET", path, (call, _) => answer(call));
    }

    /// <summary>All of spot; there are no others.</summary>
    private Task ProductsAsync(JsonCall call)
    {
        var wanted = call.Context.Request.Query["product_ids"].ToArray();
        var (begin, size) = (Whole(call, "offset") ?? 0, Whole(call, "limit") ?? int.MaxValue);
        var listed = call.Query("product_type") is "FUTURE" ? []
            : floor.Instruments.Where(instrument => wanted.Length == 0 || wanted.Contains(instrument.Id.Value)).ToList();
        return routes.AnswerAsync(call, json =>
        {
            json.Items("products", listed.Skip(begin).Take(size), instrument => json.Item(() => CoinbaseReports.WriteProduct(json, floor, floor.Book(instrument.Id)!)));
            json.WriteNumber("num_products", listed.Count);
        });
    }

    private Task ProductAsync(JsonCall call) => OfProductAsync(call, (json, book) => CoinbaseReports.WriteProduct(json, floor, book));

    /// <summary>Newest first.</summary>
    private Task CandlesAsync(JsonCall call)
    {
        if (!Lengths.TryGetValue(call.Query("granularity") ?? "", out var length))
        {
            return CoinbaseRoutes.RefuseAsync(call.Context, new(400, "INVALID_ARGUMENT", "granularity is invalid"));
        }

        if (CoinbaseParser.UnixTime(call.Query("start")) is not { } from || CoinbaseParser.UnixTime(call.Query("end")) is not { } until)
        {
            return CoinbaseRoutes.RefuseAsync(call.Context, new(400, "INVALID_ARGUMENT", "start and end are required"));
        }

        if ((until - from) / length > CandlesMost)
        {
            return CoinbaseRoutes.RefuseAsync(call.Context, new(400, "INVALID_ARGUMENT", $"number of candles requested should be less than {CandlesMost}"));
        }

        return OfProductAsync(call, (json, book) =>
        {
            var last = until < floor.Now ? until : floor.Now;
            var candles = floor.Tape(book.Listing.Instrument.Id).Candles(length, from, last, Math.Clamp(Whole(call, "limit") ?? CandlesMost, 1, CandlesMost));
            json.Items("candles", candles.Reverse(), candle => json.Item(() =>
            {
                json.WriteString("start", candle.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
                json.Amount("low", candle.Low);
                json.Amount("high", candle.High);
                json.Amount("open", candle.Open);
                json.Amount("close", candle.Close);
                json.Amount("volume", candle.Volume);
            }));
        });
    }

    /// <summary>The newest first. The side that is told is the one that rested in the book.</summary>
    private Task TradesAsync(JsonCall call)
    {
        var (from, until) = (CoinbaseParser.UnixTime(call.Query("start")), CoinbaseParser.UnixTime(call.Query("end")));
        return OfProductAsync(call, (json, book) =>
        {
            var trades = floor.Tape(book.Listing.Instrument.Id).Trades.Reverse()
                .Where(trade => (from is not { } begin || trade.At >= begin) && (until is not { } end || trade.At <= end))
                .Take(Math.Clamp(Whole(call, "limit") ?? 100, 1, TradesMost));
            json.Items("trades", trades, trade => json.Item(() =>
            {
                json.WriteString("trade_id", trade.Number.ToString(CultureInfo.InvariantCulture));
                json.WriteString("product_id", book.Listing.Instrument.Id.Value);
                json.Amount("price", trade.Price.Value);
                json.Amount("size", trade.Quantity.Value);
                json.WriteString("time", CoinbaseReports.Time(trade.At));
                json.WriteString("side", CoinbaseReports.SideOf(trade.Side.Opposite));
                json.WriteString("bid", "");
                json.WriteString("ask", "");
                json.WriteString("exchange", "CBE");
            }));
            json.Amount("best_bid", book.BestBid?.Value ?? 0);
            json.Amount("best_ask", book.BestAsk?.Value ?? 0);
        });
    }

    private Task BookAsync(JsonCall call)
    {
        if (floor.Book(new(call.Query("product_id") ?? "")) is not { } book)
        {
            return CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NoSuchProduct);
        }

        var limit = Whole(call, "limit") ?? int.MaxValue;
        return routes.AnswerAsync(call, json =>
        {
            json.Item("pricebook", () =>
            {
                json.WriteString("product_id", book.Listing.Instrument.Id.Value);
                CoinbaseReports.WriteLevels(json, "bids", book.Depth(Side.Buy).Take(limit));
                CoinbaseReports.WriteLevels(json, "asks", book.Depth(Side.Sell).Take(limit));
                json.WriteString("time", CoinbaseReports.Time(floor.Now));
            });
            json.Amount("last", (book.Last ?? book.Mark)?.Value);
            json.Amount("mid_market", book.Mark?.Value);
            json.Amount("spread_absolute", book is { BestBid: { } bid, BestAsk: { } ask } ? ask - bid : 0);
        });
    }

    private Task QuotesAsync(JsonCall call)
    {
        var wanted = call.Context.Request.Query["product_ids"].ToArray();
        var books = floor.Instruments.Where(instrument => wanted.Length == 0 || wanted.Contains(instrument.Id.Value)).Select(instrument => floor.Book(instrument.Id)!).ToList();
        return wanted.Length > books.Count
            ? CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NoSuchProduct)
            : routes.AnswerAsync(call, json => json.Items("pricebooks", books, book => json.Item(() =>
            {
                json.WriteString("product_id", book.Listing.Instrument.Id.Value);
                CoinbaseReports.WriteLevels(json, "bids", book.Depth(Side.Buy).Take(1));
                CoinbaseReports.WriteLevels(json, "asks", book.Depth(Side.Sell).Take(1));
                json.WriteString("time", CoinbaseReports.Time(floor.Now));
            })));
    }

    private Task CurrenciesAsync(JsonCall call) => routes.AnswerAsync(call, static json => json.Items("data", ["USD"], currency => json.Item(() =>
    {
        json.WriteString("id", currency);
        json.WriteString("name", "United States Dollar");
        json.WriteString("min_size", "0.01");
    })));

    private Task CoinsAsync(JsonCall call) => routes.AnswerAsync(call, json => json.Items("data", floor.Instruments, instrument => json.Item(() =>
    {
        json.WriteString("asset_id", instrument.Base);
        json.WriteString("code", instrument.Base);
        json.WriteString("name", instrument.Base);
        json.WriteString("color", "#000000");
        json.WriteNumber("sort_index", 100);
        json.WriteNumber("exponent", 8);
        json.WriteString("type", "crypto");
    })));

    private Task RatesAsync(JsonCall call) => routes.AnswerAsync(call, json => json.Item("data", () =>
    {
        json.WriteString("currency", "USD");
        json.Item("rates", () =>
        {
            json.WriteString("USD", "1.0");
            foreach (var instrument in floor.Instruments.Where(instrument => floor.Book(instrument.Id)?.Mark is not null))
            {
                json.Amount(instrument.Base, decimal.Round(1 / floor.Book(instrument.Id)!.Mark!.Value.Value, 12));
            }
        });
    }));

    private Task OldTimeAsync(JsonCall call) => routes.AnswerAsync(call, json => json.Item("data", () =>
    {
        json.WriteString("iso", CoinbaseReports.Time(floor.Now));
        json.WriteNumber("epoch", floor.Now.ToUnixTimeSeconds());
    }));

    private Task OfProductAsync(JsonCall call, Action<System.Text.Json.Utf8JsonWriter, OrderBook> write) => floor.Book(new(call.Route("id") ?? "")) is { } book
        ? routes.AnswerAsync(call, json => write(json, book))
        : CoinbaseRoutes.RefuseAsync(call.Context, CoinbaseFault.NotListed);

    private static int? Whole(JsonCall call, string name) => int.TryParse(call.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
