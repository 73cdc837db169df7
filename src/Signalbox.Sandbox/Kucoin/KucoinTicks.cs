using System.Globalization;
using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Wire;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>What has traded and at which prices, as either product tells everybody. Nothing is ever paid for funding.</summary>
internal sealed class KucoinTicks(SandboxFloor floor, KucoinRoutes routes)
{
    private const int TradesMax = 100;
    private const int SpotCandlesMax = 1_500;
    private const int FuturesCandlesMax = 500;

    private static readonly TimeSpan FundingEvery = TimeSpan.FromHours(8);

    /// <summary>Spot: seconds, the newest first.</summary>
    public Task SpotCandlesAsync(KucoinCall call)
    {
        if (Length(call["type"]) is not { } length)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.Parameter(call["type"] is null ? "type is required" : "Incorrect candlestick type"));
        }

        var (from, until) = (call.Whole("startAt"), call.Whole("endAt"));
        var query = new CandleQuery(length, from is { } since ? UnixTime.FromSeconds(since) : null, until is { } end ? UnixTime.FromSeconds(end - 1) : null, from is null ? TradesMax : SpotCandlesMax);
        return OfBookAsync(call, KucoinFault.Pair, (json, book) => json.WriteList(floor.History.Candles(book.Listing.Instrument.Id, query, floor.Now).Reverse(), candle =>
        {
            json.WriteStartArray();
            json.WriteStringValue(candle.OpensAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            foreach (var price in new[] { candle.Open, candle.Close, candle.High, candle.Low })
            {
                json.WriteStringValue(price.ToString());
            }

            json.WriteStringValue(Decimals.Canonical(candle.Volume));
            json.WriteStringValue(Decimals.Canonical(candle.Turnover));
            json.WriteEndArray();
        }));
    }

    /// <summary>Futures: milliseconds and bare numbers, the oldest first.</summary>
    public Task FuturesCandlesAsync(KucoinCall call)
    {
        if (call.Whole("granularity") is not (1 or 5 or 15 or 30 or 60 or 120 or 240 or 480 or 720 or 1_440 or 10_080) || call["granularity"] is not { } minutes)
        {
            return KucoinJson.RefuseAsync(call.Context, KucoinFault.FuturesParameter("granularity is not supported"));
        }

        var (from, until) = (call.Whole("from"), call.Whole("to"));
        var query = new CandleQuery(
            TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)), from is { } since ? UnixTime.FromMilliseconds(since) : null,
            until is { } end ? UnixTime.FromMilliseconds(end) : null, FuturesCandlesMax);
        return OfBookAsync(call, KucoinFault.Contract, (json, book) => json.WriteList(floor.History.Candles(book.Listing.Instrument.Id, query, floor.Now), candle =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(candle.OpensAt.ToUnixTimeMilliseconds());
            foreach (var price in new[] { candle.Open, candle.High, candle.Low, candle.Close })
            {
                json.WriteNumberValue(price.Value);
            }

            json.WriteNumberValue(candle.Volume);
            json.WriteNumberValue(candle.Turnover);
            json.WriteEndArray();
        }));
    }

    public Task SpotTradesAsync(KucoinCall call) => OfBookAsync(call, KucoinFault.Pair, (json, book) => json.WriteList(Trades(book), trade => json.WriteObject(() =>
    {
        json.WriteString("sequence", trade.Number.ToString(CultureInfo.InvariantCulture));
        json.WriteString("price", trade.Price.ToString());
        json.WriteString("size", trade.Quantity.ToString());
        json.WriteString("side", KucoinReports.Of(trade.Side));
        json.WriteNanoseconds("time", trade.At);
    })));

    public Task FuturesTradesAsync(KucoinCall call) => OfBookAsync(call, KucoinFault.Contract, (json, book) => json.WriteList(Trades(book), trade => json.WriteObject(() =>
    {
        var number = trade.Number.ToString(CultureInfo.InvariantCulture);
        json.WriteNumber("sequence", trade.Number);
        json.WriteString("tradeId", number);
        json.WriteString("takerOrderId", "");
        json.WriteString("makerOrderId", "");
        json.WriteNumber("contractId", 1);
        json.WriteString("side", KucoinReports.Of(trade.Side));
        json.WriteNumber("size", trade.Quantity.Value);
        json.WriteString("price", trade.Price.ToString());
        json.WriteNanoseconds("ts", trade.At);
    })));

    public Task DayAsync(KucoinCall call) => OfBookAsync(call, KucoinFault.Pair, (json, book) => json.WriteObject(() =>
    {
        json.WriteTime("time", floor.Now);
        WriteDay(json, book);
    }));

    public Task DaysAsync(KucoinCall call) => routes.AnswerAsync(call, json => json.WriteObject(() =>
    {
        json.WriteTime("time", floor.Now);
        json.WritePropertyName("ticker");
        json.WriteList(floor.Instruments.Select(instrument => floor.Book(instrument.Id)!), book => json.WriteObject(() =>
        {
            json.WriteString("symbolName", book.Listing.Instrument.Id.Value);
            json.WriteDecimal("bestBidSize", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
            json.WriteDecimal("bestAskSize", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
            WriteDay(json, book);
        }));
    }));

    public Task FundingAsync(KucoinCall call) => OfBookAsync(call, KucoinFault.Contract, (json, book) => json.WriteObject(() =>
    {
        json.WriteString("symbol", $".{book.Listing.Instrument.Id}FPI8H");
        json.WriteNumber("granularity", (long)FundingEvery.TotalMilliseconds);
        json.WriteTime("timePoint", CandleQuery.OpeningOf(floor.Now, FundingEvery));
        json.WriteNumber("value", 0);
        json.WriteNumber("predictedValue", 0);
        json.WriteNumber("fundingRateCap", 0.003m);
        json.WriteNumber("fundingRateFloor", -0.003m);
        json.WriteNumber("period", 0);
        json.WriteTime("fundingTime", CandleQuery.OpeningOf(floor.Now, FundingEvery) + FundingEvery);
    }));

    public Task MarkAsync(KucoinCall call) => OfBookAsync(call, KucoinFault.Contract, (json, book) => json.WriteObject(() =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteNumber("granularity", 1_000);
        json.WriteTime("timePoint", floor.Now);
        json.WriteNumber("value", book.Mark?.Value ?? 0);
        json.WriteNumber("indexPrice", book.Mark?.Value ?? 0);
    }));

    public static TimeSpan? Length(string? word) => word switch
    {
        "1min" => TimeSpan.FromMinutes(1),
        "3min" => TimeSpan.FromMinutes(3),
        "5min" => TimeSpan.FromMinutes(5),
        "15min" => TimeSpan.FromMinutes(15),
        "30min" => TimeSpan.FromMinutes(30),
        "1hour" => TimeSpan.FromHours(1),
        "2hour" => TimeSpan.FromHours(2),
        "4hour" => TimeSpan.FromHours(4),
        "6hour" => TimeSpan.FromHours(6),
        "8hour" => TimeSpan.FromHours(8),
        "12hour" => TimeSpan.FromHours(12),
        "1day" => TimeSpan.FromDays(1),
        "1week" => TimeSpan.FromDays(7),
        "1month" => CandleQuery.Month,
        _ => null,
    };

    private IEnumerable<PublicTrade> Trades(OrderBook book) => floor.History.Trades(book.Listing.Instrument.Id).Reverse().Take(TradesMax);

    private void WriteDay(Utf8JsonWriter json, OrderBook book)
    {
        var day = floor.History.Day(book.Listing.Instrument.Id, floor.Now);
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("buy", book.BestBid?.Value);
        json.WriteDecimal("sell", book.BestAsk?.Value);
        json.WriteDecimal("changeRate", decimal.Round((day.Close.Value - day.Open.Value) / day.Open.Value, 6));
        json.WriteDecimal("changePrice", day.Close.Value - day.Open.Value);
        json.WriteDecimal("high", day.High.Value);
        json.WriteDecimal("low", day.Low.Value);
        json.WriteDecimal("vol", day.Volume);
        json.WriteDecimal("volValue", day.Turnover);
        json.WriteDecimal("last", day.Close.Value);
        json.WriteDecimal("averagePrice", day.Volume == 0 ? day.Close.Value : decimal.Round(day.Turnover / day.Volume, 8));
        json.WriteDecimal("takerFeeRate", book.Listing.TakerFeeRate);
        json.WriteDecimal("makerFeeRate", book.Listing.MakerFeeRate);
        json.WriteString("takerCoefficient", "1");
        json.WriteString("makerCoefficient", "1");
    }

    private Task OfBookAsync(KucoinCall call, KucoinFault unknown, Action<Utf8JsonWriter, OrderBook> write) => floor.Book(new(call["symbol"] ?? "")) is { } book
        ? routes.AnswerAsync(call, json => write(json, book))
        : KucoinJson.RefuseAsync(call.Context, unknown);
}
