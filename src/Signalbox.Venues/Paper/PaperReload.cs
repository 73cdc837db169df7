using Signalbox.Journal;

namespace Signalbox.Venues.Paper;

/// <summary>Builds the exchange again from the ledgers of all who are seated.</summary>
internal sealed class PaperReload(PaperLedgerReader reader, PaperOptions options, QuoteBoard quotes, TimeProvider clock)
{
    /// <summary>
    /// The new floor, with the batch of what already happened on it: the market may have passed orders meanwhile. Null when
    /// the store cannot be read now.
    /// </summary>
    public async Task<(PaperFloor Floor, PaperBatch Batch)?> TryAsync(IEnumerable<PaperSeat> seats, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var floor = new PaperFloor(options, quotes, now);
        var batch = new PaperBatch();
        try
        {
            foreach (var seat in seats.Where(seat => seat.Lost is null))
            {
                if (await LoadAsync(seat, cancel) is { Trading.IsOpened: true } account)
                {
                    floor.Decide(batch, new AdmitPaperAccount(account), now);
                }
            }
        }
        catch (JournalException failure)
        {
            Report("The paper ledgers could not be read; the exchange will try again.", failure);
            return null;
        }

        return (floor, batch);
    }

    public void Report(string why, Exception? cause) => options.OnIncident?.Invoke(new(why, cause, clock.GetUtcNow()));

    // One damaged ledger closes its own account; the others go on.
    private async Task<PaperAccount?> LoadAsync(PaperSeat seat, CancellationToken cancel)
    {
        try
        {
            return await reader.LoadAsync(seat, cancel);
        }
        catch (JournalException damaged) when (damaged.Failure == JournalFailure.Damaged)
        {
            seat.Lost = $"The ledger of the paper account {seat.Account} cannot be read: {damaged.Message}";
            Report(seat.Lost, damaged);
            return null;
        }
    }
}
