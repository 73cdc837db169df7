using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>What OKX tells everybody.</summary>
internal sealed class OkxMarket(SandboxFloor floor, OkxReports reports, string instType)
{
    private const int LevelsMax = 400;

    public Task TimeAsync(OkxCall call) => OkxAnswers.AnswerAsync(call.Context, [floor.Now], static (json, now) => json.WriteTime("ts", now));

    public Task InstrumentsAsync(OkxCall call) => call["instType"] is not { } kind
        ? OkxAnswers.RefuseAsync(call.Context, OkxFault.Missing("instType"))
        : OkxAnswers.AnswerAsync(
            call.Context, kind != instType ? [] : floor.Instruments.Where(instrument => call["instId"] is not { } id || instrument.Id.Value == id), reports.WriteInstrument);

    public Task QuoteAsync(OkxCall call) => floor.Book(new(call["instId"] ?? "")) is { } book
        ? floor.Read(now => OkxAnswers.AnswerAsync(call.Context, [book], (json, each) => WriteTicker(json, floor, each, now, instType)))
        : OkxAnswers.RefuseAsync(call.Context, OkxFault.Instrument);

    public Task QuotesAsync(OkxCall call) => call["instType"] is null ? OkxAnswers.RefuseAsync(call.Context, OkxFault.Missing("instType")) : floor.Read(now => OkxAnswers.AnswerAsync(
        call.Context, call["instType"] != instType ? [] : floor.Instruments.Select(instrument => floor.Book(instrument.Id)!).ToList(), (json, each) => WriteTicker(json, floor, each, now, instType)));

    public Task BookAsync(OkxCall call) => floor.Book(new(call["instId"] ?? "")) is { } book
        ? floor.Read(now => OkxAnswers.AnswerAsync(call.Context, [book], (json, each) =>
        {
            var depth = (int)Math.Clamp(call.Whole("sz") ?? 1, 1, LevelsMax);
            WriteLevels(json, "asks", each.Depth(Side.Sell).Take(depth).Select(level => (level.Price, level.Open)));
            WriteLevels(json, "bids", each.Depth(Side.Buy).Take(depth).Select(level => (level.Price, level.Open)));
            json.WriteTime("ts", now);
        }))
        : OkxAnswers.RefuseAsync(call.Context, OkxFault.Instrument);

    public static void WriteTicker(Utf8JsonWriter json, SandboxFloor floor, OrderBook book, DateTimeOffset now, string instType)
    {
        var (instrument, day) = (book.Listing.Instrument, floor.History.Day(book.Listing.Instrument.Id, now));
        json.WriteString("instType", instType);
        json.WriteString("instId", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("last", book.Last?.Value);
        json.WriteDecimal("lastSz", floor.History.Trades(instrument.Id) is [.., var newest] ? newest.Quantity.Value : 0);
        json.WriteDecimal("open24h", day.Open.Value);
        json.WriteDecimal("high24h", day.High.Value);
        json.WriteDecimal("low24h", day.Low.Value);
        json.WriteDecimal("vol24h", day.Volume);
        json.WriteDecimal("volCcy24h", instrument.Kind == InstrumentKind.Spot || instrument.IsInverse ? day.Turnover : day.Volume * instrument.ContractSize);
        json.WriteDecimal("sodUtc0", floor.History.Candles(instrument.Id, new(TimeSpan.FromDays(1), null, null, 1), now)[0].Open.Value);
        json.WriteDecimal("sodUtc8", floor.History.Candles(instrument.Id, new(TimeSpan.FromDays(1), null, null, 1) { Shift = TimeSpan.FromHours(8) }, now)[0].Open.Value);
        json.WriteDecimal("askPx", book.BestAsk?.Value);
        json.WriteDecimal("askSz", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        json.WriteDecimal("bidPx", book.BestBid?.Value);
        json.WriteDecimal("bidSz", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteTime("ts", now);
    }

    public static void WriteLevels(Utf8JsonWriter json, string name, IEnumerable<(Price Price, Quantity Open)> levels)
    {
        json.WriteStartArray(name);
        foreach (var (price, open) in levels)
        {
            json.WriteStartArray();
            json.WriteStringValue(price.ToString());
            json.WriteStringValue(open.ToString());
            json.WriteStringValue("0");
            json.WriteStringValue(open.IsZero ? "0" : "1");
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
