using Signalbox.Journal;
using Signalbox.Monitoring.Records;
using Signalbox.Strategies.Routing;
using Signalbox.Tests.Simulation;

namespace Signalbox.Tests.Monitoring;

/// <summary>A projector between a journal and tables in memory, fed by hand as a committer would.</summary>
internal sealed class ProjectorScene
{
    public static readonly StreamId Stream = StreamId.Intake("node");

    private readonly Dictionary<StreamId, long> versions = [];

    public ProjectorScene(ProjectorOptions? options = null)
    {
        Progress = new(TimeProvider.System);
        Projector = new(Journal, Store, Progress, TimeProvider.System, options ?? new() { GatherFor = TimeSpan.Zero, RestAfterFailure = TimeSpan.FromMilliseconds(5), RestAfterDefect = TimeSpan.FromMilliseconds(5) }, [], Failures.Add);
    }

    public MemoryJournal Journal { get; } = new();

    public MemoryRecords Store { get; } = new();

    public RecordProgress Progress { get; }

    public Projector Projector { get; }

    public List<Exception> Failures { get; } = [];

    /// <summary>Commits some events in one unit and tells the projector, unless it is away.</summary>
    public async Task CommitAsync(int events, bool told = true, StreamId? into = null)
    {
        var stream = into ?? Stream;
        var version = versions.GetValueOrDefault(stream);
        var drafts = Enumerable.Range(0, events).Select(index => IntakeCodec.Events.Write(Refused(version + index + 1), DateTimeOffset.UnixEpoch)).ToArray();
        var unit = new AppendUnit { Stream = stream, ExpectedVersion = version, Epoch = 0, Events = drafts };
        await Journal.AppendAsync([unit], CancellationToken.None);
        versions[stream] = version + events;
        if (told)
        {
            Projector.Committed(unit, version + events);
        }
    }

    /// <summary>Runs the projector until its queue was emptied.</summary>
    public Task FinishAsync()
    {
        Projector.Complete();
        return Projector.RunAsync(CancellationToken.None);
    }

    private static SignalRefused Refused(long number) => new()
    {
        Id = new($"s{number:0000}"),
        Strategy = new("st"),
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Raw = "{}",
        Code = "invalid-action",
        Message = "No.",
    };
}

/// <summary>Keeps rows like a database would, or refuses to.</summary>
internal sealed class MemoryRecords : IRecordStore
{
    private readonly Dictionary<StreamId, long> checkpoints = [];

    public List<RowChange> Rows { get; } = [];

    /// <summary>So many calls to come fail.</summary>
    public int Failing { get; set; }

    /// <summary>So many calls to come meet a defect.</summary>
    public int Defective { get; set; }

    /// <summary>How many transactions were kept.</summary>
    public int Kept { get; private set; }

    /// <summary>How often everything was forgotten.</summary>
    public int Forgotten { get; private set; }

    public IReadOnlyCollection<StreamId> Streams => checkpoints.Keys;

    public IEnumerable<string> Ids => Rows.OfType<SignalRow>().Select(row => row.Id);

    /// <summary>As another node would: it moves the stream on.</summary>
    public void MoveOn(StreamId stream, long version) => checkpoints[stream] = version;

    public ValueTask<IReadOnlyDictionary<StreamId, long>> CheckpointsAsync(CancellationToken cancel) => new(new Dictionary<StreamId, long>(checkpoints));

    public ValueTask<long> CheckpointAsync(StreamId stream, CancellationToken cancel) => new(checkpoints.GetValueOrDefault(stream));

    public ValueTask<bool> KeepAsync(IReadOnlyList<StreamRows> batch, CancellationToken cancel)
    {
        if (Failing > 0)
        {
            Failing--;
            throw new JournalException(JournalFailure.NotCommitted, "The disk is full.");
        }

        if (Defective > 0)
        {
            Defective--;
            throw new InvalidOperationException("This row has no table.");
        }

        if (batch.Any(rows => checkpoints.GetValueOrDefault(rows.Stream) != rows.After))
        {
            return new(false);
        }

        foreach (var rows in batch)
        {
            Rows.AddRange(rows.Rows);
            checkpoints[rows.Stream] = rows.Reached;
        }

        Kept++;
        return new(true);
    }

    public ValueTask ForgetAsync(CancellationToken cancel)
    {
        Forgotten++;
        Rows.Clear();
        checkpoints.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
