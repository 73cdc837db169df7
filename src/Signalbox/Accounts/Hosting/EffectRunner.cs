using Signalbox.Accounts.Gates;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Time;
using Signalbox.Venues;

namespace Signalbox.Accounts.Hosting;

/// <summary>Runs effects outside the mailbox and posts what came of them back into it.</summary>
internal sealed class EffectRunner(
    AccountSurroundings around, InstrumentBook instruments, Func<Opening, TradingState?> whatHolds, Action<AccountCommand> post) : IDisposable
{
    private const string NoAnswer = "The venue did not answer in time.";
    private readonly IVenue venue = around.Venue;
    private readonly TimeProvider clock = around.Clock;
    private readonly AccountHostOptions options = around.Options;

    private readonly Alarms alarms = new(around.Clock, timer => post(new AccountCommand.TimerElapsed(timer)));

    public Task RunAsync(Effect effect, CancellationToken cancel) => effect switch
    {
        Effect.Place place => PlaceAsync(place, cancel),
        Effect.PlacePair pair => PlacePairAsync(pair.Pair, cancel),
        Effect.Amend amend => AmendAsync(amend.Amendment, cancel),
        Effect.Cancel cancelling => CancelAsync(cancelling.Cancellation, cancel),
        Effect.Query query => QueryAsync(query.Lookup, cancel),
        Effect.TakeSnapshot snapshot => SnapshotAsync(snapshot, cancel),
        Effect.FetchQuote fetch => QuoteAsync(fetch, cancel),
        Effect.AskScorer ask => ScoreAsync(ask.Question, cancel),
        Effect.Resume resume => ResumeAsync(resume),
        Effect.Schedule schedule => ScheduleAsync(schedule),
        _ => throw new InvalidOperationException($"{effect.GetType().Name} has no runner."),
    };

    /// <summary>No timer rings any more; requests under way end by themselves.</summary>
    public void Dispose() => alarms.Dispose();

    private async Task PlaceAsync(Effect.Place place, CancellationToken cancel)
    {
        var order = place.Order;
        if (place.Opens is { } opening && whatHolds(opening) is { } standing)
        {
            post(new AccountCommand.PlaceHeld(order.Id, standing.Mode, standing.Why));
            return;
        }

        var placing = Ended(() => venue.PlaceAsync(order, cancel), cancel);
        if (!await placing.EndsWithinAsync(options.SlowAfter, clock, cancel))
        {
            post(new AccountCommand.PlaceIsSlow(order.Id));
        }

        post(new AccountCommand.PlaceEnded(order.Id, await placing));
    }

    /// <summary>One answer for both: each learns its own id at the venue from its first report.</summary>
    private async Task PlacePairAsync(PlacePair pair, CancellationToken cancel)
    {
        var placing = Ended(() => venue.PlacePairAsync(pair, cancel), cancel);
        if (!await placing.EndsWithinAsync(options.SlowAfter, clock, cancel))
        {
            post(new AccountCommand.PlaceIsSlow(pair.Stop.Id));
            post(new AccountCommand.PlaceIsSlow(pair.Target.Id));
        }

        var outcome = await placing is { } ended and not VenueOutcome.Accepted ? ended : new VenueOutcome.Accepted(null);
        post(new AccountCommand.PlaceEnded(pair.Stop.Id, outcome));
        post(new AccountCommand.PlaceEnded(pair.Target.Id, outcome));
    }

    private async Task AmendAsync(AmendOrder amendment, CancellationToken cancel)
    {
        var outcome = await Ended(() => venue.AmendAsync(amendment, cancel), cancel);
        post(new AccountCommand.ChangeEnded(amendment.Id, new(amendment.Quantity, amendment.LimitPrice, amendment.StopPrice), outcome));
    }

    private async Task CancelAsync(CancelOrder cancellation, CancellationToken cancel) =>
        post(new AccountCommand.ChangeEnded(cancellation.Id, null, await Ended(() => venue.CancelAsync(cancellation, cancel), cancel)));

    private async Task QueryAsync(QueryOrder lookup, CancellationToken cancel)
    {
        var askedAt = clock.GetUtcNow();
        OrderEvidence evidence;
        try
        {
            evidence = await InTimeAsync(venue.QueryAsync(lookup, cancel), options.CallWithin, cancel)
                ?? new OrderEvidence.Failed(NoAnswer);
        }
        catch (Exception failure) when (!IsOver(failure, cancel))
        {
            evidence = new OrderEvidence.Failed(failure.Message);
        }

        post(new AccountCommand.EvidenceArrived(lookup.Id, evidence, askedAt));
    }

    private async Task SnapshotAsync(Effect.TakeSnapshot wanted, CancellationToken cancel)
    {
        var askedAt = clock.GetUtcNow();
        VenueAnswer<VenueSnapshot> answer;
        IReadOnlyList<Instrument> held = [];
        try
        {
            var asked = venue.SnapshotAsync(wanted.FillsSince, cancel);
            answer = await asked.EndsWithinAsync(options.CallWithin, clock, cancel) ? await asked : VenueAnswer.Failed<VenueSnapshot>(NoAnswer);
            if (answer.Value is { } snapshot)
            {
                held = await instruments.FindAsync(snapshot.Positions.Select(position => position.Instrument), cancel);
            }
        }
        catch (Exception failure) when (!IsOver(failure, cancel))
        {
            answer = VenueAnswer.Failed<VenueSnapshot>(failure.Message);
        }

        post(new AccountCommand.SnapshotArrived(answer, held, askedAt) { Reason = wanted.Reason });
    }

    private async Task QuoteAsync(Effect.FetchQuote fetch, CancellationToken cancel)
    {
        MarketView? quote = null;
        try
        {
            var asked = venue.QuoteAsync(fetch.Instrument, cancel);
            quote = await asked.EndsWithinAsync(options.QuoteWithin, clock, cancel) ? (await asked).Value : null;
        }
        catch (Exception failure) when (!IsOver(failure, cancel))
        {
            // No quote is an answer too: the entry is refused as unpriced, which says what to do.
        }

        post(new AccountCommand.QuoteArrived(fetch.Trade, fetch.Instrument) { Market = quote });
    }

    private async Task ScoreAsync(ScorerQuestion question, CancellationToken cancel)
    {
        ScorerAnswer? answer;
        try
        {
            answer = await InTimeAsync(around.Scorer.AskAsync(question, cancel), TimeSpan.FromMilliseconds(question.Terms.BudgetMs), cancel);
        }
        catch (Exception failure) when (!IsOver(failure, cancel))
        {
            answer = ScorerAnswer.Failed(question.Gate, failure.Message);
        }

        post(new AccountCommand.ScorerEnded(question.Trade, answer
            ?? ScorerAnswer.Failed(question.Gate, $"It did not answer within {question.Terms.BudgetMs} ms.", question.Terms.BudgetMs)));
    }

    private Task ResumeAsync(Effect.Resume resume)
    {
        post(new AccountCommand.Resume(resume.Instrument));
        return Task.CompletedTask;
    }

    private Task ScheduleAsync(Effect.Schedule schedule)
    {
        alarms.Set(schedule.Timer, schedule.Due);
        return Task.CompletedTask;
    }

    /// <summary>An adapter must not throw; if one does after all, nothing is known of the request.</summary>
    private async Task<VenueOutcome> Ended(Func<Task<VenueOutcome>> call, CancellationToken cancel)
    {
        try
        {
            return await InTimeAsync(call(), options.CallWithin, CancellationToken.None) ?? new VenueOutcome.Unknown(NoAnswer);
        }
        catch (Exception failure) when (!IsOver(failure, cancel))
        {
            return new VenueOutcome.Unknown(failure.Message);
        }
    }

    /// <summary>
    /// Whether the account's life is over. A cancellation of the adapter's own, as of a socket that was aborted, is a failure like
    /// any other: taken for the end, it would lose what became of an order.
    /// </summary>
    private static bool IsOver(Exception failure, CancellationToken cancel) => failure is OperationCanceledException && cancel.IsCancellationRequested;

    private async Task<T?> InTimeAsync<T>(Task<T> asked, TimeSpan limit, CancellationToken cancel)
        where T : class => await asked.EndsWithinAsync(limit, clock, cancel) ? await asked : null;
}
