using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>What the data host answers.</summary>
internal sealed class AlpacaMarketAnswers(SandboxFloor floor, AlpacaRoutes routes)
{
    public Task QuotesAsync(JsonCall call, SandboxAccount _) => AnswerAsync(call, "quotes", (json, book) => WriteQuote(json, book, floor.Now));

    public Task TradesAsync(JsonCall call, SandboxAccount _) => AnswerAsync(call, "trades", (json, book) => json.Item(() =>
    {
        json.WriteString("t", AlpacaReports.Time(floor.Now));
        json.WriteNumber("p", (book.Last ?? book.Mark)?.Value ?? 0);
        json.WriteNumber("s", 1);
        json.WriteNumber("i", book.Version);
    }));

    public Task BooksAsync(JsonCall call, SandboxAccount _) => AnswerAsync(call, "orderbooks", (json, book) => json.Item(() =>
    {
        json.WriteString("t", AlpacaReports.Time(floor.Now));
        WriteSide(json, "b", book.Depth(Side.Buy));
        WriteSide(json, "a", book.Depth(Side.Sell));
    }));

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

    private Task AnswerAsync(JsonCall call, string name, Action<Utf8JsonWriter, OrderBook> write)
    {
        var symbols = call.Query("symbols")?.Split(',') ?? [];
        if (Array.Find(symbols, symbol => floor.Book(new(symbol)) is null) is { } unknown)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, new(400, 40010001, $"invalid symbol: {unknown}"));
        }

        return routes.AnswerAsync(call, json => json.Item(() => json.Item(name, () =>
        {
            foreach (var symbol in symbols)
            {
                json.WritePropertyName(symbol);
                write(json, floor.Book(new(symbol))!);
            }
        })));
    }
}
