using Signalbox.Accounts.Gates;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk.Ledger;
using Signalbox.Venues;

namespace Signalbox.Accounts.Hosting;

/// <summary>What an account's host works with.</summary>
public sealed record AccountSurroundings
{
    public required AccountProfile Profile { get; init; }

    public required IVenue Venue { get; init; }

    public required IJournal Journal { get; init; }

    public required Committer Committer { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IReadOnlyList<IAccountObserver> Observers { get; init; }

    /// <summary>Delivers again what is still open for this account; asked after a reload.</summary>
    public required Func<AccountId, CancellationToken, Task> RedeliverAsync { get; init; }

    /// <summary>The ledger of what all accounts share; null where nobody shares anything.</summary>
    public RiskLedgerHost? Risk { get; init; }

    /// <summary>Told of every reload and its cause.</summary>
    public required Action<AccountId, Exception> OnReload { get; init; }

    /// <summary>Whom gates ask.</summary>
    public IScorer Scorer { get; init; } = NoScorer.Instance;

    public AccountHostOptions Options { get; init; } = new();
}

/// <summary>
/// Runs one account: takes a command, decides, hands the events to the committer, and lets the effects loose when they are
/// on disk. A refused append means that its state is not the journal's: it loads again, and nothing it had queued is sent. It
/// loads again as well where its lane was so full that a fact was dropped: a timer or an answer would be missed for good.
/// </summary>
public sealed class AccountHost
{
    private readonly AccountSurroundings around;
    private readonly Mailbox mailbox;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AccountState committed = AccountState.Empty;
    private FundsBook? funds;
    private AccountProfile profile;

    public AccountHost(AccountSurroundings around)
    {
        this.around = around;
        profile = around.Profile;
        mailbox = new(around.Options.SignalsMax, around.Options.FactsMax);
        Instruments = new(around.Venue, around.Profile.Broker, around.Clock);
    }

    public AccountId Account => around.Profile.Account;

    /// <summary>The terms it works under.</summary>
    public AccountProfile Profile => Volatile.Read(ref profile);

    public InstrumentBook Instruments { get; }

    /// <summary>The newest state that is on disk.</summary>
    public AccountState Committed => Volatile.Read(ref committed);

    /// <summary>Ends when the account was loaded for the first time.</summary>
    public Task Ready => ready.Task;

    public int Waiting => mailbox.Waiting;

    public IMarketData Market => around.Venue.Market;

    /// <summary>The venue as people ask it; null where it is only traded at.</summary>
    public IVenueDesk? Desk => around.Venue.Desk;

    /// <summary>The venue's book, where it is asked for rather than streamed.</summary>
    public IDepthSource? Depth => around.Venue.Depth;

    /// <summary>What it has, at the newest quotes; empty until the venue has said so.</summary>
    public IReadOnlyList<AccountFunds> Funds => Volatile.Read(ref funds)?.All(Committed, Market) ?? [];

    public bool TryPostSignal(Mail signal) => mailbox.TryPostSignal(signal);

    /// <summary>What would be decided now, with nothing coming of it; null when too many signals wait.</summary>
    public Task<Decision>? Rehearse(AccountCommand signal)
    {
        var rehearsal = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        return mailbox.TryPostSignal(new(signal, null, null, Rehearsal: rehearsal)) ? rehearsal.Task : null;
    }

    /// <summary>
    /// False when more waits than the account can take in: the fact is dropped, and the account loads again. What venues, timers and
    /// the ledger say is asked for anew by that; what a person asked for is not, so whoever posts it must say that it was not taken.
    /// </summary>
    public bool PostFact(AccountCommand fact) => mailbox.PostFact(new Mail(fact, null, null));

    /// <summary>Ends when what the fact caused is on disk; never, where the lane was full or the account loaded again meanwhile.</summary>
    public Task PostDurablyAsync(AccountCommand fact)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.PostFact(new Mail(fact, null, null, durable));
        return durable.Task;
    }

