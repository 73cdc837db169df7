using Signalbox.Accounts.Hosting;
using Signalbox.Journal;
using Signalbox.Monitoring.Receipts;
using Signalbox.Signals;
using Signalbox.Signals.Duplicates;
using Signalbox.Strategies;
using Signalbox.Strategies.Routing;

namespace Signalbox;

/// <summary>
/// The way of a signal, from a body to orders. Start reading here.
/// <code>
/// 1 Signals      which language is it, and what does it say?
/// 2 Strategies   does the strategy take it, which accounts is it owed to, and what holds at each?
/// 3 Signals      is it a resend?
/// 4 Journal      the signal is committed, in one fsync with what step 5 makes of it
/// 5 Accounts     each account takes it: Risk sizes it, Trades plan it, Orders are intended    (Account.Decide)
/// 6 Venues       once the intents are on disk, requests leave                                 (EffectRunner)
/// 7 Accounts     answers and fills come back as commands; Protection follows every fill       (Account.Decide)
/// 8 Monitoring   whoever waits for the result is told                                         (SignalWatch)
/// </code>
/// </summary>
public sealed class Pipeline(SignalReaders readers, IntakeLog intake, Deliveries deliveries, Duplicates duplicates, SignalWatch watch)
{
    /// <param name="catalogue">The configuration the sender was let in by; the signal meets this version and no other.</param>
    public async Task<Receipt> ReceiveAsync(Submission submission, Catalogue catalogue, CancellationToken cancel)
    {
        // 1. Signals: the first reader that recognises the text reads it; a credential in it must be the strategy's.
        var (language, reading) = readers.Read(submission.Text);
        var reader = submission.Origin ?? language;
        submission = BodySecrets.TakeOut(submission, reading);
        var receipt = (BodySecrets.Refuse(submission, reading) ?? reading.Refusal) is { } unread
            ? await RefuseAsync(submission, reader, unread)
            : await RouteAsync(submission, reader!, reading, catalogue, cancel);
        return submission.Redacted is null ? receipt : receipt with { Redacted = submission.Redacted };
    }

    private async Task<Receipt> RouteAsync(Submission submission, string reader, Reading reading, Catalogue catalogue, CancellationToken cancel)
    {
        // 2. Strategies: guards, targets, and the terms that hold at each. A body may hold several signals: one refused, all are.
        var strategy = catalogue.Strategy(submission.Strategy) ?? throw new InvalidOperationException($"{submission.Strategy} was let in and is not configured.");
        var routed = Router.Route(submission, reader, reading, strategy, catalogue);
        if (routed.Refusal is { } refusal)
        {
            return await RefuseAsync(submission, reader, refusal);
        }

        // 3. Signals: a resend is answered with what became of the first.
        using var admission = await duplicates.AdmitAsync(submission, reading.Signals, cancel);
        var received = admission.LooksRepeated ? [.. routed.Signals!.Select(each => each with { LooksRepeated = true })] : routed.Signals!;
        return admission.Repeat ?? await TakeAsync(received, admission.Key);
    }

    private async Task<Receipt> TakeAsync(IReadOnlyList<SignalReceived> body, SignalKey? key)
    {
        // Somebody may wait for the result: watching begins before anything can happen.
        var taken = body.Select(each => new Receipt.Accepted(each, watch.Watch(each.Id, each.Owed.Count()))).ToArray();

        // 4. Journal: the signals of the body are queued first, as one …
        var gathering = new Gathering(body.Sum(each => each.Owed.Count()));
        var entry = intake.Receive(body, key, gathering);
        if (entry is null)
        {
            return Drop(taken, new Receipt.NotCommitted("Too many signals are waiting to be written. Send it again in a moment."));
        }

        // 5. Accounts: … and the accounts decide at once, so that one fsync covers them and what they intend.
        foreach (var each in body)
        {
            deliveries.Deliver(each, entry.Unit, gathering);
        }

        return await CommittedAsync(taken, entry);
    }

    private static async Task<Receipt> CommittedAsync(Receipt.Accepted[] taken, IntakeEntry entry)
    {
        try
        {
            var result = await entry.Result;
            return result.Status switch
            {
                AppendStatus.Committed => taken is [var single] ? single : new Receipt.Batch(taken[0].Signal.Batch!.Value, taken),
                AppendStatus.DuplicateKey => Drop(taken, new Receipt.Duplicate(result.Existing!.Owner)),
                _ => Drop(taken, new Receipt.NotCommitted("Another node has taken over this node's intake.")),
            };
        }
        catch (JournalException failure)
        {
            return Drop(taken, new Receipt.NotCommitted(failure.Message));
        }
    }

    /// <summary>Nothing came of them, so nobody watches them.</summary>
    private static Receipt Drop(Receipt.Accepted[] taken, Receipt instead)
    {
        foreach (var each in taken)
        {
            each.Ticket.Dispose();
        }

        return instead;
    }

    /// <summary>Keeps a body that is not taken, with the reason, so that its sender can find out why.</summary>
    public async Task<Receipt> RefuseAsync(Submission submission, string? reader, Refusal refusal)
    {
        var entry = intake.Refuse(new()
        {
            Id = submission.Arrival.Id,
            Strategy = submission.Strategy,
            ReceivedAt = submission.Arrival.At,
            Reader = reader,
            Raw = submission.Arrival.Raw,
            Code = refusal.Code,
            Message = refusal.Message,
            Field = refusal.Field,
        });
        try
        {
            return entry is not null && (await entry.Result).Status == AppendStatus.Committed
                ? new Receipt.Refused(refusal)
                : new Receipt.NotCommitted("The signal could not be written down. Send it again in a moment.");
        }
        catch (JournalException failure)
        {
            return new Receipt.NotCommitted(failure.Message);
        }
    }
}
