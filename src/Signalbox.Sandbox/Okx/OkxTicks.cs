using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Wire;

namespace Signalbox.Sandbox.Okx;

/// <summary>What has traded and at which prices. The mark is the middle of the book, and nothing is ever paid for funding.</summary>
internal sealed class OkxTicks(SandboxFloor floor, string instType)
{
    private static readonly TimeSpan FundingEvery = TimeSpan.FromHours(8);

    public Task CandlesAsync(OkxCall call)
    {
        if (floor.Book(new(call["instId"] ?? "")) is not { } book)
        {
            return OkxAnswers.RefuseAsync(call.Context, call["instId"] is null ? OkxFault.Missing("instId") : OkxFault.Instrument);
        }

        if (OkxBar.Read(call["bar"] ?? "1m") is not { } bar)
        {
            return OkxAnswers.RefuseAsync(call.Context, OkxFault.Parameter("bar"));
        }

        // Both ends are left out; without a beginning the last ones before the end are told.
        var (after, before) = (call.Whole("after"), call.Whole("before"));
        var query = new CandleQuery(
            bar.Length, before is { } from ? UnixTime.FromMilliseconds(from + 1) : null, after is { } until ? UnixTime.FromMilliseconds(until - 1) : null, Limit(call, 100, 300)) { Shift = bar.Shift };
        return OkxAnswers.AnswerRowsAsync(call.Context, floor.Read(now => floor.History.Candles(book.Listing.Instrument.Id, query, now)).Reverse(), (json, candle) => WriteCandle(json, book, candle));
    }

    public Task TradesAsync(OkxCall call) => OfBookAsync(call, book => floor.Read(_ => OkxAnswers.AnswerAsync(
        call.Context,
        floor.History.Trades(book.Listing.Instrument.Id).Reverse().Where(trade => trade.Number < (call.Whole("after") ?? long.MaxValue)).Take(Limit(call, 100, 500)).ToList(),
        (json, trade) => WriteTrade(json, book.Listing.Instrument, trade))));

    public Task MarkAsync(OkxCall call) => floor.Read(now => OkxAnswers.AnswerAsync(call.Context, Asked(call), (json, book) => WriteMark(json, book, instType, now)));

    public Task FundingAsync(OkxCall call) => OfBookAsync(call, book => OkxAnswers.AnswerAsync(call.Context, [book], (json, each) => WriteFunding(json, each, instType, floor.Now)));

    public Task PastFundingAsync(OkxCall call) => OfBookAsync(call, book => OkxAnswers.AnswerAsync(
        call.Context,
        floor.Read(now => floor.History.Candles(book.Listing.Instrument.Id, new(FundingEvery, null, now, Limit(call, 100, 400)), now)).Reverse(),
        (json, each) =>
        {
            json.WriteString("instType", instType);
            json.WriteString("instId", book.Listing.Instrument.Id.Value);
            json.WriteString("fundingRate", "0");
            json.WriteString("realizedRate", "0");
            json.WriteTime("fundingTime", each.OpensAt);
            json.WriteString("method", "current_period");
        }));

    public Task InterestAsync(OkxCall call) => OkxAnswers.AnswerAsync(call.Context, Asked(call), (json, book) =>
    {
        json.WriteString("instType", instType);
        json.WriteString("instId", book.Listing.Instrument.Id.Value);
        json.WriteString("oi", "0");
        json.WriteString("oiCcy", "0");
        json.WriteString("oiUsd", "0");
        json.WriteTime("ts", floor.Now);
    });

    public Task LimitsAsync(OkxCall call) => OfBookAsync(call, book => floor.Read(now => OkxAnswers.AnswerAsync(call.Context, [book], (json, each) =>
    {
        var mark = each.Mark?.Value ?? 0;
        json.WriteString("instType", instType);
        json.WriteString("instId", each.Listing.Instrument.Id.Value);
        json.WriteDecimal("buyLmt", mark * 2);
        json.WriteDecimal("sellLmt", mark / 2);
        json.WriteBoolean("enabled", true);
        json.WriteTime("ts", now);
    })));

    public static void WriteMark(Utf8JsonWriter json, OrderBook book, string instType, DateTimeOffset now)
    {
        json.WriteString("instType", instType);
        json.WriteString("instId", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("markPx", book.Mark?.Value);
        json.WriteTime("ts", now);
    }

    public static void WriteFunding(Utf8JsonWriter json, OrderBook book, string instType, DateTimeOffset now)
    {
        var next = CandleQuery.OpeningOf(now, FundingEvery) + FundingEvery;
        json.WriteString("instType", instType);
        json.WriteString("instId", book.Listing.Instrument.Id.Value);
        json.WriteString("method", "current_period");
        json.WriteString("fundingRate", "0");
        json.WriteString("nextFundingRate", "");
        json.WriteTime("fundingTime", next);
        json.WriteTime("nextFundingTime", next + FundingEvery);
        json.WriteString("minFundingRate", "-0.015");
        json.WriteString("maxFundingRate", "0.015");
        json.WriteString("settState", "settled");
        json.WriteString("settFundingRate", "0");
        json.WriteString("premium", "0");
        json.WriteTime("ts", now);
    }

    public static void WriteTrade(Utf8JsonWriter json, Instrument instrument, PublicTrade trade)
    {
        json.WriteString("instId", instrument.Id.Value);
        json.WriteNumberText("tradeId", trade.Number);
        json.WriteString("px", trade.Price.ToString());
        json.WriteString("sz", trade.Quantity.ToString());
        json.WriteString("side", trade.Side == Side.Buy ? "buy" : "sell");
        json.WriteString("source", "0");
        json.WriteTime("ts", trade.At);
    }

    public static void WriteCandle(Utf8JsonWriter json, OrderBook book, SandboxCandle candle)
    {
        var instrument = book.Listing.Instrument;
        var coins = instrument.Kind == InstrumentKind.Spot ? candle.Turnover : instrument.IsInverse ? candle.Turnover : candle.Volume * instrument.ContractSize;
        json.WriteNumberTextValue(candle.OpensAt.ToUnixTimeMilliseconds());
        foreach (var price in new[] { candle.Open, candle.High, candle.Low, candle.Close })
        {
            json.WriteStringValue(price.ToString());
        }

        json.WriteStringValue(Decimals.Canonical(candle.Volume));
        json.WriteStringValue(Decimals.Canonical(coins));
        json.WriteStringValue(Decimals.Canonical(instrument.IsInverse ? candle.Volume * instrument.ContractSize : candle.Turnover));
        json.WriteStringValue(candle.IsOver ? "1" : "0");
    }

    private List<OrderBook> Asked(OkxCall call) => call["instType"] is { } kind && kind != instType
        ? []
        : [.. floor.Instruments.Where(instrument => call["instId"] is not { } id || instrument.Id.Value == id).Select(instrument => floor.Book(instrument.Id)!)];

    private Task OfBookAsync(OkxCall call, Func<OrderBook, Task> answer) => floor.Book(new(call["instId"] ?? "")) is { } book
        ? answer(book)
        : OkxAnswers.RefuseAsync(call.Context, call["instId"] is null ? OkxFault.Missing("instId") : OkxFault.Instrument);

    private static int Limit(OkxCall call, int usual, int most) => (int)Math.Clamp(call.Whole("limit") ?? usual, 1, most);
}