    /// <summary>Other terms from now on, also after a reload.</summary>
    public void Reconfigure(AccountProfile changed)
    {
        Volatile.Write(ref profile, changed);
        PostFact(new AccountCommand.Reconfigure(changed));
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            using var life = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            try
            {
                await LiveAsync(life.Token);
            }
            catch (JournalException damaged) when (damaged.Failure == JournalFailure.Damaged && !ready.Task.IsCompleted)
            {
                // What cannot be read now cannot be read in a second either: whoever starts the server is told.
                ready.TrySetException(damaged);
                return;
            }
            catch (Exception refused) when (refused is JournalException or AppendRefusedException or FactsLostException)
            {
                around.OnReload(Account, refused);
            }
            finally
            {
                life.Cancel();
            }

            if (!cancel.IsCancellationRequested)
            {
                await Task.Delay(around.Options.ReloadSpacing, around.Clock, cancel);
            }
        }
    }

    /// <summary>From loading until the state is no longer the journal's.</summary>
    private async Task LiveAsync(CancellationToken cancel)
    {
        var loaded = await AccountLoader.TakeOverAsync(around.Journal, Account, cancel);
        Volatile.Write(ref committed, loaded.State);
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var life = new AccountLife(around, loaded, Instruments, Post, OnCommitted, refused);
        Volatile.Write(ref funds, life.Funds);
        var pump = PumpAsync(refused.Token);
        var watch = WatchLossesAsync(refused.Token);
        try
        {
            mailbox.Begin();
            await life.HandleAsync(new(new AccountCommand.Recover(Profile), null, null), refused.Token);
            await life.JoinAsync(refused.Token);
            ready.TrySetResult();
            await around.RedeliverAsync(Account, refused.Token);
            while (true)
            {
                var mail = await mailbox.TakeAsync(refused.Token);
                await life.HandleAsync(mail, refused.Token);
            }
        }
        catch (OperationCanceledException) when (life.Refusal is { } cause && !cancel.IsCancellationRequested)
        {
            throw cause;
        }
        finally
        {
            refused.Cancel();
            await pump;
            await watch;
        }
    }

    /// <summary>While something is held and a loss limit asks, the account looks every few seconds.</summary>
    private async Task WatchLossesAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(around.Options.AssessEvery, around.Clock, cancel);
                if (Profile.Limits.WatchesLosses && Committed.Holdings.Values.Any(holding => holding.Lots.Count > 0))
                {
                    Post(new AccountCommand.AssessLosses());
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // This life is over; the next one looks again.
        }
    }

    private async Task PumpAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await PostStreamAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // A cancellation too, where nobody here gave up: an aborted socket ends what waits for it with one.
                Post(new AccountCommand.StreamGap(broken.Message));
                await Task.Delay(around.Options.ReloadSpacing, around.Clock, CancellationToken.None);
            }
        }
    }

    private async Task PostStreamAsync(CancellationToken cancel)
    {
        await foreach (var happened in around.Venue.PrivateStreamAsync(cancel))
        {
            if (CommandOf(happened) is { } command)
            {
                Post(command);
            }
        }
    }

    /// <summary>A dropped one is made up for by loading again.</summary>
    private void Post(AccountCommand fact) => PostFact(fact);

    // Fills alone move positions and snapshots alone tell balances: what a stream says of them beside is for onlookers.
    private static AccountCommand? CommandOf(VenueEvent happened) => happened switch
    {
        VenueEvent.Executed executed => new AccountCommand.Executed(executed.Fill),
        VenueEvent.OrderChanged changed => new AccountCommand.OrderChanged(changed.Report),
        VenueEvent.FillVoided voided => new AccountCommand.FillVoided(voided.Fill),
        VenueEvent.Gap gap => new AccountCommand.StreamGap(gap.Why),
        VenueEvent.BalancesChanged or VenueEvent.PositionsChanged => null,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no venue event."),
    };

    private void OnCommitted(Decision decision)
    {
        Volatile.Write(ref committed, decision.State);
        foreach (var observer in around.Observers)
        {
            observer.Committed(decision);
        }
    }
}
