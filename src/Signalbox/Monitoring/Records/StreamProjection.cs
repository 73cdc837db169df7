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

    public IReadOnlyList<RowChange> Take(JournalEvent stored)
    {
        if (stored.Version != Version + 1)
        {
            throw new InvalidOperationException($"Event {stored.Version} of {stored.Stream} does not follow {Version}.");
        }

        var rows = RowsOf(stored);
        Version = stored.Version;
        return rows;
    }

    protected abstract IReadOnlyList<RowChange> RowsOf(JournalEvent stored);

    private sealed class OfIntake(long version) : StreamProjection(version)
    {
        protected override IReadOnlyList<RowChange> RowsOf(JournalEvent stored) => [IntakeRecords.Of(IntakeCodec.Events.Read(stored))];
    }

    private sealed class OfEquity(long version) : StreamProjection(version)
    {
        protected override IReadOnlyList<RowChange> RowsOf(JournalEvent stored) => [.. EquityRecords.Of(EquityCodec.Events.Read(stored))];
    }

    private sealed class OfNotices(long version) : StreamProjection(version)
    {
        protected override IReadOnlyList<RowChange> RowsOf(JournalEvent stored) =>
            NoticeCodec.Events.Read(stored) is NoticeRaised raised ? [IncidentRecords.Of(raised, stored)] : [];
    }

    private sealed class OfAccount(AccountId account, AccountState state, long version) : StreamProjection(version)
    {
        private AccountState state = state;

        protected override IReadOnlyList<RowChange> RowsOf(JournalEvent stored)
        {
            var happened = AccountCodec.Events.Read(stored);
            var before = state;
            state = Account.Apply(state, happened);
            return AccountRecords.Of(new(account, before, happened, state, stored.At, stored.Version));
        }
    }
}
