using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>One connection of market streams: books of any depth as a snapshot and its changes, and trades.</summary>
internal sealed class BybitPublicSocket(SandboxStage stage, BybitProduct product)
{
    private const int ArgumentsMaxOfSpot = 10;

    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly Lock subscribing = new();
    private readonly Dictionary<string, BybitBookFeed> books = new(StringComparer.Ordinal);
    private readonly HashSet<InstrumentId> trades = [];
    private readonly Dictionary<string, InstrumentId> summaries = new(StringComparer.Ordinal);
    private readonly BybitSummaries summing = new(stage.Floor, product);

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(instrument => Push(instrument));
        using var joined = floor.Join(OfferTrade);
        await socket.ServeAsync(context, Hear);
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        var request = BybitRequest.Read(message);
        switch (request.Operation)
        {
            case "ping":
                socket.Offer(request.Answer(isFine: true, "pong"), isNews: false);
                break;
            case "subscribe" when product == BybitProduct.Spot && request.Arguments.Count > ArgumentsMaxOfSpot:
                socket.Offer(request.Answer(isFine: false, "args size >10"), isNews: false);
                break;
            case "subscribe" when request.Arguments.FirstOrDefault(topic => Find(topic) is null) is { } wrong:
                socket.Offer(request.Answer(isFine: false, $"error:handler not found,topic:{wrong}"), isNews: false);
                break;
            case "subscribe":
                socket.Offer(request.Answer(isFine: true, product == BybitProduct.Spot ? "subscribe" : ""), isNews: false);
                Subscribe(request.Arguments);
                break;
            case "unsubscribe":
                Unsubscribe(request);
                break;
            default:
                socket.Offer(request.Answer(isFine: false, "error:handler not found"), isNews: false);
                break;
        }
    }

    /// <summary>What a name stands for; null when there is no such stream.</summary>
    private (OrderBook Book, int? Depth)? Find(string topic) => topic.Split('.', 3) switch
    {
        ["orderbook", "1" or "50" or "200" or "1000", var symbol] when floor.Book(new(symbol)) is { } book => (book, int.Parse(topic.Split('.')[1], CultureInfo.InvariantCulture)),
        ["tickers" or "allLiquidation", var symbol] when floor.Book(new(symbol)) is { } book => (book, null),
        ["kline", var interval, var symbol] when BybitInterval.Read(interval) is not null && floor.Book(new(symbol)) is { } book => (book, null),
        ["publicTrade", var symbol] when floor.Book(new(symbol)) is { } book => (book, null),
        _ => null,
    };

    private void Subscribe(IReadOnlyList<string> topics) => floor.Read(_ =>
    {
        lock (subscribing)
        {
            foreach (var topic in topics)
            {
                var (book, depth) = Find(topic)!.Value;
                if (depth is { } levels)
                {
                    books[topic] = new(topic, book, levels);
                }
                else if (topic.StartsWith("publicTrade.", StringComparison.Ordinal))
                {
                    trades.Add(book.Listing.Instrument.Id);
                }
                else
                {
                    summaries[topic] = book.Listing.Instrument.Id;
                    summing.Offer(topic, book, frame => socket.Offer(frame));
                }
            }
        }

        foreach (var instrument in floor.Instruments)
        {
            Push(instrument.Id, unlessBegun: true);
        }

        return true;
    });

    private void Unsubscribe(BybitRequest request)
    {
        lock (subscribing)
        {
            foreach (var topic in request.Arguments)
            {
                books.Remove(topic);
                summaries.Remove(topic);
                if (topic.StartsWith("publicTrade.", StringComparison.Ordinal))
                {
                    trades.Remove(new(topic["publicTrade.".Length..]));
                }
            }
        }

        socket.Offer(request.Answer(isFine: true), isNews: false);
    }

    // Called under the floor's lock.
    private void Push(InstrumentId instrument, bool unlessBegun = false)
    {
        lock (subscribing)
        {
            foreach (var feed in books.Values.Where(feed => feed.Instrument == instrument && !(unlessBegun && feed.HasBegun)))
            {
                socket.Offer(BybitAnswers.Write(json => feed.Write(json, floor.Now)));
            }

            foreach (var (topic, _) in summaries.Where(each => each.Value == instrument && !unlessBegun))
            {
                summing.Offer(topic, floor.Book(instrument)!, frame => socket.Offer(frame));
            }
        }
    }

    private void OfferTrade(Happening happening)
    {
        if (happening.Event is not OrderFilled { IsMaker: false } fill)
        {
            return;
        }

        lock (subscribing)
        {
            if (!trades.Contains(fill.Instrument))
            {
                return;
            }
        }

        socket.Offer(BybitAnswers.Write(json => WriteTrade(json, fill, happening.At)));
    }

    private void WriteTrade(Utf8JsonWriter json, OrderFilled fill, DateTimeOffset at)
    {
        json.WriteString("topic", $"publicTrade.{fill.Instrument}");
        json.WriteString("type", "snapshot");
        json.WriteNumber("ts", at.ToUnixTimeMilliseconds());
        json.WriteObjects("data", [fill], each =>
        {
            json.WriteNumber("T", at.ToUnixTimeMilliseconds());
            json.WriteString("s", each.Instrument.Value);
            json.WriteString("S", BybitWords.Of(each.Side));
            json.WriteDecimal("v", each.Quantity.Value);
            json.WriteDecimal("p", each.Price.Value);
            json.WriteString("i", BybitNumbers.Write(product, each.Trade));
            json.WriteBoolean("BT", false);
        });
    }
}

/// <summary>One book as it was last told, so that only what changed is told next.</summary>
internal sealed class BybitBookFeed(string topic, OrderBook book, int depth)
{
    private readonly Dictionary<Price, Quantity> bids = [];
    private readonly Dictionary<Price, Quantity> asks = [];
    // One stands for a restart of the venue.
    private long number = 1;

    public InstrumentId Instrument => book.Listing.Instrument.Id;

    public bool HasBegun { get; private set; }

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        // Best quotes are told whole every time.
        var isSnapshot = !HasBegun || depth == 1;
        HasBegun = true;
        json.WriteString("topic", topic);
        json.WriteString("type", isSnapshot ? "snapshot" : "delta");
        json.WriteNumber("ts", now.ToUnixTimeMilliseconds());
        json.WriteObject("data", () =>
        {
            json.WriteString("s", Instrument.Value);
            BybitMarketAnswers.WriteLevels(json, "b", Changes(Side.Buy, bids, isSnapshot));
            BybitMarketAnswers.WriteLevels(json, "a", Changes(Side.Sell, asks, isSnapshot));
            json.WriteNumber("u", ++number);
            json.WriteNumber("seq", book.Version);
        });
        json.WriteNumber("cts", now.ToUnixTimeMilliseconds());
    }

    private List<KeyValuePair<Price, Quantity>> Changes(Side side, Dictionary<Price, Quantity> told, bool isSnapshot)
    {
        var now = BybitMarketAnswers.Levels(book, side, depth).ToList();
        var shown = now.Select(level => level.Key).ToHashSet();
        var changes = now.Where(level => isSnapshot || told.GetValueOrDefault(level.Key) != level.Value).ToList();
        if (!isSnapshot)
        {
            changes.AddRange(told.Keys.Where(price => !shown.Contains(price)).Select(price => KeyValuePair.Create(price, Quantity.Zero)));
        }

        told.Clear();
        now.ForEach(level => told.Add(level.Key, level.Value));
        return changes;
    }
}
