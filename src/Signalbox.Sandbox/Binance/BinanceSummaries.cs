using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Streams that sum the market up: statistics of a day, candles, the first levels of a book, and on futures the mark.</summary>
internal sealed class BinanceSummaries(SandboxFloor floor, bool isFutures)
{
    /// <param name="what">The name of a stream after its symbol; what nobody knows is never told.</param>
    public void Offer(string what, OrderBook book, Action<Action<Utf8JsonWriter>> offer)
    {
        var kind = what.Split('@')[0];
        if (kind is "ticker" or "miniTicker")
        {
            offer(json => WriteDay(json, book, isWhole: kind == "ticker"));
        }
        else if (kind.StartsWith("kline_", StringComparison.Ordinal) && BinanceInterval.Read(kind["kline_".Length..]) is { } length)
        {
            offer(json => WriteCandle(json, book, kind["kline_".Length..], length));
        }
        else if (kind is "depth5" or "depth10" or "depth20")
        {
            offer(json => WriteLevels(json, book, int.Parse(kind["depth".Length..], System.Globalization.CultureInfo.InvariantCulture)));
        }
        else if (kind == "markPrice" && isFutures)
        {
            offer(json => WriteMark(json, book));
        }
    }

    private void WriteDay(Utf8JsonWriter json, OrderBook book, bool isWhole)
    {
        var day = floor.History.Day(book.Listing.Instrument.Id, floor.Now);
        WriteHead(json, isWhole ? "24hrTicker" : "24hrMiniTicker", book);
        json.WriteDecimal("c", day.Close.Value);
        json.WriteDecimal("o", day.Open.Value);
        json.WriteDecimal("h", day.High.Value);
        json.WriteDecimal("l", day.Low.Value);
        json.WriteDecimal("v", day.Volume);
        json.WriteDecimal("q", day.Turnover);
        if (isWhole)
        {
            json.WriteDecimal("p", day.Close.Value - day.Open.Value);
            json.WriteDecimal("P", decimal.Round((day.Close.Value - day.Open.Value) * 100m / day.Open.Value, 3));
            json.WriteDecimal("w", day.Volume == 0 ? day.Close.Value : decimal.Round(day.Turnover / day.Volume, 8));
            json.WriteDecimal("Q", 0);
            if (!isFutures)
            {
                json.WriteDecimal("x", day.Open.Value);
                json.WriteDecimal("b", book.BestBid?.Value ?? 0);
                json.WriteDecimal("B", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
                json.WriteDecimal("a", book.BestAsk?.Value ?? 0);
                json.WriteDecimal("A", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
            }

            json.WriteTime("O", day.OpensAt);
            json.WriteTime("C", day.EndsAt);
            json.WriteNumber("F", -1);
            json.WriteNumber("L", -1);
            json.WriteNumber("n", day.Trades);
        }

        json.WriteEndObject();
    }

    private void WriteCandle(Utf8JsonWriter json, OrderBook book, string interval, TimeSpan length)
    {
        var instrument = book.Listing.Instrument.Id;
        var candle = floor.History.Candles(instrument, new(length, null, null, 1), floor.Now)[0];
        WriteHead(json, "kline", book);
        json.WriteStartObject("k");
        json.WriteTime("t", candle.OpensAt);
        json.WriteNumber("T", candle.EndsAt.ToUnixTimeMilliseconds() - 1);
        json.WriteString("s", instrument.Value);
        json.WriteString("i", interval);
        json.WriteNumber("f", -1);
        json.WriteNumber("L", -1);
        json.WriteDecimal("o", candle.Open.Value);
        json.WriteDecimal("c", candle.Close.Value);
        json.WriteDecimal("h", candle.High.Value);
        json.WriteDecimal("l", candle.Low.Value);
        json.WriteDecimal("v", candle.Volume);
        json.WriteNumber("n", candle.Trades);
        json.WriteBoolean("x", candle.EndsAt <= floor.Now);
        json.WriteDecimal("q", candle.Turnover);
        json.WriteDecimal("V", candle.TakerVolume);
        json.WriteDecimal("Q", candle.Volume == 0 ? 0 : decimal.Round(candle.Turnover * candle.TakerVolume / candle.Volume, 8));
        json.WriteString("B", "0");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteLevels(Utf8JsonWriter json, OrderBook book, int depth)
    {
        if (isFutures)
        {
            WriteHead(json, "depthUpdate", book);
            json.WriteTime("T", floor.Now);
            json.WriteNumber("U", book.Version);
            json.WriteNumber("u", book.Version);
            json.WriteNumber("pu", book.Version);
        }
        else
        {
            json.WriteStartObject();
            json.WriteNumber("lastUpdateId", book.Version);
        }

        BinanceSpotMarket.WriteLevels(json, isFutures ? "b" : "bids", book, Side.Buy, depth);
        BinanceSpotMarket.WriteLevels(json, isFutures ? "a" : "asks", book, Side.Sell, depth);
        json.WriteEndObject();
    }

    private void WriteMark(Utf8JsonWriter json, OrderBook book)
    {
        var every = TimeSpan.FromHours(8);
        WriteHead(json, "markPriceUpdate", book);
        foreach (var name in new[] { "p", "i", "P" })
        {
            json.WriteDecimal(name, book.Mark?.Value ?? 0);
        }

        json.WriteString("r", "0");
        json.WriteTime("T", CandleQuery.OpeningOf(floor.Now, every) + every);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json, string kind, OrderBook book)
    {
        json.WriteStartObject();
        json.WriteString("e", kind);
        json.WriteTime("E", floor.Now);
        json.WriteString("s", book.Listing.Instrument.Id.Value);
    }
}
