namespace Signalbox.Sandbox.Faults;

/// <summary>The faults that are still to come.</summary>
public sealed class FaultPlan
{
    private const string StreamMethod = "STREAM";

    private readonly Lock planning = new();
    private readonly List<FaultRule> waiting = [];
    private readonly List<(string Path, Action Break)> streams = [];

    public IReadOnlyList<FaultRule> Waiting
    {
        get
        {
            lock (planning)
            {
                return [.. waiting];
            }
        }
    }

    public void Add(FaultScript script)
    {
        foreach (var rule in script.Rules)
        {
            if (rule.Fault == FaultKind.Disconnect)
            {
                Disconnect(rule);
                continue;
            }

            lock (planning)
            {
                waiting.Add(rule);
            }
        }
    }

    public void Clear()
    {
        lock (planning)
        {
            waiting.Clear();
        }
    }

    /// <summary>The fault that befalls this request; it is used up.</summary>
    public FaultRule? TakeForRequest(string method, string path) => Take(rule => !IsOfFrames(rule.Fault) && rule.Concerns(method, path));

    /// <summary>The fault that befalls this frame; it is used up.</summary>
    public FaultRule? TakeForFrame(string path) => Take(rule => IsOfFrames(rule.Fault) && rule.Concerns(StreamMethod, path));

    /// <summary>Registers an open stream, until it is disposed of.</summary>
    public IDisposable Register(string path, Action breakIt)
    {
        var stream = (path, breakIt);
        lock (planning)
        {
            streams.Add(stream);
        }

        return new Registration(() =>
        {
            lock (planning)
            {
                streams.Remove(stream);
            }
        });
    }

    // Under the lock, which a stream that ends must take: none is broken after it has gone.
    private void Disconnect(FaultRule rule)
    {
        lock (planning)
        {
            foreach (var stream in streams.ToArray())
            {
                if (rule.Concerns(StreamMethod, stream.Path) && streams.Contains(stream))
                {
                    stream.Break();
                }
            }
        }
    }

    private FaultRule? Take(Predicate<FaultRule> concerns)
    {
        lock (planning)
        {
            var index = waiting.FindIndex(concerns);
            if (index < 0)
            {
                return null;
            }

            var rule = waiting[index];
            if (rule.Times <= 1) waiting.RemoveAt(index);
            else waiting[index] = rule with { Times = rule.Times - 1 };
            return rule;
        }
    }

    private static bool IsOfFrames(FaultKind kind) => kind is FaultKind.DropFrame or FaultKind.DuplicateFrame;

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
