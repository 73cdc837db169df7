using Signalbox.Identity;

namespace Signalbox.Server.Node.Calls;

/// <summary>The newest calls of one account, in memory alone: they explain, and nothing is decided by them.</summary>
internal sealed class VenueCalls
{
    /// <summary>About as much as a busy hour needs, in some hundred kilobytes.</summary>
    public const int Kept = 200;

    private readonly Lock writing = new();
    private readonly Queue<VenueCall> calls = new();

    public void Note(VenueCall call)
    {
        lock (writing)
        {
            calls.Enqueue(call);
            if (calls.Count > Kept)
            {
                calls.Dequeue();
            }
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<VenueCall> All
    {
        get
        {
            lock (writing)
            {
                return [.. calls];
            }
        }
    }

    public IEnumerable<VenueCall> Of(IReadOnlySet<ClientOrderId> orders) => All.Where(call => call.Orders.Any(orders.Contains));

    /// <summary>How long the venue took for the newest orders it was asked to take; null before the first.</summary>
    public AcknowledgementTimes? Acknowledgements()
    {
        double[] took = [.. All.Where(call => call.What is "place" or "place_pair").Select(call => call.Took.TotalMilliseconds).Order()];
        return took.Length == 0 ? null : new(took.Length, At(took, 0.5), At(took, 0.95), At(took, 0.99), took[^1]);
    }

    private static double At(double[] ordered, double share) => ordered[Math.Clamp((int)Math.Ceiling(ordered.Length * share) - 1, 0, ordered.Length - 1)];
}

/// <summary>Percentiles in milliseconds.</summary>
internal sealed record AcknowledgementTimes(int Count, double MsP50, double MsP95, double MsP99, double MsMax);
