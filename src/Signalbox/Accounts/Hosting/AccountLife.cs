using Signalbox.Accounts.Limits;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk;

namespace Signalbox.Accounts.Hosting;

/// <summary>One ownership of the account, from loading to the first refusal.</summary>
internal sealed class AccountLife : IDisposable
{
    private readonly AccountSurroundings around;
    private readonly Action<Decision> onCommitted;
    private readonly CancellationTokenSource end;
    private readonly EffectRunner effects;
    private readonly FundsBook funds = new();
    private readonly StreamId stream;
    private readonly long epoch;
    private AccountState state;
    private long version;
    private long snapshotAt;
    private AccountState durable;
    private Task announced = Task.CompletedTask;

    public AccountLife(
        AccountSurroundings around, LoadedAccount loaded, InstrumentBook instruments, Action<AccountCommand> post, Action<Decision> onCommitted, CancellationTokenSource end)
    {
        this.around = around;
        this.onCommitted = onCommitted;
        this.end = end;
        effects = new(around, instruments, WhatHolds, post);
        stream = loaded.Head.Stream;
        epoch = loaded.Head.Epoch;
        version = loaded.Head.Version;
        snapshotAt = version;
        state = loaded.State;
        durable = loaded.State;
    }

    public FundsBook Funds => funds;

    /// <summary>Why this life ended, where the journal ended it.</summary>
    public Exception? Refusal { get; private set; }

    public void Dispose() => effects.Dispose();

    public async ValueTask HandleAsync(Mail mail, CancellationToken cancel)
    {
        var command = WithViews(mail.Command);
        var now = around.Clock.GetUtcNow();
        if (mail.Rehearsal is { } rehearsal)
        {
            rehearsal.TrySetResult(Decide(command, now, reserves: false));
            return;
        }

        var decision = Decide(command, now, reserves: true);
        Volatile.Write(ref state, decision.State);
        if (command is AccountCommand.SnapshotArrived { Answer.Value: { } snapshot })
        {
            funds.OnSnapshot(snapshot);
        }

        funds.OnEvents(decision);
        if (decision.Events.Count == 0)
        {
            mail.Gathering?.Arrived();
            mail.Durable?.TrySetResult();
            RunInTurn(decision.Effects, cancel);
            await ReportAsync(command, cancel);
            return;
        }

        // What was reserved is queued before what needs it, and what needs it falls with it.
        var reserved = await ReportAsync(command, cancel);
        var queued = await around.Committer.EnqueueAsync(UnitOf(decision, mail, now, reserved), HurryOf(mail, decision), cancel);
        version += decision.Events.Count;
        mail.Gathering?.Arrived();
        announced = WhenDurableAsync(announced, queued, mail.Durable, decision, version, cancel);
    }

    /// <summary>Tells the ledger all of this account, and learns where trading was stopped while it was away.</summary>
    public async ValueTask JoinAsync(CancellationToken cancel)
    {
        if (around.Risk is { } risk)
        {
            await HandleAsync(new(new AccountCommand.ReportExposure(), null, null), cancel);
            await HandleAsync(new(new AccountCommand.FollowStanding(risk.Holds.All), null, null), cancel);
        }
    }

    /// <param name="reserves">Off: the decision is made against the ledger as it is, and leaves it so.</param>
    private Decision Decide(AccountCommand command, DateTimeOffset now, bool reserves) => around.Risk is { IsShared: true } risk
        ? risk.Reserving(ledger => Account.Decide(state, command with { Risk = ledger }, now), decision => reserves ? Exposures.Raised(around.Profile.Account, decision) : null)
        : Account.Decide(state, command, now);

    private async ValueTask<AppendUnit?> ReportAsync(AccountCommand command, CancellationToken cancel)
    {
        if (around.Risk is not { IsShared: true } risk)
        {
            return null;
        }

        switch (command)
        {
            case AccountCommand.ReportExposure:
                risk.Follow(Exposures.Whole(around.Profile.Account, state, durable));
                break;
            case AccountCommand.AssessLosses or AccountCommand.Executed:
                risk.Assess(around.Profile.Account, Exposures.Open(state, command.Marks ?? Marks()));
                break;
        }

        return await risk.WriteAsync(cancel);
    }

    /// <summary>Read at the last moment by whoever sends, on any thread.</summary>
    private TradingState? WhatHolds(Opening opening)
    {
        var here = TradingStates.Of(Volatile.Read(ref state), opening.Strategy, opening.Subscription);
        return here.Mode != TradingMode.Active ? here : around.Risk?.Holds.Find(opening.Strategy);
    }

    private AppendUnit UnitOf(Decision decision, Mail mail, DateTimeOffset now, AppendUnit? reserved)
    {
        var events = new EventDraft[decision.Events.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = AccountCodec.Events.Write(decision.Events[i], now);
        }

        return new()
        {
            Stream = stream,
            ExpectedVersion = version,
            Epoch = epoch,
            Events = events,
            After = mail.After,
            Needs = Opens(decision) ? reserved : null,
            Closes = TargetOf(mail.Command),
        };
    }

