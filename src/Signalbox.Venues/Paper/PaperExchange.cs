using System.Collections.Concurrent;
using System.Threading.Channels;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>
/// The simulated exchange of this process. Requests of all accounts pass one mailbox with one reader, which decides in
/// memory; nothing is answered or told before it is in the account's ledger. What the ledgers hold is all it needs to start.
/// </summary>
public sealed class PaperExchange
{
    internal static readonly EngineRules Rules = new();

    private readonly Channel<PaperRequest> mailbox;
    private readonly ConcurrentDictionary<AccountId, PaperSeat> seats = new();
    private readonly TimeProvider clock;
    private readonly PaperOptions options;
    private readonly PaperSettlement settlement;
    private readonly PaperReload reload;
    private readonly QuoteBoard quotes = new();
    private PaperFloor floor;
    private PaperBatch deciding = new();
    private int tickWaiting;

    public PaperExchange(IJournal journal, Committer committer, TimeProvider clock, PaperOptions options)
    {
        this.clock = clock;
        this.options = options;
        mailbox = Channel.CreateBounded<PaperRequest>(new BoundedChannelOptions(options.MailboxMax) { SingleReader = true });
        settlement = new(committer, Tick);
        Reader = new(journal, options);
        reload = new(Reader, options, quotes, clock);
        floor = new(options, quotes, clock.GetUtcNow());
    }

    /// <summary>The market all accounts share, with a feed of changes.</summary>
    public QuoteBoard Quotes => quotes;

    internal PaperLedgerReader Reader { get; }

    internal PaperOptions Options => options;

    internal TimeProvider Clock => clock;

    /// <summary>
    /// Runs the exchange until cancelled; what is already decided is still committed and answered, so the committer must be
    /// stopped after it.
    /// </summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var settling = settlement.RunAsync();
        try
        {
            await using var ticks = clock.CreateTimer(_ => Tick(), null, options.RefreshEvery, options.RefreshEvery);
            while (await mailbox.Reader.WaitToReadAsync(cancel))
            {
                if (settlement.Trouble is { } trouble)
                {
                    await ReloadAsync(trouble, cancel);
                }

                DecideWaiting();
                await PostAsync();
            }
        }
        finally
        {
            mailbox.Writer.TryComplete();
            RefuseWaiting();
            settlement.Complete();
            await settling;
        }
    }

    /// <summary>
    /// Opens an account: takes ownership of its ledger and continues where it ends, or begins it with the opening balances.
    /// </summary>
    /// <exception cref="JournalException">The ledger could not be read or begun.</exception>
    public async Task<PaperVenue> OpenAsync(AccountId account, CancellationToken cancel)
    {
        var seat = new PaperSeat(account, quotes);
        if (!seats.TryAdd(account, seat))
        {
            throw new InvalidOperationException($"The paper account {account} is open already.");
        }

        var failure = "The account was not opened.";
        try
        {
            var loaded = await Reader.LoadAsync(seat, cancel);
            failure = await AskAsync(new AdmitPaperAccount(loaded), cancel);
        }
        finally
        {
            if (failure is not null)
            {
                await CloseAsync(seat);
            }
        }

        return failure is null ? new PaperVenue(this, seat) : throw new JournalException(JournalFailure.NotCommitted, failure);
    }

    /// <summary>What an open account's market of an instrument shows; null where there is no such account or instrument.</summary>
    public MarketView? Latest(AccountId account, InstrumentId instrument) =>
        seats.TryGetValue(account, out var seat) ? seat.Quotes.Latest(instrument) : null;

    /// <summary>
    /// Gives one account a price of its own. The market walks there from where it is, through every order on the way.
    /// </summary>
    /// <param name="isFrozen">The price stays; otherwise it walks on from there.</param>
    public Task<VenueOutcome> SetPriceAsync(AccountId account, InstrumentId instrument, Price price, bool isFrozen, CancellationToken cancel) =>
        AskAsync(new OverridePaperPrice(account, instrument, price, isFrozen), cancel);

    /// <summary>Walks the account's price back to the common one.</summary>
    public Task<VenueOutcome> ClearPriceAsync(AccountId account, InstrumentId instrument, CancellationToken cancel) =>
        AskAsync(new OverridePaperPrice(account, instrument, null, false), cancel);

    internal async Task<TAnswer> AskAsync<TAnswer>(PaperRequest<TAnswer> request, CancellationToken cancel)
    {
        if (!mailbox.Writer.TryWrite(request))
        {
            return request.NotDone(mailbox.Reader.Completion.IsCompleted
                ? "The paper exchange is not running."
                : $"The paper exchange has {options.MailboxMax} requests waiting, which is the most it takes.");
        }

        try
        {
            return await request.Answer.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return request.TryWithdraw()
                ? request.NotDone("The request was withdrawn before the paper exchange saw it.")
                : request.Unsure("The request was given up while the paper exchange worked on it.");
        }
    }

    internal async Task CloseAsync(PaperSeat seat)
    {
        // It waits for room where others are turned away: an account that stayed behind would trade on unseen.
        var release = new ReleasePaperAccount(seat);
        while (await mailbox.Writer.WaitToWriteAsync(CancellationToken.None))
        {
            if (mailbox.Writer.TryWrite(release))
            {
                await release.Answer;
                break;
            }
        }

        seats.TryRemove(new(seat.Account, seat));
        seat.Close();
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref tickWaiting, 1) == 0 && !mailbox.Writer.TryWrite(new MovePaperMarket()))
        {
            Volatile.Write(ref tickWaiting, 0);
        }
    }

    private void DecideWaiting()
    {
        deciding = new();
        while (deciding.Requests.Count < options.BatchMax && mailbox.Reader.TryRead(out var request))
        {
            // Before the time is read: a tick after it must not be taken for this one.
            if (request is MovePaperMarket)
            {
                Volatile.Write(ref tickWaiting, 0);
            }

            if (request.TryTake())
            {
                floor.Decide(deciding, request, clock.GetUtcNow());
            }
        }

        floor.PublishQuotes(clock.GetUtcNow());
    }

    private async Task PostAsync()
    {
        await settlement.PostAsync(deciding);
        deciding = new();
    }

    private async Task ReloadAsync(PaperTrouble trouble, CancellationToken cancel)
    {
        await settlement.DrainAsync();
        reload.Report(trouble.Why, trouble.Cause);
        (PaperFloor Floor, PaperBatch Batch)? again;
        while ((again = await reload.TryAsync(seats.Values, cancel)) is null)
        {
            await Task.Delay(options.ReloadAfter, clock, cancel);
        }

        (floor, deciding) = again.Value;
        await PostAsync();
        foreach (var seat in seats.Values)
        {
            seat.Tell(new VenueEvent.Gap(seat.Lost ?? "The paper exchange has read its ledgers again."));
        }
    }

    // Nothing of these has been written, so nothing came of them.
    private void RefuseWaiting()
    {
        var stopped = new Verdict(LedgerFate.Refused, "The paper exchange is not running.");
        deciding.Requests.ForEach(request => request.Settle(stopped));
        while (mailbox.Reader.TryRead(out var request))
        {
            if (request.TryTake())
            {
                request.Settle(stopped);
            }
        }
    }
}
