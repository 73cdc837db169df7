using Signalbox.Journal;
using Signalbox.Signals.Duplicates;

namespace Signalbox.Strategies.Routing;

/// <summary>Writes one node's intake stream. Its writers only add, so they share it without waiting for each other.</summary>
public sealed class IntakeLog(Committer committer, StreamHead head)
{
    public StreamId Stream => head.Stream;

    /// <summary>The signals of one body, together or not at all. Null when the queue is full: nothing was taken.</summary>
    public IntakeEntry? Receive(IReadOnlyList<SignalReceived> body, SignalKey? key, Gathering gathering)
    {
        var opens = new List<OpenTarget>();
        var openedBy = new List<int>();
        for (var index = 0; index < body.Count; index++)
        {
            foreach (var target in body[index].Owed)
            {
                opens.Add(new(body[index].Id, target.Subscription, target.Account));
                openedBy.Add(index);
            }
        }

        return Enqueue(
            new()
            {
                Stream = head.Stream,
                ExpectedVersion = null,
                Epoch = head.Epoch,
                Events = [.. body.Select(received => IntakeCodec.Events.Write(received, received.ReceivedAt))],
                Key = key is null ? null : KeyOf(body[0], key),
                Opens = opens,
                OpenedBy = openedBy,
            }, gathering);
    }

    public IntakeEntry? Refuse(SignalRefused refused) => Enqueue(
        new()
        {
            Stream = head.Stream,
            ExpectedVersion = null,
            Epoch = head.Epoch,
            Events = [IntakeCodec.Events.Write(refused, refused.ReceivedAt)],
        }, null);

    private IntakeEntry? Enqueue(AppendUnit unit, Gathering? gathering) =>
        committer.TryEnqueue(unit, gathering, out var result) ? new(unit, result) : null;

    private static UniqueKey KeyOf(SignalReceived received, SignalKey key) =>
        new(received.Strategy, key.Text, received.Batch ?? received.Id, key.Digest, received.ReceivedAt);
}

/// <summary>A queued unit and what becomes of it.</summary>
public sealed record IntakeEntry(AppendUnit Unit, Task<AppendResult> Result);
