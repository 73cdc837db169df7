using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Strategies.Routing;

namespace Signalbox.Accounts.Hosting;

/// <summary>
/// Hands a signal to the accounts it is owed to. What an account cannot take now stays open in the journal and is handed
/// over again: at start, after a reload, and by a sweep.
/// </summary>
public sealed class Deliveries(AccountDirectory accounts, IJournal journal)
{
    /// <summary>How many open deliveries of one account a sweep looks at; those it takes make room for the next.</summary>
    private const int SweepMax = 10_000;

    /// <summary>From so many targets on, every core hands over: an account decides on the thread that brings it the signal.</summary>
    private const int SpreadFrom = 64;

    public void Deliver(SignalReceived received, AppendUnit? after, Gathering? gathering)
    {
        if (received.Targets.Count < SpreadFrom)
        {
            Deliver(received, received.Targets, after, gathering);
            return;
        }

        // What one account is owed reaches it in order, as ever.
        Parallel.ForEach(
            received.Targets.GroupBy(target => target.Account),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            targets => Deliver(received, targets, after, gathering));
    }

    /// <summary>What the account would make of the signal now; null where it cannot be asked.</summary>
    public Task<Decision>? Rehearse(SignalReceived received, SignalTarget target) =>
        accounts.Find(target.Account) is { } host ? host.Rehearse(CommandOf(received, target, host)) : null;

    /// <summary>Hands over again what nobody has taken; for one account, or for all.</summary>
    public async Task RedeliverAsync(AccountId? only, CancellationToken cancel)
    {
        if (only is { } account)
        {
            await RedeliverAsync(account, cancel);
            return;
        }

        // Nearly always nothing is open, and then nobody is asked.
        if ((await journal.OpenDeliveriesAsync(1, cancel)).Count == 0)
        {
            return;
        }

        foreach (var host in accounts.All)
        {
            await RedeliverAsync(host.Account, cancel);
        }
    }

    private async Task RedeliverAsync(AccountId account, CancellationToken cancel)
    {
        foreach (var delivery in await journal.OpenDeliveriesAsync(account, SweepMax, cancel))
        {
            if (await FindAsync(delivery, cancel) is { } received)
            {
                var target = received.Targets.First(each => each.Subscription == delivery.Target.Subscription);
                TryDeliver(received, target, null, null);
            }
        }
    }

    private async Task<SignalReceived?> FindAsync(OpenDelivery delivery, CancellationToken cancel)
    {
        await foreach (var stored in journal.ReadAsync(delivery.Stream, delivery.Version - 1, cancel))
        {
            return IntakeCodec.Events.Read(stored) as SignalReceived;
        }

        return null;
    }

    private void Deliver(SignalReceived received, IEnumerable<SignalTarget> targets, AppendUnit? after, Gathering? gathering)
    {
        foreach (var target in targets)
        {
            if (target.Refused is null && !TryDeliver(received, target, after, gathering))
            {
                gathering?.Arrived();
            }
        }
    }

    private bool TryDeliver(SignalReceived received, SignalTarget target, AppendUnit? after, Gathering? gathering) =>
        accounts.Find(target.Account) is { } host && host.TryPostSignal(new(CommandOf(received, target, host), after, gathering));

    private static AccountCommand CommandOf(SignalReceived received, SignalTarget target, AccountHost host)
    {
        if (received.Signal is { Action: SignalAction.Flatten, Ticker: "" } && AnyOf(host.Instruments.Known) is { } any)
        {
            return new AccountCommand.TakeSignal(RequestOf(received, target, any.Id), any);
        }

        var match = host.Instruments.Symbols.Resolve(SignalSymbols.QueryOf(received, target));
        // Flattening concerns the whole account: whichever instrument there is carries it.
        var found = match.Instrument ?? (received.Signal.Action == SignalAction.Flatten ? host.Instruments.Known.Values.MinBy(each => each.Id) : null);
        var request = RequestOf(received, target, found?.Id ?? new(received.Signal.Ticker));
        return found is { } instrument
            ? new AccountCommand.TakeSignal(request, instrument)
            : new AccountCommand.RefuseSignal(request, new Refusal(match.Problem!.Code, match.Problem.Message, "ticker"));
    }

    /// <summary>Flattening is for the whole account: without a ticker any instrument it knows stands for it.</summary>
    private static Instrument? AnyOf(IReadOnlyDictionary<InstrumentId, Instrument> known) =>
        known.Values.MinBy(each => each.Id.Value, StringComparer.Ordinal);

    private static TradeRequest RequestOf(SignalReceived received, SignalTarget target, InstrumentId instrument) => new()
    {
        Id = new(received.Id, target.Subscription),
        Strategy = received.Strategy,
        Instrument = instrument,
        Action = received.Signal.Action,
        Sentiment = received.Signal.Sentiment,
        SignalPrice = received.Signal.SignalPrice,
        IncludeProtection = received.Signal.IncludeProtection,
        CancelOrderType = received.Signal.CancelOrderType,
        TargetPosition = received.Signal.TargetPosition,
        BreakevenOffset = received.Signal.BreakevenOffset,
        RequiredPosition = received.Signal.Guards?.RequiredPosition,
        SentAt = received.Signal.SentAt,
        MaxLagSeconds = received.Signal.Timing?.MaxLagSeconds,
        GoodTill = received.Signal.Timing?.GoodTill,
        IgnoreTradingWindows = received.Signal.Timing?.IgnoreTradingWindows ?? false,
        ReduceOnly = received.Signal.ReduceOnly,
        CancelGroup = received.Signal.CancelGroup,
        Batch = received.Batch,
        StartsAfter = target.StartsAfter,
        AfterFillOf = target.AfterFillOf,
        Terms = received.Terms[target.Terms],
        Signal = received.Terms[target.Terms].Gates.Count > 0 ? received.Signal : null,
        ReceivedAt = received.ReceivedAt,
        ValidUntil = received.ValidUntil,
    };
}
