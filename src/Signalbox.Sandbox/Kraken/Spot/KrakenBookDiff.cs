using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Kraken.Spot;
using Signalbox.Venues.Matching;
using Signalbox.Venues.Streams;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>
/// What changed in the levels a subscriber has since they were last told. Levels that only fell out of its depth are not
/// told, as the venue does not: the subscriber drops them itself.
/// </summary>
internal sealed class KrakenBookDiff(KrakenSpotListing listing, OrderBook book, int depth)
{
    private readonly Dictionary<(Side Side, Price Price), Quantity> told = [];

    /// <summary>Null when nothing changed.</summary>
    public ReadOnlyMemory<byte>? Next(DateTimeOffset now, bool isSnapshot)
    {
        var bids = Changes(Side.Buy);
        var asks = Changes(Side.Sell);
        return bids.Count + asks.Count == 0 && !isSnapshot ? null : KrakenJson.Write(json =>
        {
            json.WriteString("channel", "book");
            json.WriteString("type", isSnapshot ? "snapshot" : "update");
            json.WriteObjects("data", [listing], _ =>
            {
                json.WriteString("symbol", listing.StreamSymbol);
                Write(json, "bids", bids);
                Write(json, "asks", asks);
                json.WriteNumber("checksum", Checksum());
                json.WriteTime("timestamp", now);
            });
        });
    }

    private List<(Price Price, Quantity Open)> Changes(Side side)
    {
        var now = book.Depth(side).Take(depth).ToDictionary(level => level.Price, level => level.Open);
        var gone = told.Keys.Where(key => key.Side == side && !now.ContainsKey(key.Price)).Select(key => key.Price).ToList();
        var worst = now.Count < depth ? (Price?)null : side == Side.Buy ? now.Keys.Min() : now.Keys.Max();
        var changed = now.Where(level => told.GetValueOrDefault((side, level.Key)) != level.Value).Select(level => (level.Key, level.Value)).ToList();
        changed.AddRange(gone.Where(price => worst is not { } last || (side == Side.Buy ? price > last : price < last)).Select(price => (price, Quantity.Zero)));
        gone.ForEach(price => told.Remove((side, price)));
        foreach (var (price, open) in now)
        {
            told[(side, price)] = open;
        }

        return changed;
    }

    private uint Checksum()
    {
        var view = new OrderBookBuilder(listing.Id, depth);
        foreach (var ((side, price), open) in told)
        {
            view.Set(side, price.Value, open.Value);
        }

        return KrakenChecksum.Of(view, listing.PriceDecimals, KrakenSpotListing.QuantityDecimals);
    }

    private static void Write(Utf8JsonWriter json, string name, List<(Price Price, Quantity Open)> levels) => json.WriteObjects(name, levels, level =>
    {
        json.WriteNumber("price", level.Price.Value);
        json.WriteNumber("qty", level.Open.Value);
    });
}
