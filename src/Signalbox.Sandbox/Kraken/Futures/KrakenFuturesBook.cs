using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Futures;

/// <summary>A book as one subscriber has it: a snapshot, then each level that changes by itself, numbered without holes.</summary>
internal sealed class KrakenFuturesBook(OrderBook book)
{
    private readonly Dictionary<(Side Side, Price Price), Quantity> told = [];
    private long number;

    public ReadOnlyMemory<byte> Snapshot(DateTimeOffset now)
    {
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            foreach (var (price, open) in book.Depth(side))
            {
                told[(side, price)] = open;
            }
        }

        number++;
        return KrakenJson.Write(json =>
        {
            json.WriteString("feed", "book_snapshot");
            json.WriteString("product_id", book.Listing.Instrument.Id.Value);
            json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
            json.WriteNumber("seq", number);
            foreach (var (name, side) in new[] { ("bids", Side.Buy), ("asks", Side.Sell) })
            {
                json.WriteObjects(name, book.Depth(side), level =>
                {
                    json.WriteNumber("price", level.Price.Value);
                    json.WriteNumber("qty", level.Open.Value);
                });
            }
        });
    }

    /// <summary>What goes, goes before what comes: the book is never crossed on the way.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Changes(DateTimeOffset now)
    {
        var current = new[] { Side.Buy, Side.Sell }.SelectMany(side => book.Depth(side).Select(level => (Key: (side, level.Price), level.Open))).ToDictionary(each => each.Key, each => each.Open);
        var gone = told.Keys.Where(key => !current.ContainsKey(key)).Select(key => (Key: key, Open: Quantity.Zero));
        var come = current.Where(level => told.GetValueOrDefault(level.Key) != level.Value).Select(level => (level.Key, Open: level.Value));
        var changes = gone.Concat(come).ToList();
        foreach (var (key, open) in changes)
        {
            if (open.IsZero) told.Remove(key);
            else told[key] = open;
        }

        return changes.ConvertAll(change => KrakenJson.Write(json =>
        {
            json.WriteString("feed", "book");
            json.WriteString("product_id", book.Listing.Instrument.Id.Value);
            json.WriteString("side", KrakenFuturesReports.SideOf(change.Key.Item1));
            json.WriteNumber("seq", ++number);
            json.WriteNumber("price", change.Key.Item2.Value);
            json.WriteNumber("qty", change.Open.Value);
            json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
        }));
    }
}
