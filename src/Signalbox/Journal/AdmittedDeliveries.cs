namespace Signalbox.Journal;

/// <summary>
/// The targets a batch opens and closes. What is opened and closed within one batch is never written: a signal and the
/// accounts that take it usually share a transaction.
/// </summary>
internal sealed class AdmittedDeliveries
{
    private readonly List<OpenDelivery?> opened = [];
    private readonly Dictionary<OpenTarget, int> places = [];
    private readonly HashSet<OpenTarget> closed = [];

    public IEnumerable<OpenDelivery> Opened => opened.OfType<OpenDelivery>();

    public IReadOnlyCollection<OpenTarget> Closed => closed;

    public bool IsOpen(OpenTarget target, IStoredFacts stored) =>
        places.ContainsKey(target) || (!closed.Contains(target) && stored.IsOpen(target));

    /// <summary>Opening what is open already changes nothing.</summary>
    public void Open(OpenDelivery delivery)
    {
        if (places.TryAdd(delivery.Target, opened.Count))
        {
            opened.Add(delivery);
        }
    }

    public void Close(OpenTarget target)
    {
        if (places.Remove(target, out var place))
        {
            opened[place] = null;
        }
        else
        {
            closed.Add(target);
        }
    }
}
