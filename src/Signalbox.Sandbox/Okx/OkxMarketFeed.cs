using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>One connection of market channels: best quotes, trades, and books that come whole and then in changes.</summary>
internal sealed class OkxMarketFeed(SandboxStage stage, string instType)
{
    private static readonly (string Name, int Depth)[] Depths = [("books5", 5), ("bbo-tbt", 1)];

    private readonly SandboxFloor floor = stage.Floor;
    private readonly SandboxSocket socket = new(stage);
    private readonly ConcurrentDictionary<(string Channel, InstrumentId Instrument), OkxBookDiff?> channels = [];

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(OfferChanged);
        using var joined = floor.Join(OfferTrade);
        await socket.ServeAsync(context, Hear);
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        if (OkxLineRequest.IsPing(message))
        {
            socket.Offer("pong"u8.ToArray(), isNews: false);
            return;
        }

        if (OkxLineRequest.Read(message) is not { Op: "subscribe" or "unsubscribe" } request)
        {
            socket.Offer(OkxLineRequest.Refused(new("60012", "Invalid request")), isNews: false);
            return;
        }

        foreach (var channel in request.Args)
        {
            Change(request.Op, channel);
        }
    }

    private void Change(string op, OkxFields channel)
    {
        var (name, instrument) = (channel["channel"] ?? "", new InstrumentId(channel["instId"] ?? ""));
        if (name is not ("tickers" or "trades" or "books" or "books5" or "bbo-tbt" or "mark-price" or "funding-rate") || floor.Book(instrument) is not { } book)
        {
            socket.Offer(OkxLineRequest.Refused(new("60018", $"Wrong URL or channel:{name},instId:{instrument} doesn't exist.")), isNews: false);
            return;
        }

        floor.Read(_ =>
        {
            socket.Offer(OkxLineRequest.Answered(op, channel), isNews: false);
            if (op == "subscribe") channels[(name, instrument)] = name == "books" ? new(book) : null;
            else channels.TryRemove((name, instrument), out OkxBookDiff? _);
            OfferChanged(instrument);
            return true;
        });
    }

    // Called under the floor's lock.
    private void OfferChanged(InstrumentId instrument)
    {
        var book = floor.Book(instrument)!;
        if (channels.ContainsKey(("tickers", instrument)))
        {
            Offer("tickers", instrument, null, json => OkxMarket.WriteTicker(json, floor, book, floor.Now, instType));
        }

        foreach (var (name, depth) in Depths)
        {
            if (channels.ContainsKey((name, instrument)))
            {
                Offer(name, instrument, null, json => WriteTop(json, book, depth, isTold: name == "books5"));
            }
        }

        if (channels.ContainsKey(("mark-price", instrument)))
        {
            Offer("mark-price", instrument, null, json => OkxTicks.WriteMark(json, book, instType, floor.Now));
        }

        if (channels.ContainsKey(("funding-rate", instrument)))
        {
            Offer("funding-rate", instrument, null, json => OkxTicks.WriteFunding(json, book, instType, floor.Now));
        }

        if (channels.TryGetValue(("books", instrument), out var diff) && diff is not null)
        {
            Offer("books", instrument, diff.IsFirst ? "snapshot" : "update", json => diff.Write(json, floor.Now));
        }
    }

    private void WriteTop(Utf8JsonWriter json, OrderBook book, int depth, bool isTold)
    {
        OkxMarket.WriteLevels(json, "asks", book.Depth(Markets.Side.Sell).Take(depth).Select(level => (level.Price, level.Open)));
        OkxMarket.WriteLevels(json, "bids", book.Depth(Markets.Side.Buy).Take(depth).Select(level => (level.Price, level.Open)));
        if (isTold)
        {
            json.WriteString("instId", book.Listing.Instrument.Id.Value);
        }

        json.WriteTime("ts", floor.Now);
        json.WriteNumber("seqId", book.Version);
    }

    private void OfferTrade(Happening happening)
    {
        if (happening.Event is OrderFilled { IsMaker: false } fill && channels.ContainsKey(("trades", fill.Instrument)))
        {
            Offer("trades", fill.Instrument, null, json =>
            {
                json.WriteString("instId", fill.Instrument.Value);
                json.WriteNumberText("tradeId", fill.Trade);
                json.WriteDecimal("px", fill.Price.Value);
                json.WriteDecimal("sz", fill.Quantity.Value);
                json.WriteString("side", fill.Side == Markets.Side.Buy ? "buy" : "sell");
                json.WriteTime("ts", happening.At);
                json.WriteString("count", "1");
            });
        }
    }

    private void Offer(string name, InstrumentId instrument, string? action, Action<Utf8JsonWriter> write) => socket.Offer(OkxAnswers.Bytes(json =>
    {
        OkxLineRequest.WriteChannel(json, name, null, instrument.Value);
        if (action is not null)
        {
            json.WriteString("action", action);
        }

        json.WriteObjects("data", [write], static (inner, one) => one(inner));
    }));
}
