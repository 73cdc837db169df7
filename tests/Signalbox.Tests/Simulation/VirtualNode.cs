namespace Signalbox.Tests.Simulation;

/// <summary>
/// One process of a run: its continuations run on the world's thread, in an order the seed chooses. Killed, it never runs
/// another line, wherever it stood; what it had handed to the world (a packet, a write) still happens.
/// </summary>
internal sealed class VirtualNode(VirtualWorld world) : TaskScheduler
{
    private readonly List<Task> ready = [];
    private readonly List<Action> held = [];
    private readonly int thread = Environment.CurrentManagedThreadId;

    public bool IsAlive { get; private set; } = true;

    /// <summary>It stands still: nothing of it runs, and nobody can tell it from one that is dead.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>It stood still once: somebody else may have taken over meanwhile.</summary>
    public bool WasStalled { get; private set; }

    /// <summary>How far its wall clock is ahead of the true time.</summary>
    public TimeSpan ClockError { get; set; }

    public Exception? Fault { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Kill()
    {
        IsAlive = false;
        ready.Clear();
        held.Clear();
    }

    public void Stall()
    {
        IsStalled = true;
        WasStalled = true;
    }

    /// <summary>It goes on where it stood, and does not know that time has passed.</summary>
    public void GoOn()
    {
        IsStalled = false;
        var due = held.ToArray();
        held.Clear();
        foreach (var each in due)
        {
            each();
        }
    }

    public void OnceItGoesOn(Action action) => held.Add(action);

    /// <summary>Starts work of this process; a fault of it fails the run.</summary>
    public void Start(Func<Task> work)
    {
        var started = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();
        started.ContinueWith(
            ended => Fault ??= ended.Exception?.GetBaseException(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            this);
    }

    /// <summary>Runs one continuation; false when none is ready.</summary>
    public bool RunOne()
    {
        if (ready.Count == 0 || IsStalled)
        {
            return false;
        }

        // Mostly in order, as a thread pool would; sometimes not, as a thread pool also would.
        var index = ready.Count > 1 && world.Happens(0.2) ? world.Chance.Next(ready.Count) : 0;
        var task = ready[index];
        ready.RemoveAt(index);
        TryExecuteTask(task);
        return true;
    }

    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            Fault = new InvalidOperationException($"A continuation left the simulation's thread, so the run would not repeat.{Environment.StackTrace}");
        }
        else if (IsAlive)
        {
            ready.Add(task);
        }
    }

    // Inlining would run a continuation inside somebody else's step, where a crash could not fall between the two.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
