using System.Collections.Concurrent;
using System.Net;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>A refused call as its strategy's owner sees it: neither its address with the secret nor its body.</summary>
public sealed record RefusedCall(DateTimeOffset At, string Code, string From);

/// <param name="FormerUses">How often the secret before the present one was still used.</param>
public sealed record TallyReading(
    IReadOnlyDictionary<string, long> Counts, IReadOnlyList<RefusedCall> Last, long FormerUses, DateTimeOffset? FormerUsedAt);

/// <summary>
/// What was refused at each strategy's door since this node started, in memory alone: a flood of refused calls must not become
/// a flood of writes.
/// </summary>
internal sealed class WebhookTally(TimeProvider clock)
{
    private const int LastKept = 20;
    private const string Nobody = "";

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>A stranger's guess at a strategy that does not exist is counted too, where nobody looks: it costs the same.</summary>
    public void Refuse(string? strategy, string code, IPAddress? from) =>
        entries.GetOrAdd(strategy ?? Nobody, static _ => new()).Refuse(new(clock.GetUtcNow(), code, from?.ToString() ?? "unknown"));

    public void UseFormer(string strategy) => entries.GetOrAdd(strategy, static _ => new()).UseFormer(clock.GetUtcNow());

    public TallyReading Read(string strategy) => entries.TryGetValue(strategy, out var entry) ? entry.Read() : new(new Dictionary<string, long>(), [], 0, null);

    private sealed class Entry
    {
        private readonly Lock gate = new();
        private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
        private readonly Queue<RefusedCall> last = new();
        private long formerUses;
        private DateTimeOffset? formerUsedAt;

        public void Refuse(RefusedCall call)
        {
            lock (gate)
            {
                counts[call.Code] = counts.GetValueOrDefault(call.Code) + 1;
                last.Enqueue(call);
                if (last.Count > LastKept)
                {
                    last.Dequeue();
                }
            }
        }

        public void UseFormer(DateTimeOffset at)
        {
            lock (gate)
            {
                formerUses++;
                formerUsedAt = at;
            }
        }

        public TallyReading Read()
        {
            lock (gate)
            {
                return new(new Dictionary<string, long>(counts), [.. last.Reverse()], formerUses, formerUsedAt);
            }
        }
    }
}
