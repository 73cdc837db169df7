using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What futures tell everybody; most of it as spot does. The index is the middle of the book, and nothing is ever paid for funding.</summary>
internal sealed class BinanceUsdmMarket(SandboxFloor floor, BinanceRoutes routes)
{
    private static readonly TimeSpan FundingEvery = TimeSpan.FromHours(8);

    public BinanceSpotMarket Shared { get; } = new(floor);

    public BinanceTicks Ticks { get; } = new(floor, routes, isFutures: true);

    public Task InstrumentsAsync(BinanceCall call) => BinanceJson.AnswerAsync(call.Context, 200, json =>
    {
        json.WriteStartObject();
        json.WriteString("timezone", "UTC");
        json.WriteTime("serverTime", floor.Now);
        json.WriteString("futuresType", "U_MARGINED");
        json.WritePropertyName("rateLimits");
        json.WriteStartArray();
        BinanceSpotMarket.WriteLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, 2_400);
        BinanceSpotMarket.WriteLimit(json, "ORDERS", "SECOND", 10, 300);
        BinanceSpotMarket.WriteLimit(json, "ORDERS", "MINUTE", 1, 1_200);
        json.WriteEndArray();
        json.WritePropertyName("exchangeFilters");
        json.WriteStartArray();
        json.WriteEndArray();
        json.WritePropertyName("assets");
        json.WriteList(floor.Instruments.Select(instrument => instrument.Settle).Distinct(), asset =>
        {
            json.WriteStartObject();
            json.WriteString("asset", asset);
            json.WriteBoolean("marginAvailable", true);
            json.WriteString("autoAssetExchange", "0");
            json.WriteEndObject();
        });
        json.WritePropertyName("symbols");
        json.WriteList(floor.Instruments, instrument => BinanceUsdmReports.WriteSymbol(json, instrument));
        json.WriteEndObject();
    });

    public Task MarkAsync(BinanceCall call) => Ticks.EachAsync(call, (json, book) =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        WriteMark(json, "markPrice", book);
        WriteMark(json, "indexPrice", book);
        WriteMark(json, "estimatedSettlePrice", book);
        json.WriteString("lastFundingRate", "0");
        json.WriteString("interestRate", "0");
        json.WriteTime("nextFundingTime", CandleQuery.OpeningOf(floor.Now, FundingEvery) + FundingEvery);
        json.WriteTime("time", floor.Now);
    });

    public Task FundingAsync(BinanceCall call)
    {
        var (books, _, fault) = Ticks.Asked(call);
        var until = call.Time("endTime") is { } end && end < floor.Now ? end : floor.Now;
        var times = floor.History.Candles(
            floor.Instruments[0].Id, new(FundingEvery, call.Time("startTime"), until, (int)Math.Clamp(call.Whole("limit") ?? 100, 1, 1_000)), floor.Now).Select(candle => candle.OpensAt);
        return fault is not null ? BinanceJson.RefuseAsync(call.Context, fault) : routes.AnswerAsync(call, json => json.WriteList(books.SelectMany(book => times.Select(at => (book, at))), each =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", each.book.Listing.Instrument.Id.Value);
            json.WriteTime("fundingTime", each.at);
            json.WriteString("fundingRate", "0");
            WriteMark(json, "markPrice", each.book);
            json.WriteEndObject();
        }));
    }

    public Task FundingTermsAsync(BinanceCall call) => routes.AnswerAsync(call, json => json.WriteList(floor.Instruments, instrument =>
    {
        json.WriteStartObject();
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteString("adjustedFundingRateCap", "0.02");
        json.WriteString("adjustedFundingRateFloor", "-0.02");
        json.WriteNumber("fundingIntervalHours", (int)FundingEvery.TotalHours);
        json.WriteEndObject();
    }));

    public Task InterestAsync(BinanceCall call) => call["symbol"] is null ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Missing("symbol")) : Ticks.EachAsync(call, (json, book) =>
    {
        json.WriteString("symbol", book.Listing.Instrument.Id.Value);
        json.WriteString("openInterest", "0");
        json.WriteTime("time", floor.Now);
    });

    private static void WriteMark(Utf8JsonWriter json, string name, OrderBook book) => json.WriteDecimal(name, book.Mark?.Value ?? 0);
}
