using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Journal;

namespace Signalbox.Monitoring.Latencies;

/// <summary>
/// When the newest signals were on disk, and when their orders' requests were let loose. These moments come after the events
/// they belong to, so no event tells them; they are kept for a while and for this node only.
/// </summary>
public sealed class RecentMoments(TimeProvider clock) : ICommitObserver, IAccountObserver
{
    private const int KeptMax = 5_000;

    private readonly Recent<SignalId> committed = new(KeptMax);
    private readonly Recent<ClientOrderId> sent = new(KeptMax);

    public DateTimeOffset? CommittedAt(SignalId signal) => committed.Find(signal);

    public DateTimeOffset? SentAt(ClientOrderId order) => sent.Find(order);

    public void Committed(AppendUnit unit, long lastVersion)
    {
        if (unit.Stream.IsIntake && unit.Opens is [var first, ..])
        {
            committed.Note(first.Signal, clock.GetUtcNow());
        }
    }

    /// <summary>Effects run next: what was intended leaves now.</summary>
    public void Committed(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            if (happened is OrderIntended intended)
            {
                sent.Note(intended.Ticket.Id, clock.GetUtcNow());
            }
        }
    }

    private sealed class Recent<TKey>(int keptMax)
        where TKey : notnull
    {
        private readonly Lock gate = new();
        private readonly Dictionary<TKey, DateTimeOffset> moments = [];
        private readonly Queue<TKey> order = new();

        public void Note(TKey key, DateTimeOffset at)
        {
            lock (gate)
            {
                if (!moments.TryAdd(key, at))
                {
                    return;
                }

                order.Enqueue(key);
                if (order.Count > keptMax)
                {
                    moments.Remove(order.Dequeue());
                }
            }
        }

        public DateTimeOffset? Find(TKey key)
        {
            lock (gate)
            {
                return moments.TryGetValue(key, out var at) ? at : null;
            }
        }
    }
}
