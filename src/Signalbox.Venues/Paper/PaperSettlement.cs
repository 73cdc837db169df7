using System.Threading.Channels;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Venues.Paper;

/// <summary>
/// Hands what was decided to the committer and, once it is on disk, answers and tells. Batches are in flight one after the
/// other, so the exchange decides the next while the last is being written.
/// </summary>
internal sealed class PaperSettlement(Committer committer, Action onTrouble)
{
    private const int BatchesInFlightMax = 64;

    private readonly Channel<PaperBatch> written = Channel.CreateBounded<PaperBatch>(
        new BoundedChannelOptions(BatchesInFlightMax) { SingleReader = true, SingleWriter = true });

    // Accounts whose state in memory is ahead of their ledger: nothing that rests on it may be answered as done.
    private readonly Dictionary<AccountId, Verdict> ahead = [];
    private volatile PaperTrouble? trouble;

    public PaperTrouble? Trouble => trouble;

    public async Task PostAsync(PaperBatch batch)
    {
        // The committer is woken by the last: what was decided together is committed together, however fast its thread is.
        for (var index = 0; index < batch.Units.Count; index++)
        {
            var hurry = index == batch.Units.Count - 1 ? CommitHurry.Now : CommitHurry.None;
            batch.Units[index].Commit = await EnqueueAsync(batch.Units[index].ToAppend(), hurry);
        }

        await written.Writer.WriteAsync(batch);
    }

    /// <summary>Waits until everything posted is told, and forgets what went wrong.</summary>
    public async Task DrainAsync()
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await written.Writer.WriteAsync(new() { Told = last });
        await last.Task;
        ahead.Clear();
        trouble = null;
    }

    public void Complete() => written.Writer.TryComplete();

    public async Task RunAsync()
    {
        await foreach (var batch in written.Reader.ReadAllAsync())
        {
            foreach (var unit in batch.Units)
            {
                unit.Verdict = await VerdictAsync(unit);
                Note(unit);
            }

            Tell(batch);
            batch.Told?.TrySetResult();
        }
    }

    private void Tell(PaperBatch batch)
    {
        foreach (var request in batch.Requests)
        {
            request.Settle(VerdictFor(batch, request));
        }

        foreach (var unit in batch.Units)
        {
            if (unit.Verdict.Fate == LedgerFate.Committed)
            {
                unit.News.ForEach(unit.Account.Seat.Tell);
            }
        }
    }

    private Verdict VerdictFor(PaperBatch batch, PaperRequest request)
    {
        if (request.Account is not { } account)
        {
            return Verdict.Committed;
        }

        return batch.Find(account)?.Verdict ?? ahead.GetValueOrDefault(account, Verdict.Committed);
    }

    private void Note(PaperUnit unit)
    {
        if (unit.Verdict.Fate == LedgerFate.Committed)
        {
            return;
        }

        ahead[unit.Account.Seat.Account] = unit.Verdict;
        if (trouble is null)
        {
            trouble = new(unit.Verdict.Why, unit.Commit!.Exception?.InnerException);
            onTrouble();
        }
    }

    private async Task<Task<AppendResult>> EnqueueAsync(AppendUnit append, CommitHurry hurry)
    {
        try
        {
            return await committer.EnqueueAsync(append, hurry, CancellationToken.None);
        }
        catch (JournalException stopped)
        {
            return Task.FromException<AppendResult>(stopped);
        }
    }

    private static async Task<Verdict> VerdictAsync(PaperUnit unit)
    {
        try
        {
            var result = await unit.Commit!;
            return result.Status == AppendStatus.Committed ? Verdict.Committed : Refused(unit.Account, result.Status);
        }
        catch (JournalException failure)
        {
            return new(failure.Failure == JournalFailure.NotCommitted ? LedgerFate.Refused : LedgerFate.Unknown,
                $"The paper ledger could not be written: {failure.Message}");
        }
    }

    private static Verdict Refused(PaperAccount account, AppendStatus status)
    {
        if (status == AppendStatus.StaleEpoch)
        {
            account.Seat.Lost = $"Another process has taken over the paper account {account.Seat.Account}.";
            return new(LedgerFate.Refused, account.Seat.Lost);
        }

        return new(LedgerFate.Refused, $"The ledger of the paper account {account.Seat.Account} refused the change ({status}); it is being read again.");
    }
}

/// <summary>Why the exchange must read its ledgers again.</summary>
internal sealed record PaperTrouble(string Why, Exception? Cause);
