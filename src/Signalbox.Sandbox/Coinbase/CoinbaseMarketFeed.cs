using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Coinbase;

/// <summary>One market stream: quotes, trades and books of what is subscribed.</summary>
internal sealed class CoinbaseMarketFeed(SandboxStage stage, CoinbaseLine line)
{
    private const int CandlesAtFirst = 100;
    private const int TradesAtFirst = 100;

    private static readonly TimeSpan LengthOfCandles = TimeSpan.FromMinutes(5);
    private static readonly string[] Quotes = ["ticker", "ticker_batch"];
    private static readonly string[] Channels = ["heartbeats", .. Quotes, "level2", "market_trades", "candles"];

    private readonly SandboxFloor floor = stage.Floor;
    private readonly Dictionary<InstrumentId, Dictionary<(Side Side, Price Price), Quantity>> told = [];

    public IDisposable Watch() => floor.Watch(instrument => OfferChanged(instrument, "update"));

    public IDisposable Join() => floor.Join(OfferTrade);

    /// <summary>False for what is another's channel.</summary>
    public bool Hear(string channel, JsonElement said)
    {
        if (!Channels.Contains(channel))
        {
            return false;
        }

        string[] products = channel == "heartbeats" ? [channel]
            : said.TryGetProperty("product_ids", out var named) ? [.. named.EnumerateArray().Select(product => product.GetString() ?? "")]
            : [.. floor.Instruments.Select(instrument => instrument.Id.Value)];
        if (channel != "heartbeats" && products.Any(product => floor.Book(new(product)) is null))
        {
            line.Refuse("one or more product_ids were not found");
            return true;
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
                if (channel == "market_trades" && line.Wants(channel, product) && floor.Tape(new(product)).Trades.Count > 0)
                {
                    OfferTrades(new(product), "snapshot", floor.Tape(new(product)).Trades.Reverse().Take(TradesAtFirst));
                }
            }

            return true;
        });
        return true;
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
                json.Items("tickers", [book], each => WriteTicker(json, each, floor.Tape(instrument).LastDay(floor.Now)));
            })));
        }

        if (line.Wants("candles", instrument.Value))
        {
            OfferCandle(instrument, type);
        }

        if (line.Wants("level2", instrument.Value))
        {
            OfferBook(instrument, book);
        }
    }

    private void OfferCandle(InstrumentId instrument, string type) => line.Tell("candles", json => json.Items([0], _ => json.Item(() =>
    {
        json.WriteString("type", type);
        json.Items("candles", floor.Tape(instrument).Candles(LengthOfCandles, DateTimeOffset.UnixEpoch, floor.Now, type == "snapshot" ? CandlesAtFirst : 1).Reverse(), candle => json.Item(() =>
        {
            json.WriteString("start", candle.At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.Amount("high", candle.High);
            json.Amount("low", candle.Low);
            json.Amount("open", candle.Open);
            json.Amount("close", candle.Close);
            json.Amount("volume", candle.Volume);
            json.WriteString("product_id", instrument.Value);
        }));
    })));

    private static void WriteTicker(Utf8JsonWriter json, OrderBook book, TapeCandle day) => json.Item(() =>
    {
        json.WriteString("type", "ticker");
        json.WriteString("product_id", book.Listing.Instrument.Id.Value);
        json.Amount("price", (book.Last ?? book.Mark)?.Value ?? 0);
        json.Amount("volume_24_h", day.Volume);
        json.Amount("low_24_h", day.Low);
        json.Amount("high_24_h", day.High);
        json.Amount("price_percent_chg_24_h", decimal.Round((day.Close - day.Open) * 100 / day.Open, 8));
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

        OfferTrades(fill.Instrument, "update", [PublicTrade.Of(fill, happening.At)]);
    }

    private void OfferTrades(InstrumentId instrument, string type, IEnumerable<PublicTrade> trades) => line.Tell(
        "market_trades",
        json => json.Items([0], _ => json.Item(() =>
        {
            json.WriteString("type", type);
            json.Items("trades", trades, trade => json.Item(() =>
            {
                json.WriteString("product_id", instrument.Value);
                json.WriteString("trade_id", trade.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                json.Amount("price", trade.Price.Value);
                json.Amount("size", trade.Quantity.Value);
                json.WriteString("time", CoinbaseReports.Time(trade.At));
                json.WriteString("side", CoinbaseReports.SideOf(trade.Side.Opposite));
            }));
        })),
        isNews: type == "update");
}
