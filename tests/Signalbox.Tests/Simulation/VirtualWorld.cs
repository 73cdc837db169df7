namespace Signalbox.Tests.Simulation;

/// <summary>
/// Virtual time and every source of chance of one run. What happens next is decided here alone, so a seed repeats a run
/// exactly: one thread, one queue of future events, one generator.
/// </summary>
internal sealed class VirtualWorld(int seed)
{
    private readonly PriorityQueue<Action, (long At, long Order)> future = new();
    private readonly List<VirtualNode> nodes = [];
    private long order;

    public Random Chance { get; } = new(seed);

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public void AddNode(VirtualNode node) => nodes.Add(node);

    public void After(TimeSpan delay, Action happen) =>
        future.Enqueue(happen, ((Now + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay)).UtcTicks, order++));

    public bool Happens(double probability) => Chance.NextDouble() < probability;

    public TimeSpan Between(double fromMs, double toMs) => TimeSpan.FromMilliseconds(fromMs + (Chance.NextDouble() * (toMs - fromMs)));

    /// <summary>Runs until a time. After every step the check is called; it throws when something that must hold does not.</summary>
    public void RunUntil(DateTimeOffset end, Action check)
    {
        while (true)
        {
            if (RunOneReady())
            {
                check();
            }
            else if (future.TryPeek(out var happen, out var next) && next.At <= end.UtcTicks)
            {
                future.Dequeue();
                Now = new(Math.Max(next.At, Now.UtcTicks), TimeSpan.Zero);
                happen();
                check();
            }
            else
            {
                Now = end;
                return;
            }
        }
    }

    private bool RunOneReady()
    {
        foreach (var node in nodes)
        {
            if (node.RunOne())
            {
                return true;
            }
        }

        return false;
    }
}
