using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>A book as it is told: whole first, then what changed, each with the number of the one before.</summary>
internal sealed class OkxBookDiff(OrderBook book)
{
    private readonly Dictionary<(Side Side, Price Price), Quantity> told = [];
    private long version = -1;

    public bool IsFirst => version < 0;

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        OkxMarket.WriteLevels(json, "asks", Changed(Side.Sell));
        OkxMarket.WriteLevels(json, "bids", Changed(Side.Buy));
        json.WriteTime("ts", now);
        json.WriteNumber("checksum", 0);
        json.WriteNumber("prevSeqId", version);
        version = book.Version;
        json.WriteNumber("seqId", version);
    }

    private List<(Price Price, Quantity Open)> Changed(Side side)
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

        return changed;
    }
}
