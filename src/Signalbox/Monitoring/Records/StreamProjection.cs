using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Monitoring.Notices;
using Signalbox.Performance.Equity;
using Signalbox.Strategies.Routing;

namespace Signalbox.Monitoring.Records;

/// <summary>Turns one stream's events into row changes, in order, from where its rows end.</summary>
public abstract class StreamProjection(long version)
{
    /// <summary>The last event that was taken.</summary>
    public long Version { get; private set; } = version;

    /// <summary>Whether the stream tells of signals, accounts, equity or the node itself; others have no rows.</summary>
    public static bool Covers(StreamId stream) => stream.IsIntake || stream.IsEquity || stream.IsNotices || stream.OfAccount is not null;

    /// <param name="version">Where the stream's rows end.</param>
    public static async Task<StreamProjection> OpenAsync(IJournal journal, StreamId stream, long version, CancellationToken cancel) =>
        stream.OfAccount is { } account ? new OfAccount(account, await AccountLoader.FoldToAsync(journal, stream, version, cancel), version)
        : stream.IsIntake ? new OfIntake(version)
        : stream.IsEquity ? new OfEquity(version)
        : stream.IsNotices ? new OfNotices(version)
        : throw new InvalidOperationException($"The stream {stream} has no rows.");

    public void Take(JournalEvent stored)
    {
        if (stored.Version != Version + 1)
        {
            throw new InvalidOperationException($"Event {stored.Version} of {stored.Stream} does not follow {Version}.");
        }

        Read(stored);
        Version = stored.Version;
    }

    /// <summary>The rows of what was taken since the last call.</summary>
    public abstract IReadOnlyList<RowChange> Collect();

    protected abstract void Read(JournalEvent stored);

    /// <summary>A stream whose events each have rows of their own.</summary>
    private abstract class OfSingleRows(long version) : StreamProjection(version)
    {
        private List<RowChange> rows = [];

        public override IReadOnlyList<RowChange> Collect()
        {
            var collected = rows;
            rows = [];
            return collected;
        }

        protected override void Read(JournalEvent stored) => rows.AddRange(RowsOf(stored));

        protected abstract IEnumerable<RowChange> RowsOf(JournalEvent stored);
    }

    private sealed class OfIntake(long version) : OfSingleRows(version)
    {
        protected override IEnumerable<RowChange> RowsOf(JournalEvent stored) => [IntakeRecords.Of(IntakeCodec.Events.Read(stored))];
    }

    private sealed class OfEquity(long version) : OfSingleRows(version)
    {
        protected override IEnumerable<RowChange> RowsOf(JournalEvent stored) => EquityRecords.Of(EquityCodec.Events.Read(stored));
    }

    private sealed class OfNotices(long version) : OfSingleRows(version)
    {
        protected override IEnumerable<RowChange> RowsOf(JournalEvent stored) =>
            NoticeCodec.Events.Read(stored) is NoticeRaised raised ? [IncidentRecords.Of(raised, stored)] : [];
    }

    private sealed class OfAccount(AccountId account, AccountState state, long version) : StreamProjection(version)
    {
        // A copy of its own, changed in place: no row holds on to it.
        private readonly AccountState state = state with { };
        private readonly AccountRows rows = new();

        public override IReadOnlyList<RowChange> Collect() => rows.Collect();

        protected override void Read(JournalEvent stored)
        {
            var happened = AccountCodec.Events.Read(stored);
            AccountFold.Fold(state, happened);
            rows.Take(new(account, happened, state, stored.At, stored.Version));
        }
    }
}
