using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>
/// One connection of market streams: best quotes, trades and changes of books, of the names in its address and of those it
/// subscribes later.
/// </summary>
internal sealed class BinanceMarketFeed(SandboxStage stage, bool wrapsAlways, bool isFutures)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly Lock subscribing = new();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, BinanceBookDiff> books = [];
    private readonly BinanceSummaries summaries = new(stage.Floor, isFutures);

    public async Task ServeAsync(HttpContext context)
    {
        Subscribe((context.Request.Query["streams"].ToString() + "/" + context.Request.RouteValues["name"]).Split('/', StringSplitOptions.RemoveEmptyEntries));
        using var watching = floor.Watch(OfferChanged);
        using var joined = floor.Join(OfferTrade);
        await socket.ServeAsync(context, Hear);
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        var request = BinanceSocketRequest.Read(message);
        if (request?.Method == "SUBSCRIBE")
        {
            Subscribe(request.Names);
        }
        else if (request?.Method == "UNSUBSCRIBE")
        {
            lock (subscribing)
            {
                names.ExceptWith(request.Names);
            }
        }

        socket.Offer(BinanceJson.Write(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("result");
            if (request?.Method == "LIST_SUBSCRIPTIONS")
            {
                json.WriteList(Names(), json.WriteStringValue);
            }
            else
            {
                json.WriteNullValue();
            }

            (request ?? BinanceSocketRequest.None).WriteId(json);
            json.WriteEndObject();
        }), isNews: false);
    }

    private string[] Names()
    {
        lock (subscribing)
        {
            return [.. names];
        }
    }

    private void Subscribe(IReadOnlyList<string> wanted)
    {
        lock (subscribing)
        {
            names.UnionWith(wanted);
        }

        foreach (var instrument in floor.Instruments)
        {
            floor.Read(_ =>
            {
                OfferChanged(instrument.Id);
                return true;
            });
        }
    }

    private bool Wants(string name)
    {
        lock (subscribing)
        {
            return names.Contains(name);
        }
    }

    // Called under the floor's lock.
    private void OfferChanged(InstrumentId instrument)
    {
        var lower = instrument.Value.ToLowerInvariant();
        var book = floor.Book(instrument)!;
        foreach (var (name, what) in Names().Select(name => (name, What: name.StartsWith($"{lower}@", StringComparison.Ordinal) ? name[(lower.Length + 1)..] : null)).Where(each => each.What is not null))
        {
            switch (what)
            {
                case "bookTicker":
                    Offer(name, json => WriteQuote(json, book));
                    break;
                case "depth" or "depth@100ms" or "depth@250ms" or "depth@500ms":
                    if (!books.TryGetValue(instrument, out var diff))
                    {
                        books.Add(instrument, diff = new(book));
                    }

                    Offer(name, json => diff.Write(json, floor.Now, isFutures));
                    break;
                default:
                    summaries.Offer(what!, book, write => Offer(name, write));
                    break;
            }
        }
    }

    private void OfferTrade(Happening happening)
    {
        if (happening.Event is not OrderFilled fill || fill.IsMaker)
        {
            return;
        }

        foreach (var kind in new[] { "trade", "aggTrade" })
        {
            var name = $"{fill.Instrument.Value.ToLowerInvariant()}@{kind}";
            if (Wants(name))
            {
                Offer(name, json => WriteTrade(json, fill, happening.At, kind, isFutures));
            }
        }
    }

    private void Offer(string name, Action<Utf8JsonWriter> write) => socket.Offer(BinanceJson.Write(json =>
    {
        if (!wrapsAlways)
        {
            write(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("stream", name);
        json.WritePropertyName("data");
        write(json);
        json.WriteEndObject();
    }));

    private void WriteQuote(Utf8JsonWriter json, OrderBook book)
    {
        json.WriteStartObject();
        if (isFutures)
        {
            json.WriteString("e", "bookTicker");
            json.WriteTime("E", floor.Now);
            json.WriteTime("T", floor.Now);
        }

        json.WriteNumber("u", book.Version);
        json.WriteString("s", book.Listing.Instrument.Id.Value);
        json.WriteDecimal("b", book.BestBid?.Value ?? 0);
        json.WriteDecimal("B", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.WriteDecimal("a", book.BestAsk?.Value ?? 0);
        json.WriteDecimal("A", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, OrderFilled fill, DateTimeOffset at, string kind, bool isFutures)
    {
        json.WriteStartObject();
        json.WriteString("e", kind);
        json.WriteTime("E", at);
        json.WriteString("s", fill.Instrument.Value);
        json.WriteNumber(kind == "trade" ? "t" : "a", fill.Trade);
        json.WriteDecimal("p", fill.Price.Value);
        json.WriteDecimal("q", fill.Quantity.Value);
        if (kind == "aggTrade")
        {
            json.WriteNumber("f", fill.Trade);
            json.WriteNumber("l", fill.Trade);
        }
        else if (isFutures)
        {
            json.WriteString("X", "MARKET");
        }

        json.WriteTime("T", at);
        json.WriteBoolean("m", fill.Side == Side.Sell);
        if (!isFutures)
        {
            json.WriteBoolean("M", true);
        }

        json.WriteEndObject();
    }
}
