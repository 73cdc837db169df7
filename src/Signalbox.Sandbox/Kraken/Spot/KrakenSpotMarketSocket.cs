using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>The market channels of one connection: quotes, trades and books with their checksums. Everything below happens under the floor's lock.</summary>
internal sealed class KrakenSpotMarketSocket(SandboxStage stage, SandboxSocket socket)
{
    private const int UsualDepth = 10;
    private const int TradesAtFirst = 50;

    private readonly SandboxFloor floor = stage.Floor;
    private readonly HashSet<(string Channel, InstrumentId Instrument)> wanted = [];
    private readonly Dictionary<InstrumentId, KrakenBookDiff> books = [];
    private readonly Dictionary<InstrumentId, (Price?, Price?)> quotes = [];
    private readonly Dictionary<(InstrumentId Instrument, int Interval), KrakenCandleFeed> candles = [];

    public IDisposable Watch() => floor.Watch(OfferChanged);

    public IDisposable Join() => floor.Join(OfferTrade);

    public void Hear(KrakenSocketRequest request)
    {
        switch (request)
        {
            case { Channel: "instrument" }:
                Answer(request, null, json => json.WriteString("channel", "instrument"));
                if (request.Method == "subscribe")
                {
                    socket.Offer(KrakenSpotInstruments.Frame(floor), isNews: false);
                }

                break;
            case { Channel: "ohlc" } when KrakenSpotPast.LengthOf(request.Whole("interval") ?? 1) is null:
                Answer(request, "Interval not supported", null);
                break;
            case { Channel: "ticker" or "trade" or "book" or "ohlc" }:
                foreach (var symbol in request.Texts("symbol"))
                {
                    Change(request, symbol);
                }

                break;
            default:
                Answer(request, "Channel field must be a string", null);
                break;
        }
    }

    private void Change(KrakenSocketRequest request, string symbol)
    {
        if (KrakenSpotListing.Find(symbol) is not { } listing || listing.StreamSymbol != symbol)
        {
            Answer(request, $"Currency pair not supported {symbol}", null);
            return;
        }

        var (channel, interval) = (request.Channel!, (int)(request.Whole("interval") ?? 1));
        Answer(request, null, json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("symbol", symbol);
            json.WriteBoolean("snapshot", true);
            if (channel == "ohlc")
            {
                json.WriteNumber("interval", interval);
            }
        });
        if (request.Method == "unsubscribe")
        {
            wanted.Remove((channel, listing.Id));
            candles.Remove((listing.Id, interval));
            return;
        }

        wanted.Add((channel, listing.Id));
        switch (channel)
        {
            case "ticker":
                OfferQuote(listing, "snapshot");
                break;
            case "book":
                books[listing.Id] = new(listing, floor.Book(listing.Id)!, (int)(request.Whole("depth") ?? UsualDepth));
                socket.Offer(books[listing.Id].Next(floor.Now, isSnapshot: true)!.Value);
                break;
            case "ohlc":
                candles[(listing.Id, interval)] = new(listing, floor.Tape(listing.Id), interval);
                socket.Offer(candles[(listing.Id, interval)].Next(floor.Now, isSnapshot: true)!.Value);
                break;
            default:
                OfferTrades(listing, "snapshot", [.. floor.Tape(listing.Id).Trades.TakeLast(TradesAtFirst)]);
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

        foreach (var (_, candle) in candles.Where(each => each.Key.Instrument == instrument))
        {
            if (candle.Next(floor.Now, isSnapshot: false) is { } changed)
            {
                socket.Offer(changed);
            }
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
                var day = floor.Tape(listing.Id).LastDay(floor.Now);
                json.WriteNumber("last", book.Last?.Value ?? day.Close);
                json.WriteNumber("volume", day.Volume);
                json.WriteNumber("vwap", day.Average);
                json.WriteNumber("low", day.Low);
                json.WriteNumber("high", day.High);
                json.WriteNumber("change", day.Close - day.Open);
                json.WriteNumber("change_pct", decimal.Round((day.Close - day.Open) * 100 / day.Open, 2));
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

        OfferTrades(KrakenSpotListing.Find(fill.Instrument.Value)!, "update", [PublicTrade.Of(fill, happening.At)]);
    }

    private void OfferTrades(KrakenSpotListing listing, string type, IReadOnlyList<PublicTrade> trades) => socket.Offer(KrakenJson.Write(json =>
    {
        json.WriteString("channel", "trade");
        json.WriteString("type", type);
        json.WriteObjects("data", trades, trade =>
        {
            json.WriteString("symbol", listing.StreamSymbol);
            json.WriteString("side", KrakenOrderWords.Of(trade.Side));
            json.WriteNumber("price", trade.Price.Value);
            json.WriteNumber("qty", trade.Quantity.Value);
            json.WriteString("ord_type", "market");
            json.WriteNumber("trade_id", trade.Number);
            json.WriteTime("timestamp", trade.At);
        });
    }));

    private void Answer(KrakenSocketRequest request, string? error, Action<Utf8JsonWriter>? write) =>
        socket.Offer(request.Answer(floor.Now, error, write), isNews: false);
}
