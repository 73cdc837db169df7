using Signalbox.Journal;
using Signalbox.Signals.Duplicates;

namespace Signalbox.Strategies.Routing;

/// <summary>Writes one node's intake stream. Its writers only add, so they share it without waiting for each other.</summary>
public sealed class IntakeLog(Committer committer, StreamHead head)
{
    public StreamId Stream => head.Stream;

    /// <summary>Null when the queue is full: nothing was taken.</summary>
    public IntakeEntry? Receive(SignalReceived received, SignalKey? key, Gathering gathering)
    {
        var unit = Unit(IntakeCodec.Events.Write(received, received.ReceivedAt), key is null ? null : KeyOf(received, key), received);
        return committer.TryEnqueue(unit, gathering, out var result) ? new(unit, result) : null;
    }

    public IntakeEntry? Refuse(SignalRefused refused)
    {
        var unit = Unit(IntakeCodec.Events.Write(refused, refused.ReceivedAt), null, null);
        return committer.TryEnqueue(unit, null, out var result) ? new(unit, result) : null;
    }

    private static UniqueKey KeyOf(SignalReceived received, SignalKey key) =>
        new(received.Strategy, key.Text, received.Id, key.Digest, received.ReceivedAt);

    private AppendUnit Unit(EventDraft draft, UniqueKey? key, SignalReceived? received) => new()
    {
        Stream = head.Stream,
        ExpectedVersion = null,
        Epoch = head.Epoch,
        Events = [draft],
        Key = key,
        Opens = received is null ? [] : OpenTargets(received),
    };

    private static List<OpenTarget> OpenTargets(SignalReceived received)
    {
        var opened = new List<OpenTarget>(received.Targets.Count);
        foreach (var target in received.Targets)
        {
            if (target.Refused is null)
            {
                opened.Add(new(received.Id, target.Subscription, target.Account));
            }
        }

        return opened;
    }
}

/// <summary>A queued unit and what becomes of it.</summary>
public sealed record IntakeEntry(AppendUnit Unit, Task<AppendResult> Result);
