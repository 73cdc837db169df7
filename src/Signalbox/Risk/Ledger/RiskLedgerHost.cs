using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Risk.Ledger;

/// <summary>
/// Runs the ledger of one node. An account decides an entry while the ledger stands still; what it reserves is queued at the
/// committer before the account's own events are, so nothing leaves that is not reserved. A refused append means that the
/// state is not the journal's: it loads again, every account reports itself as a whole, and until then shared limits refuse.
/// </summary>
public sealed class RiskLedgerHost(IJournal journal, Committer committer, TimeProvider clock)
{
    private const int SnapshotEvery = 2_000;
    private static readonly TimeSpan QueueRetry = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ReloadSpacing = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<RiskEvent> unwritten = [];
    private readonly SortedDictionary<AccountId, IReadOnlyList<OpenResult>> open = [];
    private TaskCompletionSource<Exception> lost = NewLoss();
    private Task<bool> written = Task.FromResult(true);
    private RiskState? state;
    private AppendUnit? newest;
    private RiskCommand.Configure? configured;
    private long epoch;
    private long version;
    private long snapshotAt;

    public TradingHolds Holds { get; } = new();

    /// <summary>Told of every change of a trading state; it must return at once.</summary>
    public Action<StandingChanged> OnStanding { get; set; } = _ => { };

    /// <summary>Every account has to report itself as a whole.</summary>
    public Action OnReportsWanted { get; set; } = () => { };

    public Action<Exception> OnLost { get; set; } = _ => { };

    /// <summary>Null while it is not loaded.</summary>
    public RiskState? State => Volatile.Read(ref state);

    /// <summary>Whether accounts have to be counted together at all.</summary>
    public bool IsShared => State is null or { Limits.Count: > 0 };

    public async Task LoadAsync(CancellationToken cancel)
    {
        var head = await journal.TakeOwnershipAsync(StreamId.Risk, cancel);
        var loaded = await RiskCodec.Fold.LoadAsync(journal, StreamId.Risk, cancel);
        lock (gate)
        {
            (epoch, version, snapshotAt) = (head.Epoch, head.Version, head.Version);
            unwritten.Clear();
            newest = null;
            lost = NewLoss();
            state = loaded;
        }

        foreach (var (scope, standing) in loaded.Standing)
        {
            Holds.Set(scope, standing);
        }
    }

