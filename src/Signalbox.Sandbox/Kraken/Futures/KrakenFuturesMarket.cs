using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>What futures tell everybody of what is listed, and of the market now.</summary>
internal sealed class KrakenFuturesMarket(SandboxFloor floor, KrakenFuturesRoutes routes)
{
    public const string Unknown = "contractNotFound";

    public Task ContractsAsync(KrakenCall call) =>
        routes.AnswerAsync(call, json => json.WriteObjects("instruments", floor.Instruments, instrument => KrakenFuturesReports.WriteContract(json, instrument)));

    public Task StatusesAsync(KrakenCall call) => routes.AnswerAsync(call, json => json.WriteObjects("instrumentStatus", floor.Instruments, instrument => WriteStatus(json, instrument.Id.Value)));

    public Task StatusAsync(KrakenCall call) => BookOf(call) is { } book
        ? routes.AnswerAsync(call, json => WriteStatus(json, book.Listing.Instrument.Id.Value))
        : routes.RefuseAsync(call, Unknown);

    public Task QuotesAsync(KrakenCall call) =>
        routes.AnswerAsync(call, json => json.WriteObjects("tickers", floor.Instruments, instrument => WriteQuote(json, floor.Book(instrument.Id)!)));

    public Task QuoteAsync(KrakenCall call) => BookOf(call) is { } book
        ? routes.AnswerAsync(call, json => json.WriteObject("ticker", () => WriteQuote(json, book)))
        : routes.RefuseAsync(call, Unknown);

    public Task BookAsync(KrakenCall call) => BookOf(call) is { } book
        ? routes.AnswerAsync(call, json => json.WriteObject("orderBook", () =>
        {
            WriteLevels(json, "bids", book.Depth(Side.Buy));
            WriteLevels(json, "asks", book.Depth(Side.Sell));
        }))
        : routes.RefuseAsync(call, Unknown);

    /// <summary>Newest first.</summary>
    public Task TradesAsync(KrakenCall call)
    {
        if (BookOf(call) is not { } book)
        {
            return routes.RefuseAsync(call, Unknown);
        }

        DateTimeOffset? before = DateTimeOffset.TryParse(call["lastTime"], System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : null;
        return routes.AnswerAsync(call, json => json.WriteObjects(
            "history", floor.Tape(book.Listing.Instrument.Id).Trades.Reverse().Where(trade => before is not { } last || trade.At < last).Take(100), trade =>
            {
                json.WriteTime("time", trade.At);
                json.WriteNumber("trade_id", trade.Number);
                json.WriteNumber("price", trade.Price.Value);
                json.WriteNumber("size", trade.Quantity.Value);
                json.WriteString("side", KrakenFuturesReports.SideOf(trade.Side));
                json.WriteString("type", "fill");
                json.WriteString("uid", KrakenFuturesListing.FillId(trade.Number));
            }));
    }

    /// <summary>No funding is paid here, so there is none to tell of.</summary>
    public Task FundingAsync(KrakenCall call) => BookOf(call) is null
        ? routes.RefuseAsync(call, Unknown)
        : routes.AnswerAsync(call, static json => json.WriteTexts("rates"));

    public OrderBook? BookOf(KrakenCall call) => floor.Book(new((call.Context.Request.RouteValues["symbol"]?.ToString() ?? call["symbol"] ?? "").ToUpperInvariant()));

    private static void WriteStatus(Utf8JsonWriter json, string symbol)
    {
        json.WriteString("tradeable", symbol);
        json.WriteBoolean("experiencingDislocation", false);
        json.WriteNull("priceDislocationDirection");
        json.WriteBoolean("experiencingExtremeVolatility", false);
        json.WriteNumber("extremeVolatilityInitialMarginMultiplier", 1);
        json.WriteBoolean("isExpired", false);
    }

    private void WriteQuote(Utf8JsonWriter json, OrderBook book)
    {
        var instrument = book.Listing.Instrument;
        var tape = floor.Tape(instrument.Id);
        var (day, last) = (tape.LastDay(floor.Now), tape.Last);
        json.WriteString("tag", "perpetual");
        json.WriteString("pair", $"{KrakenFuturesListing.CoinOf(instrument)}:{instrument.Quote}");
        json.WriteString("symbol", instrument.Id.Value);
        json.WriteNumber("bid", book.BestBid?.Value ?? 0);
        json.WriteNumber("bidSize", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteNumber("ask", book.BestAsk?.Value ?? 0);
        json.WriteNumber("askSize", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        json.WriteNumber("last", book.Last?.Value ?? day.Close);
        json.WriteTime("lastTime", last?.At ?? floor.Now);
        json.WriteNumber("lastSize", last?.Quantity.Value ?? 0);
        json.WriteNumber("markPrice", book.Mark?.Value ?? 0);
        json.WriteNumber("indexPrice", book.Mark?.Value ?? 0);
        json.WriteNumber("vol24h", day.Volume);
        json.WriteNumber("volumeQuote", day.Turnover);
        json.WriteNumber("open24h", day.Open);
        json.WriteNumber("high24h", day.High);
        json.WriteNumber("low24h", day.Low);
        json.WriteNumber("change24h", decimal.Round((day.Close - day.Open) * 100 / day.Open, 2));
        json.WriteNumber("openInterest", 0);
        json.WriteNumber("fundingRate", 0);
        json.WriteNumber("fundingRatePrediction", 0);
        json.WriteBoolean("suspended", false);
        json.WriteBoolean("postOnly", false);
    }

    private static void WriteLevels(Utf8JsonWriter json, string name, IEnumerable<(Price Price, Quantity Open)> levels)
    {
        json.WriteStartArray(name);
        foreach (var (price, open) in levels)
        {
            json.WriteStartArray();
            json.WriteNumberValue(price.Value);
            json.WriteNumberValue(open.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
