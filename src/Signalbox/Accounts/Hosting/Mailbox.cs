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

    /// <summary>False when the lane is full: the fact is dropped, and once the lane is empty whoever reads it loads again.</summary>
    public bool PostFact(Mail fact)
    {
        var isTaken = false;
        lock (gate)
        {
            if (facts.Count < factsMax)
            {
                facts.Enqueue(fact);
                isTaken = true;
            }
            else
            {
                overflowed = true;
            }
        }

        reader.Wake();
        return isTaken;
    }

    /// <summary>Whoever begins asks for everything: what was dropped before is made up for by that.</summary>
    public void Begin()
    {
        lock (gate)
        {
            overflowed = false;
        }
    }

    /// <exception cref="FactsLostException">Facts were dropped since the last time; told once, when what was taken has been read.</exception>
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
            throw new FactsLostException();
        }

        return signals.TryDequeue(out var signal) ? signal : null;
    }
}
