using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Server.Storage.Postgres;

/// <summary>What the server holds for one batch, read after the rows were locked.</summary>
internal sealed class PostgresFacts : IStoredFacts
{
    private readonly Dictionary<StreamId, (long Id, StreamHead Head)> streams = [];
    private readonly HashSet<OpenTarget> open = [];
    private readonly Dictionary<(StrategyId Scope, string Key), UniqueKey> existing = [];
    private readonly HashSet<UniqueKey> claimed = [];

    /// <summary>Rows this transaction wrote for keys nobody had used.</summary>
    public IReadOnlySet<UniqueKey> Claimed => claimed;

    public StreamHead? Head(StreamId stream) => streams.TryGetValue(stream, out var row) ? row.Head : null;

    public long IdOf(StreamId stream) => streams[stream].Id;

    public bool IsOpen(OpenTarget target) => open.Contains(target);

    public UniqueKey? Key(StrategyId scope, string key) => existing.GetValueOrDefault((scope, key));

    public void Add(long id, StreamHead head) => streams.Add(head.Stream, (id, head));

    public void AddOpen(OpenTarget target) => open.Add(target);

    public void AddClaimed(UniqueKey key) => claimed.Add(key);

    public void AddExisting(UniqueKey key) => existing.Add((key.Scope, key.Key), key);
}
