using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>What changed in a book since it was last told, numbered by the book's own versions.</summary>
internal sealed class BinanceBookDiff(OrderBook book)
{
    private readonly Dictionary<(Side Side, Price Price), Quantity> told = [];
    private long version;

    public void Write(Utf8JsonWriter json, DateTimeOffset now, bool isFutures)
    {
        var previous = version;
        version = book.Version;
        json.WriteStartObject();
        json.WriteString("e", "depthUpdate");
        json.WriteTime("E", now);
        if (isFutures)
        {
            json.WriteTime("T", now);
        }

        json.WriteString("s", book.Listing.Instrument.Id.Value);
        json.WriteNumber("U", Math.Min(previous + 1, version));
        json.WriteNumber("u", version);
        if (isFutures)
        {
            json.WriteNumber("pu", previous);
        }

        Write(json, "b", Side.Buy);
        Write(json, "a", Side.Sell);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, string name, Side side)
    {
        var now = book.Depth(side).ToDictionary(level => (side, level.Price), level => level.Open);
        var changed = now.Where(level => told.GetValueOrDefault(level.Key) != level.Value).Select(level => (level.Key.Price, level.Value)).ToList();
        var gone = told.Keys.Where(key => key.Side == side && !now.ContainsKey(key)).ToList();
        changed.AddRange(gone.Select(key => (key.Price, Quantity.Zero)));
        gone.ForEach(key => told.Remove(key));
        foreach (var (key, open) in now)
        {
            told[key] = open;
        }

        json.WritePropertyName(name);
        json.WriteList(changed, level =>
        {
            json.WriteStartArray();
            json.WriteStringValue(level.Item1.ToString());
            json.WriteStringValue(level.Item2.ToString());
            json.WriteEndArray();
        });
    }
}
