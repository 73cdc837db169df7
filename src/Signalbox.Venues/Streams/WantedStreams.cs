namespace Signalbox.Venues.Streams;

/// <summary>Which streams are wanted, in the venue's words. Grows while it is read; bounded.</summary>
public sealed class WantedStreams(int most)
{
    private readonly Lock wanting = new();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private volatile string[] all = [];

    public IReadOnlyList<string> All => all;

    /// <summary>False when there is no room for another.</summary>
    public bool Want(string name)
    {
        lock (wanting)
        {
            if (names.Count >= most)
            {
                return names.Contains(name);
            }

            if (names.Add(name))
            {
                all = [.. all, name];
            }

            return true;
        }
    }
}
