using Signalbox.Time;

namespace Signalbox.Accounts.Hosting;

/// <summary>
/// What waits for one account, in two bounded lanes: what the venue, timers and the kill switch say passes what signals ask.
/// One reader; it goes on on the thread of whoever wakes it.
/// </summary>
internal sealed class Mailbox(int signalsMax, int factsMax)
{
    private readonly Lock gate = new();
    private readonly Queue<Mail> facts = new();
    private readonly Queue<Mail> signals = new();
    private readonly WakeUp reader = new(onWaker: true);
    private bool overflowed;

    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return facts.Count + signals.Count;
            }
        }
    }

    /// <summary>False when the lane is full: the signal stays open in the journal and is delivered again later.</summary>
    public bool TryPostSignal(Mail mail)
    {
        lock (gate)
        {
            if (signals.Count >= signalsMax)
            {
                return false;
            }

            signals.Enqueue(mail);
        }

        reader.Wake();
        return true;
    }

    /// <summary>A fact cannot be refused; when the lane is full it is dropped and the account reconciles instead.</summary>
    public void PostFact(AccountCommand command) => PostFact(new Mail(command, null, null));

    public void PostFact(Mail fact)
    {
        lock (gate)
        {
            if (facts.Count >= factsMax)
            {
                overflowed = true;
            }
            else
            {
                facts.Enqueue(fact);
            }
        }

        reader.Wake();
    }

    public async ValueTask<Mail> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            lock (gate)
            {
                if (TakeNeedsLock() is { } mail)
                {
                    return mail;
                }
            }

            await reader.SleepAsync(cancel);
        }
    }

    private Mail? TakeNeedsLock()
    {
        if (facts.TryDequeue(out var fact))
        {
            return fact;
        }

        if (overflowed)
        {
            overflowed = false;
            return new Mail(new AccountCommand.StreamGap("More happened at once than the account could take in."), null, null);
        }

        return signals.TryDequeue(out var signal) ? signal : null;
    }
}
