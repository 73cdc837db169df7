using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;

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
    private Task announced = Task.CompletedTask;

    public AccountLife(
        AccountSurroundings around, LoadedAccount loaded, InstrumentBook instruments, Action<AccountCommand> post, Action<Decision> onCommitted, CancellationTokenSource end)
    {
        this.around = around;
        this.onCommitted = onCommitted;
        this.end = end;
        effects = new(around.Venue, around.Clock, around.Options, instruments, post);
        stream = loaded.Head.Stream;
        epoch = loaded.Head.Epoch;
        version = loaded.Head.Version;
        snapshotAt = version;
        state = loaded.State;
    }

    public FundsBook Funds => funds;

    /// <summary>Why this life ended, where the journal ended it.</summary>
    public Exception? Refusal { get; private set; }

    public void Dispose() => effects.Dispose();

    public async ValueTask HandleAsync(Mail mail, CancellationToken cancel)
    {
        var command = WithViews(mail.Command);
        var now = around.Clock.GetUtcNow();
        var decision = Account.Decide(state, command, now);
        state = decision.State;
        if (command is AccountCommand.SnapshotArrived { Answer.Value: { } snapshot })
        {
            funds.OnSnapshot(snapshot);
        }

        funds.OnEvents(decision);
        if (decision.Events.Count == 0)
        {
            mail.Gathering?.Arrived();
            RunEffects(decision.Effects, cancel);
            return;
        }

        var queued = await around.Committer.EnqueueAsync(UnitOf(decision, mail, now), cancel);
        version += decision.Events.Count;
        mail.Gathering?.Arrived();
        announced = WhenDurableAsync(announced, queued, decision, version, cancel);
    }

    private AppendUnit UnitOf(Decision decision, Mail mail, DateTimeOffset now)
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
            Closes = TargetOf(mail.Command),
        };
    }

    private OpenTarget? TargetOf(AccountCommand command) => command switch
    {
        AccountCommand.TakeSignal taken => Target(taken.Request.Id),
        AccountCommand.RefuseSignal refused => Target(refused.Request.Id),
        _ => null,
    };

    private OpenTarget Target(TradeId trade) => new(trade.Signal, trade.Subscription, around.Profile.Account);

    /// <summary>Observers hear of decisions in order, and effects start in order: each waits for the one before it.</summary>
    private async Task WhenDurableAsync(Task before, Task<AppendResult> queued, Decision decision, long reached, CancellationToken cancel)
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
        RunEffects(decision.Effects, cancel);
        _ = SnapshotIfDueAsync(decision.State, reached, cancel);
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

    private async Task RunAsync(Effect effect, CancellationToken cancel)
    {
        try
        {
            await effects.RunAsync(effect, cancel);
        }
        catch (OperationCanceledException)
        {
            // The life is over; the next one looks at everything that was under way.
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
            await AccountSnapshots.SaveAsync(around.Journal, stream, reached, at, cancel);
        }
        catch (Exception failure) when (failure is JournalException or OperationCanceledException)
        {
            // Only a shortcut was lost: the next one is taken after as many events again.
        }
    }

    private AccountCommand WithViews(AccountCommand command)
    {
        if (command.About(state) is not { } id)
        {
            return command;
        }

        var instrument = (command as AccountCommand.TakeSignal)?.Instrument ?? state.Holdings.GetValueOrDefault(id)?.Instrument;
        return command with
        {
            Market = Newer(around.Venue.Market.Latest(id), command.Market),
            Funds = instrument is null ? null : funds.View(instrument.Settle, state, around.Venue.Market),
        };
    }

    private static MarketView? Newer(MarketView? left, MarketView? right) =>
        left is null ? right : right is null || left.At >= right.At ? left : right;
}
