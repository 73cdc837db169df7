namespace Signalbox.Sandbox.Okx;

/// <summary>Counts requests of one kind over two seconds that begin on the clock.</summary>
internal sealed class OkxMeter(TimeProvider clock)
{
    private const int Seconds = 2;

    private readonly Lock counting = new();
    private readonly Dictionary<(string Subject, long Window), int> counts = [];

    public bool Passes(string subject, int limit, int weight = 1)
    {
        lock (counting)
        {
            var window = clock.GetUtcNow().ToUnixTimeSeconds() / Seconds;
            if (counts.Count > 1_000)
            {
                foreach (var old in counts.Keys.Where(key => key.Window < window).ToArray())
                {
                    counts.Remove(old);
                }
            }

            var used = counts.GetValueOrDefault((subject, window)) + weight;
            counts[(subject, window)] = used;
            return used <= limit;
        }
    }
}
