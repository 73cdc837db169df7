using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>
/// Every change of every book, level by level and numbered without holes: what streams tell and what a snapshot counts by.
/// Used under the floor's lock.
/// </summary>
internal sealed class KucoinTape
{
    private readonly SandboxFloor floor;
    private readonly Dictionary<InstrumentId, Told> told = [];
    private readonly List<Action<InstrumentId, IReadOnlyList<KucoinChange>>> listeners = [];

    public KucoinTape(SandboxFloor floor)
    {
        this.floor = floor;
        floor.Watch(instrument => Follow(instrument, mayRepeat: true));
    }

    /// <summary>Until it leaves.</summary>
    public IDisposable Join(Action<InstrumentId, IReadOnlyList<KucoinChange>> listener)
    {
        floor.Read(_ =>
        {
            listeners.Add(listener);
            return true;
        });
        return new Leaving(() => floor.Read(_ => listeners.Remove(listener)));
    }

    /// <summary>The number of the last change, all before it told.</summary>
    public long Catch(InstrumentId instrument)
    {
        Follow(instrument, mayRepeat: false);
        return told[instrument].Sequence;
    }

    /// <param name="mayRepeat">A book that stands still tells its best bid again: whoever has a snapshot waits for a change after it.</param>
    private void Follow(InstrumentId instrument, bool mayRepeat)
    {
        if (!told.TryGetValue(instrument, out var known))
        {
            told.Add(instrument, known = new());
        }

        var changes = new List<KucoinChange>();
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            var now = floor.Book(instrument)!.Depth(side).ToDictionary(level => (side, level.Price), level => level.Open);
            var gone = known.Levels.Keys.Where(key => key.Side == side && !now.ContainsKey(key)).ToList();
            foreach (var key in gone)
            {
                known.Levels.Remove(key);
                changes.Add(new(side, key.Price, Quantity.Zero, ++known.Sequence));
            }

            foreach (var (key, open) in now.Where(level => known.Levels.GetValueOrDefault(level.Key) != level.Value))
            {
                known.Levels[key] = open;
                changes.Add(new(side, key.Price, open, ++known.Sequence));
            }
        }

        if (mayRepeat && changes.Count == 0 && floor.Book(instrument)!.BestBid is { } best)
        {
            changes.Add(new(Side.Buy, best, known.Levels[(Side.Buy, best)], ++known.Sequence));
        }

        if (changes.Count > 0)
        {
            listeners.ForEach(listener => listener(instrument, changes));
        }
    }

    private sealed class Told
    {
        public Dictionary<(Side Side, Price Price), Quantity> Levels { get; } = [];

        public long Sequence { get; set; } = 1_000_000;
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

internal readonly record struct KucoinChange(Side Side, Price Price, Quantity Open, long Sequence);