    /// <summary>Loads again whenever the journal was lost, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            OnLost(await lost.Task.WaitAsync(cancel));
            while (State is null)
            {
                try
                {
                    await LoadAsync(cancel);
                    ConfigureAgain();
                    OnReportsWanted();
                }
                catch (JournalException)
                {
                    await Task.Delay(ReloadSpacing, clock, cancel);
                }
            }
        }
    }

    /// <summary>What was configured while it was loading holds from now on.</summary>
    private void ConfigureAgain()
    {
        lock (gate)
        {
            if (configured is { } wanted)
            {
                DoNeedsLock(wanted);
            }
        }
    }

    /// <summary>Decides with the ledger held still, and reserves what the decision opens before anybody else decides.</summary>
    public T Reserving<T>(Func<RiskState?, T> decide, Func<T, ExposureReport?> exposure)
    {
        lock (gate)
        {
            var made = decide(state);
            if (state is not null && exposure(made) is { } report)
            {
                DoNeedsLock(new RiskCommand.Follow(report));
            }

            return made;
        }
    }

    public void Follow(ExposureReport report)
    {
        lock (gate)
        {
            DoNeedsLock(new RiskCommand.Follow(report));
        }
    }

    /// <summary>What an account's positions would bring now; losses are compared once everybody who holds something has said so.</summary>
    public void Assess(AccountId account, IReadOnlyList<OpenResult> results)
    {
        IReadOnlyList<RiskEvent> happened;
        lock (gate)
        {
            open[account] = results;
            var silent = state is null || state.Books.Any(each => !each.Value.Position.IsZero && !open.ContainsKey(each.Key.Account));
            happened = silent ? [] : DoNeedsLock(new RiskCommand.Assess([.. open.Values.SelectMany(each => each)]));
        }

        Announce(happened);
    }

    /// <summary>What everybody said last of what they hold.</summary>
    public IReadOnlyList<OpenResult> Open
    {
        get
        {
            lock (gate)
            {
                return [.. open.Values.SelectMany(each => each)];
            }
        }
    }

    /// <summary>The shared limits from now on. Where there were none before, exposure begins to count and every account has to tell its own.</summary>
    public async Task ConfigureAsync(ValueList<ScopedLimits> limits, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        bool appeared;
        lock (gate)
        {
            appeared = state is { Limits.Count: 0 } && limits.Count > 0;
            configured = new(limits, accounts);
            DoNeedsLock(configured);
            foreach (var gone in open.Keys.Where(account => !accounts.Contains(account)).ToArray())
            {
                open.Remove(gone);
            }
        }

        await WriteAsync(cancel);
        if (appeared)
        {
            OnReportsWanted();
        }
    }

    /// <summary>
    /// Stops or releases. A stop holds senders back before it is on disk, and accounts are told at once; a release counts only
    /// when it is on disk. Returns when it is; throws when it could not be written.
    /// </summary>
    public async Task SetStandingAsync(RiskCommand.SetStanding wanted, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var change = new StandingChanged(wanted.Scope, wanted.Mode, wanted.KeepsWorking, wanted.Why, wanted.By, now) { FlattenId = wanted.FlattenId };
        if (wanted.Mode != TradingMode.Active)
        {
            Announce([change]);
        }

        lock (gate)
        {
            DoNeedsLock(wanted);
        }

        await WriteAsync(cancel);
        if (!await written.WaitAsync(cancel) || State is null)
        {
            throw new JournalException(JournalFailure.NotCommitted, "The risk ledger could not be written; it is loading again.");
        }

        if (wanted.Mode == TradingMode.Active)
        {
            Announce([change]);
        }
    }

    /// <summary>Queues what happened since the last time; everything an account is about to send was reserved before.</summary>
    /// <returns>The unit that holds all of it, or holds it together with those before: what is not committed with it was never set aside.</returns>
    public async ValueTask<AppendUnit?> WriteAsync(CancellationToken cancel)
    {
        while (!TryWrite())
        {
            await Task.Delay(QueueRetry, clock, cancel);
        }

        return Volatile.Read(ref newest);
    }

    private bool TryWrite()
    {
        lock (gate)
        {
            if (unwritten.Count == 0 || state is null)
            {
                return true;
            }

            var unit = new AppendUnit
            {
                Stream = StreamId.Risk,
                ExpectedVersion = version,
                Epoch = epoch,
                Events = [.. unwritten.Select(happened => RiskCodec.Events.Write(happened, clock.GetUtcNow()))],
            };
            if (!committer.TryEnqueue(unit, null, out var result))
            {
                return false;
            }

            version += unwritten.Count;
            unwritten.Clear();
            newest = unit;
            written = WhenDurableAsync(result, state, version);
            return true;
        }
    }

    private async Task<bool> WhenDurableAsync(Task<AppendResult> queued, RiskState reached, long at)
    {
        try
        {
            var result = await queued;
            if (result.Status == AppendStatus.Committed)
            {
                await SnapshotIfDueAsync(reached, at);
                return true;
            }

            Lose(new JournalException(JournalFailure.NotCommitted, $"The risk ledger's append was refused: {result.Status}."));
        }
        catch (JournalException failure)
        {
            Lose(failure);
        }

        return false;
    }

    private async Task SnapshotIfDueAsync(RiskState reached, long at)
    {
        if (at - snapshotAt < SnapshotEvery)
        {
            return;
        }

        snapshotAt = at;
        try
        {
            await RiskCodec.Fold.SaveAsync(journal, StreamId.Risk, at, reached, CancellationToken.None);
        }
        catch (JournalException)
        {
            // Only a shortcut was lost: the next one is taken after as many events again.
        }
    }

    private void Lose(Exception cause)
    {
        lock (gate)
        {
            state = null;
            unwritten.Clear();
            lost.TrySetResult(cause);
        }
    }

    private void Announce(IReadOnlyList<RiskEvent> happened)
    {
        foreach (var change in happened.OfType<StandingChanged>())
        {
            Holds.Set(change.Scope, new(change.Mode, change.Why, change.At, change.KeepsWorking, change.FlattenId));
            OnStanding(change);
        }
    }

    private IReadOnlyList<RiskEvent> DoNeedsLock(RiskCommand command)
    {
        if (state is null)
        {
            return [];
        }

        var decision = RiskLedger.Decide(state, command, clock.GetUtcNow());
        Volatile.Write(ref state, decision.State);
        unwritten.AddRange(decision.Events);
        return decision.Events;
    }

    private static TaskCompletionSource<Exception> NewLoss() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
