namespace Signalbox.Journal;

/// <summary>
/// Judges the units of one transaction in order, against what the store holds and what earlier units of the batch
/// change. The rules of an append stand here once: a store fetches the facts and writes what was admitted. A refused
/// unit adds nothing to what is written, so it leaves no trace.
/// </summary>
public sealed class Admission
{
    private readonly IStoredFacts stored;
    private readonly AppendResult[] results;
    private readonly List<JournalEvent> events;
    private readonly Dictionary<AppendUnit, AppendStatus> judged;
    private readonly Dictionary<StreamId, StreamHead> heads = [];
    private readonly AdmittedKeys keys = new();
    private readonly AdmittedDeliveries deliveries = new();

    private Admission(IReadOnlyList<AppendUnit> units, IStoredFacts stored)
    {
        this.stored = stored;
        results = new AppendResult[units.Count];
        events = new(units.Count);
        judged = new(units.Count, ReferenceEqualityComparer.Instance);
    }

    /// <summary>One result per unit, in order.</summary>
    public IReadOnlyList<AppendResult> Results => results;

    /// <summary>The admitted events with their hashes, in order.</summary>
    public IReadOnlyList<JournalEvent> Events => events;

    /// <summary>Where the touched streams end afterwards.</summary>
    public IReadOnlyCollection<StreamHead> Heads => heads.Values;

    public IReadOnlyCollection<UniqueKey> Keys => keys.All;

    /// <summary>Targets opened and not closed by this batch, oldest first.</summary>
    public IEnumerable<OpenDelivery> Opened => deliveries.Opened;

    /// <summary>Stored targets this batch closes; to be removed before <see cref="Opened"/> is written.</summary>
    public IReadOnlyCollection<OpenTarget> Closed => deliveries.Closed;

    /// <summary>Whether any unit was admitted.</summary>
    public bool ChangesAnything => heads.Count > 0;

    public static Admission Of(IReadOnlyList<AppendUnit> units, IStoredFacts stored)
    {
        var admission = new Admission(units, stored);
        for (var i = 0; i < units.Count; i++)
        {
            var result = admission.Judge(units[i]);
            admission.results[i] = result;
            admission.judged[units[i]] = result.Status;
        }

        return admission;
    }

    private AppendResult Judge(AppendUnit unit)
    {
        if (IsMissing(unit.After) || IsMissing(unit.Needs))
        {
            return new(AppendStatus.PredecessorRefused);
        }

        var head = HeadOf(unit.Stream);
        if (unit.Epoch < head.Epoch)
        {
            return new(AppendStatus.StaleEpoch);
        }

        if (unit.ExpectedVersion is { } expected && expected != head.Version)
        {
            return new(AppendStatus.StaleVersion);
        }

        if (unit.Closes is { } target && !deliveries.IsOpen(target, stored))
        {
            return new(AppendStatus.TargetNotOpen);
        }

        if (unit.Key is { } key && keys.Existing(key, stored) is { } existing)
        {
            return new(AppendStatus.DuplicateKey, Existing: existing);
        }

        return new(AppendStatus.Committed, Admit(unit, head));
    }

    private bool IsMissing(AppendUnit? predecessor) => predecessor is not null && StatusOf(predecessor) != AppendStatus.Committed;

    private AppendStatus? StatusOf(AppendUnit predecessor) =>
        judged.TryGetValue(predecessor, out var inThisBatch) ? inThisBatch : predecessor.Status;

    private StreamHead HeadOf(StreamId stream) =>
        heads.GetValueOrDefault(stream) ?? stored.Head(stream) ?? new(stream, 0, 0, HashChain.Origin);

    /// <summary>Returns the version the unit leaves.</summary>
    private long Admit(AppendUnit unit, StreamHead head)
    {
        var (version, hash) = (head.Version, head.Hash);
        foreach (var draft in unit.Events)
        {
            version++;
            hash = HashChain.Next(hash.Span, unit.Stream, version, unit.Epoch, draft);
            events.Add(new(unit.Stream, version, unit.Epoch, draft.At, draft.Type, draft.Payload, hash));
        }

        heads[unit.Stream] = new(unit.Stream, version, unit.Epoch, hash);
        if (unit.Key is { } key)
        {
            keys.Add(key);
        }

        if (unit.Closes is { } closes)
        {
            deliveries.Close(closes);
        }

        for (var i = 0; i < unit.Opens.Count; i++)
        {
            deliveries.Open(new(unit.Opens[i], unit.Stream, unit.OpenedBy is { } openedBy ? head.Version + 1 + openedBy[i] : version));
        }

        return version;
    }
}
