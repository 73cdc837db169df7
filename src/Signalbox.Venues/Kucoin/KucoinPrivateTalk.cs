using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin;

/// <summary>An account's own stream: all its topics are subscribed at once, and it is ready when each is confirmed.</summary>
internal abstract class KucoinPrivateTalk(
    Func<CancellationToken, Task<VenueAnswer<KucoinStreamToken>>> askToken, Uri? elsewhere, IReadOnlyList<string> topics, OrderMemory memory, TimeProvider clock)
    : KucoinTalk<VenueEvent>(askToken, elsewhere, clock)
{
    protected OrderMemory Memory => memory;

    protected override void Welcomed(StreamTurn<VenueEvent> turn)
    {
        foreach (var topic in topics)
        {
            turn.Send(Subscription(topic, isPrivate: true));
        }
    }

    protected override void Read(KucoinFrame frame, StreamTurn<VenueEvent> turn)
    {
        if (Events(frame) is not { } events)
        {
            turn.Gap("A message of the stream cannot be read.");
            return;
        }

        foreach (var happened in events)
        {
            Tell(happened, turn);
        }
    }

    /// <summary>Null when it is not what the documentation says.</summary>
    protected abstract IReadOnlyList<VenueEvent>? Events(KucoinFrame frame);

    /// <summary>Stops are told by the venue's number alone; they go by ours where it is known.</summary>
    protected virtual void Tell(VenueEvent happened, StreamTurn<VenueEvent> turn)
    {
        switch (happened)
        {
            case VenueEvent.OrderChanged { Report: { ClientOrderId: null, ForeignClientId: null } report }:
                if (memory.Find(report.VenueOrderId) is { } id)
                {
                    turn.Tell(new VenueEvent.OrderChanged(report with { ClientOrderId = id }));
                }
                else if (report.State != VenueOrderState.Working)
                {
                    // Whose it was cannot be told from the number; a new one is told by the answer to whoever placed it.
                    turn.Gap("An order whose id is not known has changed.");
                }

                break;
            case VenueEvent.OrderChanged { Report: var report }:
                memory.Note(report);
                turn.Tell(happened);
                break;
            case VenueEvent.Executed { Fill: var fill }:
                turn.Tell(new VenueEvent.Executed(memory.Named(fill)));
                break;
            default:
                turn.Tell(happened);
                break;
        }
    }
}
