using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>One market stream: quotes, trades and books of what is subscribed.</summary>
internal sealed class CoinbaseMarketFeed(SandboxStage stage)
{
    private static readonly string[] Quotes = ["ticker", "ticker_batch"];
    private static readonly string[] Channels = ["heartbeats", .. Quotes, "level2", "market_trades"];

    private readonly SandboxFloor floor = stage.Floor;
    private readonly CoinbaseLine line = new(stage);
    private readonly Dictionary<InstrumentId, Dictionary<(Side Side, Price Price), Quantity>> told = [];

    public async Task ServeAsync(HttpContext context)
    {
        using var watching = floor.Watch(instrument => OfferChanged(instrument, "update"));
        using var joined = floor.Join(OfferTrade);
        await line.ServeAsync(context, Hear);
    }

    private void Hear(JsonElement said)
    {
        if (!said.TryGetProperty("channel", out var name) || name.GetString() is not { } channel || !Channels.Contains(channel))
        {
            line.Refuse("unknown channel");
            return;
        }

        string[] products = channel == "heartbeats" ? [channel]
            : said.TryGetProperty("product_ids", out var named) ? [.. named.EnumerateArray().Select(product => product.GetString() ?? "")]
            : [.. floor.Instruments.Select(instrument => instrument.Id.Value)];
        if (channel != "heartbeats" && products.Any(product => floor.Book(new(product)) is null))
        {
            line.Refuse("one or more product_ids were not found");
            return;
        }

        floor.Read(_ =>
        {
            line.Subscribe(channel, products, said.GetProperty("type").GetString() == "subscribe");
            foreach (var product in products.Where(product => channel != "heartbeats"))
            {
                if (channel == "level2")
                {
                    told.Remove(new(product));
                }

                OfferChanged(new(product), "snapshot");
            }

            return true;
        });
    }

    // Called under the floor's lock.
    private void OfferChanged(InstrumentId instrument, string type)
    {
        var book = floor.Book(instrument)!;
        foreach (var channel in Quotes.Where(channel => line.Wants(channel, instrument.Value)))
        {
            line.Tell(channel, json => json.Items([0], _ => json.Item(() =>
            {
                json.WriteString("type", type);
                json.Items("tickers", [book], each => WriteTicker(json, each));
            })));
        }

        if (line.Wants("level2", instrument.Value))
        {
            OfferBook(instrument, book);
        }
    }

    private static void WriteTicker(Utf8JsonWriter json, OrderBook book) => json.Item(() =>
    {
        json.WriteString("type", "ticker");
        json.WriteString("product_id", book.Listing.Instrument.Id.Value);
        json.Amount("price", (book.Last ?? book.Mark)?.Value ?? 0);
        json.Amount("best_bid", book.BestBid?.Value ?? 0);
        json.Amount("best_bid_quantity", book.Depth(Side.Buy).FirstOrDefault().Open.Value);
        json.Amount("best_ask", book.BestAsk?.Value ?? 0);
        json.Amount("best_ask_quantity", book.Depth(Side.Sell).FirstOrDefault().Open.Value);
    });

    private void OfferBook(InstrumentId instrument, OrderBook book)
    {
        var isFirst = told.TryAdd(instrument, []);
        var before = told[instrument];
        var now = new[] { Side.Buy, Side.Sell }.SelectMany(side => book.Depth(side).Select(level => (Key: (side, level.Price), level.Open))).ToDictionary(each => each.Key, each => each.Open);
        var changed = now.Where(each => !before.TryGetValue(each.Key, out var open) || open != each.Value)
            .Concat(before.Keys.Where(key => !now.ContainsKey(key)).Select(key => new KeyValuePair<(Side, Price), Quantity>(key, Quantity.Zero))).ToList();
        told[instrument] = now;
        if (changed.Count == 0)
        {
            return;
        }

        line.Tell("l2_data", json => json.Items([0], _ => json.Item(() =>
        {
            json.WriteString("type", isFirst ? "snapshot" : "update");
            json.WriteString("product_id", instrument.Value);
            json.Items("updates", changed, each => json.Item(() =>
            {
                json.WriteString("side", each.Key.Item1 == Side.Buy ? "bid" : "offer");
                json.WriteString("event_time", CoinbaseReports.Time(floor.Now));
                json.Amount("price_level", each.Key.Item2.Value);
                json.Amount("new_quantity", each.Value.Value);
            }));
        })));
    }

    // The side that is told is the one that rested in the book.
    private void OfferTrade(Happening happening)
    {
        if (happening.Event is not OrderFilled { IsMaker: false } fill || !line.Wants("market_trades", fill.Instrument.Value))
        {
            return;
        }

        line.Tell("market_trades", json => json.Items([0], _ => json.Item(() =>
        {
            json.WriteString("type", "update");
            json.Items("trades", [fill], trade => json.Item(() =>
            {
                json.WriteString("product_id", trade.Instrument.Value);
                json.WriteString("trade_id", trade.Trade.ToString(System.Globalization.CultureInfo.InvariantCulture));
                json.Amount("price", trade.Price.Value);
                json.Amount("size", trade.Quantity.Value);
                json.WriteString("time", CoinbaseReports.Time(happening.At));
                json.WriteString("side", CoinbaseReports.SideOf(trade.Side.Opposite));
            }));
        })));
    }
}
