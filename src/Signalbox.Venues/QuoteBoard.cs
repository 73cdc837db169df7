using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues;

/// <summary>
/// The latest quotes of one venue. One writer publishes; reading never waits. A board may stand before a common one and
/// show only what differs from it.
/// </summary>
public sealed class QuoteBoard(QuoteBoard? common = null) : IMarketData
{
    private static readonly Dictionary<InstrumentId, Slot> Nothing = [];

    private readonly Lock writing = new();
    private volatile Dictionary<InstrumentId, Slot> slots = Nothing;
    private volatile QuoteChanges[] watchers = [];

    public MarketView? Latest(InstrumentId instrument) =>
        slots.TryGetValue(instrument, out var slot) && slot.View is { } view ? view : common?.Latest(instrument);

    public void Publish(InstrumentId instrument, MarketView view)
    {
        var slot = SlotOf(instrument);
        var changed = slot.View is not { } before || before with { At = view.At } != view;
        slot.View = view;
        if (changed)
        {
            Tell(instrument);
        }
    }

    /// <summary>Shows the common quote again.</summary>
    public void Withdraw(InstrumentId instrument)
    {
        SlotOf(instrument).View = null;
        Tell(instrument);
    }

    /// <summary>Subscribes to changes; ends when it is disposed of.</summary>
    public QuoteChanges Watch()
    {
        var changes = new QuoteChanges(Forget);
        Join(changes);
        return changes;
    }

    private void Join(QuoteChanges changes)
    {
        lock (writing)
        {
            watchers = [.. watchers, changes];
        }

        common?.Join(changes);
    }

    private void Forget(QuoteChanges changes)
    {
        lock (writing)
        {
            watchers = Array.FindAll(watchers, other => other != changes);
        }

        common?.Forget(changes);
    }

    private void Tell(InstrumentId instrument)
    {
        foreach (var watcher in watchers)
        {
            watcher.Mark(instrument);
        }
    }

    // Readers hold the dictionary they found: a new instrument is added to a copy.
    private Slot SlotOf(InstrumentId instrument)
    {
        if (slots.TryGetValue(instrument, out var slot))
        {
            return slot;
        }

        lock (writing)
        {
            var copy = new Dictionary<InstrumentId, Slot>(slots) { [instrument] = slot = new() };
            slots = copy;
            return slot;
        }
    }

    private sealed class Slot
    {
        private volatile MarketView? view;

        public MarketView? View
        {
            get => view;
            set => view = value;
        }
    }
}