    private static bool Opens(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            if (happened is OrderIntended { Ticket.Leg: Leg.Entry } || (happened is OrderChangeIntended change && Raises(decision.State, change)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Raises(AccountState after, OrderChangeIntended change) =>
        change.Levels is { } levels && after.Orders.TryGetValue(change.Order, out var order) && EntryRaise.Of(after, order, levels) is not null;

    /// <summary>
    /// An answer of the venue that leads to nothing more may be committed a little later, together with what comes next: after
    /// a crash the venue tells it again. What a decision sends, what somebody was promised to be on disk, and what ends the
    /// wait of a signal's sender is committed at once.
    /// </summary>
    private static CommitHurry HurryOf(Mail mail, Decision decision) =>
        mail.Gathering is not null ? CommitHurry.WithOthers
        : mail.Durable is null && IsVenueNews(mail.Command) && !LeadsOn(decision) ? CommitHurry.None
        : CommitHurry.Now;

    private static bool LeadsOn(Decision decision)
    {
        foreach (var effect in decision.Effects)
        {
            if (effect is not Effect.Schedule)
            {
                return true;
            }
        }

        foreach (var happened in decision.Events)
        {
            if (happened is TradeProgressed { Settled: true } or TradeEnded)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVenueNews(AccountCommand command) =>
        command is AccountCommand.PlaceEnded or AccountCommand.PlaceIsSlow or AccountCommand.OrderChanged or AccountCommand.Executed;

    private OpenTarget? TargetOf(AccountCommand command) => command switch
    {
        AccountCommand.TakeSignal taken => Target(taken.Request.Id),
        AccountCommand.RefuseSignal refused => Target(refused.Request.Id),
        _ => null,
    };

    private OpenTarget Target(TradeId trade) => new(trade.Signal, trade.Subscription, around.Profile.Account);

    /// <summary>Observers hear of decisions in order, and effects start in order: each waits for the one before it.</summary>
    private async Task WhenDurableAsync(Task before, Task<AppendResult> queued, TaskCompletionSource? durable, Decision decision, long reached, CancellationToken cancel)
    {
        await before;
        try
        {
            var result = await queued;
            if (result.Status != AppendStatus.Committed)
            {
                End(new AppendRefusedException(result.Status));
                return;
            }
        }
        catch (JournalException failure)
        {
            End(failure);
            return;
        }

        onCommitted(decision);
        this.durable = decision.State;
        durable?.TrySetResult();
        RunEffects(decision.Effects, cancel);
        _ = ReleaseAsync(decision, cancel);
        _ = SnapshotIfDueAsync(decision.State, reached, cancel);
    }

    /// <summary>What a decision frees is freed when it is on disk: until then its entry may still be what the journal knows.</summary>
    private async Task ReleaseAsync(Decision decision, CancellationToken cancel)
    {
        if (around.Risk is { IsShared: true } risk && Exposures.Freed(around.Profile.Account, decision, Volatile.Read(ref state)) is { } changed)
        {
            risk.Follow(changed);
            try
            {
                await risk.WriteAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                // The next life reports all of the account.
            }
        }
    }

    private void End(Exception cause)
    {
        Refusal ??= cause;
        end.Cancel();
    }

    private void RunEffects(IReadOnlyList<Effect> wanted, CancellationToken cancel)
    {
        foreach (var effect in wanted)
        {
            _ = RunAsync(effect, cancel);
        }
    }

    /// <summary>Nothing new is to be committed, but what these effects go by may still be under way to the disk.</summary>
    private void RunInTurn(IReadOnlyList<Effect> wanted, CancellationToken cancel)
    {
        if (wanted.Count == 0 || announced.IsCompleted)
        {
            RunEffects(wanted, cancel);
        }
        else
        {
            announced = AfterAsync(announced, wanted, cancel);
        }
    }

    private async Task AfterAsync(Task before, IReadOnlyList<Effect> wanted, CancellationToken cancel)
    {
        await before;
        if (Refusal is null)
        {
            RunEffects(wanted, cancel);
        }
    }

    private async Task RunAsync(Effect effect, CancellationToken cancel)
    {
        try
        {
            await effects.RunAsync(effect, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The life is over; the next one looks at everything that was under way.
        }
        catch (Exception defect)
        {
            // Nobody waits for an effect: lost here, it would be an order nobody hears of again.
            End(defect);
        }
    }

    private async Task SnapshotIfDueAsync(AccountState at, long reached, CancellationToken cancel)
    {
        if (reached - snapshotAt < around.Options.SnapshotEvery)
        {
            return;
        }

        snapshotAt = reached;

        // Elsewhere: effects are waiting here, and writing a large state down takes longer than all of them.
        await Task.Yield();
        try
        {
            await AccountLoader.Fold.SaveAsync(around.Journal, stream, reached, at, cancel);
        }
        catch (Exception failure) when (failure is JournalException or OperationCanceledException)
        {
            // Only a shortcut was lost: the next one is taken after as many events again.
        }
    }

    private AccountCommand WithViews(AccountCommand command)
    {
        if (state.Profile is { Limits.WatchesLosses: true })
        {
            command = command with { Marks = Marks() };
        }

        if (command.About(state) is not { } id)
        {
            return command is AccountCommand.AssessLosses && state.Holdings.Values.FirstOrDefault(holding => holding.Lots.Count > 0) is { } held
                ? command with { Funds = funds.View(held.Instrument.Settle, state, around.Venue.Market) }
                : command;
        }

        var instrument = (command as AccountCommand.TakeSignal)?.Instrument ?? state.Holdings.GetValueOrDefault(id)?.Instrument;
        return instrument is null ? command : command with
        {
            Market = MarketView.Newer(around.Venue.Market.Latest(id), command.Market),
            Funds = funds.View(instrument.Settle, state, around.Venue.Market),
        };
    }

    private MarksView Marks() => LimitReport.Marks(state, around.Venue.Market, around.Clock.GetUtcNow());
}
