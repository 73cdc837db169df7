using System.Collections.Concurrent;
using Signalbox.Monitoring.Latencies;

namespace Signalbox.Server.Health;

/// <summary>What webhooks were answered since the start, and how fast.</summary>
internal sealed class WebhookMeter(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> outcomes = new(StringComparer.Ordinal);
    private readonly LatencyHistogram answered = new(clock);

    public IReadOnlyDictionary<string, long> Outcomes => new SortedDictionary<string, long>(outcomes, StringComparer.Ordinal);

    public LatencyReading Answered => answered.Read();

    /// <param name="outcome">One of few words.</param>
    public void Record(string outcome, TimeSpan took)
    {
        outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        answered.Record(took);
    }
}
