using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Tests.Simulation;

/// <summary>The content of a <see cref="MemoryJournal"/>: what its disk would hold.</summary>
internal sealed class MemoryFacts : IStoredFacts
{
    private readonly Dictionary<StreamId, List<JournalEvent>> events = [];
    private readonly SortedDictionary<string, StreamHead> heads = new(StringComparer.Ordinal);
    private readonly Dictionary<(StrategyId Scope, string Key), UniqueKey> keys = [];
    private readonly OrderedDictionary<OpenTarget, OpenDelivery> deliveries = [];

    /// <summary>Streams that hold events or have an owner, in the order of their names.</summary>
    public IEnumerable<StreamHead> Heads => heads.Values.Where(head => head.Version > 0 || head.Epoch > 0);

    /// <summary>Oldest first.</summary>
    public IEnumerable<OpenDelivery> Deliveries => deliveries.Values;

    public Dictionary<StreamId, StreamSnapshot> Snapshots { get; } = [];

    public StreamHead? Head(StreamId stream) => heads.GetValueOrDefault(stream.Value);

    public UniqueKey? Key(StrategyId scope, string key) => keys.GetValueOrDefault((scope, key));

    public bool IsOpen(OpenTarget target) => deliveries.ContainsKey(target);

    public List<JournalEvent> EventsOf(StreamId stream)
    {
        if (!events.TryGetValue(stream, out var found))
        {
            events.Add(stream, found = []);
        }

        return found;
    }

    public void Write(Admission admission)
    {
        foreach (var happened in admission.Events)
        {
            EventsOf(happened.Stream).Add(happened with { Payload = happened.Payload.ToArray() });
        }

        foreach (var head in admission.Heads)
        {
            SetHead(head);
        }

        foreach (var key in admission.Keys)
        {
            keys.Add((key.Scope, key.Key), key);
        }

        foreach (var target in admission.Closed)
        {
            deliveries.Remove(target);
        }

        foreach (var delivery in admission.Opened)
        {
            deliveries.TryAdd(delivery.Target, delivery);
        }
    }

    public void SetHead(StreamHead head) => heads[head.Stream.Value] = head;

    public int ForgetKeys(DateTimeOffset usedBefore)
    {
        var old = keys.Values.Where(key => key.At < usedBefore).ToList();
        old.ForEach(key => keys.Remove((key.Scope, key.Key)));
        return old.Count;
    }
}
