using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>One connection of market streams: quotes, trades and books with their checksums. Everything below happens under the floor's lock.</summary>
internal sealed class KrakenSpotMarketSocket(SandboxStage stage)
{
    private const int UsualDepth = 10;

    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly HashSet<(string Channel, InstrumentId Instrument)> wanted = [];
    private readonly Dictionary<InstrumentId, KrakenBookDiff> books = [];
    private readonly Dictionary<InstrumentId, (Price?, Price?)> quotes = [];

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(OfferChanged);
        using var joined = floor.Join(OfferTrade);
        socket.Offer(KrakenSocketRequest.Greeting(), isNews: false);
        await socket.ServeAsync(context, message => floor.Read(_ =>
        {
            Hear(message);
            return true;
        }));
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        switch (KrakenSocketRequest.Read(message))
        {
            case { Method: "ping" }:
                Answer("pong", null, null, null);
                break;
            case { Method: "subscribe" or "unsubscribe", Channel: "ticker" or "trade" or "book" } request:
                foreach (var symbol in request.Symbols)
                {
                    Change(request, symbol);
                }

                break;
            case { Method: var method }:
                Answer(method, null, null, "Channel field must be a string");
                break;
            default:
                Answer("unknown", null, null, "Malformed request");
                break;
        }
    }

    private void Change(KrakenSocketRequest request, string symbol)
    {
        if (KrakenSpotListing.Find(symbol) is not { } listing || listing.StreamSymbol != symbol)
        {
            Answer(request.Method, null, null, $"Currency pair not supported {symbol}");
            return;
        }

        Answer(request.Method, request.Channel, symbol, null);
        if (request.Method == "unsubscribe")
        {
            wanted.Remove((request.Channel!, listing.Id));
            return;
        }

        wanted.Add((request.Channel!, listing.Id));
        switch (request.Channel)
        {
            case "ticker":
                OfferQuote(listing, "snapshot");
                break;
            case "book":
                books[listing.Id] = new(listing, floor.Book(listing.Id)!, (int)(request.Depth ?? UsualDepth));
                socket.Offer(books[listing.Id].Next(floor.Now, isSnapshot: true)!.Value);
                break;
            default:
                socket.Offer(KrakenJson.Write(json =>
                {
                    json.WriteString("channel", "trade");
                    json.WriteString("type", "snapshot");
                    json.WriteTexts("data");
                }));
                break;
        }
    }

    private void OfferChanged(InstrumentId instrument)
    {
        var book = floor.Book(instrument)!;
        if (wanted.Contains(("ticker", instrument)) && quotes.GetValueOrDefault(instrument) != (book.BestBid, book.BestAsk))
        {
            OfferQuote(KrakenSpotListing.Find(instrument.Value)!, "update");
        }

        if (wanted.Contains(("book", instrument)) && books[instrument].Next(floor.Now, isSnapshot: false) is { } changes)
        {
            socket.Offer(changes);
        }
    }

    private void OfferQuote(KrakenSpotListing listing, string type)
    {
        var book = floor.Book(listing.Id)!;
        quotes[listing.Id] = (book.BestBid, book.BestAsk);
        socket.Offer(KrakenJson.Write(json =>
        {
            json.WriteString("channel", "ticker");
            json.WriteString("type", type);
            json.WriteObjects("data", [listing], _ =>
            {
                json.WriteString("symbol", listing.StreamSymbol);
                json.WriteNumber("bid", book.BestBid?.Value ?? 0);
                json.WriteNumber("bid_qty", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
                json.WriteNumber("ask", book.BestAsk?.Value ?? 0);
                json.WriteNumber("ask_qty", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
                json.WriteNumber("last", book.Last?.Value ?? 0);
                json.WriteTime("timestamp", floor.Now);
            });
        }));
    }

    private void OfferTrade(Happening happening)
    {
        if (happening.Event is not OrderFilled { IsMaker: false } fill || !wanted.Contains(("trade", fill.Instrument)))
        {
            return;
        }

        socket.Offer(KrakenJson.Write(json =>
        {
            json.WriteString("channel", "trade");
            json.WriteString("type", "update");
            json.WriteObjects("data", [fill], _ =>
            {
                json.WriteString("symbol", KrakenSpotListing.Find(fill.Instrument.Value)!.StreamSymbol);
                json.WriteString("side", KrakenOrderWords.Of(fill.Side));
                json.WriteNumber("price", fill.Price.Value);
                json.WriteNumber("qty", fill.Quantity.Value);
                json.WriteString("ord_type", "market");
                json.WriteNumber("trade_id", fill.Trade);
                json.WriteTime("timestamp", happening.At);
            });
        }));
    }

    private void Answer(string method, string? channel, string? symbol, string? error) =>
        socket.Offer(KrakenSocketRequest.Answer(floor.Now, method, channel, symbol, error), isNews: false);
}
