using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>Requests that were decided together, and all that they caused: committed first, told afterwards.</summary>
internal sealed class PaperBatch
{
    private readonly Dictionary<AccountId, PaperUnit> byAccount = [];

    public List<PaperRequest> Requests { get; } = [];

    public List<PaperUnit> Units { get; } = [];

    /// <summary>Completed when the batch was told; how the exchange waits for the ones before it.</summary>
    public TaskCompletionSource? Told { get; init; }

    public PaperUnit UnitOf(PaperAccount account)
    {
        if (!byAccount.TryGetValue(account.Seat.Account, out var unit))
        {
            unit = new(account);
            byAccount.Add(account.Seat.Account, unit);
            Units.Add(unit);
        }

        return unit;
    }

    public PaperUnit? Find(AccountId account) => byAccount.GetValueOrDefault(account);
}

/// <summary>What happened to one account within a batch.</summary>
internal sealed class PaperUnit(PaperAccount account)
{
    private readonly long expected = account.Version;

    public PaperAccount Account => account;

    public List<EventDraft> Drafts { get; } = [];

    public List<VenueEvent> News { get; } = [];

    /// <summary>Set when the unit is handed to the committer.</summary>
    public Task<AppendResult>? Commit { get; set; }

    public Verdict Verdict { get; set; }

    public void Add(LedgerEvent happened, Order? order, DateTimeOffset at)
    {
        account.Note(happened, order, at);
        Drafts.Add(PaperLedger.Codec.Write(happened, at));
        if (account.Seat.HasReaders)
        {
            AddNews(happened, order, at);
        }
    }

    public AppendUnit ToAppend() => new()
    {
        Stream = account.Stream,
        ExpectedVersion = expected,
        Epoch = account.Epoch,
        Events = Drafts,
    };

    // The fill goes first: a report that counts it must not look like one that is missing.
    private void AddNews(LedgerEvent happened, Order? order, DateTimeOffset at)
    {
        if (happened is OrderFilled fill)
        {
            News.Add(new VenueEvent.Executed(PaperReports.Of(fill, at)));
        }

        if (order is not null && happened is not OrderReplenished)
        {
            News.Add(new VenueEvent.OrderChanged(PaperReports.Of(order)));
        }
    }
}
