using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>One line of market streams: best quotes, trades and changes of books, as either product writes them.</summary>
internal sealed class KucoinMarketFeed
{
    private readonly SandboxFloor floor;
    private readonly KucoinTape tape;
    private readonly bool isFutures;
    private readonly KucoinSocket socket;

    public KucoinMarketFeed(SandboxStage stage, KucoinTape tape, bool isFutures)
    {
        floor = stage.Floor;
        this.tape = tape;
        this.isFutures = isFutures;
        socket = new(stage, Exists) { Subscribed = Greet };
    }

    private string Quotes => isFutures ? "/contractMarket/tickerV2:" : "/spotMarket/level1:";

    private string Trades => isFutures ? "/contractMarket/execution:" : "/market/match:";

    private string Books => isFutures ? "/contractMarket/level2:" : "/market/level2:";

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(OfferQuote);
        using var joined = floor.Join(OfferTrade);
        using var following = tape.Join(OfferChanges);
        await socket.ServeAsync(context);
    }

    private bool Exists(string topic, bool isPrivate) => !isPrivate && new[] { Quotes, Trades, Books }.Any(each => topic.StartsWith(each, StringComparison.Ordinal) && floor.Book(new(topic[each.Length..])) is not null);

    // A first quote at once; the venue sends the next that comes.
    private void Greet(string topic) => floor.Read(_ =>
    {
        if (topic.StartsWith(Quotes, StringComparison.Ordinal))
        {
            OfferQuote(new(topic[Quotes.Length..]));
        }

        return true;
    });

    private void OfferQuote(InstrumentId instrument)
    {
        var topic = Quotes + instrument.Value;
        if (!socket.Wants(topic) || floor.Book(instrument) is not { } book)
        {
            return;
        }

        socket.Offer(topic, isFutures ? "tickerV2" : "level1", json =>
        {
            if (isFutures)
            {
                json.WriteString("symbol", instrument.Value);
                json.WriteString("bestBidPrice", book.BestBid?.ToString() ?? "0");
                json.WriteNumber("bestBidSize", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
                json.WriteString("bestAskPrice", book.BestAsk?.ToString() ?? "0");
                json.WriteNumber("bestAskSize", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
                json.WriteNanoseconds("ts", floor.Now);
                return;
            }

            WriteLevel(json, "asks", book.BestAsk, book.Depth(Side.Sell).FirstOrDefault().Open);
            WriteLevel(json, "bids", book.BestBid, book.Depth(Side.Buy).FirstOrDefault().Open);
            json.WriteTime("timestamp", floor.Now);
        });
    }

    private void OfferTrade(Happening happening)
    {
        if (happening.Event is not OrderFilled { IsMaker: false } fill || !socket.Wants(Trades + fill.Instrument.Value))
        {
            return;
        }

        socket.Offer(Trades + fill.Instrument.Value, isFutures ? "match" : "trade.l3match", json =>
        {
            json.WriteString("symbol", fill.Instrument.Value);
            json.WriteString("side", fill.Side == Side.Buy ? "buy" : "sell");
            json.WriteString("tradeId", KucoinReports.TradeOf(fill));
            json.WriteString("price", fill.Price.ToString());
            if (isFutures)
            {
                json.WriteNumber("size", fill.Quantity.Value);
                json.WriteNanoseconds("ts", happening.At);
            }
            else
            {
                json.WriteString("size", fill.Quantity.ToString());
                json.WriteString("type", "match");
                json.WriteString("time", ((happening.At - DateTimeOffset.UnixEpoch).Ticks * 100).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        });
    }

    private void OfferChanges(InstrumentId instrument, IReadOnlyList<KucoinChange> changes)
    {
        var topic = Books + instrument.Value;
        if (!socket.Wants(topic))
        {
            return;
        }

        if (!isFutures)
        {
            socket.Offer(topic, "trade.l2update", json => WriteChanges(json, instrument, changes));
            return;
        }

        foreach (var change in changes)
        {
            socket.Offer(topic, "level2", json =>
            {
                json.WriteNumber("sequence", change.Sequence);
                json.WriteString("change", $"{change.Price},{(change.Side == Side.Buy ? "buy" : "sell")},{change.Open}");
                json.WriteTime("timestamp", floor.Now);
            });
        }
    }

    private void WriteChanges(Utf8JsonWriter json, InstrumentId instrument, IReadOnlyList<KucoinChange> changes)
    {
        json.WritePropertyName("changes");
        json.WriteObject(() =>
        {
            foreach (var (name, side) in new[] { ("asks", Side.Sell), ("bids", Side.Buy) })
            {
                json.WritePropertyName(name);
                json.WriteList(changes.Where(change => change.Side == side), change => json.WriteList(
                    [change.Price.ToString(), change.Open.ToString(), change.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)], json.WriteStringValue));
            }
        });
        json.WriteNumber("sequenceStart", changes[0].Sequence);
        json.WriteNumber("sequenceEnd", changes[^1].Sequence);
        json.WriteString("symbol", instrument.Value);
        json.WriteTime("time", floor.Now);
    }

    private static void WriteLevel(Utf8JsonWriter json, string name, Price? price, Quantity open)
    {
        json.WritePropertyName(name);
        json.WriteList(price is { } known ? [known.ToString(), open.ToString()] : Array.Empty<string>(), json.WriteStringValue);
    }
}
