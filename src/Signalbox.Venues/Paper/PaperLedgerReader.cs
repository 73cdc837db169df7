using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>Reads the ledgers: a whole account when it is opened, and what memory no longer holds when it is asked for.</summary>
internal sealed class PaperLedgerReader(IJournal journal, PaperOptions options)
{
    private readonly Dictionary<InstrumentId, Listing> listings = PaperInstruments.All
        .ToDictionary(instrument => instrument.Instrument.Id, instrument => instrument.ListingFor(options));

    /// <summary>Becomes the owner of an account's ledger and folds it.</summary>
    public async Task<PaperAccount> LoadAsync(PaperSeat seat, CancellationToken cancel)
    {
        var owned = await journal.TakeOwnershipAsync(StreamId.PaperLedger(seat.Account), cancel);
        var account = new PaperAccount(Blank(seat.Account), seat, owned, options);
        await foreach (var stored in journal.ReadAsync(owned.Stream, 0, cancel))
        {
            account.Replay(PaperLedger.Codec.Read(stored), stored.At);
        }

        return account;
    }

    /// <summary>Folds the one order again that memory has let go of.</summary>
    public async Task<OrderEvidence> FindAsync(AccountId account, PastOrder past, CancellationToken cancel)
    {
        var span = past.Span;
        if (span.Last - span.First >= options.LookbackEventsMax)
        {
            return new OrderEvidence.Failed($"The events of order {past.Number} lie {span.Last - span.First} apart in the ledger; at most {options.LookbackEventsMax} are read.");
        }

        var scratch = Blank(account);
        scratch.Apply(new AccountOpened(FundsMode.Margin, new Dictionary<string, Money>()), default);
        await foreach (var stored in journal.ReadAsync(StreamId.PaperLedger(account), span.First - 1, cancel))
        {
            var happened = PaperLedger.Codec.Read(stored);
            if (Concerns(happened, past.Number) && scratch.Apply(happened, stored.At) is { IsOpen: false } order)
            {
                return PaperReports.Evidence(order);
            }

            if (stored.Version >= span.Last)
            {
                break;
            }
        }

        return new OrderEvidence.Failed($"The ledger of {account} does not hold order {past.Number} where it should.");
    }

    /// <summary>The fills in a part of a ledger, oldest first; null when the part is longer than may be read.</summary>
    public async Task<List<FillReport>?> FillsAsync(AccountId account, PaperPicture picture, DateTimeOffset since, CancellationToken cancel)
    {
        List<FillReport> fills = [];
        if (picture.FillsAfter == picture.FillsUpTo)
        {
            return fills;
        }

        if (picture.FillsUpTo - picture.FillsAfter > options.LookbackEventsMax)
        {
            return null;
        }

        await foreach (var stored in journal.ReadAsync(StreamId.PaperLedger(account), picture.FillsAfter, cancel))
        {
            if (stored.At >= since && PaperLedger.Codec.Read(stored) is OrderFilled fill)
            {
                fills.Add(PaperReports.Of(fill, stored.At));
            }

            if (stored.Version >= picture.FillsUpTo)
            {
                break;
            }
        }

        return fills;
    }

    private Account Blank(AccountId account) => new(account, PaperExchange.Rules, listings);

    private static bool Concerns(LedgerEvent happened, long number) => happened switch
    {
        OrderAccepted accepted => accepted.Order == number,
        OrderTriggered triggered => triggered.Order == number,
        OrderFilled fill => fill.Order == number,
        OrderAmended amended => amended.Order == number,
        OrderCancelled cancelled => cancelled.Order == number,
        OrderExpired expired => expired.Order == number,
        _ => false,
    };
}
